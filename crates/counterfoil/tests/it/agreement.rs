//! Whether books and QuickBooks say the same: each record once, none too many, every balance equal.

use anyhow::Result;
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::BTreeMap;

use crate::api::{Api, decimal};
use crate::quickbooks::QuickBooks;

/// The books, as the API tells them.
#[derive(Debug)]
pub(crate) struct Books {
    /// Every invoice.
    pub(crate) invoices: Vec<Value>,
    /// Every customer.
    pub(crate) customers: Vec<Value>,
}

impl Books {
    /// Reads everything back.
    pub(crate) async fn read(api: &Api) -> Result<Self> {
        let invoices = api.all("documents", "documents").await?;
        Ok(Self { invoices, customers: api.all("customers", "customers").await? })
    }

    /// The number, customer, amount and reference of every payment, sorted.
    fn payments(&self) -> Vec<(String, Decimal)> {
        let of = |invoice: &Value| {
            let number = invoice["document_number"].to_string();
            let rows = invoice["transactions"].as_array().cloned().unwrap_or_default();
            rows.into_iter().map(move |row| (number.clone(), decimal(&row["amount"])))
        };
        sorted(self.invoices.iter().flat_map(of))
    }
}

/// Compares everything; fails with a line for each difference.
pub(crate) async fn check(api: &Api, quickbooks: &QuickBooks) -> Result<Books> {
    let books = Books::read(api).await?;
    let invoices = quickbooks.entities("Invoice").await?;
    let customers = quickbooks.entities("Customer").await?;
    let payments = quickbooks.entities("Payment").await?;
    let mut differences = Vec::new();
    differ(&mut differences, "invoices", &our_invoices(&books), &their_invoices(&invoices));
    let names = |rows: &[Value], member: &str| sorted(rows.iter().map(|row| text(&row[member])));
    let (ours, theirs) = (names(&books.customers, "name"), names(&customers, "DisplayName"));
    differ(&mut differences, "customers", &ours, &theirs);
    differ(&mut differences, "balances", &our_balances(&books), &their_balances(&customers));
    differ(&mut differences, "payments", &books.payments(), &their_payments(&payments, &invoices));
    assert!(differences.is_empty(), "books and QuickBooks differ:\n{}", differences.join("\n"));
    Ok(books)
}

/// Number, customer, total and what is due.
type Row = (String, String, Decimal, Decimal);

fn our_invoices(books: &Books) -> Vec<Row> {
    sorted(books.invoices.iter().map(|invoice| {
        let total = decimal(&invoice["total_price"]);
        let due = total - decimal(&invoice["total_transactions"]);
        (invoice["document_number"].to_string(), text(&invoice["customer"]["name"]), total, due)
    }))
}

fn their_invoices(invoices: &[Value]) -> Vec<Row> {
    sorted(invoices.iter().map(|invoice| {
        let (total, due) = (decimal(&invoice["TotalAmt"]), decimal(&invoice["Balance"]));
        (text(&invoice["DocNumber"]), text(&invoice["CustomerRef"]["name"]), total, due)
    }))
}

fn our_balances(books: &Books) -> Vec<(String, Decimal)> {
    let none = books.customers.iter().map(|customer| (text(&customer["name"]), Decimal::ZERO));
    let mut balances: BTreeMap<String, Decimal> = none.collect();
    for (_, customer, _, due) in our_invoices(books) {
        *balances.entry(customer).or_default() += due;
    }
    balances.into_iter().collect()
}

fn their_balances(customers: &[Value]) -> Vec<(String, Decimal)> {
    sorted(customers.iter().map(|customer| (text(&customer["DisplayName"]), decimal(&customer["Balance"]))))
}

/// The number of the invoice and the amount of every line of every payment.
fn their_payments(payments: &[Value], invoices: &[Value]) -> Vec<(String, Decimal)> {
    let number = |id: &Value| {
        let invoice = invoices.iter().find(|invoice| invoice["Id"] == *id);
        invoice.map_or_else(|| "none".to_owned(), |invoice| text(&invoice["DocNumber"]))
    };
    let lines = payments.iter().flat_map(|payment| payment["Line"].as_array().cloned().unwrap_or_default());
    sorted(lines.map(|line| (number(&line["LinkedTxn"][0]["TxnId"]), decimal(&line["Amount"]))))
}

/// Notes what only one side has, and what one side has more often.
fn differ<T: Ord + std::fmt::Debug>(differences: &mut Vec<String>, what: &str, ours: &[T], theirs: &[T]) {
    let mut times: BTreeMap<&T, (usize, usize)> = BTreeMap::new();
    for row in ours {
        times.entry(row).or_default().0 += 1;
    }
    for row in theirs {
        times.entry(row).or_default().1 += 1;
    }
    let unequal = times.into_iter().filter(|(_, (ours, theirs))| ours != theirs);
    differences.extend(unequal.map(|(row, (ours, theirs))| {
        format!("{what}: {ours} times in the books, {theirs} times in QuickBooks: {row:?}")
    }));
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn sorted<T: Ord>(rows: impl Iterator<Item = T>) -> Vec<T> {
    let mut rows: Vec<T> = rows.collect();
    rows.sort();
    rows
}

#[test]
fn a_row_that_is_there_twice_or_not_at_all_is_a_difference() {
    let mut differences = Vec::new();
    differ(&mut differences, "rows", &[1, 2, 3], &[1, 2, 3]);
    assert_eq!(differences, [""; 0]);
    differ(&mut differences, "rows", &[1, 2], &[2, 2]);
    assert_eq!(
        differences,
        [
            "rows: 1 times in the books, 0 times in QuickBooks: 1",
            "rows: 1 times in the books, 2 times in QuickBooks: 2"
        ]
    );
}
