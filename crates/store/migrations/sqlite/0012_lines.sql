-- Ids of the lines of a purchase order in QuickBooks, in their order, with commas between.

ALTER TABLE links ADD COLUMN lines TEXT;
