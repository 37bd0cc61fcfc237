-- What a link is to, and what a payment puts on its invoice.

ALTER TABLE links ADD COLUMN entity TEXT;
ALTER TABLE links ADD COLUMN applied BIGINT;
