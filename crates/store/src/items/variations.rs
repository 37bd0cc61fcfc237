//! Variations of items, and their stock by location.

use crate::column;
use db::{Error, Row, Sql, Tx};
use domain::item::{Item, Variation, VariationStock};
use std::collections::HashMap;
use uuid::Uuid;

macro_rules! of {
    ($wanted:literal) => {
        concat!(
            "SELECT id, item_id, name FROM variations WHERE company_id = $1 AND item_id ",
            $wanted,
            " ORDER BY weight, id"
        )
    };
}
macro_rules! stock_of {
    ($wanted:literal) => {
        concat!(
            "SELECT id, variation_id, location_id, quantity, threshold FROM variation_stock
             WHERE company_id = $1 AND variation_id ",
            $wanted,
            " ORDER BY id"
        )
    };
}

const OF: Sql = Sql::each(of!("IN (SELECT unhex(value) FROM json_each($2))"), of!("= ANY($2)"));
const STOCK_OF: Sql =
    Sql::each(stock_of!("IN (SELECT unhex(value) FROM json_each($2))"), stock_of!("= ANY($2)"));
const DELETE_OTHERS: Sql = Sql::each(
    "DELETE FROM variations WHERE company_id = $1 AND item_id = $2
     AND id NOT IN (SELECT unhex(value) FROM json_each($3))",
    "DELETE FROM variations WHERE company_id = $1 AND item_id = $2 AND NOT id = ANY($3)",
);
const PUT: Sql = Sql::both(
    "INSERT INTO variations (company_id, id, item_id, name, weight) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (company_id, id) DO UPDATE SET name = excluded.name, weight = excluded.weight",
);
const DELETE_OTHER_STOCK: Sql = Sql::each(
    "DELETE FROM variation_stock WHERE company_id = $1 AND variation_id = $2
     AND location_id NOT IN (SELECT unhex(value) FROM json_each($3))",
    "DELETE FROM variation_stock WHERE company_id = $1 AND variation_id = $2 AND NOT location_id = ANY($3)",
);
const PUT_STOCK: Sql = Sql::both(
    "INSERT INTO variation_stock (company_id, variation_id, location_id, quantity, threshold)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (company_id, variation_id, location_id) DO UPDATE
     SET quantity = excluded.quantity, threshold = excluded.threshold
     RETURNING id",
);

pub(super) const ALL: &[Sql] = &[OF, STOCK_OF, DELETE_OTHERS, PUT, DELETE_OTHER_STOCK, PUT_STOCK];

/// The variations of each of these items, in their order.
pub(super) async fn of(
    tx: &mut Tx,
    company_id: Uuid,
    item_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Variation>>, Error> {
    let rows = tx.sql(OF).bind(company_id).bind_list(item_ids).all().await?;
    if rows.is_empty() {
        return Ok(HashMap::new());
    }
    let ids = rows.iter().map(|row| row.get("id")).collect::<Result<Vec<Uuid>, _>>()?;
    let mut stock = HashMap::<Uuid, Vec<VariationStock>>::new();
    for row in tx.sql(STOCK_OF).bind(company_id).bind_list(&ids).all().await? {
        stock.entry(row.get("variation_id")?).or_default().push(read(&row)?);
    }
    let mut variations = HashMap::<Uuid, Vec<Variation>>::new();
    for row in rows {
        let id = row.get("id")?;
        let stock = stock.remove(&id).unwrap_or_default();
        let variation = Variation { id, name: row.get("name")?, stock };
        variations.entry(row.get("item_id")?).or_default().push(variation);
    }
    Ok(variations)
}

/// Makes the item's variations and their stock rows those that it has now, and notes the rows' ids in it. A
/// row keeps its id as long as its variation and location stay.
pub(super) async fn replace(tx: &mut Tx, company_id: Uuid, item: &mut Item) -> Result<(), Error> {
    let ids: Vec<Uuid> = item.variations.iter().map(|variation| variation.id).collect();
    tx.sql(DELETE_OTHERS).bind(company_id).bind(item.id).bind_list(&ids).execute().await?;
    for (weight, variation) in (0_i64..).zip(&mut item.variations) {
        let statement = tx.sql(PUT).bind(company_id).bind(variation.id).bind(item.id);
        statement.bind(&variation.name).bind(weight).execute().await?;
        replace_stock(tx, company_id, variation).await?;
    }
    Ok(())
}

async fn replace_stock(tx: &mut Tx, company_id: Uuid, variation: &mut Variation) -> Result<(), Error> {
    let locations: Vec<Uuid> = variation.stock.iter().map(|row| row.location_id).collect();
    let statement = tx.sql(DELETE_OTHER_STOCK).bind(company_id).bind(variation.id);
    statement.bind_list(&locations).execute().await?;
    for row in &mut variation.stock {
        let statement = tx.sql(PUT_STOCK).bind(company_id).bind(variation.id).bind(row.location_id);
        let statement = statement.bind(row.quantity.millionths()).bind(row.threshold.millionths());
        row.id = statement.one().await?.get("id")?;
    }
    Ok(())
}

fn read(row: &Row) -> Result<VariationStock, Error> {
    Ok(VariationStock {
        id: row.get("id")?,
        location_id: row.get("location_id")?,
        quantity: column::quantity(row, "quantity")?,
        threshold: column::quantity(row, "threshold")?,
    })
}
