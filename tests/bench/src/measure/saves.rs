//! How many invoices a second can be saved.

use anyhow::Result;
use futures_util::{StreamExt, TryStreamExt, stream};
use live::Api;
use std::time::Instant;

use super::line;
use crate::figure::per_second;
use crate::shop::Shop;

/// Clients at once, and how many invoices they save together.
const ROUNDS: [(usize, usize); 2] = [(1, 500), (8, 1_500)];

/// What came of saving.
#[derive(Debug, Default)]
pub(super) struct Saved {
    /// A line for each round.
    pub(super) lines: Vec<String>,
    /// The numbers of all invoices.
    pub(super) numbers: Vec<String>,
}

/// Saves as fast as the clients can, each waiting for its answer before the next.
pub(super) async fn measure(api: &Api, shop: &Shop, condition: &str) -> Result<Saved> {
    let mut saved = Saved::default();
    for (clients, saves) in ROUNDS {
        let start = Instant::now();
        let work = stream::iter(0..saves).map(|turn| shop.sell(api, turn)).buffer_unordered(clients);
        let numbers: Vec<String> = work.try_collect().await?;
        let figure = per_second(saves, start.elapsed());
        let noun = if clients == 1 { "client" } else { "clients" };
        saved.lines.push(line(&format!("saves, {clients} {noun}, {condition}"), &figure));
        saved.numbers.extend(numbers);
    }
    Ok(saved)
}
