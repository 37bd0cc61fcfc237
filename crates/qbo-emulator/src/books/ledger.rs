//! Double entry: what each record does to the accounts.

use super::Id;
use rust_decimal::Decimal;
use std::collections::HashMap;

/// An amount on an account; debits are positive, credits negative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Posting {
    pub(crate) account: Id,
    pub(crate) amount: Decimal,
}

/// Balances of accounts, debits positive.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    balances: HashMap<Id, Decimal>,
}

impl Ledger {
    /// The balance of an account, debits positive.
    pub(crate) fn balance(&self, account: &Id) -> Decimal {
        self.balances.get(account).copied().unwrap_or_default()
    }

    /// Adds to an account.
    pub(crate) fn add(&mut self, account: &Id, amount: Decimal) {
        *self.balances.entry(account.clone()).or_default() += amount;
    }

    /// Books postings.
    pub(crate) fn book(&mut self, postings: &[Posting]) {
        for posting in postings {
            self.add(&posting.account, posting.amount);
        }
    }

    /// Takes postings back.
    pub(crate) fn reverse(&mut self, postings: &[Posting]) {
        for posting in postings {
            self.add(&posting.account, -posting.amount);
        }
    }
}
