//! A company's link to one QuickBooks company.
//!
//! A company may have had several connections, one for each QuickBooks company (realm) that it was ever tied to, each with
//! links of its own; at most one is current.

mod connect;
mod enable;
mod facts;
mod numbers;
mod row;
mod state;
mod tokens;

use row::ALL;
pub use row::Connection;
pub(crate) use row::{by_id, due, every_enabled, pause, resume};
pub(crate) use tokens::TokenSource;

use facts::ALL as FACTS;
use tokens::ALL as TOKENS;

/// Every statement of this folder.
pub(crate) const STATEMENTS: &[&[db::Sql]] = &[ALL, connect::ALL, enable::ALL, FACTS, TOKENS];
