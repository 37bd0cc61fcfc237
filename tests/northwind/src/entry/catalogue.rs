//! Categories and products.

use super::{Ids, each, id};
use crate::Data;
use crate::data::{Category, Product};
use anyhow::{Context, Result};
use live::{Api, Resource};
use rust_decimal::Decimal;
use serde_json::json;
use std::collections::HashMap;

/// The custom field that every category has; it is published, so it stands on invoices.
pub(crate) const PACKING: &str = "Quantity per unit";

/// Enters the categories, then the products. Gives the ids of the products.
///
/// Northwind counts what was left after its orders, so what they took is put on top first.
pub(super) async fn enter(api: &Api, data: &Data) -> Result<Ids> {
    let mut sold: HashMap<&str, Decimal> = HashMap::new();
    for line in data.orders.iter().flat_map(|order| &order.lines) {
        *sold.entry(&line.product).or_default() += line.quantity;
    }
    let mut categories = HashMap::new();
    for category in &data.categories {
        categories.insert(category.id.as_str(), self::category(api, category).await?);
    }
    let (categories, sold) = (&categories, &sold);
    each(&data.products, |product| async move {
        let category = categories.get(product.category.as_str()).context("a product without a category")?;
        let quantity = product.in_stock + sold.get(product.id.as_str()).copied().unwrap_or_default();
        self::product(api, product, category, quantity).await
    })
    .await
}

struct Group {
    id: String,
    packing_id: String,
}

async fn category(api: &Api, category: &Category) -> Result<Group> {
    let fields = json!([{"name": PACKING, "publish": true, "weight": 1}]);
    let members =
        json!({"name": category.name, "description": category.description, "custom_fields": fields});
    let answer = api.add(Resource::CATEGORIES, members).await?;
    Ok(Group { id: id(&answer), packing_id: id(&answer["custom_fields"][0]) })
}

async fn product(
    api: &Api,
    product: &Product,
    category: &Group,
    quantity: Decimal,
) -> Result<(String, String)> {
    let members = json!({
        "name": product.name,
        "sku": product.sku(),
        "category_id": category.id,
        "multiple": 1,
        "price": product.price.to_string(),
        "cost": product.cost().to_string(),
        "quantity": quantity.to_string(),
        "threshold": product.reorder_level.to_string(),
        "item_details": [{"custom_field_id": category.packing_id, "value": product.quantity_per_unit}],
    });
    let answer = api.add(Resource::ITEMS, members).await?;
    Ok((product.id.clone(), id(&answer)))
}
