//! The pages as a browser meets them, on both databases.
#![cfg(test)]

mod access;
mod browser;
mod help;
mod log;
mod protection;
mod quickbooks;
mod settings;
mod sign_in;
