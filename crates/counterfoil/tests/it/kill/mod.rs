//! The program is killed again and again while contacts, invoices, money and purchase orders are saved, changed, taken back
//! and sent, and each arrives exactly once.

mod draw;
mod saver;

use anyhow::{Result, ensure};
use serde_json::json;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::sleep;
use url::Url;

use crate::agreement;
use crate::quickbooks::QuickBooks;
use crate::stage::{LISTENS, Place, Stage};
use draw::Draw;
use saver::Saver;

/// How often the program is killed at least.
const KILLS: u32 = 20;
/// How often at most, on a machine that is too busy to have something under way at most kills.
const KILLS_MAX: u32 = 100;
/// One kill of so many comes while the program still starts.
const EARLY_ONE_OF: u64 = 5;
/// The longest a starting program lives before such a kill, in milliseconds.
const EARLY_MAX_MS: u64 = 150;
/// The longest a listening program lives, in milliseconds.
const LIFE_MAX_MS: u64 = 1_500;
/// How long each answer of QuickBooks is on its way, when the effect is there and the program does not know it yet.
const ANSWER_AFTER: Duration = Duration::from_millis(25);
/// An hour passes in QuickBooks at one kill of so many, so that tokens are renewed between kills.
const HOUR_ONE_OF: u32 = 4;
/// Names the seed of a run that is to be repeated. The kills come at the same moments again, but what the machine does
/// between them is its own affair.
const SEED: &str = "COUNTERFOIL_KILL_SEED";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_kills_lose_and_double_nothing_on_sqlite() -> Result<()> {
    survives_kills(Place::sqlite()?).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_kills_lose_and_double_nothing_on_postgres() -> Result<()> {
    survives_kills(Place::postgres().await?).await
}

async fn survives_kills(place: Place) -> Result<()> {
    let seed = std::env::var(SEED).ok().map_or_else(draw::new_seed, |seed| seed.parse().unwrap());
    println!("the seed is {seed}; to repeat: {SEED}={seed}");
    let mut stage = Stage::connected_slowly(place, ANSWER_AFTER).await?;
    let billing = json!({"settings": {"bill_on_receipt": "yes"}});
    stage.api()?.put("integrations/quickbooks/settings.json", &billing).await?;
    let (address, addresses) = watch::channel(Some(stage.url().clone()));
    let (stop, stopped) = watch::channel(false);
    let saver = Saver::new(stage.api()?, addresses, Draw::new(seed.wrapping_add(1)));
    let saving = tokio::spawn(saver.run(stopped));
    kill_again_and_again(&mut stage, &address, &Draw::new(seed)).await?;
    stop.send_replace(true);
    let saved = saving.await??;
    let api = stage.api()?;
    api.quiet().await?;
    let failed = api.get("integrations/log.json?status=failed&compact=1").await?.body;
    ensure!(failed["count"] == "0", "entries failed: {failed}");
    let books = agreement::check(&api, &stage.quickbooks).await?;
    let lost = saved.lost_in(&books);
    assert!(lost.is_empty(), "what was acknowledged is not in the books:\n{}", lost.join("\n"));
    let (answers, invoices) = (saved.answers, books.invoices.len());
    let counters = stage.quickbooks.counters().await?;
    println!(
        "{answers} answers, {} requests without one; {} refunds and {} receipts; {invoices} invoices in the books; QuickBooks was asked {} times, {} of them again",
        saved.unanswered, saved.refunds, saved.receipts, counters["requests"], counters["replays"]
    );
    // A run in which no save and no call was cut off proves nothing.
    assert!(saved.unanswered > 0 && counters["replays"] != 0, "too little was under way");
    assert!(saved.refunds > 0, "no money was given back");
    stage.take_program()?.kill().await
}

/// Kills and starts the program, and tells `address` where it listens.
async fn kill_again_and_again(
    stage: &mut Stage,
    address: &watch::Sender<Option<Url>>,
    draw: &Draw,
) -> Result<()> {
    let mut program = stage.take_program()?;
    let mut listens = true;
    for kill in 1..=KILLS_MAX {
        let life_ms = draw.below(if listens { LIFE_MAX_MS } else { EARLY_MAX_MS });
        sleep(Duration::from_millis(life_ms)).await;
        program.kill().await?;
        address.send_replace(None);
        if kill % HOUR_ONE_OF == 0 {
            stage.quickbooks.pass_an_hour().await?;
        }
        program = stage.launch()?;
        listens = draw.below(EARLY_ONE_OF) > 0;
        if listens {
            address.send_replace(Some(program.told(LISTENS).await?.parse()?));
        }
        if kill >= KILLS && was_enough(&stage.quickbooks).await? {
            break;
        }
    }
    program.kill().await?;
    stage.start().await?;
    address.send_replace(Some(stage.url().clone()));
    Ok(())
}

/// Whether a call was cut off and repeated, and money was given back.
async fn was_enough(quickbooks: &QuickBooks) -> Result<bool> {
    let counters = quickbooks.counters().await?;
    Ok(counters["replays"] != 0 && !quickbooks.entities("Purchase").await?.is_empty())
}
