//! The SQL of each noun, and the migrations.
//!
//! One module a noun, plain `async` functions over an open transaction, such as
//! `contacts::get(&mut tx, company_id, id)`. A function runs one statement, or the few that belong to one
//! record. Values of `domain` go in and come out.
//!
//! # What it may not do
//!
//! It has no rules and never begins or ends a transaction; that is `app`'s and `sync`'s. No statement runs
//! without the company: `company_id` is an argument of each function and a part of each key, so one company's
//! rows can't point at another's.
//!
//! # Where to start
//!
//! [`contacts`] shows the shape that every noun has. [`migrations::ALL`] has the tables. [`statements`] is
//! the list that a test prepares on both databases.

pub mod api_keys;
pub mod categories;
pub mod changes;
pub mod companies;
pub mod contacts;
pub mod counters;
pub mod deleted_log;
pub mod documents;
pub mod items;
pub mod locations;
pub mod migrations;
pub mod sessions;
pub mod stock;
pub mod transactions;
pub mod users;

mod column;
mod listed;
mod saved;

pub use listed::{Listed, Page, Search};
pub use saved::Saved;

use db::Sql;

/// Every statement of this crate.
pub fn statements() -> impl Iterator<Item = Sql> {
    let files = [
        api_keys::ALL,
        changes::ALL,
        companies::ALL,
        contacts::ALL,
        counters::ALL,
        deleted_log::ALL,
        documents::ALL,
        locations::ALL,
        sessions::ALL,
        stock::ALL,
        transactions::ALL,
        users::ALL,
    ];
    let folders = [categories::ALL, items::ALL];
    files.into_iter().chain(folders.into_iter().flatten().copied()).flatten().copied()
}
