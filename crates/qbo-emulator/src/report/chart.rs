//! The chart of accounts with an amount on each, as statements show it.

use super::amounts::Amounts;
use super::basis::Movement;
use super::sheet::{cells, data, money, money_or_blank, named, section, text};
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
    width: usize,
    amounts: BTreeMap<Id, Amounts>,
}

impl<'a> Chart<'a> {
    /// Sums up, column by column, the movements that count there.
    pub(super) fn of(
        company: &'a Company,
        width: usize,
        movements: &[Movement<'_>],
        counts: impl Fn(usize, &Movement<'_>) -> bool,
    ) -> Self {
        let mut chart = Self { company, width, amounts: BTreeMap::new() };
        for movement in movements {
            for place in (0..width).filter(|place| counts(*place, movement)) {
                chart.amounts_of(movement.account).add_at(place, movement.amount);
            }
        }
        chart
    }

    /// How many amounts a row has.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Adds to an account.
    pub(super) fn add(&mut self, account: &Id, amounts: &Amounts) {
        self.amounts_of(account).add(amounts);
    }

    fn amounts_of(&mut self, account: &Id) -> &mut Amounts {
        let width = self.width;
        self.amounts.entry(account.clone()).or_insert_with(|| Amounts::nothing(width))
    }

    /// What moved on accounts of income and expenses, a profit being positive.
    pub(super) fn result(&self) -> Amounts {
        let results = self.amounts.iter().filter(|(id, _)| is_result(self.company, id));
        results.fold(Amounts::nothing(self.width), |sum, (_, amounts)| sum.minus(amounts))
    }

    /// The accounts of a type that moved, with their amounts, debits positive.
    pub(super) fn flat(&self) -> impl Iterator<Item = (&Record, &Amounts)> {
        TYPES.iter().flat_map(|kind| {
            let mut accounts: Vec<(&Record, &Amounts)> = self
                .amounts
                .iter()
                .filter_map(|(id, amounts)| Some((self.company.find("Account", id)?, amounts)))
                .filter(|(account, _)| account.body.text("AccountType") == Some(kind))
                .collect();
            accounts.sort_by_key(|(account, _)| account.body.text("FullyQualifiedName").map(str::to_owned));
            accounts
        })
    }

    /// The rows of the accounts of a type, parents around their children, and their sum in the sign that is
    /// natural to the type.
    pub(super) fn rows(&self, kind: &str) -> (Vec<Value>, Amounts) {
        let accounts = self.company.table("Account").into_iter().flat_map(|table| table.iter());
        let top: Vec<&Record> = accounts
            .filter(|account| account.body.text("AccountType") == Some(kind))
            .filter(|account| account.body.target("ParentRef").is_none())
            .collect();
        self.siblings(top)
    }

    fn siblings(&self, mut accounts: Vec<&Record>) -> (Vec<Value>, Amounts) {
        accounts.sort_by_key(|account| account.body.text("Name").map(str::to_owned));
        let mut rows = Vec::new();
        let mut sum = Amounts::nothing(self.width);
        for account in accounts {
            if let Some((row, amounts)) = self.row(account) {
                rows.push(row);
                sum.add(&amounts);
            }
        }
        (rows, sum)
    }

    /// An account alone, or around its children; `None` where nothing moved.
    fn row(&self, account: &Record) -> Option<(Value, Amounts)> {
        let own = self.amounts.get(&account.id).map(|amounts| amounts.times(sign(account)));
        let children = self.company.children("Account", &account.id);
        let (rows, below) =
            self.siblings(children.filter_map(|id| self.company.find("Account", id)).collect());
        let name = account.body.text("Name").unwrap_or_default();
        let title = named(name, &account.id);
        if rows.is_empty() {
            let own = own?;
            // Side by side, columns in which nothing moved are blank.
            let cell = if self.width == 1 { money } else { money_or_blank };
            return Some((data(cells(title, &own, cell)), own));
        }
        let own = own.unwrap_or_else(|| Amounts::nothing(self.width));
        let header = cells(title, &own, money_or_blank);
        let sum = own.plus(&below);
        let summary = cells(text(&format!("Total {name}")), &sum, money);
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
