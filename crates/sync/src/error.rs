//! What can go wrong outside of a single entry.

use planner::drift::Choice;
use quickbooks::oauth::OauthError;
use uuid::Uuid;

/// What can go wrong outside of a single entry; an entry's own trouble is its status and reason.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database.
    #[error(transparent)]
    Database(#[from] db::Error),
    /// The program was started without the keys of a QuickBooks app.
    #[error(
        "QuickBooks is not set up on this server: start it with a client id and a client secret of an Intuit app"
    )]
    NotConfigured,
    /// The company has no connection.
    #[error("this company is not connected to QuickBooks; connect it first")]
    NotConnected,
    /// The answer of the consent page can't be trusted.
    #[error("this answer from QuickBooks does not belong to your sign-in, or it is too old; connect again")]
    ForeignAnswer,
    /// The login to QuickBooks has ended.
    #[error("the login to QuickBooks has ended ({0}); connect again")]
    LoginLost(String),
    /// QuickBooks could not be reached, or answered with an error of its own.
    #[error("QuickBooks can't be reached now: {0}; try again later")]
    Unavailable(String),
    /// QuickBooks refused.
    #[error("QuickBooks refused: {0}")]
    Refused(String),
    /// QuickBooks doesn't offer what was chosen.
    #[error("{0}")]
    SettingsRefused(domain::Refusals),
    /// There is no such entry.
    #[error("there is no log entry {0}")]
    NoEntry(Uuid),
    /// Only a failed or waiting entry can be retried.
    #[error("this entry is {0}; only a failed or a queued entry can be retried")]
    NotRetriable(&'static str),
    /// The choice makes no sense at this entry.
    #[error("“{}” can't be chosen at this entry; {}", .choice.code(), told(.offered))]
    NotOffered {
        /// What was chosen.
        choice: Choice,
        /// What may be chosen.
        offered: Vec<Choice>,
    },
    /// The integration is off.
    #[error("the integration is switched off; enable it first")]
    SwitchedOff,
    /// Another worker has taken the connection over.
    #[error("another worker drives this connection now")]
    LeaseLost,
    /// Work on an entry ended by a fault of the program.
    #[error("work on an entry broke off; it is taken up again")]
    BrokeOff,
    /// Stored tokens can't be opened with this server's key.
    #[error(
        "the stored tokens can't be opened with this server's key; restore the key file or connect again"
    )]
    Sealed,
    /// A stored value has no meaning to this program.
    #[error("a stored {0} has no meaning to this version of the program")]
    Stored(&'static str),
}

fn told(offered: &[Choice]) -> String {
    match offered {
        [] => "nothing has to be chosen there".to_owned(),
        offered => format!(
            "choose one of {}",
            offered.iter().map(|choice| choice.code()).collect::<Vec<_>>().join(", ")
        ),
    }
}

impl From<OauthError> for Error {
    fn from(error: OauthError) -> Self {
        match error {
            OauthError::InvalidGrant { description } => Self::LoginLost(description),
            OauthError::Unavailable { .. } => Self::Unavailable(error.to_string()),
            other => Self::Refused(other.to_string()),
        }
    }
}

impl From<quickbooks::Failure> for Error {
    fn from(failure: quickbooks::Failure) -> Self {
        use quickbooks::FailureKind::{NotSent, Refused, Throttled, Unauthorized, Unknown};
        match failure.kind {
            NotSent | Unknown | Throttled { .. } => Self::Unavailable(failure.to_string()),
            // 403: the app may not reach this company (fact sheet 6.1).
            Refused if failure.http_status == Some(403) => Self::LoginLost(failure.to_string()),
            Unauthorized => Self::LoginLost(failure.to_string()),
            Refused => Self::Refused(failure.to_string()),
        }
    }
}
