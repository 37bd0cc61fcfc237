//! Every statement of this crate, so that one test can prepare them all on both databases.

use crate::{attempt, connection, desired, drift, lease, link, log, plan, queue, sweep};
use db::Sql;

/// Every statement of this crate.
pub fn statements() -> impl Iterator<Item = Sql> {
    [
        attempt::STATEMENTS,
        connection::STATEMENTS,
        desired::STATEMENTS,
        drift::STATEMENTS,
        link::STATEMENTS,
        log::STATEMENTS,
        plan::STATEMENTS,
        queue::STATEMENTS,
    ]
    .into_iter()
    .flatten()
    .chain(&[lease::ALL, sweep::ALL])
    .copied()
    .flatten()
    .copied()
}
