//! Lists of items.

use super::row::{columns, whole};
use crate::Saved;
use crate::listed::{Listed, Page, Search, count};
use db::{Error, Sql, Statement, Tx};
use domain::item::Item;
use jiff::Timestamp;
use uuid::Uuid;

// A filter that isn't asked for is null. `$7` is the pattern, `$8` the field to search in.
macro_rules! filter {
    () => {
        "WHERE company_id = $1
           AND (CAST($2 AS UUID) IS NULL OR category_id = $2)
           AND (CAST($3 AS UUID) IS NULL OR location_id = $3 OR EXISTS (
                SELECT 1 FROM variations v
                JOIN variation_stock s ON s.company_id = v.company_id AND s.variation_id = v.id
                WHERE v.company_id = items.company_id AND v.item_id = items.id AND s.location_id = $3))
           AND (CAST($4 AS BIGINT) IS NULL OR number = $4)
           AND (CAST($5 AS BOOLEAN) IS NULL OR archived = $5)
           AND modified_at >= $6
           AND (CAST($7 AS TEXT) IS NULL
                OR ($8 IN ('', 'name') AND lower(name) LIKE lower($7) ESCAPE '\\')
                OR ($8 IN ('', 'sku') AND lower(sku) LIKE lower($7) ESCAPE '\\')
                OR ($8 IN ('', 'serial_number') AND lower(serial_number) LIKE lower($7) ESCAPE '\\')
                OR ($8 IN ('', 'barcode') AND lower(barcode) LIKE lower($7) ESCAPE '\\')
                OR ($8 IN ('', 'item_number') AND CAST(number AS TEXT) LIKE $7 ESCAPE '\\'))"
    };
}

macro_rules! select {
    ($($order:tt)+) => {
        Sql::both(concat!(
            "SELECT ",
            columns!(),
            " FROM items ",
            filter!(),
            " ORDER BY ",
            $($order)+,
            ", id LIMIT $9 OFFSET $10"
        ))
    };
}

// One text for each order, because a column's name can't be a parameter.
macro_rules! orders {
    ($($(#[$doc:meta])* $order:ident $name:literal => $column:literal,)*) => {
        /// What a list of items may be ordered by.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
        pub enum ItemOrder {
            $($(#[$doc])* $order,)*
        }

        impl ItemOrder {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$order),*];

            /// Its name in the API.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$order => $name),* }
            }

            const fn ascending(self) -> Sql {
                match self { $(Self::$order => select!($column)),* }
            }

            const fn descending(self) -> Sql {
                match self { $(Self::$order => select!($column, " DESC")),* }
            }
        }

        pub(super) const ALL: &[Sql] =
            &[COUNT, $(ItemOrder::$order.ascending(), ItemOrder::$order.descending()),*];
    };
}

const COUNT: Sql = Sql::both(concat!("SELECT COUNT(*) AS count FROM items ", filter!()));

orders! {
    /// The number given by the company's counter.
    #[default]
    Number "item_number" => "number",
    /// The name, whatever its case.
    Name "name" => "lower(name)",
    /// Stock keeping unit.
    Sku "sku" => "lower(sku)",
    /// Serial number.
    SerialNumber "serial_number" => "lower(serial_number)",
    /// Bar code.
    Barcode "barcode" => "lower(barcode)",
    /// Units on hand.
    Quantity "quantity" => "quantity",
    /// What a unit costs the company.
    Cost "cost" => "cost",
    /// What a unit is sold for.
    Price "price" => "price",
    /// When it was created.
    Created "created" => "created_at",
    /// When it was last saved, or its units moved.
    Modified "modified" => "modified_at",
}

/// By what, and in which direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Order {
    /// By what.
    pub by: ItemOrder,
    /// Greatest first.
    pub descending: bool,
}

/// Which items are wanted. What is `None` limits nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ItemFilter {
    /// Those of this category.
    pub category_id: Option<Uuid>,
    /// Those that lie here, or have a variation that does.
    pub location_id: Option<Uuid>,
    /// The one with this number.
    pub number: Option<i64>,
    /// Only archived ones, or only the others.
    pub archived: Option<bool>,
    /// Those saved, or moved, at or after this moment.
    pub modified_since: Option<Timestamp>,
    /// Search in `name`, `sku`, `serial_number`, `item_number` or `barcode`; without a field, in all of them.
    pub search: Option<Search>,
}

/// A page of the items that `filter` lets pass.
pub async fn list(
    tx: &mut Tx,
    company_id: Uuid,
    filter: &ItemFilter,
    order: Order,
    page: Page,
) -> Result<Listed<Saved<Item>>, Error> {
    let count = count(&bind(tx.sql(COUNT), company_id, filter).one().await?)?;
    let select = if order.descending { order.by.descending() } else { order.by.ascending() };
    let statement = bind(tx.sql(select), company_id, filter).bind(page.size).bind(page.offset());
    let rows = statement.all().await?;
    Ok(Listed { rows: whole(tx, company_id, rows.iter()).await?, count })
}

fn bind<'t>(statement: Statement<'t>, company_id: Uuid, filter: &ItemFilter) -> Statement<'t> {
    statement
        .bind(company_id)
        .bind(filter.category_id)
        .bind(filter.location_id)
        .bind(filter.number)
        .bind(filter.archived)
        .bind(filter.modified_since.unwrap_or(Timestamp::UNIX_EPOCH))
        .bind(filter.search.as_ref().map(Search::pattern))
        .bind(filter.search.as_ref().map_or("", Search::field))
}
