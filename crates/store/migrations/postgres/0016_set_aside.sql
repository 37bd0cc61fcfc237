-- Entries that ended because the company went on with another QuickBooks company; they go on when it comes back.

ALTER TABLE log_entries ADD COLUMN set_aside BOOLEAN NOT NULL DEFAULT FALSE;
