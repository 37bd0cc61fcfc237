//! The engine against the emulator, in one process, on both databases.
#![cfg(test)]

mod connection;
mod contacts;
mod invoices;
mod log;
mod order;
mod payments;
mod statements;
mod sweep;
mod trouble;
