//! Whether books and QuickBooks say the same: each record once, none too many, every balance equal.

use anyhow::Result;
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::BTreeMap;

use crate::api::{Api, decimal};
use crate::quickbooks::QuickBooks;

/// The API's number of customers.
const CUSTOMER: u8 = 2;
/// The API's number of suppliers.
const SUPPLIER: u8 = 10;
/// The API's number of invoices.
const INVOICE: u8 = 5;
/// The API's number of purchase orders.
const ORDER: u8 = 11;

/// The books, as the API tells them.
#[derive(Debug)]
pub(crate) struct Books {
    /// Every invoice.
    pub(crate) invoices: Vec<Value>,
    /// Every purchase order.
    pub(crate) orders: Vec<Value>,
    /// Every customer.
    pub(crate) customers: Vec<Value>,
    /// Every supplier.
    pub(crate) suppliers: Vec<Value>,
}

impl Books {
    /// Reads everything back.
    pub(crate) async fn read(api: &Api) -> Result<Self> {
        let documents = api.all("documents", "documents").await?;
        let contacts = api.all("customers", "customers").await?;
        let of = |rows: &[Value], context: u8| -> Vec<Value> {
            rows.iter().filter(|row| row["context_id"] == context).cloned().collect()
        };
        Ok(Self {
            invoices: of(&documents, INVOICE),
            orders: of(&documents, ORDER),
            customers: of(&contacts, CUSTOMER),
            suppliers: of(&contacts, SUPPLIER),
        })
    }

    /// Every payment and refund.
    pub(crate) fn money(&self) -> Vec<Value> {
        self.invoices
            .iter()
            .flat_map(|row| row["transactions"].as_array().cloned().unwrap_or_default())
            .collect()
    }

    /// The customer and amount of everything that was paid, and of everything that was given back.
    fn paid_and_given_back(&self) -> (Vec<Amount>, Vec<Amount>) {
        let of = |invoice: &Value| {
            let customer = text(&invoice["customer"]["name"]);
            let rows = invoice["transactions"].as_array().cloned().unwrap_or_default();
            rows.into_iter().map(move |row| (customer.clone(), decimal(&row["amount"])))
        };
        let money = self.invoices.iter().flat_map(of);
        let (paid, given_back): (Vec<_>, Vec<_>) = money.partition(|(_, amount)| amount.is_sign_positive());
        (sorted(paid.into_iter()), sorted(given_back.into_iter().map(|(name, amount)| (name, -amount))))
    }
}

/// Whether a document of the books counts for nothing.
pub(crate) fn is_cancelled(document: &Value) -> bool {
    document["status"]["name"] == "cancelled"
}

/// Compares everything; fails with a line for each difference.
pub(crate) async fn check(api: &Api, quickbooks: &QuickBooks) -> Result<Books> {
    let books = Books::read(api).await?;
    let invoices = quickbooks.entities("Invoice").await?;
    let customers = quickbooks.entities("Customer").await?;
    let vendors = quickbooks.entities("Vendor").await?;
    let mut differences = Vec::new();
    let mut names = |what, ours: &[Value], theirs: &[Value]| {
        let of = |rows: &[Value], member: &str| sorted(rows.iter().map(|row| text(&row[member])));
        differ(&mut differences, what, &of(ours, "name"), &of(theirs, "DisplayName"));
    };
    names("customers", &books.customers, &customers);
    names("suppliers", &books.suppliers, &vendors);
    differ(&mut differences, "invoices", &our_invoices(&books), &their_invoices(&invoices));
    let strangers = voided_beyond(&books, &invoices);
    differ(&mut differences, "cancelled invoices", &[], &strangers);
    differ(&mut differences, "balances", &our_balances(&books), &their_balances(&customers));
    let (paid, given_back) = books.paid_and_given_back();
    let payments = quickbooks.entities("Payment").await?;
    differ(&mut differences, "payments", &paid, &amounts(&payments, "CustomerRef", &customers));
    let expenses = quickbooks.entities("Purchase").await?;
    differ(&mut differences, "refunds", &given_back, &amounts(&expenses, "EntityRef", &customers));
    let orders = quickbooks.entities("PurchaseOrder").await?;
    differ(&mut differences, "orders", &our_orders(&books), &their_orders(&orders));
    let bills = quickbooks.entities("Bill").await?;
    differ(&mut differences, "bills", &our_bills(api, &books).await?, &their_bills(&bills));
    assert!(differences.is_empty(), "books and QuickBooks differ:\n{}", differences.join("\n"));
    Ok(books)
}

