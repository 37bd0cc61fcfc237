-- Every table of a tenant has the key (company_id, id), and every reference carries the company with it:
-- the database itself keeps one company's rows from pointing at another's.

CREATE TABLE companies (
    id             UUID PRIMARY KEY NOT NULL,
    name           TEXT NOT NULL,
    currency       TEXT NOT NULL,
    discount_order TEXT NOT NULL,
    created_at     TIMESTAMPTZ NOT NULL
);

CREATE TABLE users (
    company_id    UUID NOT NULL REFERENCES companies (id),
    id            UUID NOT NULL,
    email         TEXT NOT NULL UNIQUE,
    first_name    TEXT NOT NULL,
    last_name     TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    created_at    TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (company_id, id)
);

CREATE TABLE api_keys (
    company_id UUID NOT NULL,
    id         UUID NOT NULL,
    user_id    UUID NOT NULL,
    key_hash   BYTEA NOT NULL UNIQUE,
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (company_id, id),
    FOREIGN KEY (company_id, user_id) REFERENCES users (company_id, id) ON DELETE CASCADE
);
CREATE INDEX api_keys_by_user ON api_keys (company_id, user_id);

CREATE TABLE sessions (
    token_hash BYTEA PRIMARY KEY NOT NULL,
    company_id UUID NOT NULL,
    user_id    UUID NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    FOREIGN KEY (company_id, user_id) REFERENCES users (company_id, id) ON DELETE CASCADE
);
CREATE INDEX sessions_by_user ON sessions (company_id, user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE counters (
    company_id UUID NOT NULL REFERENCES companies (id),
    kind       TEXT NOT NULL,
    last       BIGINT NOT NULL,
    PRIMARY KEY (company_id, kind)
);

CREATE TABLE changes (
    company_id  UUID NOT NULL REFERENCES companies (id),
    id          UUID NOT NULL,
    record_kind TEXT NOT NULL,
    record_id   UUID NOT NULL,
    action      TEXT NOT NULL,
    title       TEXT NOT NULL,
    user_id     UUID NOT NULL,
    at          TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (company_id, id),
    FOREIGN KEY (company_id, user_id) REFERENCES users (company_id, id)
);
CREATE INDEX changes_by_record ON changes (company_id, record_kind, record_id, at);
CREATE INDEX changes_by_user ON changes (company_id, user_id);

CREATE TABLE deleted_log (
    id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    company_id UUID NOT NULL REFERENCES companies (id),
    context_id BIGINT NOT NULL,
    record_id  UUID NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    UNIQUE (company_id, record_id)
);
CREATE INDEX deleted_log_by_context ON deleted_log (company_id, context_id, created_at);
