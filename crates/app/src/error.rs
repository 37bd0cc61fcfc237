//! Why something was not done.

use domain::Refusals;
use uuid::Uuid;

/// Why a command or query did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The input breaks rules; each is named with its field.
    #[error(transparent)]
    Refused(#[from] Refusals),

    /// The company has no such record. Another company's record looks the same.
    #[error("there is no {noun} with the id {id}")]
    NotFound {
        /// What was looked for, for example `customer`.
        noun: &'static str,
        /// Its id.
        id: Uuid,
    },

    /// The list has no such page.
    #[error("there is no page {page}; the last one is {pages}")]
    NoSuchPage {
        /// The page asked for.
        page: i64,
        /// How many pages there are.
        pages: i64,
    },

    /// Nobody has this e-mail address with this password. Which of the two is wrong is not told.
    #[error("the e-mail address or the password is wrong")]
    SignIn,

    /// Nothing was kept, because it was only to be planned. What would have followed.
    #[error("this was planned only; nothing was kept")]
    Planned(serde_json::Value),

    /// What would follow can't be told. The text is for the log.
    #[error("it can't be planned: {0}")]
    Unplannable(String),

    /// A password could not be hashed or checked. The text is for the log.
    #[error("a password could not be hashed: {0}")]
    Hashing(String),

    /// The database failed. The text is for the log.
    #[error(transparent)]
    Database(#[from] db::Error),
}

impl Error {
    /// The record with this id isn't there.
    pub(crate) fn not_found(noun: &'static str, id: Uuid) -> Self {
        Self::NotFound { noun, id }
    }

    /// As itself, but the database's complaint that others point to the record becomes a refusal of its
    /// deletion.
    pub(crate) fn still_used(error: db::Error, reason: impl Into<String>) -> Self {
        match error {
            db::Error::ForeignKey => Refusals::one("id", "inUse", reason).into(),
            other => other.into(),
        }
    }
}
