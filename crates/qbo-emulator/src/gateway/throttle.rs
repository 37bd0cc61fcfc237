//! Limits per company (fact sheet 5).

use crate::emulator::Settings;
use crate::fault::Fault;
use jiff::{SignedDuration, Timestamp};
use std::collections::{HashMap, VecDeque};

/// Requests a company may have under way.
const AT_ONCE_MAX: usize = 10;

/// The time in which requests are counted.
const WINDOW: SignedDuration = SignedDuration::from_secs(60);

/// What each company has been doing lately.
#[derive(Debug, Default)]
pub(crate) struct Throttle {
    companies: HashMap<String, Lately>,
}

#[derive(Debug, Default)]
struct Lately {
    requests: VecDeque<Timestamp>,
    batches: VecDeque<Timestamp>,
    under_way: usize,
}

impl Throttle {
    /// Lets a request in and says how many are under way now. With limits off they are only counted.
    ///
    /// # Errors
    /// 429 when the company is at a limit. A refused request counts for nothing.
    pub(crate) fn enter(
        &mut self,
        realm: &str,
        batch: bool,
        settings: &Settings,
        now: Timestamp,
    ) -> Result<usize, Fault> {
        let lately = self.companies.entry(realm.to_owned()).or_default();
        if settings.limits {
            forget(&mut lately.requests, now);
            forget(&mut lately.batches, now);
            let full = lately.requests.len() >= settings.requests_per_minute
                || lately.under_way >= AT_ONCE_MAX
                || (batch && lately.batches.len() >= settings.batches_per_minute);
            if full {
                return Err(Fault::throttled());
            }
            lately.requests.push_back(now);
            if batch {
                lately.batches.push_back(now);
            }
        }
        lately.under_way += 1;
        Ok(lately.under_way)
    }

    /// Forgets what a company has done. Requests under way still count.
    pub(crate) fn forget(&mut self, realm: &str) {
        if let Some(lately) = self.companies.get_mut(realm) {
            lately.requests.clear();
            lately.batches.clear();
        }
    }

    /// A request is done.
    pub(crate) fn leave(&mut self, realm: &str) {
        if let Some(lately) = self.companies.get_mut(realm) {
            lately.under_way = lately.under_way.saturating_sub(1);
        }
    }
}

fn forget(moments: &mut VecDeque<Timestamp>, now: Timestamp) {
    while moments.front().is_some_and(|moment| now.duration_since(*moment) >= WINDOW) {
        moments.pop_front();
    }
}
