-- The batch that a write travelled in; none when it was a request of its own.

ALTER TABLE attempts ADD COLUMN batch_id UUID;
