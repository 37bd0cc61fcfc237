//! Choices that a control call can change.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How the emulator decides where sources conflict, and which limits it keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Keep to 500 requests a minute and 10 at once per company (fact sheet 5).
    pub limits: bool,
    /// Refuse to delete or void an invoice that has payments. Else its payments become unapplied (fact sheet 12.4).
    pub strict_links: bool,
    /// Refuse a document number that is in use, while custom numbers are on (fact sheet 9.6).
    pub warn_duplicate_numbers: bool,
    /// Let a rotated refresh token work until its successor is used, at most 24 hours. Else it ends at once
    /// (fact sheet 1.4 has both).
    pub refresh_grace: bool,
    /// Transactions dated on or before this day can't be written (fact sheet 12.5).
    pub book_close_date: Option<Date>,
    /// The subscription has ended: reads work, writes answer 6190 (fact sheet 12.5).
    pub subscription_ended: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            limits: true,
            strict_links: true,
            warn_duplicate_numbers: true,
            refresh_grace: true,
            book_close_date: None,
            subscription_ended: false,
        }
    }
}
