//! What purchase forms have in common: lines, accounts, terms, orders (fact sheet 10).

mod accounts;
mod line;
mod order;
mod vendor;

pub(super) use accounts::{
    PAYABLE, check_account, complete_owing, complete_payable, expense_owing, expense_postings,
};
pub(super) use line::{LINES, complete_lines};
pub(super) use order::{link_orders, order_ties, refuse_links, show_orders_and_ties};
pub(super) use vendor::{complete_due, complete_vendor, copy_address};
