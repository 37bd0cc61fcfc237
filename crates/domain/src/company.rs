//! A company (one tenant) and its users.

use crate::Currency;
use uuid::Uuid;

/// One tenant: its own books, users, settings and connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// Identity.
    pub id: Uuid,
    /// The name shown on pages.
    pub name: String,
    /// The currency of every document that names no other.
    pub currency: Currency,
    /// Whether a whole discount lowers what is taxed.
    pub discount: DiscountOrder,
}

/// Whether a discount on the whole document is taken before or after tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DiscountOrder {
    /// The discount is spread over the lines and only the rest is taxed.
    #[default]
    BeforeTax,
    /// The full amount is taxed, then the discount is taken off.
    AfterTax,
}

/// Someone who signs in, or whose key a program uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Identity.
    pub id: Uuid,
    /// The company whose books this user sees.
    pub company_id: Uuid,
    /// The address to sign in with, in lower case.
    pub email: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
}
