//! XML: the same trees as JSON, in the order and form of the vendor's schema (fact sheet 2.3).
//!
//! Attributes are members, the text of an element with attributes is `value`, and what may occur often is a list.
//! `assets/schema.txt` says which is which. Nothing else in this crate knows of XML.

mod read;
mod schema;
mod write;

pub(crate) use read::read;
pub(crate) use write::write;

/// What every element belongs to.
const NAMESPACE: &str = "http://schema.intuit.com/finance/v3";
