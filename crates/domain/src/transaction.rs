//! Money on an invoice: payments and refunds.

use crate::{Currency, Money, Refusals, text};
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

/// How a person calls money on a document, for example "Payment of 50.00 USD on invoice 1042". `noun` and `number` are the
/// document's.
pub fn title(amount: Money, currency: Currency, noun: &str, number: i64) -> String {
    let (word, amount) = if amount.is_negative() { ("Refund", -amount) } else { ("Payment", amount) };
    format!("{word} of {} {currency} on {noun} {number}", amount.to_decimal(currency))
}

impl Transaction {
    /// Refuses money that would leave the invoice with less than nothing due, or with less than nothing paid:
    /// both would need a credit that has no counterpart in what is synced.
    ///
    /// # Errors
    /// The amount is zero, above `due`, or a refund above `paid`.
    pub fn check_amount(amount: Money, due: Money, paid: Money, currency: Currency) -> Result<(), Refusals> {
        let said = |money: Money| format!("{} {currency}", money.to_decimal(currency));
        if amount.is_zero() {
            Err(Refusals::one("amount", "_required", "The amount must not be zero"))
        } else if amount > due && !amount.is_negative() {
            let reason = format!("Only {} is due; {} was given", said(due), said(amount));
            Err(Refusals::one("amount", "due", reason))
        } else if -amount > paid && amount.is_negative() {
            let reason = format!("Only {} was paid; {} can't be given back", said(paid), said(-amount));
            Err(Refusals::one("amount", "paid", reason))
        } else {
            Ok(())
        }
    }

    /// Refuses to take `amount` back when the rest would be less than nothing paid (a refund of it is left) or more
    /// than `total` (the invoice was lowered after a refund).
    ///
    /// # Errors
    /// What has to be taken back or changed first.
    pub fn check_return(amount: Money, paid: Money, total: Money) -> Result<(), Refusals> {
        let left = paid - amount;
        if left.is_negative() {
            let reason =
                "A refund was made from this payment; take the refund back first, or reset the invoice";
            Err(Refusals::one("transaction", "refunded", reason))
        } else if left > total {
            let reason =
                "The invoice would be paid beyond its total; take a payment back first, or reset the invoice";
            Err(Refusals::one("transaction", "due", reason))
        } else {
            Ok(())
        }
    }

    /// Whether it is money given back.
    pub const fn is_refund(&self) -> bool {
        self.amount.is_negative()
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
        Transaction::check_amount(money(amount), money(due), money(paid), Currency::USD).is_ok()
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

    #[test]
    fn a_refusal_says_what_is_due_in_the_invoices_currency() {
        let money = Money::from_minor_units;
        let refused = Transaction::check_amount(money(10_100), money(9_950), money(0), Currency::USD);
        assert_eq!(refused.unwrap_err().to_string(), "amount: Only 99.50 USD is due; 101.00 USD was given");
    }

    #[test]
    fn a_payment_that_was_refunded_from_is_not_returned_before_the_refund() {
        let returned = |amount, paid, total| {
            let money = Money::from_minor_units;
            Transaction::check_return(money(amount), money(paid), money(total)).is_ok()
        };
        assert!(returned(50, 50, 100));
        assert!(!returned(50, 30, 100));
        assert!(returned(-20, 30, 100));
        assert!(!returned(-20, 30, 30), "the invoice was lowered to what was left");
    }
}
