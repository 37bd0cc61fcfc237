//! Waiting until everything that can be sent has been sent.

use anyhow::{Result, ensure};
use std::time::{Duration, Instant};
use tokio::time::sleep;

use crate::{Api, Resource};

/// How often the log is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(100);
/// Looks in a row that must find nothing to do: an entry may pass from one status to another between two of them.
const LOOKS_IN_A_ROW: u32 = 2;

impl Api {
    /// Waits until the log is quiet: no entry is running, and those that are queued, if any, wait for something that
    /// has failed.
    ///
    /// # Errors
    /// It still is not after `longest`.
    pub async fn wait_until_quiet(&self, longest: Duration) -> Result<()> {
        let start = Instant::now();
        let mut quiet_looks = 0;
        while quiet_looks < LOOKS_IN_A_ROW {
            quiet_looks = if self.is_quiet().await? { quiet_looks + 1 } else { 0 };
            let waited = start.elapsed();
            ensure!(waited < longest, "the log is not quiet after {} s", waited.as_secs());
            sleep(LOOK_EVERY).await;
        }
        Ok(())
    }

    async fn is_quiet(&self) -> Result<bool> {
        if self.count(Resource::LOG, &[("status", "running")]).await? > 0 {
            return Ok(false);
        }
        let queued = self.all(Resource::LOG, &[("status", "queued")]).await?;
        Ok(queued.iter().all(|entry| !entry["waits_for"].is_null()))
    }
}
