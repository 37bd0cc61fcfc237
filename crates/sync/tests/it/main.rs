//! The engine against the emulator, in one process, on both databases.
#![cfg(test)]

mod abroad;
mod backlog;
mod beforehand;
mod bills;
mod calls;
mod closed;
mod coming_back;
mod connection;
mod contacts;
mod currency;
mod deposits;
mod drift;
mod faults;
mod held;
mod invoices;
mod isolation;
mod later;
mod log;
mod login;
mod lost;
mod meanwhile;
mod money_first;
mod money_truth;
mod order;
mod payments;
mod plan;
mod purchase_orders;
mod random;
mod receipts;
mod references;
mod refunds;
mod refunds_crossed;
mod refunds_held;

mod repeat;
mod sale;
mod settings;
mod statements;
mod sweep;
mod switching;
mod taken;
mod trouble;
