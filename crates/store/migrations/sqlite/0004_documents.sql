-- Documents with their lines, and the money on them. Money is in minor units of the document's currency.

CREATE TABLE documents (
    company_id         BLOB NOT NULL REFERENCES companies (id),
    id                 BLOB NOT NULL,
    kind               INTEGER NOT NULL,
    number             INTEGER NOT NULL,
    contact_id         BLOB NOT NULL,
    user_id            BLOB NOT NULL,
    name               TEXT NOT NULL,
    issue_date         TEXT NOT NULL,
    shipping_address   TEXT NOT NULL,
    external_po_number TEXT NOT NULL,
    currency           TEXT NOT NULL,
    cancelled          INTEGER NOT NULL,
    total_cost         INTEGER NOT NULL,
    total_lines        INTEGER NOT NULL,
    total_discount     INTEGER NOT NULL,
    total_tax1         INTEGER NOT NULL,
    total_tax2         INTEGER NOT NULL,
    paid               INTEGER NOT NULL,
    revision           INTEGER NOT NULL,
    created_at         TEXT NOT NULL,
    modified_at        TEXT NOT NULL,
    PRIMARY KEY (company_id, id),
    UNIQUE (company_id, kind, number),
    FOREIGN KEY (company_id, contact_id) REFERENCES contacts (company_id, id),
    FOREIGN KEY (company_id, user_id) REFERENCES users (company_id, id)
) STRICT;
CREATE INDEX documents_by_contact ON documents (company_id, contact_id, number);
CREATE INDEX documents_by_user ON documents (company_id, user_id);
CREATE INDEX documents_by_issue_date ON documents (company_id, issue_date);
CREATE INDEX documents_by_created ON documents (company_id, created_at);
CREATE INDEX documents_by_modified ON documents (company_id, modified_at);

-- A variation's stock row may go while old lines still name it, so stock_id refers to nothing.
CREATE TABLE document_lines (
    company_id    BLOB NOT NULL,
    id            BLOB NOT NULL,
    document_id   BLOB NOT NULL,
    position      INTEGER NOT NULL,
    kind          TEXT NOT NULL,
    item_id       BLOB,
    stock_id      INTEGER,
    name          TEXT NOT NULL,
    description   TEXT NOT NULL,
    quantity      INTEGER NOT NULL,
    price         INTEGER NOT NULL,
    cost          INTEGER NOT NULL,
    discount      INTEGER NOT NULL,
    tax1          INTEGER NOT NULL,
    tax2          INTEGER NOT NULL,
    weight        INTEGER NOT NULL,
    whole_amount  INTEGER NOT NULL,
    whole_percent INTEGER NOT NULL,
    PRIMARY KEY (company_id, id),
    FOREIGN KEY (company_id, document_id) REFERENCES documents (company_id, id) ON DELETE CASCADE,
    FOREIGN KEY (company_id, item_id) REFERENCES items (company_id, id),
    CHECK (kind IN ('item', 'service', 'discount_amount', 'discount_percent')),
    CHECK ((kind = 'item') = (item_id IS NOT NULL))
) STRICT;
CREATE INDEX document_lines_by_document ON document_lines (company_id, document_id, position);
CREATE INDEX document_lines_by_item ON document_lines (company_id, item_id);

CREATE TABLE transactions (
    company_id  BLOB NOT NULL,
    id          BLOB NOT NULL,
    document_id BLOB NOT NULL,
    user_id     BLOB NOT NULL,
    amount      INTEGER NOT NULL,
    date        TEXT NOT NULL,
    reference   TEXT NOT NULL,
    revision    INTEGER NOT NULL,
    created_at  TEXT NOT NULL,
    modified_at TEXT NOT NULL,
    PRIMARY KEY (company_id, id),
    FOREIGN KEY (company_id, document_id) REFERENCES documents (company_id, id),
    FOREIGN KEY (company_id, user_id) REFERENCES users (company_id, id),
    CHECK (amount <> 0)
) STRICT;
CREATE INDEX transactions_by_document ON transactions (company_id, document_id, date);
CREATE INDEX transactions_by_user ON transactions (company_id, user_id);
CREATE INDEX transactions_by_created ON transactions (company_id, created_at);
