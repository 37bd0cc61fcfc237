//! What customers owe and what is owed to vendors: as a balance, and by age.

use super::amounts::Amounts;
use super::dimension::Dimension;
use super::open::{Open, open_on};
use super::request::Request;
use super::sheet::{bare, cells, column, data, money, money_or_blank, named, section, text, total};
use crate::books::{Company, Id, Record};
use crate::fault::Fault;
use crate::wire::Members;
use serde_json::Value;
use std::collections::BTreeMap;

/// What each customer owes.
pub(super) fn customer_balance(company: &Company, request: &Request) -> Result<Value, Fault> {
    Ok(balance(company, request, "Customer"))
}

/// What is owed to each vendor.
pub(super) fn vendor_balance(company: &Company, request: &Request) -> Result<Value, Fault> {
    Ok(balance(company, request, "Vendor"))
}

/// What each customer owes, by how long it is past due.
pub(super) fn aged_receivables(company: &Company, request: &Request) -> Result<Value, Fault> {
    Ok(aged(company, request, "Customer"))
}

/// What is owed to each vendor, by how long it is past due.
pub(super) fn aged_payables(company: &Company, request: &Request) -> Result<Value, Fault> {
    Ok(aged(company, request, "Vendor"))
}

fn balance(company: &Company, request: &Request, whose: &'static str) -> Value {
    let columns = vec![column("", whose, whose_key(whose)), column("Total", "Money", "total")];
    report(company, request, whose, columns, |open| vec![open.amount].into())
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
        let mut amounts = Amounts::nothing(periods as usize + 2);
        let since = if from_start { open.date } else { open.due };
        let age = i64::from((request.report_date - since).get_days());
        let place = if age <= 0 { 0 } else { 1 + (age - 1) / i64::from(days) };
        let place = usize::try_from(place).unwrap_or_default().min(periods as usize);
        amounts.add_at(place, open.amount);
        amounts.add_at(periods as usize + 1, open.amount);
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
    let width = columns.len() - 1;
    let mut amounts: BTreeMap<Id, Amounts> = BTreeMap::new();
    for open in open_on(company, whose, request.report_date) {
        let of = |dimension: Dimension| match dimension {
            Dimension::Department => open.department.clone(),
            _ => (dimension.entity() == whose).then(|| open.who.clone()),
        };
        if request.takes(of) {
            let spread = spread(&open);
            amounts.entry(open.who).or_insert_with(|| Amounts::nothing(width)).add(&spread);
        }
    }
    amounts.retain(|_, amounts| !amounts.is_nothing());
    let people = People { company, whose, amounts, width };
    let top = people.all().filter(|person| person.body.target("ParentRef").is_none()).collect();
    let (mut rows, sum) = people.rows(top, true);
    let empty = rows.is_empty();
    rows.push(total("GrandTotal", "TOTAL", &sum));
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
        let mut sum = Amounts::nothing(self.width);
        let mut rows = Vec::new();
        for person in people {
            if let Some((row, amounts)) = self.row(person, is_top) {
                sum.add(&amounts);
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
        let title = named(name, &person.id);
        if rows.is_empty() {
            let cells = cells(title, own?, money_or_blank);
            return Some((if is_top { bare(cells) } else { data(cells) }, own?.clone()));
        }
        let own = own.cloned().unwrap_or_else(|| Amounts::nothing(self.width));
        let header = cells(title, &own, money_or_blank);
        let sum = own.plus(&below);
        let summary = cells(text(&format!("Total {name}")), &sum, money);
        Some((section(None, Some(header), rows, summary), sum))
    }
}
