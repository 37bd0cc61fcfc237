//! What the business is: money, contacts, items, documents, transactions and the rules that hold between them.
//!
//! This crate is pure. It has no I/O, no `async`, no SQL and no HTTP, and it doesn't know what time it is.
//! Values are checked where they are made: what exists is valid, and a refusal names the field, the rule and
//! the reason ([`Refusals`]).
//!
//! Start at [`document::Document`] and [`document::totals`]; the words for what happened to a record are in [`change`].

pub mod category;
pub mod change;
pub mod company;
pub mod contact;
pub mod document;
pub mod exchange_rate;
pub mod item;
pub mod location;
pub mod measure;
pub mod money;
pub mod refusal;
pub mod text;
pub mod transaction;

pub use exchange_rate::ExchangeRate;
pub use measure::{Percent, Price, Quantity};
pub use money::{Currency, Money};
pub use refusal::{Refusal, Refusals};
