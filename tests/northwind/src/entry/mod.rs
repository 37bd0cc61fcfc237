//! Entering everything through the public API, a few requests at a time, as an import by a client would.

mod catalogue;
mod contacts;
mod orders;
mod purchases;

pub(crate) use orders::{FREIGHT, reference, shipping_address};
pub(crate) use purchases::ORDERED;

use anyhow::Result;
use futures_util::{Stream, TryStreamExt, stream};
use live::Api;
use std::collections::HashMap;
use std::future::Future;

use crate::Data;

/// Requests under way at once.
const AT_ONCE: usize = 4;

/// The ids that the server gave, by Northwind's own.
type Ids = HashMap<String, String>;

/// The numbers that the server gave.
pub(crate) struct Numbers {
    /// Of the invoices, by the number of the order.
    pub(crate) invoices: HashMap<String, String>,
    /// Of the purchase orders, by the number of the supplier.
    pub(crate) purchases: HashMap<String, String>,
}

/// Enters everything.
///
/// # Errors
/// The server refused something.
pub(crate) async fn enter(api: &Api, data: &Data) -> Result<Numbers> {
    let customers = contacts::customers(api, &data.customers).await?;
    let suppliers = contacts::suppliers(api, &data.suppliers).await?;
    let products = catalogue::enter(api, data).await?;
    let purchases = purchases::enter(api, data, &suppliers, &products).await?;
    let invoices = orders::enter(api, &data.orders, &customers, &products).await?;
    Ok(Numbers { invoices, purchases })
}

/// Runs `add` for every row, a few at a time, and collects the pairs.
async fn each<'a, R: 'a, F>(rows: &'a [R], add: impl Fn(&'a R) -> F) -> Result<HashMap<String, String>>
where
    F: Future<Output = Result<(String, String)>>,
{
    few_at_once(rows.iter().map(add)).try_collect().await
}

fn few_at_once<F: Future>(work: impl Iterator<Item = F>) -> impl Stream<Item = F::Output> {
    use futures_util::StreamExt as _;
    stream::iter(work).buffer_unordered(AT_ONCE)
}

/// The id in an answer.
fn id(answer: &serde_json::Value) -> String {
    answer["id"].as_str().unwrap_or_default().to_owned()
}
