//! The chart of accounts with an amount on each, as statements show it.

use super::basis::Movement;
use super::sheet::{data, money, money_or_blank, named, section, text};
use crate::books::{Company, Id, Record};
use crate::wire::Members;
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::BTreeMap;

/// Account types in the order in which reports list them.
const TYPES: [&str; 15] = [
    "Bank",
    "Accounts Receivable",
    "Other Current Asset",
    "Fixed Asset",
    "Other Asset",
    "Accounts Payable",
    "Credit Card",
    "Other Current Liability",
    "Long Term Liability",
    "Equity",
    "Income",
    "Cost of Goods Sold",
    "Expense",
    "Other Income",
    "Other Expense",
];

/// Amounts by account, debits positive. Accounts that never moved are not in it.
#[derive(Debug)]
pub(super) struct Chart<'a> {
    company: &'a Company,
    amounts: BTreeMap<Id, Decimal>,
}

impl<'a> Chart<'a> {
    /// Sums up the movements.
    pub(super) fn of<'m>(company: &'a Company, movements: impl Iterator<Item = &'m Movement<'m>>) -> Self {
        let mut chart = Self { company, amounts: BTreeMap::new() };
        for movement in movements {
            chart.add(movement.account, movement.amount);
        }
        chart
    }

    /// Adds to an account.
    pub(super) fn add(&mut self, account: &Id, amount: Decimal) {
        *self.amounts.entry(account.clone()).or_default() += amount;
    }

    /// What moved on accounts of income and expenses, a profit being positive.
    pub(super) fn result(&self) -> Decimal {
        let results = self.amounts.iter().filter(|(id, _)| is_result(self.company, id));
        -results.map(|(_, amount)| *amount).sum::<Decimal>()
    }

    /// The accounts of a type that moved, with their amounts, debits positive.
    pub(super) fn flat(&self) -> impl Iterator<Item = (&Record, Decimal)> {
        TYPES.iter().flat_map(|kind| {
            let mut accounts: Vec<(&Record, Decimal)> = self
                .amounts
                .iter()
                .filter_map(|(id, amount)| Some((self.company.find("Account", id)?, *amount)))
                .filter(|(account, _)| account.body.text("AccountType") == Some(kind))
                .collect();
            accounts.sort_by_key(|(account, _)| account.body.text("FullyQualifiedName").map(str::to_owned));
            accounts
        })
    }

    /// The rows of the accounts of a type, parents around their children, and their sum in the sign that is
    /// natural to the type.
    pub(super) fn rows(&self, kind: &str) -> (Vec<Value>, Decimal) {
        let accounts = self.company.table("Account").into_iter().flat_map(|table| table.iter());
        let top: Vec<&Record> = accounts
            .filter(|account| account.body.text("AccountType") == Some(kind))
            .filter(|account| account.body.target("ParentRef").is_none())
            .collect();
        self.siblings(top)
    }

    fn siblings(&self, mut accounts: Vec<&Record>) -> (Vec<Value>, Decimal) {
        accounts.sort_by_key(|account| account.body.text("Name").map(str::to_owned));
        let mut rows = Vec::new();
        let mut sum = Decimal::ZERO;
        for account in accounts {
            if let Some((row, amount)) = self.row(account) {
                rows.push(row);
                sum += amount;
            }
        }
        (rows, sum)
    }

    /// An account alone, or around its children; `None` where nothing moved.
    fn row(&self, account: &Record) -> Option<(Value, Decimal)> {
        let own = self.amounts.get(&account.id).map(|amount| amount * sign(account));
        let children = self.company.children("Account", &account.id);
        let (rows, below) =
            self.siblings(children.filter_map(|id| self.company.find("Account", id)).collect());
        let name = account.body.text("Name").unwrap_or_default();
        if rows.is_empty() {
            return Some((data(vec![named(name, &account.id), money(own?)]), own?));
        }
        let sum = own.unwrap_or_default() + below;
        let header = vec![named(name, &account.id), money_or_blank(own.unwrap_or_default())];
        let summary = vec![text(&format!("Total {name}")), money(sum)];
        Some((section(None, Some(header), rows, summary), sum))
    }
}

/// Whether an account is one of income or expenses.
pub(super) fn is_result(company: &Company, account: &Id) -> bool {
    let account = company.find("Account", account);
    account.is_some_and(|account| matches!(account.body.text("Classification"), Some("Revenue" | "Expense")))
}

/// Debits count as more on accounts of assets and expenses, as less on the others.
pub(super) fn sign(account: &Record) -> Decimal {
    match account.body.text("Classification") {
        Some("Asset" | "Expense") => Decimal::ONE,
        _ => Decimal::NEGATIVE_ONE,
    }
}
