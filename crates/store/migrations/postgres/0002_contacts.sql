CREATE TABLE contacts (
    company_id           UUID NOT NULL REFERENCES companies (id),
    id                   UUID NOT NULL,
    kind                 BIGINT NOT NULL,
    number               BIGINT NOT NULL,
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
    tax_rate1            BIGINT,
    tax_rate2            BIGINT,
    archived             BOOLEAN NOT NULL,
    revision             BIGINT NOT NULL,
    created_at           TIMESTAMPTZ NOT NULL,
    modified_at          TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (company_id, id),
    UNIQUE (company_id, number)
);
CREATE INDEX contacts_by_kind ON contacts (company_id, kind, number);
CREATE INDEX contacts_by_email ON contacts (company_id, lower(email));
CREATE INDEX contacts_by_name ON contacts (company_id, lower(name));
CREATE INDEX contacts_by_modified ON contacts (company_id, modified_at);
