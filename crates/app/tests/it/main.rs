//! What a user can do and see, on both databases.

#![cfg(test)]

mod auth;
mod commands;
mod fixture;
mod invoices;
mod limits;
mod purchase_orders;
mod stock;
mod transactions;
mod walk;
