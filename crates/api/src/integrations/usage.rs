//! Calls to QuickBooks by month: `/integrations/quickbooks/usage`.

use crate::answer::{Problem, Resource, Viewed};
use crate::request::Caller;
use axum::Extension;
use serde::Serialize;
use sync::Engine;
use sync::connection::{FREE_READS, Usage};

/// Calls of the connection, and how many reads cost nothing.
#[derive(Debug, Serialize)]
pub(super) struct UsageRow {
    free_reads_a_month: i64,
    months: Vec<MonthRow>,
}

#[derive(Debug, Serialize)]
struct MonthRow {
    month: String,
    reads: i64,
    writes: i64,
}

impl Resource for UsageRow {
    const SINGULAR: &'static str = "usage";
    const PLURAL: &'static str = "usage";
}

impl From<Usage> for MonthRow {
    fn from(usage: Usage) -> Self {
        Self { month: usage.month, reads: usage.reads, writes: usage.writes }
    }
}

/// Calls by month, the newest first.
pub(super) async fn view(
    Extension(engine): Extension<Engine>,
    Caller(actor): Caller,
) -> Result<Viewed<UsageRow>, Problem> {
    let months = engine.usage(actor.company_id).await?.into_iter().map(MonthRow::from).collect();
    Ok(Viewed(UsageRow { free_reads_a_month: FREE_READS, months }))
}
