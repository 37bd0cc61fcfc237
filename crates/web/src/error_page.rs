//! Why there is no page, told as a page.

use app::App;
use askama::Template;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};

use crate::chrome::Chrome;
use crate::sentence::sentence;
use crate::sign_in;

/// Why there is no page. The text is for the reader, but for [`Error::Failed`], whose text is for the program's log.
#[derive(Debug, Clone, thiserror::Error)]
pub(crate) enum Error {
    /// Nobody is signed in; where to go on afterwards.
    #[error("Sign in first.")]
    SignedOut {
        /// Path and query.
        to: String,
    },
    /// The address leads nowhere.
    #[error("There is nothing at this address.")]
    NoSuchPage,
    /// A record isn't there. Another company's record looks the same.
    #[error("{0}")]
    NotFound(String),
    /// The address is there, but not for this method.
    #[error("This address can't be used that way.")]
    Method,
    /// A form that came from another site.
    #[error(
        "This form came from another site, so nothing was changed. Go to the page yourself and try it there."
    )]
    Foreign,
    /// What was sent can't be read.
    #[error("What was sent can't be read: {why}")]
    Unreadable {
        /// 400, 413, 415 or 422.
        status: StatusCode,
        /// What is wrong with it.
        why: String,
    },
    /// It can't be done as things are; why, and what to do.
    #[error("{0}")]
    NotNow(String),
    /// QuickBooks did not do its part; why, and what to do.
    #[error("{0}")]
    QuickBooks(String),
    /// Something failed on our side. The reader gets a reference, the log gets the cause.
    #[error("{cause}")]
    Failed {
        /// 500, or 503 when trying again is right.
        status: StatusCode,
        /// The cause, for the log.
        cause: String,
    },
}

impl Error {
    /// Something is broken.
    pub(crate) fn inside(cause: &dyn std::error::Error) -> Self {
        Self::Failed { status: StatusCode::INTERNAL_SERVER_ERROR, cause: cause.to_string() }
    }

    /// Something is busy or away for now.
    fn busy(cause: &dyn std::error::Error) -> Self {
        Self::Failed { status: StatusCode::SERVICE_UNAVAILABLE, cause: cause.to_string() }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::SignedOut { .. } => StatusCode::SEE_OTHER,
            Self::NoSuchPage | Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Foreign => StatusCode::FORBIDDEN,
            Self::NotNow(_) => StatusCode::CONFLICT,
            Self::QuickBooks(_) => StatusCode::BAD_GATEWAY,
            Self::Unreadable { status, .. } | Self::Failed { status, .. } => *status,
        }
    }

    fn heading(&self) -> &'static str {
        match self {
            Self::NoSuchPage | Self::NotFound(_) => "Not found",
            Self::Foreign | Self::Method | Self::Unreadable { .. } | Self::SignedOut { .. } => "Not done",
            Self::NotNow(_) => "Not possible now",
            Self::QuickBooks(_) => "QuickBooks said no",
            Self::Failed { .. } => "Something went wrong",
        }
    }
}

impl From<app::Error> for Error {
    fn from(error: app::Error) -> Self {
        match error {
            app::Error::Refused(_) | app::Error::SignIn | app::Error::Planned(_) => {
                Self::NotNow(sentence(&error.to_string()))
            }
            app::Error::NotFound { .. } | app::Error::NoSuchPage { .. } => {
                Self::NotFound(sentence(&error.to_string()))
            }
            app::Error::Database(cause) if cause.is_transient() => Self::busy(&cause),
            app::Error::Database(_) | app::Error::Hashing(_) | app::Error::Unplannable(_) => {
                Self::inside(&error)
            }
        }
    }
}

impl From<sync::Error> for Error {
    fn from(error: sync::Error) -> Self {
        use sync::Error as Sync;
        let text = sentence(&error.to_string());
        match error {
            Sync::NoEntry(_) => Self::NotFound(text),
            Sync::SettingsRefused(_)
            | Sync::NotConfigured
            | Sync::NotConnected
            | Sync::NotRetriable(_)
            | Sync::NotOffered { .. }
            | Sync::SwitchedOff
            | Sync::Sealed => Self::NotNow(text),
            Sync::ForeignAnswer => Self::NotNow(text),
            Sync::LoginLost(_) | Sync::Unavailable(_) | Sync::Refused(_) => Self::QuickBooks(text),
            Sync::Database(cause) if cause.is_transient() => Self::busy(&cause),
            inside => Self::inside(&inside),
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        match &self {
            Self::SignedOut { to } => Redirect::to(&sign_in::address(to)).into_response(),
            // The page comes later, from [`tell_failures`], which can make references.
            Self::Failed { status, .. } => {
                let mut response = status.into_response();
                response.extensions_mut().insert(self);
                response
            }
            told => message(told.status(), told.heading(), &told.to_string()),
        }
    }
}

/// Gives each failure a reference, and writes cause and reference to the log.
pub(crate) async fn tell_failures(State(app): State<App>, request: Request, next: Next) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let mut response = next.run(request).await;
    let Some(error) = response.extensions_mut().remove::<Error>() else { return response };
    let reference = app.next_id();
    tracing::error!(%reference, %method, path, cause = %error, "a page failed");
    let text = format!("It was not your doing. Try again; if it stays, tell us this reference: {reference}");
    message(error.status(), error.heading(), &text)
}

#[derive(Template)]
#[template(path = "message.html")]
struct MessagePage<'a> {
    chrome: Chrome,
    heading: &'a str,
    text: &'a str,
}

/// A page that says one thing.
pub(crate) fn message(status: StatusCode, heading: &str, text: &str) -> Response {
    let page = MessagePage { chrome: Chrome::plain(), heading, text };
    match page.render() {
        Ok(page) => (status, Html(page)).into_response(),
        Err(_) => (status, text.to_owned()).into_response(),
    }
}
