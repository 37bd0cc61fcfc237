//! Items, with the values of their custom fields and their variations.

mod list;
mod row;
mod values;
mod variations;

pub use list::{ItemFilter, ItemOrder, Order, list};

use crate::Saved;
use db::{Error, Sql, Statement, Tx};
use domain::item::{Item, ItemDetails, ItemKind};
use jiff::Timestamp;
use uuid::Uuid;

const INSERT: Sql = Sql::both(
    "INSERT INTO items (
        company_id, id, number, created_at, modified_at, quantity, archived, name, description, category_id,
        location_id, multiple, sku, serial_number, barcode, cost, price, threshold, published
     ) VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
);
const UPDATE: Sql = Sql::both(
    "UPDATE items SET
        modified_at = $3, quantity = $4, archived = $5, name = $6, description = $7, category_id = $8,
        location_id = $9, multiple = $10, sku = $11, serial_number = $12, barcode = $13,
        cost = $14, price = $15, threshold = $16, published = $17
     WHERE company_id = $1 AND id = $2",
);
const GET: Sql =
    Sql::both(concat!("SELECT ", row::columns!(), " FROM items WHERE company_id = $1 AND id = $2"));
const LOCK: Sql = Sql::each(
    concat!("SELECT ", row::columns!(), " FROM items WHERE company_id = $1 AND id = $2"),
    concat!("SELECT ", row::columns!(), " FROM items WHERE company_id = $1 AND id = $2 FOR NO KEY UPDATE"),
);
const BY_IDS: Sql = Sql::each(
    concat!(
        "SELECT ",
        row::columns!(),
        " FROM items WHERE company_id = $1 AND id IN (SELECT unhex(value) FROM json_each($2))"
    ),
    concat!("SELECT ", row::columns!(), " FROM items WHERE company_id = $1 AND id = ANY($2)"),
);
const DELETE: Sql = Sql::both("DELETE FROM items WHERE company_id = $1 AND id = $2");

pub(crate) const ALL: &[&[Sql]] =
    &[&[INSERT, UPDATE, GET, LOCK, BY_IDS, DELETE], list::ALL, values::ALL, variations::ALL];

/// Adds an item with its values and variations. Gives the item with the ids of its stock rows.
pub async fn insert(tx: &mut Tx, company_id: Uuid, item: Item, now: Timestamp) -> Result<Item, Error> {
    let statement = tx.sql(INSERT).bind(company_id).bind(item.id).bind(item.number).bind(now);
    details(statement.bind(item.quantity.millionths()).bind(item.archived), &item.details).execute().await?;
    parts(tx, company_id, item).await
}

/// Saves an item with its values and variations; those that it no longer has are removed. Gives the item with
/// the ids of its stock rows.
pub async fn update(tx: &mut Tx, company_id: Uuid, item: Item, now: Timestamp) -> Result<Item, Error> {
    let statement = tx.sql(UPDATE).bind(company_id).bind(item.id).bind(now);
    details(statement.bind(item.quantity.millionths()).bind(item.archived), &item.details).execute().await?;
    parts(tx, company_id, item).await
}

/// One item.
pub async fn get(tx: &mut Tx, company_id: Uuid, id: Uuid) -> Result<Option<Saved<Item>>, Error> {
    let row = tx.sql(GET).bind(company_id).bind(id).optional().await?;
    Ok(row::whole(tx, company_id, row.iter()).await?.pop())
}

/// One item, which nobody else can save before this transaction ends.
pub async fn lock(tx: &mut Tx, company_id: Uuid, id: Uuid) -> Result<Option<Saved<Item>>, Error> {
    let row = tx.sql(LOCK).bind(company_id).bind(id).optional().await?;
    Ok(row::whole(tx, company_id, row.iter()).await?.pop())
}

/// Those of the items that the company has, in no order. What a document's lines need.
pub async fn by_ids(tx: &mut Tx, company_id: Uuid, ids: &[Uuid]) -> Result<Vec<Saved<Item>>, Error> {
    let rows = tx.sql(BY_IDS).bind(company_id).bind_list(ids).all().await?;
    row::whole(tx, company_id, rows.iter()).await
}

/// Removes an item with its values and variations.
///
/// # Errors
/// [`Error::ForeignKey`] when it is on documents.
pub async fn delete(tx: &mut Tx, company_id: Uuid, id: Uuid) -> Result<(), Error> {
    tx.sql(DELETE).bind(company_id).bind(id).execute().await.map(drop)
}

async fn parts(tx: &mut Tx, company_id: Uuid, mut item: Item) -> Result<Item, Error> {
    values::replace(tx, company_id, &item).await?;
    variations::replace(tx, company_id, &mut item).await?;
    Ok(item)
}

/// Binds the details in the order of both statements.
fn details<'t>(statement: Statement<'t>, details: &ItemDetails) -> Statement<'t> {
    statement
        .bind(&details.name)
        .bind(&details.description)
        .bind(details.category_id)
        .bind(details.location_id)
        .bind(details.kind == ItemKind::Counted)
        .bind(&details.sku)
        .bind(&details.serial_number)
        .bind(&details.barcode)
        .bind(details.cost.millionths())
        .bind(details.price.millionths())
        .bind(details.threshold.millionths())
        .bind(details.published)
}
