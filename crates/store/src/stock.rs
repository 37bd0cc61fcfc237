//! Units on hand, moved in and out, and units that are expected.

use crate::column;
use db::{Error, Row, Sql, Tx};
use domain::Quantity;
use domain::item::ItemKind;
use jiff::Timestamp;
use std::collections::HashMap;
use uuid::Uuid;

const MOVE_ITEM: Sql = Sql::both(
    "UPDATE items SET quantity = quantity + $3, modified_at = $4 WHERE company_id = $1 AND id = $2
     RETURNING quantity, multiple, name",
);
const MOVE_ROW: Sql =
    Sql::both("UPDATE variation_stock SET quantity = quantity + $3 WHERE company_id = $1 AND id = $2");

macro_rules! incoming {
    ($wanted:literal) => {
        concat!(
            "SELECT l.item_id AS item_id, l.stock_id AS stock_id, CAST(SUM(l.quantity - l.received) AS BIGINT) AS units
             FROM document_lines l JOIN documents d ON d.company_id = l.company_id AND d.id = l.document_id
             WHERE l.company_id = $1 AND d.kind = 11 AND d.sent_at IS NOT NULL AND l.item_id ",
            $wanted,
            " GROUP BY l.item_id, l.stock_id"
        )
    };
}
const INCOMING: Sql =
    Sql::each(incoming!("IN (SELECT unhex(value) FROM json_each($2))"), incoming!("= ANY($2)"));

pub(crate) const ALL: &[Sql] = &[MOVE_ITEM, MOVE_ROW, INCOMING];

/// An item after units of it were moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// What is on hand now, over all of its variations.
    pub quantity: Quantity,
    /// Counted or unique.
    pub kind: ItemKind,
    /// The name.
    pub name: String,
}

/// Adds `units` (negative to take some) to the item, and to its variation's stock row when one is named. Gives nothing
/// when the item or the row is gone, and then nothing was moved.
///
/// # Concurrency
/// The item stays locked until the transaction ends, and is locked before its rows, as everywhere. Whoever moves
/// several items does it in the order of their ids.
pub async fn add(
    tx: &mut Tx,
    company_id: Uuid,
    item_id: Uuid,
    stock_id: Option<i64>,
    units: Quantity,
    now: Timestamp,
) -> Result<Option<Moved>, Error> {
    let Some(moved) = add_to_item(tx, company_id, item_id, units.millionths(), now).await? else {
        return Ok(None);
    };
    if let Some(stock_id) = stock_id {
        let row = tx.sql(MOVE_ROW).bind(company_id).bind(stock_id).bind(units.millionths());
        if row.execute().await? == 0 {
            add_to_item(tx, company_id, item_id, -units.millionths(), now).await?;
            return Ok(None);
        }
    }
    Ok(Some(moved))
}

/// Where units are: an item, perhaps one of its variations' stock rows.
pub type Place = (Uuid, Option<i64>);

/// Units of these items that were ordered from suppliers and have not come yet (fact sheet 1.4, P2). A place where
/// nothing is expected may be missing.
pub async fn incoming(
    tx: &mut Tx,
    company_id: Uuid,
    item_ids: &[Uuid],
) -> Result<HashMap<Place, Quantity>, Error> {
    let rows = tx.sql(INCOMING).bind(company_id).bind_list(item_ids).all().await?;
    let place = |row: &Row| Ok((row.get("item_id")?, row.get("stock_id")?));
    rows.iter().map(|row| Ok((place(row)?, column::quantity(row, "units")?))).collect()
}

async fn add_to_item(
    tx: &mut Tx,
    company_id: Uuid,
    item_id: Uuid,
    millionths: i64,
    now: Timestamp,
) -> Result<Option<Moved>, Error> {
    let statement = tx.sql(MOVE_ITEM).bind(company_id).bind(item_id).bind(millionths).bind(now);
    statement.optional().await?.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<Moved, Error> {
    Ok(Moved {
        quantity: column::quantity(row, "quantity")?,
        kind: if row.get("multiple")? { ItemKind::Counted } else { ItemKind::Unique },
        name: row.get("name")?,
    })
}
