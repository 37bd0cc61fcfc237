//! The figures.

mod backlog;
mod calm;
mod saves;

use anyhow::Result;
use live::{Database, Live, Setup};
use std::time::Duration;

use crate::arrivals::Arrivals;
use crate::shop::Shop;

/// How long the log may take to become quiet.
const QUIET_MAX: Duration = Duration::from_secs(300);

/// Measures everything on one database. Gives the figures, a line each.
///
/// # Errors
/// The server or the emulator refused something.
pub async fn run(database: Database) -> Result<String> {
    let arrivals = Arrivals::default();
    let mut live = Live::start(Setup { layer: Some(arrivals.layer()), ..Setup::on(database) }).await?;
    let api = live.api()?;
    let shop = Shop::open(&api).await?;
    api.wait_until_quiet(QUIET_MAX).await?;
    let mut lines = calm::measure(&live, &shop, &arrivals).await?;
    lines.extend(saves::measure(&api, &shop, "worker sending").await?.lines);
    api.wait_until_quiet(QUIET_MAX).await?;
    live.restart_without_worker().await?;
    let unsent = saves::measure(&live.api()?, &shop, "no worker").await?;
    lines.extend(unsent.lines);
    lines.push(backlog::measure(&mut live, &unsent.numbers, &arrivals).await?);
    live.stop().await?;
    Ok(lines.concat())
}

fn line(what: &str, figure: &str) -> String {
    format!("  {what:<52}{figure:>22}\n")
}
