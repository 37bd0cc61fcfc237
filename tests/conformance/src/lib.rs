//! The emulator judged by others: published client libraries, unmodified, and the vendor's own schema.
//!
//! `python/` and `node/` hold one script for each noun. A script runs against an emulator of its own, on a loopback port,
//! with the libraries named in `python/requirements.txt` and `node/package-lock.json`. They are installed below the
//! target folder by the first test that needs them. Every reply that a script got is then checked against the
//! schema.
//!
//! It may not look into the emulator: it starts it and speaks HTTP.
//!
//! Start at [`Stand`].

mod client;
mod schema;
mod stand;

pub use client::Client;
pub use schema::{FOLDER_VARIABLE, LEFT_OUT, check, folder};
pub use stand::Stand;
