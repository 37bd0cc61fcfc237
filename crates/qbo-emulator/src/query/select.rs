//! What a statement says.

use super::word::Word;

/// A parsed statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Select {
    pub(super) projection: Projection,
    pub(super) entity: String,
    pub(super) conditions: Vec<Condition>,
    pub(super) order: Vec<Order>,
    /// From 1.
    pub(super) start: Option<i64>,
    pub(super) max: Option<i64>,
}

/// What is wanted of each object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Projection {
    All,
    Count,
    Members(Vec<String>),
}

/// One condition; all must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Condition {
    pub(super) property: String,
    /// Whether it must not hold.
    pub(super) is_negated: bool,
    pub(super) operator: Operator,
    /// One value, or those of an `IN`.
    pub(super) values: Vec<String>,
}

/// How a property is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Equal,
    NotEqual,
    Less,
    Greater,
    LessOrEqual,
    GreaterOrEqual,
    In,
    Like,
}

/// One property to sort by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) property: String,
    pub(super) descending: bool,
}

impl Word {
    /// Whether this word is a keyword, in any case.
    pub(super) fn is(&self, keyword: &str) -> bool {
        self.kind == super::word::Kind::Name && self.text.eq_ignore_ascii_case(keyword)
    }
}
