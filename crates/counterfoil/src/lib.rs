//! The program: command line, configuration and wiring. No rule lives here.
//!
//! [`Server::start`] puts the crates together: `app` writes the books, `sync` is told of every change in the same
//! transaction ([`wiring`]), `api` and `web` answer requests, and the worker carries changes to QuickBooks.
//!
//! Start at [`Server`]; [`demo`] shows the whole thing at work against the emulator.

pub mod command_line;
pub mod company;
pub mod configuration;
mod data_folder;
pub mod demo;
mod health;
mod server;
pub mod telemetry;
pub mod wiring;

pub use configuration::{Configuration, QuickBooks};
pub use server::Server;
