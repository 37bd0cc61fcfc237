-- The name or number of ours that someone else has in QuickBooks.

ALTER TABLE links ADD COLUMN taken TEXT;

-- Calls of a connection in a month of the calendar, such as 2026-11, by what QuickBooks counts them as.

CREATE TABLE calls (
    company_id    UUID NOT NULL,
    connection_id UUID NOT NULL,
    month         TEXT NOT NULL,
    reads         BIGINT NOT NULL,
    writes        BIGINT NOT NULL,
    PRIMARY KEY (connection_id, month),
    FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id)
);
CREATE INDEX calls_by_company ON calls (company_id, connection_id);
