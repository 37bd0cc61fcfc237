-- How far a purchase order is: when it was sent, and how many millionths of a unit of each line have come.

ALTER TABLE documents ADD COLUMN sent_at TIMESTAMPTZ;
ALTER TABLE document_lines ADD COLUMN received BIGINT NOT NULL DEFAULT 0;
