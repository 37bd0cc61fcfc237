//! Lists: which part of one is wanted, what is searched for, and what came.

use db::{Error, Row};

/// Which part of a list is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// 1 for the first page.
    pub number: i64,
    /// Rows on a page.
    pub size: i64,
}

impl Page {
    /// The same part with at most `greatest` rows, and never less than one row or a page before the first.
    pub fn bounded(self, greatest: i64) -> Self {
        Self { number: self.number.max(1), size: self.size.clamp(1, greatest.max(1)) }
    }

    /// Rows before this page.
    pub(crate) fn offset(self) -> i64 {
        self.number.saturating_sub(1).saturating_mul(self.size)
    }
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<T> {
    /// The rows of the page.
    pub rows: Vec<T>,
    /// Rows on all pages.
    pub count: i64,
}

/// A text to search for. Case is ignored (on SQLite only that of the letters A to Z).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// The text.
    pub text: String,
    /// The one field to search in; without it, every searchable field.
    pub field: Option<String>,
    /// Whether the whole field has to be equal; else it has to contain the text.
    pub exact: bool,
}

/// What marks a character of a pattern as meant literally.
const ESCAPE: char = '\\';

impl Search {
    /// The text as a `LIKE` pattern with `\` as escape character.
    pub(crate) fn pattern(&self) -> String {
        let mut pattern = String::with_capacity(self.text.len() + 2);
        for character in self.text.chars() {
            if matches!(character, '%' | '_' | ESCAPE) {
                pattern.push(ESCAPE);
            }
            pattern.push(character);
        }
        if self.exact { pattern } else { format!("%{pattern}%") }
    }

    /// The field's name; empty for every field.
    pub(crate) fn field(&self) -> &str {
        self.field.as_deref().unwrap_or_default()
    }
}

/// The number in the column `count`.
pub(crate) fn count(row: &Row) -> Result<i64, Error> {
    row.get("count")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(text: &str, exact: bool) -> String {
        Search { text: text.to_owned(), field: None, exact }.pattern()
    }

    #[test]
    fn what_a_pattern_would_take_for_a_wild_card_is_escaped() {
        assert_eq!(pattern(r"50%_\", true), r"50\%\_\\");
    }

    #[test]
    fn without_exact_the_text_may_stand_anywhere() {
        assert_eq!(pattern("lu", false), "%lu%");
    }

    #[test]
    fn a_page_is_kept_within_its_bounds() {
        assert_eq!(Page { number: 0, size: 0 }.bounded(200), Page { number: 1, size: 1 });
        assert_eq!(Page { number: 7, size: 500 }.bounded(200), Page { number: 7, size: 200 });
        assert_eq!(Page { number: 7, size: 50 }.bounded(200), Page { number: 7, size: 50 });
    }

    #[test]
    fn a_page_far_away_does_not_overflow() {
        assert_eq!(Page { number: i64::MAX, size: 200 }.offset(), i64::MAX);
        assert_eq!(Page { number: 3, size: 20 }.offset(), 40);
    }
}
