-- What QuickBooks offers to choose from: accounts, items, payment methods, tax codes. It is read before anything else is sent.

ALTER TABLE connections ADD COLUMN choices TEXT;
UPDATE connections SET known_at = NULL;
