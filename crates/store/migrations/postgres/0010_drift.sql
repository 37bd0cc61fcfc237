-- What others change in QuickBooks: what was left there, what was found, since when it was looked at, and what somebody chose.

ALTER TABLE links ADD COLUMN held JSONB;
ALTER TABLE links ADD COLUMN found JSONB;
ALTER TABLE links ADD COLUMN unlinked_at TIMESTAMPTZ;
CREATE INDEX links_by_remote ON links (connection_id, remote_id) WHERE remote_id IS NOT NULL;

ALTER TABLE connections ADD COLUMN changes_since TIMESTAMPTZ;
ALTER TABLE connections ADD COLUMN changes_due_at TIMESTAMPTZ;

ALTER TABLE log_entries ADD COLUMN choice TEXT;
ALTER TABLE log_entries ADD COLUMN chosen_by TEXT;
ALTER TABLE log_entries ADD COLUMN chosen_at TIMESTAMPTZ;
