//! One connection of an app to a company, and its refresh token.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// An access token lives so long.
pub(crate) const ACCESS_LIFE: SignedDuration = SignedDuration::from_hours(1);

/// The value of the refresh token changes at the first refresh after so long (fact sheet 1.4).
const ROTATION: SignedDuration = SignedDuration::from_hours(24);

/// A value that was rotated away works so long at most, and not once the new one has been used.
const GRACE: SignedDuration = SignedDuration::from_hours(24);

/// A value that is not refreshed ends after so long: 8 726 400 s, as responses say.
pub(crate) const REFRESH_LIFE: SignedDuration = SignedDuration::from_secs(8_726_400);

/// A connection ends after five years, whatever is refreshed.
pub(crate) const HARD_LIFE: SignedDuration = SignedDuration::from_hours(24 * 365 * 5);

/// A connection.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Grant {
    pub(super) client_id: String,
    pub(super) realm: String,
    /// What the user has allowed, with blanks between.
    #[serde(default = "accounting")]
    pub(super) scope: String,
    pub(super) begun: Timestamp,
    pub(super) ended: bool,
    pub(super) current: Value,
    pub(super) former: Option<Former>,
}

/// The scope of the Accounting API (fact sheet 1.3), which connections had before scopes were kept.
pub(super) const ACCOUNTING: &str = "com.intuit.quickbooks.accounting";

fn accounting() -> String {
    ACCOUNTING.to_owned()
}

/// Whether a list of scopes has the one of the Accounting API.
pub(super) fn may_account(scope: &str) -> bool {
    scope.split_whitespace().any(|scope| scope == ACCOUNTING)
}

/// The refresh token's value.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Value {
    pub(super) text: String,
    pub(super) issued: Timestamp,
}

/// The value before that.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Former {
    text: String,
    until: Timestamp,
}

impl Grant {
    /// Takes a refresh with `value`. `fresh` makes the next value when one is due.
    ///
    /// `false` when the value is no longer good.
    pub(super) fn refresh(
        &mut self,
        value: &str,
        grace: bool,
        now: Timestamp,
        fresh: impl FnOnce() -> String,
    ) -> bool {
        let over = now.duration_since(self.begun) >= HARD_LIFE
            || now.duration_since(self.current.issued) >= REFRESH_LIFE;
        if self.ended || over {
            return false;
        }
        if value != self.current.text {
            return grace
                && self.former.as_ref().is_some_and(|former| former.text == value && now < former.until);
        }
        self.former = None;
        if now.duration_since(self.current.issued) >= ROTATION {
            let next = Value { text: fresh(), issued: now };
            let last = std::mem::replace(&mut self.current, next);
            self.former =
                Some(Former { text: last.text, until: now.saturating_add(GRACE).unwrap_or(Timestamp::MAX) });
        }
        true
    }
}
