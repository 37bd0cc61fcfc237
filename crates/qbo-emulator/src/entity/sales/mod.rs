//! What sales forms have in common: lines, discount, tax, totals, numbers, dates (fact sheet 9, 11.3).

mod accounts;
mod custom_field;
mod discount;
mod line;
mod tax;
mod terms;

pub(super) use accounts::{account_by_subtype, receivable, reversed, sale_postings};
pub(super) use custom_field::complete_custom_fields;
pub(super) use line::{LINES, Sums, complete_lines};
pub(super) use tax::{TAX_DETAIL, complete_tax};
pub(super) use terms::{complete_dates, due};
