-- The tie to QuickBooks: connections, links, the integrations log and its attempts.

CREATE TABLE connections (
    company_id         UUID NOT NULL REFERENCES companies (id),
    id                 UUID NOT NULL,
    realm_id           TEXT NOT NULL,
    is_current         BOOLEAN NOT NULL,
    login_lost         TEXT,
    enabled_at         TIMESTAMPTZ,
    tokens             BYTEA,
    access_expires_at  TIMESTAMPTZ,
    known              JSONB,
    known_at           TIMESTAMPTZ,
    settings           JSONB NOT NULL,
    paused_until       TIMESTAMPTZ,
    pause_reason       TEXT,
    lease_owner        UUID,
    lease_until        TIMESTAMPTZ,
    lease_fence        BIGINT NOT NULL,
    created_at         TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (company_id, id),
    UNIQUE (id),
    UNIQUE (company_id, realm_id)
);
CREATE UNIQUE INDEX connections_current ON connections (company_id) WHERE is_current;

CREATE TABLE links (
    company_id    UUID NOT NULL,
    connection_id UUID NOT NULL,
    record_kind   TEXT NOT NULL,
    record_id     UUID NOT NULL,
    parent_id     UUID,
    remote_id     TEXT,
    remote_number TEXT,
    sync_token    TEXT,
    fingerprint   TEXT,
    generation    BIGINT NOT NULL,
    refusals      BIGINT NOT NULL,
    revision      BIGINT NOT NULL,
    updated_at    TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (connection_id, record_kind, record_id),
    FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id)
);
CREATE INDEX links_by_connection ON links (company_id, connection_id);
CREATE INDEX links_by_parent ON links (connection_id, parent_id) WHERE remote_id IS NOT NULL;

CREATE TABLE log_entries (
    company_id    UUID NOT NULL,
    id            UUID PRIMARY KEY NOT NULL,
    connection_id UUID NOT NULL,
    record_kind   TEXT NOT NULL,
    record_id     UUID NOT NULL,
    action        TEXT NOT NULL,
    title         TEXT NOT NULL,
    status        TEXT NOT NULL,
    waits_kind    TEXT,
    waits_id      UUID,
    waits_title   TEXT,
    code          TEXT,
    reason        TEXT,
    merged        BIGINT NOT NULL,
    tries         BIGINT NOT NULL,
    queued_at     TIMESTAMPTZ NOT NULL,
    due_at        TIMESTAMPTZ NOT NULL,
    started_at    TIMESTAMPTZ,
    finished_at   TIMESTAMPTZ,
    FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id),
    CHECK (status IN ('queued', 'running', 'completed', 'failed', 'skipped'))
);
CREATE UNIQUE INDEX log_entries_one_queued ON log_entries (connection_id, record_kind, record_id) WHERE status = 'queued';
CREATE UNIQUE INDEX log_entries_one_running ON log_entries (connection_id, record_kind, record_id) WHERE status = 'running';
CREATE INDEX log_entries_queue ON log_entries (connection_id, id) WHERE status = 'queued';
CREATE INDEX log_entries_waiting ON log_entries (connection_id, waits_kind, waits_id) WHERE waits_kind IS NOT NULL;
CREATE INDEX log_entries_failed ON log_entries (connection_id, record_kind, record_id) WHERE status = 'failed';
CREATE INDEX log_entries_by_record ON log_entries (company_id, record_id, id);
CREATE INDEX log_entries_by_company ON log_entries (company_id, id);
CREATE INDEX log_entries_by_connection ON log_entries (company_id, connection_id);

-- One row for each call. Written before the call, completed by its outcome, never changed after that.
CREATE TABLE attempts (
    company_id     UUID NOT NULL,
    id             UUID PRIMARY KEY NOT NULL,
    connection_id  UUID NOT NULL,
    entry_id       UUID NOT NULL REFERENCES log_entries (id),
    record_kind    TEXT NOT NULL,
    record_id      UUID NOT NULL,
    verb           TEXT NOT NULL,
    request_id     TEXT,
    method         TEXT NOT NULL,
    path           TEXT NOT NULL,
    write          JSONB,
    fingerprint    TEXT,
    expected_total BIGINT,
    revision       BIGINT NOT NULL,
    outcome        TEXT NOT NULL,
    http_status    BIGINT,
    fault_code     TEXT,
    answer         TEXT,
    intuit_tid     TEXT,
    started_at     TIMESTAMPTZ NOT NULL,
    finished_at    TIMESTAMPTZ,
    FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id),
    CHECK (outcome IN ('pending', 'done', 'refused', 'unknown', 'not_sent', 'throttled', 'unauthorized'))
);
CREATE INDEX attempts_by_entry ON attempts (entry_id, id);
CREATE INDEX attempts_open ON attempts (connection_id, record_kind, record_id) WHERE outcome IN ('pending', 'unknown');
CREATE INDEX attempts_by_request ON attempts (connection_id, request_id);
CREATE INDEX attempts_by_connection ON attempts (company_id, connection_id);
