//! Somebody else's hands: an entity in QuickBooks that is no longer as it was left.
//!
//! What QuickBooks answered to the last write is kept ([`Held`]), as far as the members go that were sent. What it holds
//! later is compared with that, not with what was sent: however QuickBooks writes a value, it does so both times. Members
//! that were never sent, and what the service works out by itself (an invoice's balance, the payments on it), are no
//! business of ours.

mod choice;
mod difference;
mod held;

mod written;

pub use choice::Choice;
pub use difference::Difference;
pub use held::Held;
pub use written::holds;

use crate::{Code, Problem};
use quickbooks::Entity;
use rust_decimal::Decimal;
use serde_json::Value;

/// What the service puts before the note of a voided transaction (fact sheet 2.7). There is no other sign but that and
/// amounts of nothing.
const VOIDED: &str = "Voided";
/// Differences that are told; a longer list helps nobody.
const TOLD_MAX: usize = 8;

/// How an entity is no longer as it was left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drift {
    /// Values that were sent are others now.
    Edited(Vec<Difference>),
    /// It can't be used until somebody makes it active again.
    Inactive,
    /// Its amounts are nothing now.
    Voided,
    /// It is gone.
    Deleted,
    /// It is gone, and another one took its place.
    Merged,
}

/// How `theirs` is no longer as it was left. Where nothing is known of how it was left, only what has become of the whole
/// can be told.
pub fn drift(entity: Entity, left: Option<&Held>, theirs: &Value) -> Option<Drift> {
    if theirs["status"] == "Deleted" {
        return Some(Drift::gone(entity));
    }
    if is_voided(theirs) {
        return Some(Drift::Voided);
    }
    if theirs["Active"] == false && left.is_none_or(Held::was_active) {
        return Some(Drift::Inactive);
    }
    let left = left?;
    let differences = difference::between(left, &left.now(theirs));
    (!differences.is_empty()).then_some(Drift::Edited(differences))
}

impl Drift {
    /// What it means that there is no such entity any more. Customers, vendors and items can't be deleted (fact sheet 2.6);
    /// one that is gone was merged into another (assumed: the fact sheet tells of merging in webhooks only).
    pub fn gone(entity: Entity) -> Self {
        if entity.is_transaction() { Self::Deleted } else { Self::Merged }
    }

    /// The kind of problem that it is.
    pub fn code(&self) -> Code {
        match self {
            Self::Edited(_) => Code::ChangedThere,
            Self::Inactive => Code::InactiveThere,
            Self::Voided => Code::VoidedThere,
            Self::Deleted => Code::DeletedThere,
            Self::Merged => Code::MergedThere,
        }
    }

    /// The problem, of the record that a person calls `title`.
    pub fn problem(&self, title: &str) -> Problem {
        let text = match self {
            Self::Edited(differences) => format!(
                "{title} was changed in QuickBooks: {}. Push yours again, accept what is there, or unlink it",
                told(differences)
            ),
            Self::Inactive => format!(
                "{title} was made inactive in QuickBooks. Push it again to make it active, accept that, or unlink it"
            ),
            Self::Voided => format!(
                "{title} was voided in QuickBooks, and here it counts. Recreate it there, unlink it, or take it back here too"
            ),
            Self::Deleted => format!(
                "{title} was deleted in QuickBooks, and here it counts. Recreate it there, unlink it, or delete it here too"
            ),
            Self::Merged => format!(
                "{title} is gone from QuickBooks, where it was merged into another. Accept that: what is written to it goes to that \
                 one. Or recreate it: whoever has its name there is taken over, else it is made anew. Or unlink it"
            ),
        };
        Problem::new(self.code(), text)
    }

    /// What is lost when ours is written over it.
    pub fn overwritten(&self) -> Option<String> {
        match self {
            Self::Edited(differences) => {
                Some(format!("This overwrote what somebody had changed in QuickBooks: {}", told(differences)))
            }
            _ => None,
        }
    }
}

fn told(differences: &[Difference]) -> String {
    let mut parts: Vec<String> = differences.iter().take(TOLD_MAX).map(Difference::to_string).collect();
    match differences.len().saturating_sub(TOLD_MAX) {
        0 => {}
        more => parts.push(format!("and {more} more")),
    }
    parts.join("; ")
}

fn is_voided(theirs: &Value) -> bool {
    let note = theirs["PrivateNote"].as_str().unwrap_or_default();
    let total = theirs.get("TotalAmt").and_then(|total| total.to_string().parse::<Decimal>().ok());
    note.starts_with(VOIDED) && total.is_some_and(|total| total.is_zero())
}

#[cfg(test)]
mod tests;
