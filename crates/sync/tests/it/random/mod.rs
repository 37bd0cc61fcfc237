//! Hundreds of random actions, with trouble of every kind in between; afterwards both sides have to agree.

mod act;
mod compare;
mod draw;
mod weather;

use anyhow::{Context, Result};
use draw::Draw;
use testkit::databases::TestDb;
use testkit::stack::Stack;
use uuid::Uuid;

/// Each is a walk of its own. One that fails names itself.
const SEEDS: [u64; 3] = [1, 2, 3];
/// Actions of one walk.
const ACTIONS: usize = 150;

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
    /// What QuickBooks held before.
    before: compare::Counts,
}

impl World {
    async fn begin(db: &TestDb, seed: u64) -> Result<Self> {
        let stack = Stack::enabled(db).await?;
        // The sandbox company has invoices from 1001 on.
        let mut tx = db.begin_write().await?;
        let counter = tx.sql("INSERT INTO counters (company_id, kind, last) VALUES ($1, 'invoice', 5000)");
        counter.bind(stack.actor.company_id).execute().await?;
        tx.commit().await?;
        let before = compare::Counts::of(&stack).await?;
        Ok(Self {
            stack,
            draw: Draw::new(seed),
            named: 0,
            customers: Vec::new(),
            invoices: Vec::new(),
            payments: Vec::new(),
            refunds: Vec::new(),
            before,
        })
    }

    async fn walk(&mut self) -> Result<()> {
        for _ in 0..ACTIONS {
            if self.draw.one_in(3) {
                self.weather().await?;
            } else {
                self.act().await?;
            }
        }
        self.mend().await?;
        self.compare().await
    }
}

async fn walks(seeds: &[u64], fresh: impl AsyncFn() -> Result<TestDb>) -> Result<()> {
    let replayed = std::env::var("COUNTERFOIL_SEED").ok().and_then(|seed| seed.parse().ok());
    for seed in replayed.map_or_else(|| seeds.to_vec(), |seed| vec![seed]) {
        let db = fresh().await?;
        let mut world = World::begin(&db, seed).await?;
        world.walk().await.with_context(|| format!("replay with COUNTERFOIL_SEED={seed}"))?;
    }
    Ok(())
}

#[tokio::test]
async fn after_any_trouble_both_sides_agree_on_sqlite() -> Result<()> {
    walks(&SEEDS, || testkit::databases::fresh_sqlite(store::migrations::ALL)).await
}

#[tokio::test]
async fn after_any_trouble_both_sides_agree_on_postgres() -> Result<()> {
    walks(&SEEDS[..1], || testkit::databases::fresh_postgres(store::migrations::ALL)).await
}
