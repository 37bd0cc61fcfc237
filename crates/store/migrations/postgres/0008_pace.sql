-- What was sent lately is looked at whenever somebody begins to drive a connection.

CREATE INDEX attempts_by_start ON attempts (connection_id, started_at);
