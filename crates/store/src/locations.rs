//! Places that hold stock.

use crate::Saved;
use crate::listed::{Listed, Page, count};
use db::{Error, Row, Sql, Tx};
use domain::location::{Location, LocationDetails};
use jiff::Timestamp;
use std::collections::HashMap;
use uuid::Uuid;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, name, short_name, created_at, modified_at FROM locations WHERE company_id = $1 ",
            $rest
        )
    };
}

const INSERT: Sql = Sql::both(
    "INSERT INTO locations (company_id, id, created_at, modified_at, name, short_name)
     VALUES ($1, $2, $3, $3, $4, $5)",
);
const UPDATE: Sql = Sql::both(
    "UPDATE locations SET modified_at = $3, name = $4, short_name = $5 WHERE company_id = $1 AND id = $2",
);
const GET: Sql = Sql::both(select!("AND id = $2"));
const LOCK: Sql = Sql::each(select!("AND id = $2"), select!("AND id = $2 FOR NO KEY UPDATE"));
const COUNT: Sql = Sql::both("SELECT COUNT(*) AS count FROM locations WHERE company_id = $1");
const LIST: Sql = Sql::both(select!("ORDER BY id LIMIT $2 OFFSET $3"));
const BY_IDS: Sql =
    Sql::each(select!("AND id IN (SELECT unhex(value) FROM json_each($2))"), select!("AND id = ANY($2)"));
// An item lies at its own location or at those of its variations.
macro_rules! item_counts {
    ($wanted:literal) => {
        concat!(
            "SELECT location_id, COUNT(*) AS count FROM (
                SELECT location_id, id AS item_id FROM items WHERE company_id = $1
                UNION
                SELECT s.location_id, v.item_id FROM variation_stock s
                JOIN variations v ON v.company_id = s.company_id AND v.id = s.variation_id
                WHERE s.company_id = $1
             ) AS places WHERE location_id ",
            $wanted,
            " GROUP BY location_id"
        )
    };
}
const ITEM_COUNTS: Sql =
    Sql::each(item_counts!("IN (SELECT unhex(value) FROM json_each($2))"), item_counts!("= ANY($2)"));

pub(crate) const ALL: &[Sql] = &[INSERT, UPDATE, GET, LOCK, COUNT, LIST, BY_IDS, ITEM_COUNTS];

/// Adds a location.
pub async fn insert(tx: &mut Tx, company_id: Uuid, location: &Location, now: Timestamp) -> Result<(), Error> {
    let LocationDetails { name, short_name } = &location.details;
    let statement = tx.sql(INSERT).bind(company_id).bind(location.id).bind(now);
    statement.bind(name).bind(short_name).execute().await.map(drop)
}

/// Saves a location.
pub async fn update(tx: &mut Tx, company_id: Uuid, location: &Location, now: Timestamp) -> Result<(), Error> {
    let LocationDetails { name, short_name } = &location.details;
    let statement = tx.sql(UPDATE).bind(company_id).bind(location.id).bind(now);
    statement.bind(name).bind(short_name).execute().await.map(drop)
}

/// One location.
pub async fn get(tx: &mut Tx, company_id: Uuid, id: Uuid) -> Result<Option<Saved<Location>>, Error> {
    tx.sql(GET).bind(company_id).bind(id).optional().await?.as_ref().map(read).transpose()
}

/// One location, which nobody else can save before this transaction ends.
pub async fn lock(tx: &mut Tx, company_id: Uuid, id: Uuid) -> Result<Option<Saved<Location>>, Error> {
    tx.sql(LOCK).bind(company_id).bind(id).optional().await?.as_ref().map(read).transpose()
}

/// A page of the locations, oldest first.
pub async fn list(tx: &mut Tx, company_id: Uuid, page: Page) -> Result<Listed<Saved<Location>>, Error> {
    let count = count(&tx.sql(COUNT).bind(company_id).one().await?)?;
    let rows = tx.sql(LIST).bind(company_id).bind(page.size).bind(page.offset()).all().await?;
    Ok(Listed { rows: rows.iter().map(read).collect::<Result<_, _>>()?, count })
}

/// Those of the locations that the company has, in no order.
pub async fn by_ids(tx: &mut Tx, company_id: Uuid, ids: &[Uuid]) -> Result<Vec<Saved<Location>>, Error> {
    tx.sql(BY_IDS).bind(company_id).bind_list(ids).all().await?.iter().map(read).collect()
}

/// How many items lie at each of these locations; those without any are left out.
pub async fn item_counts(tx: &mut Tx, company_id: Uuid, ids: &[Uuid]) -> Result<HashMap<Uuid, i64>, Error> {
    let rows = tx.sql(ITEM_COUNTS).bind(company_id).bind_list(ids).all().await?;
    rows.iter().map(|row| Ok((row.get("location_id")?, row.get("count")?))).collect()
}

fn read(row: &Row) -> Result<Saved<Location>, Error> {
    let details = LocationDetails { name: row.get("name")?, short_name: row.get("short_name")? };
    Saved::of(Location { id: row.get("id")?, details }, row)
}
