//! Units on hand, and what a line of a document has to know of an item.

use crate::column;
use db::{Error, Row, Sql, Tx};
use domain::item::ItemKind;
use domain::{Price, Quantity};
use jiff::Timestamp;
use std::collections::HashMap;
use uuid::Uuid;

const ITEMS: Sql = Sql::each(
    "SELECT id, name, multiple, cost, price FROM items
     WHERE company_id = $1 AND id IN (SELECT unhex(value) FROM json_each($2))",
    "SELECT id, name, multiple, cost, price FROM items WHERE company_id = $1 AND id = ANY($2)",
);
const ROWS: Sql = Sql::each(
    "SELECT v.item_id, s.id FROM variations v
     LEFT JOIN variation_stock s ON s.company_id = v.company_id AND s.variation_id = v.id
     WHERE v.company_id = $1 AND v.item_id IN (SELECT unhex(value) FROM json_each($2))",
    "SELECT v.item_id, s.id FROM variations v
     LEFT JOIN variation_stock s ON s.company_id = v.company_id AND s.variation_id = v.id
     WHERE v.company_id = $1 AND v.item_id = ANY($2)",
);
const MOVE_ROW: Sql =
    Sql::both("UPDATE variation_stock SET quantity = quantity + $3 WHERE company_id = $1 AND id = $2");
const MOVE_ITEM: Sql = Sql::both(
    "UPDATE items SET quantity = quantity + $3, modified_at = $4 WHERE company_id = $1 AND id = $2
     RETURNING quantity",
);

pub(crate) const ALL: &[Sql] = &[ITEMS, ROWS, MOVE_ROW, MOVE_ITEM];

/// What a line of a document has to know of its item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sellable {
    /// The name.
    pub name: String,
    /// Counted or unique.
    pub kind: ItemKind,
    /// What a unit costs the company.
    pub cost: Price,
    /// What a unit is sold for.
    pub price: Price,
    /// Whether units belong to one of several variations.
    pub has_variations: bool,
    /// The variations' stock rows that units may come from.
    pub stock_ids: Vec<i64>,
}

/// Those of the items that the company has.
pub async fn sellable(
    tx: &mut Tx,
    company_id: Uuid,
    item_ids: &[Uuid],
) -> Result<HashMap<Uuid, Sellable>, Error> {
    let mut found = HashMap::new();
    for row in tx.sql(ITEMS).bind(company_id).bind_list(item_ids).all().await? {
        found.insert(row.get("id")?, read(&row)?);
    }
    for row in tx.sql(ROWS).bind(company_id).bind_list(item_ids).all().await? {
        if let Some(item) = found.get_mut(&row.get::<Uuid>("item_id")?) {
            item.has_variations = true;
            item.stock_ids.extend(row.get::<Option<i64>>("id")?);
        }
    }
    Ok(found)
}

/// Adds `units` (negative to take some) to the variation's stock row, when one is named, and to the item. Gives what
/// the item has then; nothing when the item or the row is gone, and then nothing was moved.
///
/// # Concurrency
/// The rows stay locked until the transaction ends. Whoever moves several items does it in the order of their ids.
pub async fn add(
    tx: &mut Tx,
    company_id: Uuid,
    item_id: Uuid,
    stock_id: Option<i64>,
    units: Quantity,
    now: Timestamp,
) -> Result<Option<Quantity>, Error> {
    if let Some(stock_id) = stock_id {
        let moved =
            tx.sql(MOVE_ROW).bind(company_id).bind(stock_id).bind(units.millionths()).execute().await?;
        if moved == 0 {
            return Ok(None);
        }
    }
    let moved = tx.sql(MOVE_ITEM).bind(company_id).bind(item_id).bind(units.millionths()).bind(now);
    let row = moved.optional().await?;
    row.map(|row| column::quantity(&row, "quantity")).transpose()
}

fn read(row: &Row) -> Result<Sellable, Error> {
    let kind = if row.get("multiple")? { ItemKind::Counted } else { ItemKind::Unique };
    Ok(Sellable {
        name: row.get("name")?,
        kind,
        cost: column::price(row, "cost")?,
        price: column::price(row, "price")?,
        has_variations: false,
        stock_ids: Vec::new(),
    })
}
