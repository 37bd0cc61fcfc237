-- Quantities, prices and percentages are integers of millionths.

CREATE TABLE categories (
    company_id     BLOB NOT NULL REFERENCES companies (id),
    id             BLOB NOT NULL,
    name           TEXT NOT NULL,
    description    TEXT NOT NULL,
    multiple       INTEGER NOT NULL,
    default_markup INTEGER,
    weight         INTEGER NOT NULL,
    created_at     TEXT NOT NULL,
    modified_at    TEXT NOT NULL,
    PRIMARY KEY (company_id, id)
) STRICT;
CREATE INDEX categories_by_weight ON categories (company_id, weight, id);

CREATE TABLE custom_fields (
    company_id  BLOB NOT NULL,
    id          BLOB NOT NULL,
    category_id BLOB NOT NULL,
    name        TEXT NOT NULL,
    publish     INTEGER NOT NULL,
    weight      INTEGER NOT NULL,
    PRIMARY KEY (company_id, id),
    FOREIGN KEY (company_id, category_id) REFERENCES categories (company_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX custom_fields_by_category ON custom_fields (company_id, category_id, weight);

CREATE TABLE locations (
    company_id  BLOB NOT NULL REFERENCES companies (id),
    id          BLOB NOT NULL,
    name        TEXT NOT NULL,
    short_name  TEXT NOT NULL,
    created_at  TEXT NOT NULL,
    modified_at TEXT NOT NULL,
    PRIMARY KEY (company_id, id)
) STRICT;

CREATE TABLE items (
    company_id    BLOB NOT NULL REFERENCES companies (id),
    id            BLOB NOT NULL,
    number        INTEGER NOT NULL,
    name          TEXT NOT NULL,
    description   TEXT NOT NULL,
    category_id   BLOB NOT NULL,
    location_id   BLOB,
    multiple      INTEGER NOT NULL,
    sku           TEXT NOT NULL,
    serial_number TEXT NOT NULL,
    barcode       TEXT NOT NULL,
    cost          INTEGER NOT NULL,
    price         INTEGER NOT NULL,
    quantity      INTEGER NOT NULL,
    threshold     INTEGER NOT NULL,
    published     INTEGER NOT NULL,
    archived      INTEGER NOT NULL,
    created_at    TEXT NOT NULL,
    modified_at   TEXT NOT NULL,
    PRIMARY KEY (company_id, id),
    UNIQUE (company_id, number),
    FOREIGN KEY (company_id, category_id) REFERENCES categories (company_id, id),
    FOREIGN KEY (company_id, location_id) REFERENCES locations (company_id, id)
) STRICT;
CREATE INDEX items_by_category ON items (company_id, category_id, number);
CREATE INDEX items_by_location ON items (company_id, location_id);
CREATE INDEX items_by_modified ON items (company_id, modified_at);

CREATE TABLE item_values (
    company_id BLOB NOT NULL,
    item_id    BLOB NOT NULL,
    field_id   BLOB NOT NULL,
    value      TEXT NOT NULL,
    PRIMARY KEY (company_id, item_id, field_id),
    FOREIGN KEY (company_id, item_id) REFERENCES items (company_id, id) ON DELETE CASCADE,
    FOREIGN KEY (company_id, field_id) REFERENCES custom_fields (company_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX item_values_by_field ON item_values (company_id, field_id);

CREATE TABLE variations (
    company_id BLOB NOT NULL,
    id         BLOB NOT NULL,
    item_id    BLOB NOT NULL,
    name       TEXT NOT NULL,
    weight     INTEGER NOT NULL,
    PRIMARY KEY (company_id, id),
    FOREIGN KEY (company_id, item_id) REFERENCES items (company_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX variations_by_item ON variations (company_id, item_id, weight);

CREATE TABLE variation_stock (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id   BLOB NOT NULL,
    variation_id BLOB NOT NULL,
    location_id  BLOB NOT NULL,
    quantity     INTEGER NOT NULL,
    threshold    INTEGER NOT NULL,
    UNIQUE (company_id, id),
    UNIQUE (company_id, variation_id, location_id),
    FOREIGN KEY (company_id, variation_id) REFERENCES variations (company_id, id) ON DELETE CASCADE,
    FOREIGN KEY (company_id, location_id) REFERENCES locations (company_id, id)
) STRICT;
CREATE INDEX variation_stock_by_location ON variation_stock (company_id, location_id);
