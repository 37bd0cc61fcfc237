-- How far a purchase order is: when it was sent, and how many millionths of a unit of each line have come.

ALTER TABLE documents ADD COLUMN sent_at TEXT;
ALTER TABLE document_lines ADD COLUMN received INTEGER NOT NULL DEFAULT 0;
