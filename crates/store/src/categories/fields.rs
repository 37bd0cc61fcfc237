//! Custom fields of categories.

use db::{Error, Row, Sql, Tx};
use domain::category::{Category, CustomField};
use std::collections::HashMap;
use uuid::Uuid;

const OF: Sql = Sql::each(
    "SELECT id, category_id, name, publish, weight FROM custom_fields
     WHERE company_id = $1 AND category_id IN (SELECT unhex(value) FROM json_each($2)) ORDER BY weight, id",
    "SELECT id, category_id, name, publish, weight FROM custom_fields
     WHERE company_id = $1 AND category_id = ANY($2) ORDER BY weight, id",
);
const DELETE_OTHERS: Sql = Sql::each(
    "DELETE FROM custom_fields WHERE company_id = $1 AND category_id = $2
     AND id NOT IN (SELECT unhex(value) FROM json_each($3))",
    "DELETE FROM custom_fields WHERE company_id = $1 AND category_id = $2 AND NOT id = ANY($3)",
);
const PUT: Sql = Sql::both(
    "INSERT INTO custom_fields (company_id, id, category_id, name, publish, weight)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (company_id, id) DO UPDATE
     SET name = excluded.name, publish = excluded.publish, weight = excluded.weight",
);

pub(super) const ALL: &[Sql] = &[OF, DELETE_OTHERS, PUT];

/// The fields of each of these categories, by weight.
pub(super) async fn of(
    tx: &mut Tx,
    company_id: Uuid,
    category_ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<CustomField>>, Error> {
    let mut fields = HashMap::<Uuid, Vec<CustomField>>::new();
    for row in tx.sql(OF).bind(company_id).bind_list(category_ids).all().await? {
        fields.entry(row.get("category_id")?).or_default().push(read(&row)?);
    }
    Ok(fields)
}

/// Makes the category's fields those that it has now.
pub(super) async fn replace(tx: &mut Tx, company_id: Uuid, category: &Category) -> Result<(), Error> {
    let ids: Vec<Uuid> = category.fields.iter().map(|field| field.id).collect();
    tx.sql(DELETE_OTHERS).bind(company_id).bind(category.id).bind_list(&ids).execute().await?;
    for field in &category.fields {
        tx.sql(PUT)
            .bind(company_id)
            .bind(field.id)
            .bind(category.id)
            .bind(&field.name)
            .bind(field.publish)
            .bind(field.weight)
            .execute()
            .await?;
    }
    Ok(())
}

fn read(row: &Row) -> Result<CustomField, Error> {
    Ok(CustomField {
        id: row.get("id")?,
        name: row.get("name")?,
        publish: row.get("publish")?,
        weight: row.get("weight")?,
    })
}
