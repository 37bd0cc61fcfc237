//! Entering everything through the public API, a few requests at a time, as an import by a client would.

mod catalogue;
mod contacts;
mod fates;
mod orders;
mod purchases;

pub(crate) use fates::enter_late;
pub(crate) use orders::{FREIGHT, shipping_address};
pub(crate) use purchases::ORDERED;

use anyhow::{Context, Result};
use futures_util::{Stream, TryStreamExt, stream};
use live::Api;
use serde_json::Value;
use std::collections::HashMap;
use std::future::Future;
use std::hash::Hash;

use crate::Data;
use crate::data::{Contact, Order};

/// Requests under way at once.
const AT_ONCE: usize = 4;

/// The ids that the server gave, by Northwind's own.
type Ids = HashMap<String, String>;

/// What the server gave for the documents.
pub(crate) struct Entered {
    /// The invoices, by the number of the order.
    invoices: HashMap<u32, Value>,
    /// The numbers of the purchase orders, by that of the supplier.
    purchases: Ids,
}

impl Entered {
    /// The invoice of this order, as it was at first.
    fn invoice(&self, order: &Order) -> Result<&Value> {
        let invoice = self.invoices.get(&order.number);
        invoice.with_context(|| format!("order {} has no invoice", order.number))
    }

    /// The number of the invoice of this order.
    pub(crate) fn invoice_number(&self, order: &Order) -> Result<String> {
        Ok(number(self.invoice(order)?))
    }

    /// The number of the purchase order to this supplier.
    pub(crate) fn purchase_number(&self, supplier: &Contact) -> Result<&str> {
        let number = self.purchases.get(&supplier.id);
        number.map(String::as_str).with_context(|| format!("supplier {} has no order", supplier.id))
    }
}

/// Enters everything but what is late.
///
/// # Errors
/// The server refused something.
pub(crate) async fn enter(api: &Api, data: &Data) -> Result<Entered> {
    let customers = contacts::customers(api, &data.customers).await?;
    let suppliers = contacts::suppliers(api, &data.suppliers).await?;
    let products = catalogue::enter(api, data).await?;
    let purchases = purchases::enter(api, data, &suppliers, &products).await?;
    let invoices = orders::enter(api, &data.orders, &customers, &products).await?;
    Ok(Entered { invoices, purchases })
}

/// Runs `add` for every row, a few at a time, and collects the pairs.
async fn each<'a, R: 'a, K, V, F>(rows: &'a [R], add: impl Fn(&'a R) -> F) -> Result<HashMap<K, V>>
where
    K: Eq + Hash,
    F: Future<Output = Result<(K, V)>>,
{
    few_at_once(rows.iter().map(add)).try_collect().await
}

fn few_at_once<F: Future>(work: impl Iterator<Item = F>) -> impl Stream<Item = F::Output> {
    use futures_util::StreamExt as _;
    stream::iter(work).buffer_unordered(AT_ONCE)
}

/// The id in an answer.
fn id(answer: &Value) -> String {
    answer["id"].as_str().unwrap_or_default().to_owned()
}

/// The number of the document in an answer.
fn number(answer: &Value) -> String {
    answer["document_number"].to_string()
}
