//! A company's link to one QuickBooks company.
//!
//! A company may have had several connections, one for each QuickBooks company (realm) that it was ever tied to, each with
//! links of its own; at most one is current.

mod choices;
mod connect;
mod enable;
mod facts;
mod numbers;
mod row;
mod state;
mod switch;
mod tokens;
mod usage;
mod view;

pub use connect::Connected;
pub(crate) use facts::{doubt, forget};
use row::ALL;
pub use row::Connection;
pub(crate) use row::{by_id, current, due, every_enabled, is_still, pause, resume};
pub(crate) use tokens::TokenSource;
pub(crate) use usage::count;
pub use usage::{FREE_READS, Usage};
pub use view::SettingsView;

/// Calls that reading the facts takes, at most; they have no attempts.
pub(crate) const FACTS_CALLS: usize = 2 + choices::CALLS;

/// What may be chosen, and how it is told.
pub use planner::settings;

use facts::ALL as FACTS;
use tokens::ALL as TOKENS;

/// Every statement of this folder.
pub(crate) const STATEMENTS: &[&[db::Sql]] =
    &[ALL, connect::ALL, enable::ALL, FACTS, switch::ALL, TOKENS, usage::ALL, view::ALL];
