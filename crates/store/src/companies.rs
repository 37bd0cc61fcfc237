//! Companies: one tenant each.

use crate::column;
use db::{Error, Row, Sql, Tx};
use domain::company::{Company, DiscountOrder};
use jiff::Timestamp;
use uuid::Uuid;

const INSERT: Sql = Sql::both(
    "INSERT INTO companies (id, name, currency, discount_order, created_at) VALUES ($1, $2, $3, $4, $5)",
);
const GET: Sql = Sql::both("SELECT id, name, currency, discount_order FROM companies WHERE id = $1");

pub(crate) const ALL: &[Sql] = &[INSERT, GET];

/// Adds a company.
pub async fn insert(tx: &mut Tx, company: &Company, now: Timestamp) -> Result<(), Error> {
    tx.sql(INSERT)
        .bind(company.id)
        .bind(&company.name)
        .bind(company.currency.code())
        .bind(discount_code(company.discount))
        .bind(now)
        .execute()
        .await
        .map(drop)
}

/// The company itself.
pub async fn get(tx: &mut Tx, company_id: Uuid) -> Result<Option<Company>, Error> {
    tx.sql(GET).bind(company_id).optional().await?.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<Company, Error> {
    Ok(Company {
        id: row.get("id")?,
        name: row.get("name")?,
        currency: column::currency(row, "currency")?,
        discount: column::coded(row, "discount_order", |code: &String| discount_order(code))?,
    })
}

const fn discount_code(order: DiscountOrder) -> &'static str {
    match order {
        DiscountOrder::BeforeTax => "before_tax",
        DiscountOrder::AfterTax => "after_tax",
    }
}

fn discount_order(code: &str) -> Option<DiscountOrder> {
    [DiscountOrder::BeforeTax, DiscountOrder::AfterTax]
        .into_iter()
        .find(|order| discount_code(*order) == code)
}
