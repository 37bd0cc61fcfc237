-- When all that a purchase order orders had come, as long as it has.
ALTER TABLE documents ADD COLUMN received_at TEXT;