/// A name and an amount.
type Amount = (String, Decimal);
/// Number, customer, total and what is due.
type Row = (String, String, Decimal, Decimal);

/// The invoices that count. Each of them is about more than nothing.
fn our_invoices(books: &Books) -> Vec<Row> {
    sorted(books.invoices.iter().filter(|invoice| !is_cancelled(invoice)).map(|invoice| {
        let total = decimal(&invoice["total_price"]);
        let due = total - decimal(&invoice["total_transactions"]);
        (invoice["document_number"].to_string(), text(&invoice["customer"]["name"]), total, due)
    }))
}

fn their_invoices(invoices: &[Value]) -> Vec<Row> {
    let rows = invoices.iter().map(|invoice| {
        let (total, due) = (decimal(&invoice["TotalAmt"]), decimal(&invoice["Balance"]));
        (text(&invoice["DocNumber"]), text(&invoice["CustomerRef"]["name"]), total, due)
    });
    sorted(rows.filter(|(_, _, total, _)| !total.is_zero()))
}

/// The numbers of voided invoices that are not the one place of an invoice that was cancelled here.
fn voided_beyond(books: &Books, invoices: &[Value]) -> Vec<String> {
    let mut cancelled: Vec<String> = books
        .invoices
        .iter()
        .filter(|row| is_cancelled(row))
        .map(|row| row["document_number"].to_string())
        .collect();
    let voided = invoices.iter().filter(|row| decimal(&row["TotalAmt"]).is_zero());
    let beyond = voided.map(|row| text(&row["DocNumber"])).filter(|number| {
        let place = cancelled.iter().position(|other| other == number);
        place.map(|place| cancelled.swap_remove(place)).is_none()
    });
    sorted(beyond)
}

fn our_balances(books: &Books) -> Vec<Amount> {
    let none = books.customers.iter().map(|customer| (text(&customer["name"]), Decimal::ZERO));
    let mut balances: BTreeMap<String, Decimal> = none.collect();
    for (_, customer, _, due) in our_invoices(books) {
        *balances.entry(customer).or_default() += due;
    }
    balances.into_iter().collect()
}

fn their_balances(customers: &[Value]) -> Vec<Amount> {
    sorted(customers.iter().map(|customer| (text(&customer["DisplayName"]), decimal(&customer["Balance"]))))
}

/// Whom money is from or for, and how much it is.
fn amounts(rows: &[Value], whom: &str, customers: &[Value]) -> Vec<Amount> {
    let name = |id: &Value| {
        let customer = customers.iter().find(|customer| customer["Id"] == *id);
        customer.map_or_else(|| format!("customer {id}"), |customer| text(&customer["DisplayName"]))
    };
    sorted(rows.iter().map(|row| (name(&row[whom]["value"]), decimal(&row["TotalAmt"]))))
}

/// Number, supplier, total, and whether nothing is to come.
fn our_orders(books: &Books) -> Vec<(String, String, Decimal, bool)> {
    sorted(books.orders.iter().map(|order| {
        let is_received = order["status"]["name"] == "received in full";
        let total = decimal(&order["total_price"]);
        (order["document_number"].to_string(), text(&order["customer"]["name"]), total, is_received)
    }))
}

/// The supplier and total of each order that was received in full, where bills are made of them.
async fn our_bills(api: &Api, books: &Books) -> Result<Vec<Amount>> {
    let settings = api.get("integrations/quickbooks/settings.json").await?.body;
    let is_billed = settings["settings"]["bill_on_receipt"] == "yes";
    let received = our_orders(books).into_iter().filter(|&(.., is_received)| is_billed && is_received);
    Ok(sorted(received.map(|(_, supplier, total, _)| (supplier, total))))
}

fn their_bills(bills: &[Value]) -> Vec<Amount> {
    sorted(bills.iter().map(|bill| (text(&bill["VendorRef"]["name"]), decimal(&bill["TotalAmt"]))))
}

fn their_orders(orders: &[Value]) -> Vec<(String, String, Decimal, bool)> {
    sorted(orders.iter().map(|order| {
        let is_closed = order["POStatus"] == "Closed";
        let total = decimal(&order["TotalAmt"]);
        (text(&order["DocNumber"]), text(&order["VendorRef"]["name"]), total, is_closed)
    }))
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
