//! Putting objects into a new company.

use crate::books::{Id, Posting};
use crate::entity::by_name;
use crate::fault::{Code, Fault};
use crate::operation::{Desk, plant};
use crate::wire::{day_of, reference};
use jiff::ToSpan;
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// A desk at which objects get the ids that a seed gives them.
pub(super) struct Planter<'a> {
    pub(super) desk: Desk<'a>,
}

/// Names and type of an account.
pub(super) type AccountRow = (u64, &'static str, &'static str, &'static str);

impl<'a> Planter<'a> {
    pub(super) fn new(desk: Desk<'a>) -> Self {
        Self { desk }
    }

    /// Puts in one object.
    pub(super) fn put(&mut self, entity: &str, id: impl Into<Planted>, body: Value) -> Result<(), Fault> {
        let (Some(entity), Value::Object(body)) = (by_name(entity), body) else {
            return Err(Fault::new(Code::OBJECT_NAME, format!("{entity} can't be planted")));
        };
        let Planted(id) = id.into();
        plant(&mut self.desk, entity, id, body)
    }

    /// Puts in a tax rate; `percent` is a number in words of JSON.
    pub(super) fn tax_rate(&mut self, id: u64, name: &str, percent: &str, agency: &str) -> Result<(), Fault> {
        let percent: Value = serde_json::from_str(percent).unwrap_or_default();
        let body = json!({
            "Name": name,
            "Description": "Sales Tax",
            "Active": true,
            "RateValue": percent,
            "EffectiveTaxRate": [{"RateValue": percent, "EffectiveDate": "2010-01-01T00:00:00-08:00"}],
            "AgencyRef": reference(agency),
            "SpecialTaxType": "NONE",
            "DisplayType": "ReadOnly",
        });
        self.put("TaxRate", id, body)
    }

    /// Puts in accounts, parents first: `(Id, FullyQualifiedName, AccountType, AccountSubType)`.
    pub(super) fn accounts(&mut self, rows: &[AccountRow]) -> Result<(), Fault> {
        for (id, full_name, kind, subtype) in rows {
            let (parent, name) = match full_name.rsplit_once(':') {
                Some((parent, name)) => (rows.iter().find(|row| row.1 == parent), name),
                None => (None, *full_name),
            };
            let mut body = json!({"Name": name, "AccountType": kind, "AccountSubType": subtype});
            if let Some(parent) = parent {
                body["ParentRef"] = reference(&parent.0.to_string());
            }
            self.put("Account", *id, body)?;
        }
        Ok(())
    }

    /// Makes the balances of accounts what they are known to be, in cents, debits positive. They stand since the
    /// first day of the year; `rest` takes what they lack to be even.
    pub(super) fn balances(&mut self, known: &[(u64, i64)], rest: u64) {
        let mut postings: Vec<Posting> = known
            .iter()
            .map(|(account, cents)| {
                let account = Id::from(*account);
                let amount = Decimal::new(*cents, 2) - self.desk.company.ledger.balance(&account);
                Posting { account, amount }
            })
            .collect();
        let sum: Decimal = postings.iter().map(|posting| posting.amount).sum();
        postings.push(Posting { account: rest.into(), amount: -sum });
        let today = day_of(self.desk.now);
        self.desk.company.ledger.open(today.first_of_year(), postings);
    }

    /// The service's date so many days ago.
    pub(super) fn days_ago(&self, days: i64) -> String {
        day_of(self.desk.now).saturating_sub(days.days()).to_string()
    }
}

/// An id to plant an object under.
pub(super) struct Planted(Id);

impl From<u64> for Planted {
    fn from(number: u64) -> Self {
        Self(number.into())
    }
}

impl From<&str> for Planted {
    fn from(word: &str) -> Self {
        Self(Id::parse(word))
    }
}
