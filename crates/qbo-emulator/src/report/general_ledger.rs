//! The general ledger: every movement of every account.

use super::basis::{Movement, movements};
use super::chart::{is_result, sign};
use super::request::Request;
use super::sheet::{column, data, money, named, section, text};
use super::split::Splits;
use crate::books::{Company, Id, Record};
use crate::entity::{party, whose_account};
use crate::fault::Fault;
use crate::wire::Members;
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::BTreeMap;

/// Title, type and key of each column.
static COLUMNS: [(&str, &str, &str); 8] = [
    ("Date", "Date", "tx_date"),
    ("Transaction Type", "String", "txn_type"),
    ("Num", "String", "doc_num"),
    ("Name", "String", "name"),
    ("Memo/Description", "String", "memo"),
    ("Split", "String", "split_acc"),
    ("Amount", "Money", "subt_nat_amount"),
    ("Balance", "Money", "rbal_nat_amount"),
];

/// The places of the two columns of amounts.
const AMOUNT: usize = 6;
const BALANCE: usize = 7;

/// A section per account that moved in the period or had a balance before it.
pub(super) fn general_ledger(company: &Company, request: &Request) -> Result<Value, Fault> {
    let mut movements = movements(company, request);
    movements.sort_by_key(|movement| movement.date);
    let mut by_account: BTreeMap<&Id, Vec<&Movement<'_>>> = BTreeMap::new();
    for movement in movements.iter().filter(|movement| movement.date <= request.end) {
        by_account.entry(movement.account).or_default().push(movement);
    }
    let splits = Splits::of(&movements);
    let mut rows = Vec::new();
    for (id, movements) in by_account {
        let wanted = request.accounts.is_empty() || request.accounts.contains(id);
        if let Some(account) = company.find("Account", id).filter(|_| wanted) {
            let ledger = Ledger { company, request, account, splits: &splits };
            rows.extend(ledger.section(&movements));
        }
    }
    let columns = COLUMNS.iter().map(|(title, kind, key)| column(title, kind, key)).collect();
    let empty = rows.is_empty();
    Ok(request.sheet(pick(request, columns), rows, empty))
}

/// Only the columns that were asked for.
fn pick(request: &Request, cells: Vec<Value>) -> Vec<Value> {
    if request.columns.is_empty() {
        return cells;
    }
    let wanted = |key: &str| request.columns.iter().any(|wanted| wanted.trim() == key);
    cells.into_iter().zip(COLUMNS).filter(|(_, (_, _, key))| wanted(key)).map(|(cell, _)| cell).collect()
}

/// One account's part.
struct Ledger<'a> {
    company: &'a Company,
    request: &'a Request,
    account: &'a Record,
    splits: &'a Splits<'a>,
}

impl Ledger<'_> {
    fn section(&self, movements: &[&Movement<'_>]) -> Option<Value> {
        let (start, sign) = (self.request.start, sign(self.account));
        let is_result = is_result(self.company, &self.account.id);
        let mut balance = Decimal::ZERO;
        let mut sum = Decimal::ZERO;
        let mut rows = Vec::new();
        for movement in movements {
            let amount = movement.amount * sign;
            // Accounts of income and expenses begin every period at nothing.
            if movement.date < start && is_result {
                continue;
            }
            balance += amount;
            if movement.date >= start {
                sum += amount;
                rows.push(self.row(movement, amount, balance));
            }
        }
        let beginning = balance - sum;
        if !beginning.is_zero() {
            rows.insert(0, self.only("Beginning Balance", BALANCE, beginning));
        }
        if rows.is_empty() {
            return None;
        }
        let name = self.account.body.text("FullyQualifiedName").unwrap_or_default();
        let mut header = vec![text(""); COLUMNS.len()];
        header[0] = named(name, &self.account.id);
        let summary = self.cells(&format!("Total for {name}"), AMOUNT, sum);
        Some(section(None, Some(pick(self.request, header)), rows, summary))
    }

    fn row(&self, movement: &Movement<'_>, amount: Decimal, balance: Decimal) -> Value {
        let record = self.company.find(movement.entity, movement.id);
        let body = record.map(|record| &record.body);
        let say = |member: &str| text(body.and_then(|body| body.text(member)).unwrap_or_default());
        data(pick(
            self.request,
            vec![
                text(&movement.date.to_string()),
                named(kind(movement.entity, movement.id, record), movement.id),
                say("DocNumber"),
                self.name(record),
                say("PrivateNote"),
                self.split(movement),
                money(amount),
                money(balance),
            ],
        ))
    }

    /// Whoever a transaction names with what it books to receivables or payables, else its customer, vendor or
    /// employee.
    fn name(&self, record: Option<&Record>) -> Value {
        let person = record.and_then(|record| {
            let body = &record.body;
            let owing = whose_account(&self.account.body);
            let payee = || {
                let payee = body.object("EntityRef")?;
                Some((payee.text("type")?, payee.text("value")?))
            };
            let header = || {
                let mut kinds = ["Customer", "Vendor"].into_iter();
                kinds.find_map(|whose| Some((whose, body.target(&format!("{whose}Ref"))?)))
            };
            let owing = owing.and_then(|whose| Some((whose, party(body, whose)?)));
            let (whose, id) = owing.or_else(header).or_else(payee)?;
            self.company.look_up(whose, id)
        });
        match person {
            Some(person) => named(person.body.text("DisplayName").unwrap_or_default(), &person.id),
            None => text(""),
        }
    }

    /// The account on the other side, or the word for several.
    fn split(&self, movement: &Movement<'_>) -> Value {
        match self.splits.other(movement.id, &self.account.id) {
            Some(other) => match self.company.find("Account", other) {
                Some(account) => {
                    named(account.body.text("FullyQualifiedName").unwrap_or_default(), &account.id)
                }
                None => text(""),
            },
            None => text("-Split-"),
        }
    }

    /// A row with a title and one amount.
    fn only(&self, title: &str, place: usize, amount: Decimal) -> Value {
        data(self.cells(title, place, amount))
    }

    fn cells(&self, title: &str, place: usize, amount: Decimal) -> Vec<Value> {
        let mut cells = vec![text(""); COLUMNS.len()];
        cells[0] = text(title);
        cells[place] = money(amount);
        pick(self.request, cells)
    }
}

/// What the service calls a transaction.
fn kind(entity: &'static str, id: &Id, record: Option<&Record>) -> &'static str {
    let says = |member: &str, word: &str| record.is_some_and(|record| record.body.text(member) == Some(word));
    let is_credit = record.is_some_and(|record| record.body.flag("Credit"));
    match entity {
        "SalesReceipt" => "Sales Receipt",
        "CreditMemo" => "Credit Memo",
        "RefundReceipt" => "Refund",
        "VendorCredit" => "Vendor Credit",
        "JournalEntry" => "Journal Entry",
        "BillPayment" if says("PayType", "CreditCard") => "Bill Payment (Credit Card)",
        "BillPayment" => "Bill Payment (Check)",
        "Purchase" if says("PaymentType", "Check") => "Check",
        "Purchase" if says("PaymentType", "CreditCard") && is_credit => "Credit Card Credit",
        "Purchase" if says("PaymentType", "CreditCard") => "Credit Card Expense",
        "Purchase" => "Expense",
        "Item" if id.to_string().ends_with("/0") => "Inventory Starting Value",
        "Item" => "Inventory Qty Adjust",
        other => other,
    }
}
