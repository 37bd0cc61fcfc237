//! Which payments a refund is taken from (fact sheet 12.3, way D). The books keep refunds per invoice; QuickBooks needs
//! them on payments, so that each payment's lines tell what is left on the invoice.

use domain::Money;
use domain::document::Document;
use domain::transaction::Transaction;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What a refund takes from a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// The refund.
    pub refund: Uuid,
    /// How much of it; more than nothing.
    pub amount: Money,
}

/// What refunds take from each payment of one invoice, by the payment's id. `money` is in the order of entry.
///
/// A refund takes from the payments entered before it, the newest first: that money was paid last. Only what those no
/// longer have (one of them was taken back since) it takes from later ones. So a new payment or refund changes no
/// earlier share.
pub fn shares(money: &[Transaction]) -> BTreeMap<Uuid, Vec<Share>> {
    let mut left: Vec<Money> = money.iter().map(|each| each.amount.max(Money::ZERO)).collect();
    let mut shares = BTreeMap::<Uuid, Vec<Share>>::new();
    for (at, refund) in money.iter().enumerate().filter(|(_, each)| each.is_refund()) {
        let mut open = -refund.amount;
        for payment in (0..at).rev().chain(at + 1..money.len()) {
            let amount = open.min(left[payment]);
            if amount > Money::ZERO {
                left[payment] = left[payment] - amount;
                open = open - amount;
                shares.entry(money[payment].id).or_default().push(Share { refund: refund.id, amount });
            }
        }
    }
    shares
}

/// What has to be told of money that refunds give back on `invoice`, and that QuickBooks takes from no payment because somebody has
/// unlinked the refund or the payment; nothing, where there is none.
pub fn untaken(invoice: &Document, amount: Money) -> Option<String> {
    let told = amount.to_decimal(invoice.currency);
    (!amount.is_zero()).then(|| {
        format!(
            "{told} {} is due on {} here and not in QuickBooks, where no payment lets go of what was given back, because money on it was \
             unlinked. Both are equal once that is pushed again, or the refund taken back",
            invoice.currency,
            invoice.title()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn money(amounts: &[i64]) -> Vec<Transaction> {
        let one = |(at, amount): (usize, &i64)| Transaction {
            id: Uuid::from_u128(at as u128),
            document_id: Uuid::nil(),
            amount: Money::from_minor_units(*amount),
            date: date(2026, 1, 1),
            reference: String::new(),
            revision: 1,
        };
        amounts.iter().enumerate().map(one).collect()
    }

    /// `payment: refund amount, …` by their places.
    fn told(amounts: &[i64]) -> Vec<(u128, Vec<(u128, i64)>)> {
        let each = |(payment, shares): (Uuid, Vec<Share>)| {
            let told = shares.iter().map(|share| (share.refund.as_u128(), share.amount.minor_units()));
            (payment.as_u128(), told.collect())
        };
        shares(&money(amounts)).into_iter().map(each).collect()
    }

    #[test]
    fn a_refund_takes_from_the_newest_payment_before_it_first() {
        assert_eq!(told(&[50, 30, -40]), [(0, vec![(2, 10)]), (1, vec![(2, 30)])]);
        assert_eq!(told(&[50, -20, 30]), [(0, vec![(1, 20)])]);
    }

    #[test]
    fn what_earlier_payments_no_longer_have_it_takes_from_later_ones() {
        assert_eq!(told(&[-20, 30]), [(1, vec![(0, 20)])]);
    }

    #[test]
    fn two_refunds_take_no_cent_twice() {
        assert_eq!(told(&[50, -30, -20]), [(0, vec![(1, 30), (2, 20)])]);
    }

    proptest! {
        #[test]
        fn every_refund_is_taken_whole_and_no_payment_gives_more_than_it_has(amounts in history()) {
            let money = money(&amounts);
            let shares = shares(&money);
            for each in &money {
                let given: i64 = shares.get(&each.id).into_iter().flatten().map(|share| share.amount.minor_units()).sum();
                let all = shares.values().flatten().filter(|share| share.refund == each.id);
                let taken: i64 = all.map(|share| share.amount.minor_units()).sum();
                prop_assert!(given <= each.amount.minor_units().max(0));
                prop_assert_eq!(taken, (-each.amount.minor_units()).max(0));
            }
        }

        #[test]
        fn what_is_entered_later_changes_no_earlier_share(amounts in history(), more in 1_i64..500) {
            let before = shares(&money(&amounts));
            let longer: Vec<i64> = amounts.into_iter().chain([more]).collect();
            prop_assert_eq!(before, shares(&money(&longer)));
        }
    }

    /// Payments and refunds as the books allow them: never more given back than was paid.
    fn history() -> impl Strategy<Value = Vec<i64>> {
        proptest::collection::vec(-300_i64..300, 0..12).prop_map(|amounts| {
            let mut paid = 0;
            amounts
                .into_iter()
                .filter_map(|amount| {
                    let amount = amount.max(-paid);
                    paid += amount;
                    (amount != 0).then_some(amount)
                })
                .collect()
        })
    }
}
