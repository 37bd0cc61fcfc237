//! Documents with their lines, and what they add up to.
//!
//! A document is kept in one row, its lines in others; [`insert`] and [`update`] write both. The totals are kept
//! beside it, so that a list and a status need no arithmetic over lines; `paid` is added up from the transactions
//! by the database itself ([`refresh_paid`]) and can't drift from them.
//!
//! # Concurrency
//! Whoever decides by what was paid, or by what the lines were, reads with [`get_locked`]: a second writer of the
//! same document then waits until the first one is done.

mod delete;
mod filed;
mod first;
mod get;
mod lines;
mod list;
mod save;
mod tax_rates;

pub use delete::delete;
pub use filed::Filed;
pub use first::first_currency;
pub use get::{get, get_locked};
pub use list::{DocumentFilter, list};
pub use save::{insert, refresh_paid, save_progress, set_cancelled, update};

pub use tax_rates::tax_rates;

use db::Sql;

pub(crate) const ALL: &[Sql] = &[
    delete::DELETE,
    first::CURRENCY,
    get::GET,
    get::GET_LOCKED,
    lines::OF_DOCUMENTS,
    lines::INSERT,
    lines::CLEAR,
    lines::RECEIVE,
    list::LIST,
    list::COUNT,
    save::INSERT,
    save::UPDATE,
    save::CANCEL,
    save::PROGRESS,
    save::REFRESH_PAID,
    tax_rates::OF_LINES,
];
