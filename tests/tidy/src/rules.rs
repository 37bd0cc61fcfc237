//! The rules, one a file.
//!
//! A rule takes text and gives [`Problem`](crate::Problem)s. It doesn't read files itself, so its tests can show
//! it a bad sample.

pub mod contract;
pub mod crate_docs;
pub mod dead_files;
pub mod ignored;
pub mod length;
pub mod links;
pub mod names;
pub mod time;
pub mod walls;
