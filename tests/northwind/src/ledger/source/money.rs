//! Payments and refunds, and how they are booked.

use super::super::{BANK, Kind, Ledger, RECEIVABLE, amount};
use crate::data::Money;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

impl Ledger {
    /// Adds the money of one invoice. Each refund opens the invoice again by what it takes from the payment before it.
    pub(super) fn put_money(&mut self, money: &[Money], invoice: &str, customer: &str) {
        for (place, one) in money.iter().enumerate() {
            let amount = one.amount.abs();
            let mut record = BTreeMap::from([("amount", amount::text(amount))]);
            record.insert("customer", customer.to_owned());
            record.insert("date", one.date.to_string());
            if one.is_refund() {
                record.insert("invoice", invoice.to_owned());
                let booking = [("from", BANK.to_owned()), ("against", RECEIVABLE.to_owned())];
                self.put(Kind::Refund, &one.reference, record);
                self.put(Kind::Booking, &one.reference, booking.into());
                self.refunded += amount;
            } else {
                let next = money[place + 1..].iter();
                let refunds: Vec<&Money> = next.take_while(|next| next.is_refund()).collect();
                let booking = [("on invoices", kept(one, &refunds, invoice)), ("given back", told(&refunds))];
                self.put(Kind::Payment, &one.reference, record);
                self.put(Kind::Booking, &one.reference, booking.into());
                self.paid += amount;
            }
        }
    }
}

/// What of a payment stays on its invoice.
fn kept(payment: &Money, refunds: &[&Money], invoice: &str) -> String {
    let left = payment.amount + refunds.iter().map(|refund| refund.amount).sum::<Decimal>();
    if left.is_zero() { String::new() } else { format!("{invoice}: {}", amount::text(left)) }
}

fn told(refunds: &[&Money]) -> String {
    let told = refunds.iter().map(|refund| format!("{}: {}", refund.reference, amount::text(-refund.amount)));
    told.collect::<Vec<_>>().join(" + ")
}
