//! Money on an invoice: payments and refunds.

use crate::{Money, Refusals, text};
use jiff::civil::Date;
use uuid::Uuid;

/// Money received for an invoice (positive) or given back (negative).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transaction {
    /// Identity.
    pub id: Uuid,
    /// The invoice.
    pub document_id: Uuid,
    /// How much; positive for a payment, negative for a refund, in the invoice's currency.
    pub amount: Money,
    /// The day it is booked on.
    pub date: Date,
    /// Free text such as "Cash" or a cheque's number.
    pub reference: String,
    /// Grows by one with every save.
    pub revision: i64,
}

impl Transaction {
    /// Refuses money that would leave the invoice with less than nothing due, or with less than nothing paid:
    /// both would need a credit that has no counterpart in what is synced.
    ///
    /// # Errors
    /// The amount is zero, above `due`, or a refund above `paid`.
    pub fn check_amount(amount: Money, due: Money, paid: Money) -> Result<(), Refusals> {
        let cents = |money: Money| format!("{} in minor units", money.minor_units());
        if amount.is_zero() {
            Err(Refusals::one("amount", "_required", "The amount must not be zero"))
        } else if amount > due && !amount.is_negative() {
            let reason = format!("Only {} are due; {} were given", cents(due), cents(amount));
            Err(Refusals::one("amount", "due", reason))
        } else if -amount > paid && amount.is_negative() {
            let reason = format!("Only {} were paid; {} can't be given back", cents(paid), cents(-amount));
            Err(Refusals::one("amount", "paid", reason))
        } else {
            Ok(())
        }
    }

    /// `reference` trimmed and checked.
    ///
    /// # Errors
    /// The text is too long.
    pub fn check_reference(reference: &str) -> Result<String, Refusals> {
        let mut refusals = Refusals::default();
        let reference = text::checked("reference", reference, text::MAX_LINE, &mut refusals);
        refusals.unless_any(reference)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(amount: i64, due: i64, paid: i64) -> bool {
        let money = Money::from_minor_units;
        Transaction::check_amount(money(amount), money(due), money(paid)).is_ok()
    }

    #[test]
    fn a_payment_up_to_what_is_due_is_taken_and_a_cent_more_is_refused() {
        assert!(check(100, 100, 0));
        assert!(!check(101, 100, 0));
    }

    #[test]
    fn a_refund_up_to_what_was_paid_is_taken_and_a_cent_more_is_refused() {
        assert!(check(-50, 0, 50));
        assert!(!check(-51, 0, 50));
    }

    #[test]
    fn nothing_is_no_payment() {
        assert!(!check(0, 100, 0));
    }
}
