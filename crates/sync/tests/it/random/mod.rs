//! Hundreds of random actions, with trouble of every kind in between; afterwards both sides have to agree.

mod act;
mod buying;
mod compare;
mod draw;
mod hands;
mod weather;

use anyhow::{Context, Result, ensure};
use draw::Draw;
use quickbooks::Limits;
use testkit::databases::TestDb;
use testkit::stack::Stack;
use uuid::Uuid;

/// Each is a walk of its own. One that fails names itself.
const SEEDS: [u64; 3] = [1, 2, 3];
/// Actions of one walk.
const ACTIONS: usize = 200;

/// The books and what stands around them.
struct World {
    stack: Stack,
    draw: Draw,
    /// How many customers had a name so far: names are never used twice.
    named: usize,
    customers: Vec<Uuid>,
    invoices: Vec<Uuid>,
    payments: Vec<Uuid>,
    refunds: Vec<Uuid>,
    suppliers: Vec<Uuid>,
    orders: Vec<Uuid>,
    /// Whether orders that are received in full make bills.
    billing: bool,
    /// Whether somebody meddles with what is ours in QuickBooks.
    meddling: bool,
    /// Whether refunds are told by receipts.
    receipts: bool,
    /// How often somebody here chose what shall come of that.
    chosen: usize,
    /// What QuickBooks held before.
    before: compare::Counts,
}

impl World {
    async fn begin(db: &TestDb, seed: u64, meddling: bool, receipts: bool) -> Result<Self> {
        // One call at a time in every other walk, so that whatever waits beside it goes in batches.
        let at_once = if seed.is_multiple_of(2) { 1 } else { Limits::quickbooks().at_once };
        let unlimited = Limits { requests: usize::MAX, batches: usize::MAX, ..Limits::quickbooks() };
        let stack = Stack::enabled_with(db, Limits { at_once, ..unlimited }).await?;
        // The sandbox company has documents from 1001 on.
        let mut tx = db.begin_write().await?;
        for kind in ["invoice", "purchase_order"] {
            let counter = tx.sql("INSERT INTO counters (company_id, kind, last) VALUES ($1, $2, 5000)");
            counter.bind(stack.actor.company_id).bind(kind).execute().await?;
        }
        tx.commit().await?;
        let billing = !seed.is_multiple_of(3);
        if billing {
            let chosen =
                |settings: planner::Settings| settings.with("bill_on_receipt", Some("yes".to_owned()));
            stack.engine.change_settings(stack.actor.company_id, chosen).await?;
        }
        let form = if receipts { "receipt" } else { "paid_out" };
        let choose = |settings: planner::Settings| settings.with("refund_form", Some(form.to_owned()));
        stack.engine.change_settings(stack.actor.company_id, choose).await?;
        let before = compare::Counts::of(&stack).await?;
        Ok(Self {
            stack,
            draw: Draw::new(seed),
            named: 0,
            customers: Vec::new(),
            invoices: Vec::new(),
            payments: Vec::new(),
            refunds: Vec::new(),
            suppliers: Vec::new(),
            orders: Vec::new(),
            billing,
            meddling,
            receipts,
            chosen: 0,
            before,
        })
    }

    async fn walk(&mut self) -> Result<()> {
        for _ in 0..ACTIONS {
            if self.meddling && self.draw.one_in(12) {
                self.meddle().await?;
            } else if self.draw.one_in(3) {
                self.weather().await?;
            } else {
                self.act().await?;
            }
        }
        self.mend().await?;
        self.compare().await
    }
}

async fn walks(seeds: &[u64], meddling: bool, fresh: impl AsyncFn() -> Result<TestDb>) -> Result<()> {
    walks_with(seeds, meddling, false, fresh).await
}

async fn walks_with(
    seeds: &[u64],
    meddling: bool,
    receipts: bool,
    fresh: impl AsyncFn() -> Result<TestDb>,
) -> Result<()> {
    let replayed = std::env::var("COUNTERFOIL_SEED").ok().and_then(|seed| seed.parse().ok());
    let mut chosen = 0;
    for seed in replayed.map_or_else(|| seeds.to_vec(), |seed| vec![seed]) {
        let db = fresh().await?;
        let mut world = World::begin(&db, seed, meddling, receipts).await?;
        world.walk().await.with_context(|| format!("replay with COUNTERFOIL_SEED={seed}"))?;
        chosen += world.chosen;
    }
    // One walk alone may come by without.
    ensure!(!meddling || replayed.is_some() || chosen > 0, "nothing had to be chosen");
    Ok(())
}

#[tokio::test]
async fn after_any_trouble_both_sides_agree_on_sqlite() -> Result<()> {
    walks(&SEEDS, false, || testkit::databases::fresh_sqlite(store::migrations::ALL)).await
}

#[tokio::test]
async fn after_any_trouble_both_sides_agree_on_postgres() -> Result<()> {
    walks(&SEEDS[..1], false, || testkit::databases::fresh_postgres(store::migrations::ALL)).await
}

#[tokio::test]
async fn whatever_others_change_there_both_sides_agree_once_ours_is_chosen_on_sqlite() -> Result<()> {
    walks(&SEEDS, true, || testkit::databases::fresh_sqlite(store::migrations::ALL)).await
}

#[tokio::test]
async fn whatever_others_change_there_both_sides_agree_once_ours_is_chosen_on_postgres() -> Result<()> {
    walks(&SEEDS[..1], true, || testkit::databases::fresh_postgres(store::migrations::ALL)).await
}

#[tokio::test]
async fn with_refund_receipts_what_is_owed_follows_from_the_books_after_any_trouble_on_sqlite() -> Result<()>
{
    walks_with(&SEEDS, false, true, || testkit::databases::fresh_sqlite(store::migrations::ALL)).await
}

#[tokio::test]
async fn with_refund_receipts_what_is_owed_follows_from_the_books_after_any_trouble_on_postgres() -> Result<()>
{
    walks_with(&SEEDS[..1], false, true, || testkit::databases::fresh_postgres(store::migrations::ALL)).await
}
