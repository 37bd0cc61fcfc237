-- Every table of a tenant has the key (company_id, id), and every reference carries the company with it:
-- the database itself keeps one company's rows from pointing at another's.

CREATE TABLE companies (
    id             BLOB PRIMARY KEY NOT NULL,
    name           TEXT NOT NULL,
    currency       TEXT NOT NULL,
    discount_order TEXT NOT NULL,
    created_at     TEXT NOT NULL
) STRICT;

CREATE TABLE users (
    company_id    BLOB NOT NULL REFERENCES companies (id),
    id            BLOB NOT NULL,
    email         TEXT NOT NULL UNIQUE,
    first_name    TEXT NOT NULL,
    last_name     TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    created_at    TEXT NOT NULL,
    PRIMARY KEY (company_id, id)
) STRICT;

CREATE TABLE api_keys (
    company_id BLOB NOT NULL,
    id         BLOB NOT NULL,
    user_id    BLOB NOT NULL,
    key_hash   BLOB NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    PRIMARY KEY (company_id, id),
    FOREIGN KEY (company_id, user_id) REFERENCES users (company_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX api_keys_by_user ON api_keys (company_id, user_id);

CREATE TABLE sessions (
    token_hash BLOB PRIMARY KEY NOT NULL,
    company_id BLOB NOT NULL,
    user_id    BLOB NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    FOREIGN KEY (company_id, user_id) REFERENCES users (company_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX sessions_by_user ON sessions (company_id, user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE counters (
    company_id BLOB NOT NULL REFERENCES companies (id),
    kind       TEXT NOT NULL,
    last       INTEGER NOT NULL,
    PRIMARY KEY (company_id, kind)
) STRICT;

CREATE TABLE changes (
    company_id  BLOB NOT NULL REFERENCES companies (id),
    id          BLOB NOT NULL,
    record_kind TEXT NOT NULL,
    record_id   BLOB NOT NULL,
    action      TEXT NOT NULL,
    title       TEXT NOT NULL,
    user_id     BLOB NOT NULL,
    at          TEXT NOT NULL,
    PRIMARY KEY (company_id, id),
    FOREIGN KEY (company_id, user_id) REFERENCES users (company_id, id)
) STRICT;
CREATE INDEX changes_by_record ON changes (company_id, record_kind, record_id, at);
CREATE INDEX changes_by_user ON changes (company_id, user_id);

CREATE TABLE deleted_log (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id BLOB NOT NULL REFERENCES companies (id),
    context_id INTEGER NOT NULL,
    record_id  BLOB NOT NULL,
    created_at TEXT NOT NULL,
    UNIQUE (company_id, record_id)
) STRICT;
CREATE INDEX deleted_log_by_context ON deleted_log (company_id, context_id, created_at);
