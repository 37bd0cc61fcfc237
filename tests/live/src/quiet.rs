//! Waiting until everything has been sent.

use anyhow::{Result, ensure};
use std::time::{Duration, Instant};
use tokio::time::sleep;

use crate::{Api, Resource};

/// How often the log is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(100);
/// Looks in a row that must find nothing to do: an entry may pass from one status to another between two of them.
const LOOKS_IN_A_ROW: u32 = 2;

impl Api {
    /// Waits until the log has no entry that is queued or running.
    ///
    /// # Errors
    /// It still has some after `longest`.
    pub async fn wait_until_quiet(&self, longest: Duration) -> Result<()> {
        let start = Instant::now();
        let mut quiet_looks = 0;
        while quiet_looks < LOOKS_IN_A_ROW {
            let open = self.open_entries().await?;
            quiet_looks = if open == 0 { quiet_looks + 1 } else { 0 };
            let waited = start.elapsed();
            ensure!(waited < longest, "after {} s the log still has {open} open entries", waited.as_secs());
            sleep(LOOK_EVERY).await;
        }
        Ok(())
    }

    async fn open_entries(&self) -> Result<usize> {
        let queued = self.count(Resource::LOG, &[("status", "queued")]).await?;
        let running = self.count(Resource::LOG, &[("status", "running")]).await?;
        Ok(queued.saturating_add(running))
    }
}
