//! Staying signed in.

mod cookie;
mod signed_in;

pub(crate) use cookie::Cookie;
pub(crate) use signed_in::SignedIn;
