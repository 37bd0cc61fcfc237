//! At a calm pace: how soon a saved invoice reaches QuickBooks, and how many calls it takes.

use anyhow::{Context, Result};
use live::Live;
use std::time::{Duration, Instant};
use tokio::time::{MissedTickBehavior, interval};

use super::{QUIET_MAX, line};
use crate::arrivals::Arrivals;
use crate::figure::{Micros, milliseconds, percentile};
use crate::shop::Shop;

/// Invoices that are saved.
const SAVES: usize = 600;
/// The time between two of them: 20 a second.
const PACE: Duration = Duration::from_millis(50);

/// One save.
struct Save {
    number: String,
    asked: Instant,
    answered: Instant,
}

/// Saves at a calm pace, waits until all has been sent, and looks at both clocks, which are one.
pub(super) async fn measure(live: &Live, shop: &Shop, arrivals: &Arrivals) -> Result<Vec<String>> {
    let (api, remote) = (live.api()?, live.remote()?);
    let calls_before = remote.calls().await?;
    let mut pace = interval(PACE);
    pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut saves = Vec::with_capacity(SAVES);
    for turn in 0..SAVES {
        pace.tick().await;
        let asked = Instant::now();
        let number = shop.sell(&api, turn).await?;
        saves.push(Save { number, asked, answered: Instant::now() });
    }
    api.wait_until_quiet(QUIET_MAX).await?;
    let calls = remote.calls().await?.since(&calls_before);
    let (mut saving, mut sending) = (Vec::new(), Vec::new());
    for save in &saves {
        let arrived = arrivals.of(&save.number).context("a saved invoice did not arrive")?;
        saving.push(between(save.asked, save.answered));
        sending.push(between(save.answered, arrived));
    }
    let both = |what: &str, values: &mut [Micros]| {
        let figures = [50, 99].map(|percent| milliseconds(percentile(values, percent)));
        line(&format!("{what}: p50, p99"), &figures.join(", "))
    };
    let per_invoice = calls.total.saturating_mul(100) / u64::try_from(SAVES)?;
    Ok(vec![
        both("answer to call", &mut sending),
        both("request to answer", &mut saving),
        line("calls per saved invoice", &format!("{}.{:02}", per_invoice / 100, per_invoice % 100)),
    ])
}

/// From one moment to another; negative when the second was first.
fn between(from: Instant, to: Instant) -> Micros {
    let micros = |time: Duration| Micros::try_from(time.as_micros()).unwrap_or(Micros::MAX);
    match to.checked_duration_since(from) {
        Some(time) => micros(time),
        None => -micros(from.saturating_duration_since(to)),
    }
}
