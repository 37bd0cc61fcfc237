//! What became of the invoices: money given back, reset, cancelled, deleted, corrected.

use super::orders::{FREIGHT, transaction};
use super::{Entered, few_at_once, id};
use crate::data::{Fate, Order};
use anyhow::{Context, Result};
use futures_util::TryStreamExt;
use live::{Api, Resource};
use serde_json::{Value, json};

/// Whether it is entered once all invoices have arrived, and not at once, while the log is still at work. An invoice that is
/// cancelled before it was sent never is, so those wait until then.
pub(super) fn is_late(order: &Order) -> bool {
    order.fate == Fate::Cancelled || order.number / 100 % 2 == 1
}

/// Enters what is late.
///
/// # Errors
/// The server refused something.
pub(crate) async fn enter_late(api: &Api, orders: &[Order], entered: &Entered) -> Result<()> {
    let late = orders.iter().filter(|order| is_late(order));
    few_at_once(late.map(|order| async move { follow(api, order, entered.invoice(order)?).await }))
        .try_collect()
        .await
}

/// Enters what became of this invoice after it was paid.
pub(super) async fn follow(api: &Api, order: &Order, invoice: &Value) -> Result<()> {
    let invoice_id = id(invoice);
    for money in order.money().iter().skip(1) {
        api.add(Resource::TRANSACTIONS, transaction(&invoice_id, money)).await?;
    }
    if order.fate.takes_money_out() {
        api.act(Resource::DOCUMENTS, &invoice_id, "reset").await?;
    }
    match order.fate {
        Fate::Kept | Fate::Refunded | Fate::Reset => {}
        Fate::Cancelled => {
            api.act(Resource::DOCUMENTS, &invoice_id, "cancel").await?;
        }
        Fate::Deleted => api.remove(Resource::DOCUMENTS, &invoice_id).await?,
        Fate::Corrected => {
            api.change(Resource::DOCUMENTS, &invoice_id, corrected(order, invoice)?).await?;
        }
    }
    Ok(())
}

/// The lines as the server gave them, with another price of the carriage.
fn corrected(order: &Order, invoice: &Value) -> Result<Value> {
    let mut lines = invoice["document_items"].as_array().context("an invoice without lines")?.clone();
    let freight = lines.iter_mut().find(|line| line["name"] == FREIGHT);
    freight.context("an invoice without freight")?["price"] = json!(order.last_freight().to_string());
    Ok(json!({ "document_items": lines }))
}
