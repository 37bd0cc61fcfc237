//! The rules of the tree, kept by tests.
//!
//! Some promises of this project are about its files and not about what they do: which crate may use which,
//! how long a file may be, that a link in a page leads somewhere. They are read off the tree here, so that
//! nobody has to remember them.
//!
//! Each file of [`rules`] is one rule: a plain function from text to [`Problem`]s, with samples beside it that
//! it accepts and refuses. `tests/it/main.rs` runs each over the whole tree.
//!
//! # What it may not do
//!
//! It reads files. It uses no crate of ours, builds nothing and runs nothing.
//!
//! # Where to start
//!
//! [`rules::walls`] has the table of who may use whom.

pub mod problem;
pub mod rules;
pub mod rust_text;
pub mod tree;

pub use problem::{Problem, report};
pub use rust_text::RustText;
pub use tree::{File, Tree};
