//! How fast a backlog is sent.

use anyhow::{Context, Result};
use live::Live;

use super::{QUIET_MAX, line};
use crate::arrivals::Arrivals;
use crate::figure::per_second;

/// Starts the whole server on books with these invoices, which nobody has sent yet, and looks at their calls.
pub(super) async fn measure(live: &mut Live, numbers: &[String], arrivals: &Arrivals) -> Result<String> {
    live.restart().await?;
    live.api()?.wait_until_quiet(QUIET_MAX).await?;
    let moments: Option<Vec<_>> = numbers.iter().map(|number| arrivals.of(number)).collect();
    let moments = moments.context("an invoice of the backlog did not arrive")?;
    let (first, last) = moments.iter().min().zip(moments.iter().max()).context("there was no backlog")?;
    let figure = per_second(numbers.len(), last.saturating_duration_since(*first));
    Ok(line(&format!("sending a backlog of {} invoices", numbers.len()), &figure))
}
