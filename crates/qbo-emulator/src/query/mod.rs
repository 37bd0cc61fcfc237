//! The query language (fact sheet 3): words, statement, answer.

mod parse;
mod run;
mod select;
mod value;
mod word;

pub(crate) use run::{entity_of, run};
