//! What is known beforehand to be refused: each miss names the field, the value and the fix, and costs no call.

mod contact;
mod document;
mod generic_item;
mod invoice;
mod payment;
mod purchase_order;
mod refund;

pub use contact::{FORBIDDEN_IN_NAMES, contact};
pub(crate) use document::listed;
pub use generic_item::generic_item;
pub use invoice::invoice;
pub use payment::payment;
pub use purchase_order::purchase_order;
pub use refund::refund;

use crate::settings::Chosen;
use crate::{Code, Known, Problem, Settings};
use jiff::civil::Date;

/// Refuses a transaction dated in a closed period (fact sheet 12.5).
///
/// # Errors
/// [`Code::PeriodClosed`] with the date and the day until which the books are closed.
pub fn open_period(title: &str, date: Date, known: &Known) -> Result<(), Problem> {
    match known.closed_until {
        Some(closed) if date <= closed => {
            let text = format!(
                "{title} is dated {date}, and the books in QuickBooks are closed until {closed}. \
                 Change the date here or the closing date in QuickBooks"
            );
            Err(Problem::new(Code::PeriodClosed, text))
        }
        _ => Ok(()),
    }
}

/// Refuses what books on an account while that isn't chosen, or is no longer active.
fn account(chosen: &Option<String>, kind: &str, title: &str, known: &Known) -> Result<(), Problem> {
    let Some(id) = chosen else {
        let text = format!(
            "No {kind} account is chosen for {title}. Choose one in the settings of the connection; if QuickBooks has none of that kind, make one there first"
        );
        return Err(Problem::new(Code::AccountMissing, text));
    };
    active(Chosen::Account(id.clone()), &format!("The {kind} account"), title, known)
}

/// Refuses what refers to something that was chosen and is no longer active in QuickBooks.
fn active(chosen: Chosen, what: &str, title: &str, known: &Known) -> Result<(), Problem> {
    if !known.gone.contains(&chosen) {
        return Ok(());
    }
    let text = format!(
        "{what} that was chosen for {title} (id {} in QuickBooks) is no longer active there. Make it active again there, or choose \
         another {} in the settings of the connection",
        chosen.id(),
        chosen.words()
    );
    Err(Problem::new(Code::ChoiceGone, text))
}

/// Refuses a document while the item that was chosen for its lines is no longer active.
fn item(settings: &Settings, title: &str, known: &Known) -> Result<(), Problem> {
    let chosen = settings.item.clone().map(Chosen::Item);
    chosen.map_or(Ok(()), |chosen| active(chosen, "The item", &format!("the lines of {title}"), known))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_last_closed_day_is_refused_and_the_next_day_is_not() {
        let known = Known { closed_until: Some(date(2026, 3, 31)), ..Known::default() };
        assert!(open_period("Invoice 1", date(2026, 3, 31), &known).is_err());
        assert!(open_period("Invoice 1", date(2026, 4, 1), &known).is_ok());
    }
}
