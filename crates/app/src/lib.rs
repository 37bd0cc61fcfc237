//! What a user can do and see: commands and queries, one transaction each.
//!
//! A command is a value with a `run`; [`App::run`] is the one place that runs one. It opens the transaction,
//! keeps the history, hands the changes to the [`Outbox`] and commits, so that a save, its history and its
//! log entry are kept together or not at all. A query is a plain function: `contacts::list(&app, actor,
//! filter, page)`.
//!
//! # What it may not do
//!
//! It knows neither HTTP nor QuickBooks. It never waits for anything but the database while a transaction is
//! open.
//!
//! # Where to start
//!
//! [`App`], [`Command`] and [`Work`]; then [`contacts`], which shows the shape of every noun. [`auth`] says
//! who is asking.

pub mod auth;
pub mod categories;
pub mod companies;
pub mod contacts;
pub mod deleted_log;
pub mod documents;
pub mod invoices;
pub mod items;
pub mod locations;
pub mod purchase_orders;
pub mod transactions;

mod application;
mod command;
mod counts;
mod error;
mod listing;
mod outbox;
mod work;

pub use application::{App, Parts};
pub use command::Command;
pub use counts::Counts;
pub use error::Error;
pub use listing::Listing;
pub use outbox::{NoOutbox, Outbox};
pub use store::{Page, Saved, Search};
pub use work::{Actor, Work};
