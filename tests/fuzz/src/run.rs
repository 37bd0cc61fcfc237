//! A run: many blocks, on all cores.

use crate::block;
use crate::report::Report;
use anyhow::Result;
use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use tokio::runtime::Builder;

/// Failures after which a run ends: one cause often strikes again and again.
const FAILURES_MAX: usize = 20;

/// What to send.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// How many inputs, in blocks of 2,000.
    pub inputs: u64,
    /// All inputs follow from it.
    pub seed: u64,
    /// Only this block.
    pub block: Option<u64>,
}

/// Sends the inputs of a plan. `progress` is told the number sent so far, now and then.
///
/// # Errors
/// An emulator can't be made, or a thread not started.
pub fn run(plan: Plan, progress: impl Fn(u64) + Sync) -> Result<Report> {
    let (start, blocks) = (Instant::now(), blocks(plan));
    let next = AtomicU64::new(blocks.start);
    let total = Mutex::new(Report { seed: plan.seed, ..Report::default() });
    let work = || -> Result<()> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        loop {
            let block = next.fetch_add(1, Ordering::Relaxed);
            if block >= blocks.end {
                return Ok(());
            }
            let left = plan.inputs.saturating_sub((block - blocks.start) * block::INPUTS);
            let report = runtime.block_on(block::run(plan.seed, block, left.min(block::INPUTS)))?;
            let Ok(mut total) = total.lock() else { return Ok(()) };
            total.add(report);
            progress(total.inputs);
            if total.failures.len() >= FAILURES_MAX {
                return Ok(());
            }
        }
    };
    thread::scope(|scope| {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        workers
            .into_iter()
            .try_for_each(|worker| worker.join().unwrap_or_else(|_| anyhow::bail!("a worker panicked")))
    })?;
    let mut report = total.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    report.took = Duration::from_secs(start.elapsed().as_secs());
    Ok(report)
}

fn blocks(plan: Plan) -> Range<u64> {
    match plan.block {
        Some(block) => block..block + 1,
        None => 0..plan.inputs.div_ceil(block::INPUTS),
    }
}
