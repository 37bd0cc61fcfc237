//! What others have changed in QuickBooks: found once a day and on demand, told in the log, and settled by somebody's
//! choice.
//!
//! 1. `reading` reads what has changed since the last time, whoever changed it: one call, unless a thousand things have.
//! 2. `finding` compares each entity that a record of ours stands for with how it was left ([`planner::drift`]), and
//!    writes a failed entry for the one that is otherwise. A record with an open entry is left alone: its own work looks.
//! 3. `choosing` does what somebody chose at such an entry. What hangs on a contact that was merged into another goes over to
//!    that one (`heir`).

mod asking;
mod choosing;
mod finding;
mod heir;
mod reading;

pub(crate) use asking::look_soon;
pub(crate) use finding::tell;
pub(crate) use heir::{hand_over, hanging_on};
pub(crate) use reading::read_when_due;

/// Every statement of this folder.
pub(crate) const STATEMENTS: &[&[db::Sql]] =
    &[asking::ALL, choosing::ALL, finding::ALL, heir::ALL, reading::ALL];
