CREATE TABLE contacts (
    company_id           BLOB NOT NULL REFERENCES companies (id),
    id                   BLOB NOT NULL,
    kind                 INTEGER NOT NULL,
    number               INTEGER NOT NULL,
    name                 TEXT NOT NULL,
    email                TEXT NOT NULL,
    phone                TEXT NOT NULL,
    fax                  TEXT NOT NULL,
    url                  TEXT NOT NULL,
    billing_line1        TEXT NOT NULL,
    billing_line2        TEXT NOT NULL,
    billing_city         TEXT NOT NULL,
    billing_region       TEXT NOT NULL,
    billing_postal_code  TEXT NOT NULL,
    billing_country      TEXT NOT NULL,
    shipping_line1       TEXT NOT NULL,
    shipping_line2       TEXT NOT NULL,
    shipping_city        TEXT NOT NULL,
    shipping_region      TEXT NOT NULL,
    shipping_postal_code TEXT NOT NULL,
    shipping_country     TEXT NOT NULL,
    vat_number           TEXT NOT NULL,
    tax_rate1            INTEGER,
    tax_rate2            INTEGER,
    archived             INTEGER NOT NULL,
    revision             INTEGER NOT NULL,
    created_at           TEXT NOT NULL,
    modified_at          TEXT NOT NULL,
    PRIMARY KEY (company_id, id),
    UNIQUE (company_id, number)
) STRICT;
CREATE INDEX contacts_by_kind ON contacts (company_id, kind, number);
CREATE INDEX contacts_by_email ON contacts (company_id, lower(email));
CREATE INDEX contacts_by_name ON contacts (company_id, lower(name));
CREATE INDEX contacts_by_modified ON contacts (company_id, modified_at);
