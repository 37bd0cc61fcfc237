//! How the connection is, in plain words.

use jiff::Timestamp;
use sync::connection::Connection;

use crate::moment::Moment;
use crate::sentence::sentence;

/// How the connection is, in plain words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Standing {
    /// How much it matters, as the style sheet knows it.
    pub(crate) tone: Tone,
    /// In a word or two.
    pub(crate) word: &'static str,
    /// What that means, and what to do.
    pub(crate) text: String,
}

/// How much something matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    /// As it should be.
    Good,
    /// Somebody may want to do something.
    Idle,
    /// It goes on by itself.
    Wait,
    /// Somebody has to do something.
    Bad,
}

impl Tone {
    /// The class in the style sheet.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Idle => "idle",
            Self::Wait => "wait",
            Self::Bad => "bad",
        }
    }
}

impl Standing {
    /// How `connection` is at the moment `now`. What keeps changes from being sent comes first.
    pub(crate) fn of(connection: Option<&Connection>, now: Timestamp) -> Self {
        let Some(connection) = connection else { return not_connected() };
        if let Some(reason) = &connection.login_lost {
            return login_lost(reason);
        }
        let Some(enabled_at) = connection.enabled_at else { return off() };
        match connection.paused_until.filter(|until| now < *until) {
            Some(until) => paused(until, connection.pause_reason.as_deref()),
            None => on(enabled_at),
        }
    }

    /// Whether everything is as it should be, so that nobody has to be told.
    pub(crate) fn is_good(&self) -> bool {
        self.tone == Tone::Good
    }
}

fn not_connected() -> Standing {
    let text = "Nothing is sent to QuickBooks. Connect your QuickBooks company to begin.".to_owned();
    Standing { tone: Tone::Idle, word: "Not connected", text }
}

fn login_lost(reason: &str) -> Standing {
    let text = format!(
        "Nothing is sent until you connect again; what was changed stays queued and is sent then. {}",
        sentence(reason)
    );
    Standing { tone: Tone::Bad, word: "Login lost", text }
}

fn off() -> Standing {
    let text = "Connected, but switched off. Invoices and payments created now are not sent, not even later."
        .to_owned();
    Standing { tone: Tone::Idle, word: "Switched off", text }
}

fn paused(until: Timestamp, reason: Option<&str>) -> Standing {
    let because = reason.map(|reason| format!(" {}", sentence(reason))).unwrap_or_default();
    let text = format!(
        "Nothing is sent until {} UTC; what was changed stays queued and goes on by itself.{because}",
        Moment(until)
    );
    Standing { tone: Tone::Wait, word: "Paused", text }
}

fn on(enabled_at: Timestamp) -> Standing {
    let text =
        format!("Invoices and payments created since {} UTC are sent to QuickBooks.", Moment(enabled_at));
    Standing { tone: Tone::Good, word: "Enabled", text }
}
