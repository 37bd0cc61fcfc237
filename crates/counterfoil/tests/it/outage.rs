//! QuickBooks is down: saves go on, entries stay queued, and all is sent once it is back.

use anyhow::Result;
use std::time::Duration;
use tokio::time::sleep;

use crate::agreement;
use crate::stage::{Place, Stage};

/// Invoices that are saved while QuickBooks is down.
const INVOICES: usize = 10;
/// How long QuickBooks stays down after the last of them.
const DOWN: Duration = Duration::from_secs(2);

#[tokio::test]
async fn what_is_saved_while_quickbooks_is_down_is_sent_once_when_it_is_back_on_sqlite() -> Result<()> {
    outlasts_an_outage(Place::sqlite()?).await
}

#[tokio::test]
async fn what_is_saved_while_quickbooks_is_down_is_sent_once_when_it_is_back_on_postgres() -> Result<()> {
    outlasts_an_outage(Place::postgres().await?).await
}

async fn outlasts_an_outage(place: Place) -> Result<()> {
    let mut stage = Stage::connected(place).await?;
    let api = stage.api()?;
    let known = api.customer("Amy").await?;
    api.invoice(known, "12.50").await?;
    api.quiet().await?;
    let sent_before = stage.quickbooks.entities("Invoice").await?.len();
    let completed_before = api.count("completed").await?;

    stage.quickbooks.close().await?;
    let new = api.customer("Harbor & Sons").await?;
    for _ in 0..INVOICES / 2 {
        api.invoice(known, "8.20").await?;
        api.invoice(new, "3.10").await?;
    }
    sleep(DOWN).await;
    assert_eq!(api.count("completed").await?, completed_before);
    assert_eq!(api.count("failed").await?, 0);

    stage.quickbooks.reopen().await?;
    assert_eq!(stage.quickbooks.entities("Invoice").await?.len(), sent_before);
    api.quiet().await?;
    assert_eq!(api.count("completed").await?, completed_before + INVOICES + 1);
    agreement::check(&api, &stage.quickbooks).await?;
    stage.take_program()?.kill().await
}
