//! Refund receipts (fact sheet 12.3, way F): a receipt takes sale and money back at once and leaves invoice and payments as they are.

use domain::Money;
use domain::document::Document;

/// What stays on an invoice in QuickBooks above our `total` because refund receipts take it off the sale there: the invoice may not
/// become less than what payments put on it (`applied`). No more stays than the `receipts` give back.
pub fn returned(total: Money, applied: Money, receipts: Money) -> Money {
    (applied - total).clamp(Money::ZERO, receipts.max(Money::ZERO))
}

/// What is due here and not in QuickBooks: a receipt says that goods came back, and the invoice here still counts them. So sale and
/// what the customer owes are less there by that much; nothing, once the invoice is settled or lowered here.
pub fn due_here_alone(total: Money, applied: Money, receipts: Money) -> Money {
    receipts.max(Money::ZERO) - returned(total, applied, receipts)
}

/// What is told of money that is due on `invoice` here and not in QuickBooks; nothing, where both are equal.
pub fn told(invoice: &Document, due_here_alone: Money) -> Option<String> {
    let amount = due_here_alone.to_decimal(invoice.currency);
    (!due_here_alone.is_zero()).then(|| {
        format!(
            "{amount} {} is due on {} here and not in QuickBooks, where a refund receipt says that goods came back. Both are equal \
             once the {} is lowered here by what came back, or paid",
            invoice.currency,
            invoice.title(),
            invoice.kind.noun()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shares;
    use domain::transaction::Transaction;
    use jiff::civil::date;
    use proptest::prelude::*;
    use uuid::Uuid;

    /// Payments, and refunds of either form, as the books allow them: never more given back than was paid.
    fn history() -> impl Strategy<Value = Vec<(i64, bool)>> {
        proptest::collection::vec((-300_i64..300, any::<bool>()), 0..12).prop_map(|money| {
            let mut paid = 0;
            let allowed = money.into_iter().map(|(amount, is_receipt)| {
                let amount = amount.max(-paid);
                paid += amount;
                (amount, is_receipt && amount < 0)
            });
            allowed.filter(|(amount, _)| *amount != 0).collect()
        })
    }

    fn transaction((at, (amount, _)): (usize, &(i64, bool))) -> Transaction {
        Transaction {
            id: Uuid::from_u128(at as u128),
            document_id: Uuid::nil(),
            amount: Money::from_minor_units(*amount),
            date: date(2026, 1, 1),
            reference: String::new(),
            revision: 1,
        }
    }

    proptest! {
        #[test]
        fn what_both_sides_do_not_agree_on_is_told_whatever_forms_the_refunds_have(
            money in history(), due in prop_oneof![Just(0_i64), 1_i64..300],
        ) {
            let of = Money::from_minor_units;
            let on_payments: Vec<Transaction> =
                money.iter().enumerate().filter(|(_, (_, is_receipt))| !is_receipt).map(transaction).collect();
            let given: Money = shares(&on_payments).values().flatten().map(|share| share.amount).sum();
            let paid: i64 = money.iter().map(|(amount, _)| (*amount).max(0)).sum();
            let receipts: i64 = money.iter().filter(|(_, is_receipt)| *is_receipt).map(|(amount, _)| -amount).sum();
            let applied = paid - given.minor_units();
            let total = applied - receipts + due;
            let (there, told) = (
                total + returned(of(total), of(applied), of(receipts)).minor_units(),
                due_here_alone(of(total), of(applied), of(receipts)).minor_units(),
            );
            prop_assert!(there >= applied, "more is paid than the invoice holds");
            prop_assert_eq!(there - applied + told, due, "what is open");
            prop_assert_eq!(there - receipts + told, total, "the sale");
            prop_assert!(told >= 0 && told <= receipts, "{} of {}", told, receipts);
            if due == 0 || receipts == 0 {
                prop_assert_eq!(told, 0, "nothing is due here, or nothing was given back by receipt");
            }
        }
    }
}
