-- The name or number of ours that someone else has in QuickBooks.

ALTER TABLE links ADD COLUMN taken TEXT;

-- Calls of a connection in a month of the calendar, such as 2026-11, by what QuickBooks counts them as.

CREATE TABLE calls (
    company_id    BLOB NOT NULL,
    connection_id BLOB NOT NULL,
    month         TEXT NOT NULL,
    reads         INTEGER NOT NULL,
    writes        INTEGER NOT NULL,
    PRIMARY KEY (connection_id, month),
    FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id)
) STRICT;
CREATE INDEX calls_by_company ON calls (company_id, connection_id);
