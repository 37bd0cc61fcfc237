//! One purchase order for each supplier, with all that the supplier sells: entered, marked as sent, received in full.

use super::{Ids, each, id, number};
use crate::Data;
use crate::data::Contact;
use anyhow::{Context, Result};
use jiff::civil::{Date, date};
use live::{Api, Resource};
use serde_json::{Value, json};

const PURCHASE_ORDER: i64 = 11;
/// The API's status of an order that its supplier has.
const SENT: i64 = 16;

/// The day on every purchase order, the last one of Northwind's books.
pub(crate) const ORDERED: Date = date(1998, 5, 6);

/// Enters the purchase orders. Gives their numbers, by that of the supplier.
pub(super) async fn enter(api: &Api, data: &Data, suppliers: &Ids, products: &Ids) -> Result<Ids> {
    each(&data.suppliers, |supplier| async move {
        let order = order(data, supplier, suppliers, products)?;
        let order = api.add(Resource::DOCUMENTS, order).await?;
        let order_id = id(&order);
        api.change(Resource::DOCUMENTS, &order_id, json!({ "status_id": SENT })).await?;
        api.act(Resource::DOCUMENTS, &order_id, "receive").await?;
        Ok((supplier.id.clone(), number(&order)))
    })
    .await
}

/// The lines say no price: what the supplier charges is what the product costs.
fn order(data: &Data, supplier: &Contact, suppliers: &Ids, products: &Ids) -> Result<Value> {
    let mut lines = Vec::new();
    for product in data.sold_by(supplier) {
        let item = products.get(&product.id).context("a product that was not entered")?;
        let (quantity, rate) = (product.ordered().to_string(), product.rate.to_string());
        lines.push(json!({ "item_id": item, "quantity": quantity, "tax": rate }));
    }
    Ok(json!({
        "context_id": PURCHASE_ORDER,
        "customer_id": suppliers.get(&supplier.id).context("a supplier that was not entered")?,
        "issue_date": ORDERED,
        "document_items": lines,
    }))
}
