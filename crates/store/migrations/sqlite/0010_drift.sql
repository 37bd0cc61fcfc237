-- What others change in QuickBooks: what was left there, what was found, since when it was looked at, and what somebody chose.

ALTER TABLE links ADD COLUMN held TEXT;
ALTER TABLE links ADD COLUMN found TEXT;
ALTER TABLE links ADD COLUMN unlinked_at TEXT;
CREATE INDEX links_by_remote ON links (connection_id, remote_id) WHERE remote_id IS NOT NULL;

ALTER TABLE connections ADD COLUMN changes_since TEXT;
ALTER TABLE connections ADD COLUMN changes_due_at TEXT;

ALTER TABLE log_entries ADD COLUMN choice TEXT;
ALTER TABLE log_entries ADD COLUMN chosen_by TEXT;
ALTER TABLE log_entries ADD COLUMN chosen_at TEXT;
