-- Billionths of the company's currency for one unit of the document's; none where nobody has said.

ALTER TABLE documents ADD COLUMN exchange_rate INTEGER;
