//! Field tables: what members an entity has, and what the service accepts in them.
//!
//! A table is data ([`Field`], [`Shape`]); [`admit`] checks a request against it. Rules that need more than one
//! member, or the company's books, belong to the entity's [`crate::entity::Behaviour`].

mod admit;
mod scalar;
mod shapes;
mod table;

pub(crate) use admit::{Draft, Mode, admit};
pub(crate) use scalar::AMOUNT_DIGITS_MAX;
pub(crate) use shapes::*;
pub(crate) use table::{Access, Field, Shape, Target, join};
