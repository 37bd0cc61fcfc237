//! Which part of the log somebody wants to see, as their address says it.

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use serde::Deserialize;
use std::convert::Infallible;
use std::fmt::Write;
use sync::log::{Filter, Status};
use uuid::Uuid;

/// The part of the log in an address. What can't be understood is left out: the whole log answers every question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub(super) struct Asked {
    status: Option<String>,
    record: Option<String>,
    page: Option<String>,
    fragment: Option<String>,
}

/// The part of the log that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) filter: Filter,
    /// From 1.
    pub(super) page: i64,
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let asked = Query::from_request_parts(parts, state).await;
        Ok(asked.map(|Query(asked)| asked).unwrap_or_default())
    }
}

impl Asked {
    pub(super) fn wanted(&self) -> Wanted {
        let status = self.status.as_deref().and_then(Status::from_code);
        let record_id = self.record.as_deref().and_then(|id| Uuid::parse_str(id).ok());
        let page = self.page.as_deref().and_then(|page| page.parse().ok()).unwrap_or(1);
        Wanted { filter: Filter { status, record_id }, page: i64::max(page, 1) }
    }

    /// Whether only the part that changes is wanted.
    pub(super) fn is_for_rows(&self) -> bool {
        self.fragment.as_deref() == Some("rows")
    }
}

impl Wanted {
    /// The same part from its first page, with another status.
    pub(super) fn with_status(self, status: Option<Status>) -> Self {
        Self { filter: Filter { status, ..self.filter }, page: 1 }
    }

    /// Another page of the same part.
    pub(super) fn on_page(self, page: i64) -> Self {
        Self { page, ..self }
    }

    /// What the address says after its path; empty for the first page of the whole log.
    pub(super) fn query(self) -> String {
        let mut query = String::new();
        let mut add = |name: &str, value: &str| {
            let mark = if query.is_empty() { '?' } else { '&' };
            // Writing to a string can't fail. No value has a character that needs an escape.
            let _ = write!(query, "{mark}{name}={value}");
        };
        if let Some(status) = self.filter.status {
            add("status", status.code());
        }
        if let Some(id) = self.filter.record_id {
            add("record", &id.to_string());
        }
        if self.page > 1 {
            add("page", &self.page.to_string());
        }
        query
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(status: &str, record: &str, page: &str) -> Asked {
        let some = |text: &str| Some(text.to_owned());
        Asked { status: some(status), record: some(record), page: some(page), fragment: None }
    }

    #[test]
    fn an_address_goes_there_and_back() {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        let wanted = asked("failed", id, "3").wanted();
        assert_eq!(wanted.query(), format!("?status=failed&record={id}&page=3"));
        assert_eq!(wanted.with_status(None).query(), format!("?record={id}"));
    }

    #[test]
    fn what_can_not_be_understood_is_left_out() {
        assert_eq!(asked("lost", "7", "-2").wanted().query(), "");
        assert_eq!(Asked::default().wanted().query(), "");
    }
}
