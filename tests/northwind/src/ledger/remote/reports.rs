//! What QuickBooks' own reports say of the accounts and of what is open.

use super::super::{BANK, PAYABLE, RECEIVABLE, TAX, UNDEPOSITED};
use super::{Kind, Ledger, Record, amount, text};
use anyhow::{Context, Result};
use live::Remote;
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::HashMap;

/// The reports on what is open: whose it is, the field, and the report's name.
const OPEN: [(&str, &str, &str); 4] = [
    ("of all customers", "by age", "AgedReceivables"),
    ("of all customers", "as a balance", "CustomerBalance"),
    ("of all suppliers", "by age", "AgedPayables"),
    ("of all suppliers", "as a balance", "VendorBalance"),
];

impl Ledger {
    /// Adds what the reports say. `accounts` tells what kind of account has an id.
    pub(super) async fn put_reports(
        &mut self,
        remote: &Remote,
        accounts: &HashMap<String, String>,
    ) -> Result<()> {
        for (whose, field, name) in OPEN {
            let report = remote.report(name).await?;
            for row in rows(&report) {
                // The sum of all stands in a row of its own, which has no heading.
                let (who, cells) = match row["group"] == "GrandTotal" {
                    true => (whose.to_owned(), &row["Summary"]["ColData"]),
                    false => (text(&row["ColData"][0]["value"]), &row["ColData"]),
                };
                let total = cells.as_array().and_then(|cells| cells.last()).context("a row without cells")?;
                self.note(who, field, money(total)?);
            }
        }
        let mut balances: HashMap<&str, Decimal> =
            [RECEIVABLE, PAYABLE, UNDEPOSITED, TAX, BANK].map(|account| (account, Decimal::ZERO)).into();
        for row in rows(&remote.report("TrialBalance").await?) {
            let [account, debit, credit] = [0, 1, 2].map(|column| &row["ColData"][column]);
            let kind = accounts.get(&text(&account["id"]));
            if let Some(balance) = kind.and_then(|kind| balances.get_mut(kind.as_str())) {
                *balance += money(debit)? - money(credit)?;
            }
        }
        for (account, balance) in balances {
            self.note(account.to_owned(), "on the account", balance);
        }
        Ok(())
    }

    /// Adds a field to a balance.
    fn note(&mut self, name: String, field: &'static str, amount: Decimal) {
        let balances = self.records.entry(Kind::Balance).or_default();
        let record: &mut Record = balances.entry(name).or_default();
        record.insert(field, amount::text(amount));
    }
}

fn rows(report: &Value) -> impl Iterator<Item = &Value> {
    report["Rows"]["Row"].as_array().into_iter().flatten()
}

/// The amount in a cell; a blank one is nothing.
fn money(cell: &Value) -> Result<Decimal> {
    match cell["value"].as_str().unwrap_or_default() {
        "" => Ok(Decimal::ZERO),
        amount => amount.parse().with_context(|| format!("a report says {amount}")),
    }
}
