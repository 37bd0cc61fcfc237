//! What a user can do and see, on both databases.

mod fixture;
mod invoices;
mod stock;
mod transactions;
