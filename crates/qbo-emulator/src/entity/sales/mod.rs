//! What sales forms have in common: lines, discount, tax, totals, numbers, dates (fact sheet 9, 11.3).

mod accounts;
mod discount;
mod form;
mod line;
mod recipient;
mod terms;

pub(crate) use accounts::suspense;
pub(super) use accounts::{
    DEPOSITABLE, RECEIVABLE, account_by_subtype, complete_deposit_account, receivable, reversed,
    sale_postings, taxes, undeposited,
};
pub(super) use form::{FORM, complete_form};
pub(super) use line::{LINES, Sums, complete_lines, zero_subtotal};
pub(super) use recipient::{complete_email, complete_from_customer};
pub(super) use terms::{complete_dates, due};
