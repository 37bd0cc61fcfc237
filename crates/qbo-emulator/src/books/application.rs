//! What has been applied to which charge.

use super::Id;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};

/// Amounts applied to invoices, by invoice and payment.
#[derive(Debug, Default)]
pub(crate) struct Applications {
    by_charge: HashMap<Id, BTreeMap<Id, Decimal>>,
}

impl Applications {
    /// What each payment has put on `charge`, oldest payment first.
    pub(crate) fn on(&self, charge: &Id) -> impl DoubleEndedIterator<Item = (&Id, Decimal)> {
        self.by_charge.get(charge).into_iter().flatten().map(|(payment, amount)| (payment, *amount))
    }

    /// Everything put on `charge`.
    pub(crate) fn sum(&self, charge: &Id) -> Decimal {
        self.on(charge).map(|(_, amount)| amount).sum()
    }

    /// What `payment` has put on `charge`.
    pub(crate) fn of(&self, charge: &Id, payment: &Id) -> Decimal {
        self.by_charge.get(charge).and_then(|payments| payments.get(payment)).copied().unwrap_or_default()
    }

    /// Sets what `payment` puts on `charge`; zero takes it off.
    pub(crate) fn set(&mut self, charge: &Id, payment: &Id, amount: Decimal) {
        let payments = self.by_charge.entry(charge.clone()).or_default();
        if amount.is_zero() {
            payments.remove(payment);
        } else {
            payments.insert(payment.clone(), amount);
        }
        if payments.is_empty() {
            self.by_charge.remove(charge);
        }
    }
}
