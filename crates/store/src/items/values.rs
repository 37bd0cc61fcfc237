//! Values of items' custom fields.

use db::{Error, Row, Sql, Tx};
use domain::item::{CustomValue, Item};
use std::collections::HashMap;
use uuid::Uuid;

macro_rules! of {
    ($wanted:literal) => {
        concat!(
            "SELECT v.item_id, v.field_id, v.value, f.name, f.publish, f.weight
             FROM item_values v JOIN custom_fields f ON f.company_id = v.company_id AND f.id = v.field_id
             WHERE v.company_id = $1 AND v.item_id ",
            $wanted,
            " ORDER BY f.weight, f.id"
        )
    };
}

const OF: Sql = Sql::each(of!("IN (SELECT unhex(value) FROM json_each($2))"), of!("= ANY($2)"));
const DELETE_OTHERS: Sql = Sql::each(
    "DELETE FROM item_values WHERE company_id = $1 AND item_id = $2
     AND field_id NOT IN (SELECT unhex(value) FROM json_each($3))",
    "DELETE FROM item_values WHERE company_id = $1 AND item_id = $2 AND NOT field_id = ANY($3)",
);
const PUT: Sql = Sql::both(
    "INSERT INTO item_values (company_id, item_id, field_id, value) VALUES ($1, $2, $3, $4)
     ON CONFLICT (company_id, item_id, field_id) DO UPDATE SET value = excluded.value",
);

pub(super) const ALL: &[Sql] = &[OF, DELETE_OTHERS, PUT];

/// The values of each of these items, by the fields' weight.
pub(super) async fn of(
    tx: &mut Tx,
    company_id: Uuid,
    item_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<CustomValue>>, Error> {
    let mut values = HashMap::<Uuid, Vec<CustomValue>>::new();
    for row in tx.sql(OF).bind(company_id).bind_list(item_ids).all().await? {
        values.entry(row.get("item_id")?).or_default().push(read(&row)?);
    }
    Ok(values)
}

/// Makes the item's values those that it has now.
pub(super) async fn replace(tx: &mut Tx, company_id: Uuid, item: &Item) -> Result<(), Error> {
    let fields: Vec<Uuid> = item.custom_values.iter().map(|value| value.field_id).collect();
    tx.sql(DELETE_OTHERS).bind(company_id).bind(item.id).bind_list(&fields).execute().await?;
    for CustomValue { field_id, value, .. } in &item.custom_values {
        tx.sql(PUT).bind(company_id).bind(item.id).bind(*field_id).bind(value).execute().await?;
    }
    Ok(())
}

fn read(row: &Row) -> Result<CustomValue, Error> {
    Ok(CustomValue {
        field_id: row.get("field_id")?,
        name: row.get("name")?,
        publish: row.get("publish")?,
        weight: row.get("weight")?,
        value: row.get("value")?,
    })
}
