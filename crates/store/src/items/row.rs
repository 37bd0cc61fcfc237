//! An item's row, and what belongs to it in other tables.

use super::{values, variations};
use crate::{Saved, column};
use db::{Error, Row, Tx};
use domain::item::{Item, ItemDetails, ItemKind};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, number, created_at, modified_at, quantity, archived, name, description, category_id, \
         location_id, multiple, sku, serial_number, barcode, cost, price, threshold, published"
    };
}
pub(super) use columns;

/// The rows with their values and variations, in their order.
pub(super) async fn whole(
    tx: &mut Tx,
    company_id: Uuid,
    rows: impl Iterator<Item = &Row>,
) -> Result<Vec<Saved<Item>>, Error> {
    let mut items = rows.map(read).collect::<Result<Vec<_>, _>>()?;
    let ids: Vec<Uuid> = items.iter().map(|item| item.id).collect();
    if !ids.is_empty() {
        let mut values = values::of(tx, company_id, &ids).await?;
        let mut variations = variations::of(tx, company_id, &ids).await?;
        for Saved { record: item, .. } in &mut items {
            item.custom_values = values.remove(&item.id).unwrap_or_default();
            item.variations = variations.remove(&item.id).unwrap_or_default();
        }
    }
    Ok(items)
}

fn read(row: &Row) -> Result<Saved<Item>, Error> {
    let item = Item {
        id: row.get("id")?,
        number: row.get("number")?,
        details: details(row)?,
        quantity: column::quantity(row, "quantity")?,
        custom_values: Vec::new(),
        variations: Vec::new(),
        archived: row.get("archived")?,
    };
    Saved::of(item, row)
}

fn details(row: &Row) -> Result<ItemDetails, Error> {
    Ok(ItemDetails {
        name: row.get("name")?,
        description: row.get("description")?,
        category_id: row.get("category_id")?,
        location_id: row.get("location_id")?,
        kind: if row.get("multiple")? { ItemKind::Counted } else { ItemKind::Unique },
        sku: row.get("sku")?,
        serial_number: row.get("serial_number")?,
        barcode: row.get("barcode")?,
        cost: column::price(row, "cost")?,
        price: column::price(row, "price")?,
        threshold: column::quantity(row, "threshold")?,
        published: row.get("published")?,
    })
}
