-- Documents with their lines, and the money on them.
-- Money is in minor units of the document's currency; measures are in millionths.

CREATE TABLE documents (
    id                 BLOB    NOT NULL PRIMARY KEY,
    company_id         BLOB    NOT NULL REFERENCES companies (id),
    context            INTEGER NOT NULL,
    number             INTEGER NOT NULL,
    contact_id         BLOB    NOT NULL REFERENCES contacts (id),
    user_id            BLOB    NOT NULL REFERENCES users (id),
    name               TEXT    NOT NULL,
    issue_date         TEXT    NOT NULL,
    shipping_address   TEXT    NOT NULL,
    external_po_number TEXT    NOT NULL,
    currency           TEXT    NOT NULL,
    cancelled          INTEGER NOT NULL,
    total_cost         INTEGER NOT NULL,
    total_lines        INTEGER NOT NULL,
    total_discount     INTEGER NOT NULL,
    total_tax1         INTEGER NOT NULL,
    total_tax2         INTEGER NOT NULL,
    paid               INTEGER NOT NULL,
    revision           INTEGER NOT NULL,
    created_at         TEXT    NOT NULL,
    modified_at        TEXT    NOT NULL,
    UNIQUE (company_id, context, number)
) STRICT;

CREATE INDEX documents_by_contact ON documents (contact_id, company_id);
CREATE INDEX documents_by_created ON documents (company_id, created_at);
CREATE INDEX documents_by_modified ON documents (company_id, modified_at);
CREATE INDEX documents_by_issue_date ON documents (company_id, issue_date);
CREATE INDEX documents_by_user ON documents (user_id);

-- A variation's stock row may go while old lines still name it, so `stock_id` is no foreign key.
CREATE TABLE document_lines (
    id             BLOB    NOT NULL PRIMARY KEY,
    company_id     BLOB    NOT NULL REFERENCES companies (id),
    document_id    BLOB    NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position       INTEGER NOT NULL,
    kind           TEXT    NOT NULL CHECK (kind IN ('item', 'service', 'discount_amount', 'discount_percent')),
    item_id        BLOB    REFERENCES items (id),
    stock_id       INTEGER,
    name           TEXT    NOT NULL,
    description    TEXT    NOT NULL,
    quantity       INTEGER NOT NULL,
    price          INTEGER NOT NULL,
    cost           INTEGER NOT NULL,
    discount       INTEGER NOT NULL,
    tax1           INTEGER NOT NULL,
    tax2           INTEGER NOT NULL,
    weight         INTEGER NOT NULL,
    whole_amount   INTEGER NOT NULL,
    whole_percent  INTEGER NOT NULL,
    CHECK ((kind = 'item') = (item_id IS NOT NULL))
) STRICT;

CREATE INDEX document_lines_by_document ON document_lines (document_id, position);
CREATE INDEX document_lines_by_item ON document_lines (item_id);

CREATE TABLE transactions (
    id          BLOB    NOT NULL PRIMARY KEY,
    company_id  BLOB    NOT NULL REFERENCES companies (id),
    document_id BLOB    NOT NULL REFERENCES documents (id),
    user_id     BLOB    NOT NULL REFERENCES users (id),
    amount      INTEGER NOT NULL CHECK (amount <> 0),
    date        TEXT    NOT NULL,
    reference   TEXT    NOT NULL,
    revision    INTEGER NOT NULL,
    created_at  TEXT    NOT NULL,
    modified_at TEXT    NOT NULL
) STRICT;

CREATE INDEX transactions_by_document ON transactions (document_id, created_at);
CREATE INDEX transactions_by_created ON transactions (company_id, created_at);
CREATE INDEX transactions_by_user ON transactions (user_id);
