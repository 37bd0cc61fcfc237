//! The Northwind trial: real data that nobody of this project wrote, through the public API of a running server, and
//! compared record by record with what has arrived in the emulator.
//!
//! 91 customers, 29 suppliers, 77 products in 8 categories, 830 orders as invoices, a payment for each that was
//! shipped, and a purchase order to each supplier for all it sells, received in full. Of the orders 5 % are refunded, 2 % reset,
//! 2 % cancelled, 1 % deleted and 1 % corrected ([`data::Fate`]), half of them while the log is still at work. Three books are
//! compared: the files by arithmetic of their own, ours, and QuickBooks' with its reports.
//!
//! It may not look into the server: what it knows of it comes through the API.
//!
//! Start at [`run`].

mod comparison;
mod country;
pub mod data;
mod entry;
mod ledger;
mod report;
mod trial;

pub use country::Country;
pub use data::{Data, FOLDER_VARIABLE, folder};
pub use live::Database;
pub use report::Report;
pub use trial::{Options, Trial, run};

/// What is said when the files are not there.
pub const LEFT_OUT: &str = "Northwind is left out: its files are not beside the repository (../shared/data/northwind, or NORTHWIND_DATA)";
