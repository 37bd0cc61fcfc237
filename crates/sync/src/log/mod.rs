//! The integrations log: one entry for each look at a record that a change asked for.

mod entry;
mod family;
mod former;
mod list;
mod record;
mod retry;

pub use entry::{Chosen, Entry, Status};
pub(crate) use entry::{columns, storable};
pub(crate) use family::look_again_around;
pub(crate) use former::{close_former, reopen};
pub(crate) use list::get;
pub use list::{Filter, MAX_PAGE_SIZE, Page};
pub(crate) use record::{ensure, failure, has_failed, is_open, is_told, queue, record, title};
pub(crate) use retry::{
    doubt_facts_that_hold, requeue, requeue_failed, rests_on_settings, retry_what_a_deposit_holds,
    retry_what_rests_on_facts, retry_what_rests_on_settings,
};

/// Every statement of this folder.
pub(crate) const STATEMENTS: &[&[db::Sql]] = &[family::ALL, former::ALL, list::ALL, record::ALL, retry::ALL];
