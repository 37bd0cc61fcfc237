-- The version at which QuickBooks is known to have it in a bank deposit.

ALTER TABLE links ADD COLUMN deposited TEXT;
