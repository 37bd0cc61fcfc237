//! The contract of each route, on both databases.

#![cfg(test)]

mod access;
mod customers;
mod deleted_log;
mod documents;
mod fixture;
mod transactions;
