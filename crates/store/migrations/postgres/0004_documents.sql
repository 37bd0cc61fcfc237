-- Documents with their lines, and the money on them.
-- Money is in minor units of the document's currency; measures are in millionths.

CREATE TABLE documents (
    id                 UUID        NOT NULL PRIMARY KEY,
    company_id         UUID        NOT NULL REFERENCES companies (id),
    context            BIGINT      NOT NULL,
    number             BIGINT      NOT NULL,
    contact_id         UUID        NOT NULL REFERENCES contacts (id),
    user_id            UUID        NOT NULL REFERENCES users (id),
    name               TEXT        NOT NULL,
    issue_date         DATE        NOT NULL,
    shipping_address   TEXT        NOT NULL,
    external_po_number TEXT        NOT NULL,
    currency           TEXT        NOT NULL,
    cancelled          BOOLEAN     NOT NULL,
    total_cost         BIGINT      NOT NULL,
    total_lines        BIGINT      NOT NULL,
    total_discount     BIGINT      NOT NULL,
    total_tax1         BIGINT      NOT NULL,
    total_tax2         BIGINT      NOT NULL,
    paid               BIGINT      NOT NULL,
    revision           BIGINT      NOT NULL,
    created_at         TIMESTAMPTZ NOT NULL,
    modified_at        TIMESTAMPTZ NOT NULL,
    UNIQUE (company_id, context, number)
);

CREATE INDEX documents_by_contact ON documents (contact_id, company_id);
CREATE INDEX documents_by_created ON documents (company_id, created_at);
CREATE INDEX documents_by_modified ON documents (company_id, modified_at);
CREATE INDEX documents_by_issue_date ON documents (company_id, issue_date);
CREATE INDEX documents_by_user ON documents (user_id);

-- A variation's stock row may go while old lines still name it, so `stock_id` is no foreign key.
CREATE TABLE document_lines (
    id             UUID        NOT NULL PRIMARY KEY,
    company_id     UUID        NOT NULL REFERENCES companies (id),
    document_id    UUID        NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position       BIGINT      NOT NULL,
    kind           TEXT        NOT NULL CHECK (kind IN ('item', 'service', 'discount_amount', 'discount_percent')),
    item_id        UUID        REFERENCES items (id),
    stock_id       BIGINT,
    name           TEXT        NOT NULL,
    description    TEXT        NOT NULL,
    quantity       BIGINT      NOT NULL,
    price          BIGINT      NOT NULL,
    cost           BIGINT      NOT NULL,
    discount       BIGINT      NOT NULL,
    tax1           BIGINT      NOT NULL,
    tax2           BIGINT      NOT NULL,
    weight         BIGINT      NOT NULL,
    whole_amount   BIGINT      NOT NULL,
    whole_percent  BIGINT      NOT NULL,
    CHECK ((kind = 'item') = (item_id IS NOT NULL))
);

CREATE INDEX document_lines_by_document ON document_lines (document_id, position);
CREATE INDEX document_lines_by_item ON document_lines (item_id);

CREATE TABLE transactions (
    id          UUID        NOT NULL PRIMARY KEY,
    company_id  UUID        NOT NULL REFERENCES companies (id),
    document_id UUID        NOT NULL REFERENCES documents (id),
    user_id     UUID        NOT NULL REFERENCES users (id),
    amount      BIGINT      NOT NULL CHECK (amount <> 0),
    date        DATE        NOT NULL,
    reference   TEXT        NOT NULL,
    revision    BIGINT      NOT NULL,
    created_at  TIMESTAMPTZ NOT NULL,
    modified_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX transactions_by_document ON transactions (document_id, created_at);
CREATE INDEX transactions_by_created ON transactions (company_id, created_at);
CREATE INDEX transactions_by_user ON transactions (user_id);
