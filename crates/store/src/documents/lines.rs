//! The lines of documents.

use super::filed::Filed;
use crate::column;
use db::{Error, Row, Sql, Tx};
use domain::document::{Discount, Line, LineKind};
use domain::{Money, Percent};
use std::collections::HashMap;
use uuid::Uuid;

pub(super) const OF_DOCUMENTS: Sql = Sql::each(
    "SELECT * FROM document_lines
     WHERE company_id = $1 AND document_id IN (SELECT unhex(value) FROM json_each($2))
     ORDER BY document_id, position",
    "SELECT * FROM document_lines WHERE company_id = $1 AND document_id = ANY($2) ORDER BY document_id, position",
);

pub(super) const INSERT: Sql = Sql::both(
    "INSERT INTO document_lines (id, company_id, document_id, position, kind, item_id, stock_id, name, description,
         quantity, price, cost, discount, tax1, tax2, weight, whole_amount, whole_percent, received)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
);

pub(super) const CLEAR: Sql =
    Sql::both("DELETE FROM document_lines WHERE company_id = $1 AND document_id = $2");

pub(super) const RECEIVE: Sql = Sql::both(
    "UPDATE document_lines SET received = $4 WHERE company_id = $1 AND document_id = $2 AND id = $3",
);

/// Gives each of `documents` its lines, with one statement for all.
pub(super) async fn attach(tx: &mut Tx, company_id: Uuid, documents: &mut [Filed]) -> Result<(), Error> {
    let ids: Vec<Uuid> = documents.iter().map(|filed| filed.document.id).collect();
    let mut lines = HashMap::<Uuid, Vec<Line>>::new();
    for row in tx.sql(OF_DOCUMENTS).bind(company_id).bind_list(&ids).all().await? {
        lines.entry(row.get("document_id")?).or_default().push(read(&row)?);
    }
    for filed in documents {
        filed.document.lines = lines.remove(&filed.document.id).unwrap_or_default();
    }
    Ok(())
}

/// Puts `lines` in place of those that the document had.
pub(super) async fn replace(
    tx: &mut Tx,
    company_id: Uuid,
    document_id: Uuid,
    lines: &[Line],
) -> Result<(), Error> {
    tx.sql(CLEAR).bind(company_id).bind(document_id).execute().await?;
    for (position, line) in (0_i64..).zip(lines) {
        insert(tx, company_id, document_id, position, line).await?;
    }
    Ok(())
}

/// Notes how much of each of `lines` has come.
pub(super) async fn receive(
    tx: &mut Tx,
    company_id: Uuid,
    document_id: Uuid,
    lines: &[Line],
) -> Result<(), Error> {
    for line in lines {
        let statement = tx.sql(RECEIVE).bind(company_id).bind(document_id).bind(line.id);
        statement.bind(line.received.millionths()).execute().await?;
    }
    Ok(())
}

async fn insert(
    tx: &mut Tx,
    company_id: Uuid,
    document_id: Uuid,
    position: i64,
    line: &Line,
) -> Result<(), Error> {
    let kind = Columns::of(line.kind);
    tx.sql(INSERT)
        .bind(line.id)
        .bind(company_id)
        .bind(document_id)
        .bind(position)
        .bind(kind.code)
        .bind(kind.item_id)
        .bind(kind.stock_id)
        .bind(&line.name)
        .bind(&line.description)
        .bind(line.quantity.millionths())
        .bind(line.price.millionths())
        .bind(line.cost.millionths())
        .bind(line.discount.millionths())
        .bind(line.tax1.millionths())
        .bind(line.tax2.millionths())
        .bind(line.weight)
        .bind(kind.amount.minor_units())
        .bind(kind.percent.millionths())
        .bind(line.received.millionths())
        .execute()
        .await
        .map(drop)
}

fn read(row: &Row) -> Result<Line, Error> {
    let percent = |column: &str| row.get(column).map(Percent::from_millionths);
    Ok(Line {
        id: row.get("id")?,
        kind: read_kind(row)?,
        name: row.get("name")?,
        description: row.get("description")?,
        quantity: column::quantity(row, "quantity")?,
        price: column::price(row, "price")?,
        cost: column::price(row, "cost")?,
        discount: percent("discount")?,
        tax1: percent("tax1")?,
        tax2: percent("tax2")?,
        weight: row.get("weight")?,
        received: column::quantity(row, "received")?,
    })
}

/// What a line stands for, spread over the columns that say so.
struct Columns {
    code: &'static str,
    item_id: Option<Uuid>,
    stock_id: Option<i64>,
    amount: Money,
    percent: Percent,
}

impl Columns {
    fn of(kind: LineKind) -> Self {
        let none = Self {
            code: "service",
            item_id: None,
            stock_id: None,
            amount: Money::ZERO,
            percent: Percent::ZERO,
        };
        match kind {
            LineKind::Item { item_id, stock_id } => {
                Self { code: "item", item_id: Some(item_id), stock_id, ..none }
            }
            LineKind::Service => none,
            LineKind::Discount(Discount::Amount(amount)) => Self { code: "discount_amount", amount, ..none },
            LineKind::Discount(Discount::Percent(percent)) => {
                Self { code: "discount_percent", percent, ..none }
            }
        }
    }
}

fn read_kind(row: &Row) -> Result<LineKind, Error> {
    let item_id: Option<Uuid> = row.get("item_id")?;
    let stock_id = row.get("stock_id")?;
    let amount = row.get("whole_amount").map(Money::from_minor_units)?;
    let percent = row.get("whole_percent").map(Percent::from_millionths)?;
    column::coded(row, "kind", |code: &String| match code.as_str() {
        "item" => item_id.map(|item_id| LineKind::Item { item_id, stock_id }),
        "service" => Some(LineKind::Service),
        "discount_amount" => Some(LineKind::Discount(Discount::Amount(amount))),
        "discount_percent" => Some(LineKind::Discount(Discount::Percent(percent))),
        _ => None,
    })
}
