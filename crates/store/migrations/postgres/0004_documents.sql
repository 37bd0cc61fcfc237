-- Documents with their lines, and the money on them. Money is in minor units of the document's currency.

CREATE TABLE documents (
    company_id         UUID NOT NULL REFERENCES companies (id),
    id                 UUID NOT NULL,
    kind               BIGINT NOT NULL,
    number             BIGINT NOT NULL,
    contact_id         UUID NOT NULL,
    user_id            UUID NOT NULL,
    name               TEXT NOT NULL,
    issue_date         DATE NOT NULL,
    shipping_address   TEXT NOT NULL,
    external_po_number TEXT NOT NULL,
    currency           TEXT NOT NULL,
    cancelled          BOOLEAN NOT NULL,
    total_cost         BIGINT NOT NULL,
    total_lines        BIGINT NOT NULL,
    total_discount     BIGINT NOT NULL,
    total_tax1         BIGINT NOT NULL,
    total_tax2         BIGINT NOT NULL,
    paid               BIGINT NOT NULL,
    revision           BIGINT NOT NULL,
    created_at         TIMESTAMPTZ NOT NULL,
    modified_at        TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (company_id, id),
    UNIQUE (company_id, kind, number),
    FOREIGN KEY (company_id, contact_id) REFERENCES contacts (company_id, id),
    FOREIGN KEY (company_id, user_id) REFERENCES users (company_id, id)
);
CREATE INDEX documents_by_contact ON documents (company_id, contact_id, number);
CREATE INDEX documents_by_user ON documents (company_id, user_id);
CREATE INDEX documents_by_issue_date ON documents (company_id, issue_date);
CREATE INDEX documents_by_created ON documents (company_id, created_at);
CREATE INDEX documents_by_modified ON documents (company_id, modified_at);

-- A variation's stock row may go while old lines still name it, so stock_id refers to nothing.
CREATE TABLE document_lines (
    company_id    UUID NOT NULL,
    id            UUID NOT NULL,
    document_id   UUID NOT NULL,
    position      BIGINT NOT NULL,
    kind          TEXT NOT NULL,
    item_id       UUID,
    stock_id      BIGINT,
    name          TEXT NOT NULL,
    description   TEXT NOT NULL,
    quantity      BIGINT NOT NULL,
    price         BIGINT NOT NULL,
    cost          BIGINT NOT NULL,
    discount      BIGINT NOT NULL,
    tax1          BIGINT NOT NULL,
    tax2          BIGINT NOT NULL,
    weight        BIGINT NOT NULL,
    whole_amount  BIGINT NOT NULL,
    whole_percent BIGINT NOT NULL,
    PRIMARY KEY (company_id, id),
    FOREIGN KEY (company_id, document_id) REFERENCES documents (company_id, id) ON DELETE CASCADE,
    FOREIGN KEY (company_id, item_id) REFERENCES items (company_id, id),
    CHECK (kind IN ('item', 'service', 'discount_amount', 'discount_percent')),
    CHECK ((kind = 'item') = (item_id IS NOT NULL))
);
CREATE INDEX document_lines_by_document ON document_lines (company_id, document_id, position);
CREATE INDEX document_lines_by_item ON document_lines (company_id, item_id);

CREATE TABLE transactions (
    company_id  UUID NOT NULL,
    id          UUID NOT NULL,
    document_id UUID NOT NULL,
    user_id     UUID NOT NULL,
    amount      BIGINT NOT NULL,
    date        DATE NOT NULL,
    reference   TEXT NOT NULL,
    revision    BIGINT NOT NULL,
    created_at  TIMESTAMPTZ NOT NULL,
    modified_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (company_id, id),
    FOREIGN KEY (company_id, document_id) REFERENCES documents (company_id, id),
    FOREIGN KEY (company_id, user_id) REFERENCES users (company_id, id),
    CHECK (amount <> 0)
);
CREATE INDEX transactions_by_document ON transactions (company_id, document_id, date);
CREATE INDEX transactions_by_user ON transactions (company_id, user_id);
CREATE INDEX transactions_by_created ON transactions (company_id, created_at);
