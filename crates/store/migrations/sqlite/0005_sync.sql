-- The tie to QuickBooks: connections, links, the integrations log and its attempts.

CREATE TABLE connections (
    company_id         BLOB NOT NULL REFERENCES companies (id),
    id                 BLOB NOT NULL,
    realm_id           TEXT NOT NULL,
    is_current         INTEGER NOT NULL,
    login_lost         TEXT,
    enabled_at         TEXT,
    tokens             BLOB,
    access_expires_at  TEXT,
    known              TEXT,
    known_at           TEXT,
    settings           TEXT NOT NULL,
    paused_until       TEXT,
    pause_reason       TEXT,
    lease_owner        BLOB,
    lease_until        TEXT,
    lease_fence        INTEGER NOT NULL,
    created_at         TEXT NOT NULL,
    PRIMARY KEY (company_id, id),
    UNIQUE (id),
    UNIQUE (company_id, realm_id)
) STRICT;
CREATE UNIQUE INDEX connections_current ON connections (company_id) WHERE is_current = 1;

CREATE TABLE links (
    company_id    BLOB NOT NULL,
    connection_id BLOB NOT NULL,
    record_kind   TEXT NOT NULL,
    record_id     BLOB NOT NULL,
    parent_id     BLOB,
    remote_id     TEXT,
    remote_number TEXT,
    sync_token    TEXT,
    fingerprint   TEXT,
    generation    INTEGER NOT NULL,
    refusals      INTEGER NOT NULL,
    revision      INTEGER NOT NULL,
    updated_at    TEXT NOT NULL,
    PRIMARY KEY (connection_id, record_kind, record_id),
    FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id)
) STRICT;
CREATE INDEX links_by_connection ON links (company_id, connection_id);
CREATE INDEX links_by_parent ON links (connection_id, parent_id) WHERE remote_id IS NOT NULL;

CREATE TABLE log_entries (
    company_id    BLOB NOT NULL,
    id            BLOB PRIMARY KEY NOT NULL,
    connection_id BLOB NOT NULL,
    record_kind   TEXT NOT NULL,
    record_id     BLOB NOT NULL,
    action        TEXT NOT NULL,
    title         TEXT NOT NULL,
    status        TEXT NOT NULL,
    waits_kind    TEXT,
    waits_id      BLOB,
    waits_title   TEXT,
    code          TEXT,
    reason        TEXT,
    merged        INTEGER NOT NULL,
    tries         INTEGER NOT NULL,
    queued_at     TEXT NOT NULL,
    due_at        TEXT NOT NULL,
    started_at    TEXT,
    finished_at   TEXT,
    FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id),
    CHECK (status IN ('queued', 'running', 'completed', 'failed', 'skipped'))
) STRICT;
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
    company_id     BLOB NOT NULL,
    id             BLOB PRIMARY KEY NOT NULL,
    connection_id  BLOB NOT NULL,
    entry_id       BLOB NOT NULL REFERENCES log_entries (id),
    record_kind    TEXT NOT NULL,
    record_id      BLOB NOT NULL,
    verb           TEXT NOT NULL,
    request_id     TEXT,
    method         TEXT NOT NULL,
    path           TEXT NOT NULL,
    write          TEXT,
    fingerprint    TEXT,
    expected_total INTEGER,
    revision       INTEGER NOT NULL,
    outcome        TEXT NOT NULL,
    http_status    INTEGER,
    fault_code     TEXT,
    answer         TEXT,
    intuit_tid     TEXT,
    started_at     TEXT NOT NULL,
    finished_at    TEXT,
    FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id),
    CHECK (outcome IN ('pending', 'done', 'refused', 'unknown', 'not_sent', 'throttled', 'unauthorized'))
) STRICT;
CREATE INDEX attempts_by_entry ON attempts (entry_id, id);
CREATE INDEX attempts_open ON attempts (connection_id, record_kind, record_id) WHERE outcome IN ('pending', 'unknown');
CREATE INDEX attempts_by_request ON attempts (connection_id, request_id);
CREATE INDEX attempts_by_connection ON attempts (company_id, connection_id);
