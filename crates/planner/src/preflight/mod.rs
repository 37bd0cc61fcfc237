//! What is known beforehand to be refused: each miss names the field, the value and the fix, and costs no call.

mod contact;
mod document;
mod generic_item;
mod invoice;
mod purchase_order;
mod refund;

pub use contact::{FORBIDDEN_IN_NAMES, contact};
pub use generic_item::generic_item;
pub use invoice::invoice;
pub use purchase_order::purchase_order;
pub use refund::refund;

use crate::{Code, Known, Problem};
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

/// Refuses what books on an account while that isn't chosen.
fn account(chosen: &Option<String>, kind: &str, title: &str) -> Result<(), Problem> {
    if chosen.is_some() {
        return Ok(());
    }
    let text = format!(
        "No {kind} account is chosen for {title}. Choose one in the settings of the connection; if QuickBooks has none of that kind, make one there first"
    );
    Err(Problem::new(Code::AccountMissing, text))
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
