//! What purchase forms have in common: lines, accounts, terms (fact sheet 10).

mod accounts;
mod line;
mod vendor;

pub(super) use accounts::{
    PAYABLE, check_account, complete_owing, complete_payable, expense_owing, expense_postings,
};
pub(super) use line::{LINES, complete_lines};
pub(super) use vendor::{complete_due, complete_vendor, copy_address};
