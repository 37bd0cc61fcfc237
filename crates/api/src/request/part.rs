//! The parameters that every list has: which page, and what is searched for.

use super::Fields;
use app::{Page, Search};

/// Rows on a page when a client doesn't say (fact sheet 2.1).
pub(crate) const DEFAULT_PAGE_SIZE: i64 = 20;

/// Characters of what is searched for: no name is longer.
const SEARCH_MAX: usize = 500;

/// The page asked for: `page` from 1, `pageLimit` rows. Too many rows are brought down to the list's limit.
pub(crate) fn page(fields: &mut Fields<'_>, default_size: i64) -> Page {
    let number = fields.integer("page").unwrap_or(1);
    Page { number, size: fields.integer("pageLimit").unwrap_or(default_size) }
}

/// The search asked for: `s`, in one `field` of those that are searchable or in any, `exact` or within.
pub(crate) fn search(fields: &mut Fields<'_>, searchable: &[&str]) -> Option<Search> {
    let text = fields.filled("s")?;
    if text.chars().count() > SEARCH_MAX {
        fields.refuse("s", "maxLength", format!("Search for {SEARCH_MAX} characters at most"));
        return None;
    }
    let field = fields.filled("field");
    if let Some(field) = &field
        && !searchable.contains(&field.as_str())
    {
        let reason =
            format!("Search in one of {}, or leave it out; {field} was given", searchable.join(", "));
        fields.refuse("field", "inList", reason);
    }
    Some(Search { text, field, exact: fields.flag("exact").unwrap_or(false) })
}
