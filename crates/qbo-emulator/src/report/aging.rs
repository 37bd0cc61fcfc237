//! What customers owe and what is owed to vendors: as a balance, and by age.

use super::open::{Open, open_on};
use super::request::Request;
use super::sheet::{bare, column, data, money, money_or_blank, named, section, text, total};
use crate::books::{Company, Id, Record};
use crate::wire::Members;
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::BTreeMap;

/// Amounts of one customer or vendor, column by column.
type Amounts = Vec<Decimal>;

/// What each customer owes.
pub(super) fn customer_balance(company: &Company, request: &Request) -> Value {
    balance(company, request, "Customer")
}

/// What is owed to each vendor.
pub(super) fn vendor_balance(company: &Company, request: &Request) -> Value {
    balance(company, request, "Vendor")
}

/// What each customer owes, by how long it is past due.
pub(super) fn aged_receivables(company: &Company, request: &Request) -> Value {
    aged(company, request, "Customer")
}

/// What is owed to each vendor, by how long it is past due.
pub(super) fn aged_payables(company: &Company, request: &Request) -> Value {
    aged(company, request, "Vendor")
}

fn balance(company: &Company, request: &Request, whose: &'static str) -> Value {
    let columns = vec![column("", whose, whose_key(whose)), column("Total", "Money", "total")];
    report(company, request, whose, columns, |open| vec![open.amount])
}

fn aged(company: &Company, request: &Request, whose: &'static str) -> Value {
    let (periods, days) = (request.periods, request.period_days);
    let mut columns = vec![column("", whose, whose_key(whose)), column("Current", "Money", "current")];
    for period in 0..periods - 1 {
        let title = format!("{} - {}", period * days + 1, (period + 1) * days);
        columns.push(column(&title, "Money", &period.to_string()));
    }
    let oldest = (periods - 1) * days + 1;
    columns.push(column(&format!("{oldest} and over"), "Money", &(periods - 1).to_string()));
    columns.push(column("Total", "Money", "total"));
    let from_start = ages_from_transaction(company);
    report(company, request, whose, columns, |open| {
        let mut amounts = vec![Decimal::ZERO; periods as usize + 2];
        let since = if from_start { open.date } else { open.due };
        let age = i64::from((request.report_date - since).get_days());
        let place = if age <= 0 { 0 } else { 1 + (age - 1) / i64::from(days) };
        let place = usize::try_from(place).unwrap_or_default().min(periods as usize);
        amounts[place] = open.amount;
        amounts[periods as usize + 1] = open.amount;
        amounts
    })
}

/// Whether age counts from the day of the transaction instead of the day it is due (fact sheet 11.6).
fn ages_from_transaction(company: &Company) -> bool {
    let preferences = company.preferences().and_then(|preferences| preferences.object("ReportPrefs"));
    preferences.is_some_and(|reports| reports.flag("CalcAgingReportFromTxnDate"))
}

fn whose_key(whose: &str) -> &'static str {
    if whose == "Vendor" { "vend_name" } else { "cust_name" }
}

/// Everyone with something open; `spread` puts one open amount into the columns.
fn report(
    company: &Company,
    request: &Request,
    whose: &'static str,
    columns: Vec<Value>,
    spread: impl Fn(&Open) -> Amounts,
) -> Value {
    let wanted = if whose == "Vendor" { &request.vendors } else { &request.customers };
    let mut amounts: BTreeMap<Id, Amounts> = BTreeMap::new();
    for open in open_on(company, whose, request.report_date) {
        if wanted.is_empty() || wanted.contains(&open.who) {
            let spread = spread(&open);
            let sum = amounts.entry(open.who).or_insert_with(|| vec![Decimal::ZERO; spread.len()]);
            add(sum, &spread);
        }
    }
    amounts.retain(|_, amounts| amounts.iter().any(|amount| !amount.is_zero()));
    let people = People { company, whose, amounts, width: columns.len() - 1 };
    let top = people.all().filter(|person| person.body.target("ParentRef").is_none()).collect();
    let (mut rows, sum) = people.rows(top, true);
    let empty = rows.is_empty();
    rows.push(total("GrandTotal", "TOTAL", sum));
    request.day_sheet(columns, rows, empty)
}

/// Customers or vendors with their amounts.
struct People<'a> {
    company: &'a Company,
    whose: &'static str,
    amounts: BTreeMap<Id, Amounts>,
    width: usize,
}

impl<'a> People<'a> {
    fn all(&self) -> impl Iterator<Item = &'a Record> + use<'a> {
        self.company.table(self.whose).into_iter().flat_map(|table| table.iter())
    }

    fn rows(&self, mut people: Vec<&Record>, is_top: bool) -> (Vec<Value>, Amounts) {
        people.sort_by_key(|person| person.body.text("DisplayName").map(str::to_lowercase));
        let mut sum = vec![Decimal::ZERO; self.width];
        let mut rows = Vec::new();
        for person in people {
            if let Some((row, amounts)) = self.row(person, is_top) {
                add(&mut sum, &amounts);
                rows.push(row);
            }
        }
        (rows, sum)
    }

    /// A row, or a section around those below; `None` where nothing is open.
    fn row(&self, person: &Record, is_top: bool) -> Option<(Value, Amounts)> {
        let own = self.amounts.get(&person.id);
        let children = self.company.children(self.whose, &person.id);
        let (rows, below) =
            self.rows(children.filter_map(|id| self.company.find(self.whose, id)).collect(), false);
        let name = person.body.text("DisplayName").unwrap_or_default();
        let cells = |title: Value, amounts: &Amounts, cell: fn(Decimal) -> Value| {
            std::iter::once(title).chain(amounts.iter().map(|amount| cell(*amount))).collect::<Vec<_>>()
        };
        if rows.is_empty() {
            let cells = cells(named(name, &person.id), own?, money_or_blank);
            return Some((if is_top { bare(cells) } else { data(cells) }, own?.clone()));
        }
        let nothing = vec![Decimal::ZERO; self.width];
        let own = own.unwrap_or(&nothing);
        let mut sum = own.clone();
        add(&mut sum, &below);
        let header = cells(named(name, &person.id), own, money_or_blank);
        let summary = cells(text(&format!("Total {name}")), &sum, money);
        Some((section(None, Some(header), rows, summary), sum))
    }
}

fn add(sum: &mut Amounts, amounts: &Amounts) {
    for (sum, amount) in sum.iter_mut().zip(amounts) {
        *sum += amount;
    }
}
