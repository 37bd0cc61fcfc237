//! The contract of each route, on both databases.

mod access;
mod customers;
mod deleted_log;
mod documents;
mod fixture;
mod transactions;
