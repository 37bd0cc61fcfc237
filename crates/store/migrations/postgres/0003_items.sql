-- Quantities, prices and percentages are integers of millionths.

CREATE TABLE categories (
    company_id     UUID NOT NULL REFERENCES companies (id),
    id             UUID NOT NULL,
    name           TEXT NOT NULL,
    description    TEXT NOT NULL,
    multiple       BOOLEAN NOT NULL,
    default_markup BIGINT,
    weight         BIGINT NOT NULL,
    created_at     TIMESTAMPTZ NOT NULL,
    modified_at    TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (company_id, id)
);
CREATE INDEX categories_by_weight ON categories (company_id, weight, id);

CREATE TABLE custom_fields (
    company_id  UUID NOT NULL,
    id          UUID NOT NULL,
    category_id UUID NOT NULL,
    name        TEXT NOT NULL,
    publish     BOOLEAN NOT NULL,
    weight      BIGINT NOT NULL,
    PRIMARY KEY (company_id, id),
    FOREIGN KEY (company_id, category_id) REFERENCES categories (company_id, id) ON DELETE CASCADE
);
CREATE INDEX custom_fields_by_category ON custom_fields (company_id, category_id, weight);

CREATE TABLE locations (
    company_id  UUID NOT NULL REFERENCES companies (id),
    id          UUID NOT NULL,
    name        TEXT NOT NULL,
    short_name  TEXT NOT NULL,
    created_at  TIMESTAMPTZ NOT NULL,
    modified_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (company_id, id)
);

CREATE TABLE items (
    company_id    UUID NOT NULL REFERENCES companies (id),
    id            UUID NOT NULL,
    number        BIGINT NOT NULL,
    name          TEXT NOT NULL,
    description   TEXT NOT NULL,
    category_id   UUID NOT NULL,
    location_id   UUID,
    multiple      BOOLEAN NOT NULL,
    sku           TEXT NOT NULL,
    serial_number TEXT NOT NULL,
    barcode       TEXT NOT NULL,
    cost          BIGINT NOT NULL,
    price         BIGINT NOT NULL,
    quantity      BIGINT NOT NULL,
    threshold     BIGINT NOT NULL,
    published     BOOLEAN NOT NULL,
    archived      BOOLEAN NOT NULL,
    created_at    TIMESTAMPTZ NOT NULL,
    modified_at   TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (company_id, id),
    UNIQUE (company_id, number),
    FOREIGN KEY (company_id, category_id) REFERENCES categories (company_id, id),
    FOREIGN KEY (company_id, location_id) REFERENCES locations (company_id, id)
);
CREATE INDEX items_by_category ON items (company_id, category_id, number);
CREATE INDEX items_by_location ON items (company_id, location_id);
CREATE INDEX items_by_modified ON items (company_id, modified_at);

CREATE TABLE item_values (
    company_id UUID NOT NULL,
    item_id    UUID NOT NULL,
    field_id   UUID NOT NULL,
    value      TEXT NOT NULL,
    PRIMARY KEY (company_id, item_id, field_id),
    FOREIGN KEY (company_id, item_id) REFERENCES items (company_id, id) ON DELETE CASCADE,
    FOREIGN KEY (company_id, field_id) REFERENCES custom_fields (company_id, id) ON DELETE CASCADE
);
CREATE INDEX item_values_by_field ON item_values (company_id, field_id);

CREATE TABLE variations (
    company_id UUID NOT NULL,
    id         UUID NOT NULL,
    item_id    UUID NOT NULL,
    name       TEXT NOT NULL,
    weight     BIGINT NOT NULL,
    PRIMARY KEY (company_id, id),
    FOREIGN KEY (company_id, item_id) REFERENCES items (company_id, id) ON DELETE CASCADE
);
CREATE INDEX variations_by_item ON variations (company_id, item_id, weight);

CREATE TABLE variation_stock (
    id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    company_id   UUID NOT NULL,
    variation_id UUID NOT NULL,
    location_id  UUID NOT NULL,
    quantity     BIGINT NOT NULL,
    threshold    BIGINT NOT NULL,
    UNIQUE (company_id, id),
    UNIQUE (company_id, variation_id, location_id),
    FOREIGN KEY (company_id, variation_id) REFERENCES variations (company_id, id) ON DELETE CASCADE,
    FOREIGN KEY (company_id, location_id) REFERENCES locations (company_id, id)
);
CREATE INDEX variation_stock_by_location ON variation_stock (company_id, location_id);
