//! Categories of items, with their custom fields.

mod fields;

use crate::listed::{Listed, Page, count};
use crate::{Saved, column};
use db::{Error, Row, Sql, Statement, Tx};
use domain::Percent;
use domain::category::{Category, CategoryDetails};
use jiff::Timestamp;
use std::collections::HashMap;
use uuid::Uuid;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, name, description, multiple, default_markup, weight, created_at, modified_at
             FROM categories WHERE company_id = $1 ",
            $rest
        )
    };
}

const INSERT: Sql = Sql::both(
    "INSERT INTO categories
        (company_id, id, created_at, modified_at, name, description, multiple, default_markup, weight)
     VALUES ($1, $2, $3, $3, $4, $5, $6, $7, $8)",
);
const UPDATE: Sql = Sql::both(
    "UPDATE categories
     SET modified_at = $3, name = $4, description = $5, multiple = $6, default_markup = $7, weight = $8
     WHERE company_id = $1 AND id = $2",
);
const GET: Sql = Sql::both(select!("AND id = $2"));
const LOCK: Sql = Sql::each(select!("AND id = $2"), select!("AND id = $2 FOR NO KEY UPDATE"));
const COUNT: Sql = Sql::both("SELECT COUNT(*) AS count FROM categories WHERE company_id = $1");
const LIST: Sql = Sql::both(select!("ORDER BY weight, id LIMIT $2 OFFSET $3"));
const BY_IDS: Sql =
    Sql::each(select!("AND id IN (SELECT unhex(value) FROM json_each($2))"), select!("AND id = ANY($2)"));
const ITEM_COUNTS: Sql = Sql::each(
    "SELECT category_id, COUNT(*) AS count FROM items
     WHERE company_id = $1 AND category_id IN (SELECT unhex(value) FROM json_each($2)) GROUP BY category_id",
    "SELECT category_id, COUNT(*) AS count FROM items
     WHERE company_id = $1 AND category_id = ANY($2) GROUP BY category_id",
);
const DELETE: Sql = Sql::both("DELETE FROM categories WHERE company_id = $1 AND id = $2");

pub(crate) const ALL: &[&[Sql]] =
    &[&[INSERT, UPDATE, GET, LOCK, COUNT, LIST, BY_IDS, ITEM_COUNTS, DELETE], fields::ALL];

/// Adds a category with its fields.
pub async fn insert(tx: &mut Tx, company_id: Uuid, category: &Category, now: Timestamp) -> Result<(), Error> {
    let statement = tx.sql(INSERT).bind(company_id).bind(category.id).bind(now);
    details(statement, &category.details).execute().await?;
    fields::replace(tx, company_id, category).await
}

/// Saves a category and its fields. Fields that it no longer has are removed with every item's value of them.
pub async fn update(tx: &mut Tx, company_id: Uuid, category: &Category, now: Timestamp) -> Result<(), Error> {
    let statement = tx.sql(UPDATE).bind(company_id).bind(category.id).bind(now);
    details(statement, &category.details).execute().await?;
    fields::replace(tx, company_id, category).await
}

/// One category.
pub async fn get(tx: &mut Tx, company_id: Uuid, id: Uuid) -> Result<Option<Saved<Category>>, Error> {
    let row = tx.sql(GET).bind(company_id).bind(id).optional().await?;
    Ok(whole(tx, company_id, row.iter()).await?.pop())
}

/// One category, which nobody else can save before this transaction ends.
pub async fn lock(tx: &mut Tx, company_id: Uuid, id: Uuid) -> Result<Option<Saved<Category>>, Error> {
    let row = tx.sql(LOCK).bind(company_id).bind(id).optional().await?;
    Ok(whole(tx, company_id, row.iter()).await?.pop())
}

/// A page of the categories, by weight.
pub async fn list(tx: &mut Tx, company_id: Uuid, page: Page) -> Result<Listed<Saved<Category>>, Error> {
    let count = count(&tx.sql(COUNT).bind(company_id).one().await?)?;
    let rows = tx.sql(LIST).bind(company_id).bind(page.size).bind(page.offset()).all().await?;
    Ok(Listed { rows: whole(tx, company_id, rows.iter()).await?, count })
}

/// Those of the categories that the company has, in no order.
pub async fn by_ids(tx: &mut Tx, company_id: Uuid, ids: &[Uuid]) -> Result<Vec<Saved<Category>>, Error> {
    let rows = tx.sql(BY_IDS).bind(company_id).bind_list(ids).all().await?;
    whole(tx, company_id, rows.iter()).await
}

/// How many items each of these categories has; those without any are left out.
pub async fn item_counts(tx: &mut Tx, company_id: Uuid, ids: &[Uuid]) -> Result<HashMap<Uuid, i64>, Error> {
    let rows = tx.sql(ITEM_COUNTS).bind(company_id).bind_list(ids).all().await?;
    rows.iter().map(|row| Ok((row.get("category_id")?, row.get("count")?))).collect()
}

/// Removes a category with its fields.
///
/// # Errors
/// [`Error::ForeignKey`] when it has items.
pub async fn delete(tx: &mut Tx, company_id: Uuid, id: Uuid) -> Result<(), Error> {
    tx.sql(DELETE).bind(company_id).bind(id).execute().await.map(drop)
}

/// Binds the details in the order of both statements.
fn details<'t>(statement: Statement<'t>, details: &CategoryDetails) -> Statement<'t> {
    statement
        .bind(&details.name)
        .bind(&details.description)
        .bind(details.multiple)
        .bind(details.default_markup.map(Percent::millionths))
        .bind(details.weight)
}

/// The rows with their fields.
async fn whole(
    tx: &mut Tx,
    company_id: Uuid,
    rows: impl Iterator<Item = &Row>,
) -> Result<Vec<Saved<Category>>, Error> {
    let mut categories = rows.map(read).collect::<Result<Vec<_>, _>>()?;
    let ids: Vec<Uuid> = categories.iter().map(|category| category.id).collect();
    if !ids.is_empty() {
        let mut fields = fields::of(tx, company_id, &ids).await?;
        for category in &mut categories {
            category.record.fields = fields.remove(&category.record.id).unwrap_or_default();
        }
    }
    Ok(categories)
}

fn read(row: &Row) -> Result<Saved<Category>, Error> {
    let details = CategoryDetails {
        name: row.get("name")?,
        description: row.get("description")?,
        multiple: row.get("multiple")?,
        default_markup: column::percent(row, "default_markup")?,
        weight: row.get("weight")?,
    };
    Saved::of(Category { id: row.get("id")?, details, fields: Vec::new() }, row)
}
