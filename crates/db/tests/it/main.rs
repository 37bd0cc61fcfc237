//! The facade on both databases: every test runs on SQLite and on PostgreSQL unless its file says why not.

#![cfg(test)]

mod busy;
mod lists;
mod migrations;
mod opening;
mod preparing;
mod provisioning;
mod transactions;
mod values;
mod violations;
mod wakeup;
