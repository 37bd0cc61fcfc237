//! What stands around every page: the name, the ways to go, and who is signed in.

use askama::Template;
use axum::response::Html;

use crate::error_page::Error;
use crate::session::SignedIn;

/// Where somebody is, for the mark in the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// The integrations log.
    Log,
    /// The connection to QuickBooks.
    QuickBooks,
    /// Anywhere else.
    Elsewhere,
}

/// What stands around a page.
#[derive(Debug, Clone)]
pub(crate) struct Chrome {
    /// Where this is.
    pub(crate) place: Place,
    /// Whose page it is; `None` while nobody is signed in, and then there are no ways to go.
    pub(crate) email: Option<String>,
}

impl Chrome {
    /// Around a page behind sign-in.
    pub(crate) fn of(signed_in: &SignedIn, place: Place) -> Self {
        Self { place, email: Some(signed_in.user.email.clone()) }
    }

    /// Around a page that anybody may see.
    pub(crate) fn plain() -> Self {
        Self { place: Place::Elsewhere, email: None }
    }

    /// The `aria-current` of the way that leads to `place`.
    fn current(&self, place: Place) -> &'static str {
        if self.place == place { "page" } else { "false" }
    }

    pub(crate) fn current_log(&self) -> &'static str {
        self.current(Place::Log)
    }

    pub(crate) fn current_quickbooks(&self) -> &'static str {
        self.current(Place::QuickBooks)
    }
}

/// The page of a template.
pub(crate) fn page(template: &impl Template) -> Result<Html<String>, Error> {
    template.render().map(Html).map_err(|error| Error::inside(&error))
}
