//! A page of a list, and how big it may be.

use crate::Error;
use store::{Listed, Page};

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Rows on all pages.
    pub count: i64,
    /// Which page this is, from 1.
    pub page: i64,
    /// How many pages there are; at least 1.
    pub pages: i64,
}

impl<T> Listing<T> {
    /// `listed` as what was asked for by `wanted`.
    ///
    /// # Errors
    /// [`Error::NoSuchPage`] behind the last page. The first page of an empty list is there.
    pub(crate) fn of(listed: Listed<T>, wanted: Page) -> Result<Self, Error> {
        let pages = (listed.count / wanted.size + i64::from(listed.count % wanted.size != 0)).max(1);
        let page = wanted.number;
        if page > pages {
            return Err(Error::NoSuchPage { page, pages });
        }
        Ok(Self { rows: listed.rows, count: listed.count, page, pages })
    }

    /// The same page with each row turned into something else.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Listing<U> {
        Listing {
            rows: self.rows.into_iter().map(change).collect(),
            count: self.count,
            page: self.page,
            pages: self.pages,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(count: i64, number: i64) -> Option<i64> {
        let listed = Listed::<()> { rows: vec![], count };
        Listing::of(listed, Page { number, size: 20 }).ok().map(|page| page.pages)
    }

    #[test]
    fn an_empty_list_has_one_page() {
        assert_eq!(pages(0, 1), Some(1));
        assert_eq!(pages(0, 2), None);
    }

    #[test]
    fn the_page_after_the_last_row_is_refused() {
        assert_eq!(pages(40, 2), Some(2));
        assert_eq!(pages(40, 3), None);
        assert_eq!(pages(41, 3), Some(3));
    }
}
