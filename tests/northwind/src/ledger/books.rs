//! The books as the public API shows them.

use super::{CLOSED, Kind, Ledger, Record, amount, text};
use crate::Country;
use crate::data::cents;
use anyhow::Result;
use live::{Api, Resource};
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

const CUSTOMERS: &[(&str, &str)] = &[("contextId", "2")];
const SUPPLIERS: &[(&str, &str)] = &[("contextId", "10")];
const INVOICES: &[(&str, &str)] = &[("contextId", "5")];
const PURCHASE_ORDERS: &[(&str, &str)] = &[("contextId", "11")];

impl Ledger {
    /// Reads everything back from the server.
    ///
    /// # Errors
    /// The server did not answer as it should.
    pub(crate) async fn of_books(api: &Api, country: Country) -> Result<Self> {
        let mut ledger = Self::default();
        let mut products = HashMap::new();
        for item in api.all(Resource::ITEMS, &[]).await? {
            products.insert(text(&item["id"]), text(&item["name"]));
            let record =
                BTreeMap::from([("SKU", text(&item["sku"])), ("in stock", item["quantity"].to_string())]);
            ledger.put(Kind::Product, text(&item["name"]), record);
        }
        let mut owed: HashMap<String, Decimal> = HashMap::new();
        for document in api.all(Resource::DOCUMENTS, INVOICES).await? {
            let due = ledger.put_invoice(&document, &products)?;
            *owed.entry(text(&document["customer_id"])).or_default() += due;
        }
        for customer in api.all(Resource::CUSTOMERS, CUSTOMERS).await? {
            let mut record = contact(&customer);
            let due = owed.get(&text(&customer["id"])).copied().unwrap_or_default();
            record.insert("shipping address", address(&customer, "shipping"));
            record.insert("open balance", amount::text(due));
            ledger.receivable += due;
            ledger.put(Kind::Customer, text(&customer["name"]), record);
        }
        let mut owed: HashMap<String, Decimal> = HashMap::new();
        for document in api.all(Resource::DOCUMENTS, PURCHASE_ORDERS).await? {
            let received = ledger.put_purchase_order(&document, &products)?;
            let due = if country.makes_bills() { received } else { Decimal::ZERO };
            *owed.entry(text(&document["customer_id"])).or_default() += due;
        }
        for supplier in api.all(Resource::CUSTOMERS, SUPPLIERS).await? {
            let mut record = contact(&supplier);
            let due = owed.get(&text(&supplier["id"])).copied().unwrap_or_default();
            record.insert("open balance", amount::text(due));
            ledger.payable += due;
            ledger.put(Kind::Supplier, text(&supplier["name"]), record);
        }
        Ok(ledger)
    }

    /// Adds an invoice and the money on it. Gives what is due.
    fn put_invoice(&mut self, document: &Value, products: &HashMap<String, String>) -> Result<Decimal> {
        let is_cancelled = document["status"]["name"] == "cancelled";
        // A cancelled invoice shows what it was for; it counts for nothing.
        let counts = |amount| if is_cancelled { Decimal::ZERO } else { amount };
        let customer = text(&document["customer"]["name"]);
        let (total, tax) = (counts(total(document)?), counts(tax(document)?));
        let due = total - amount::read(document, "total_transactions")?;
        let lines = lines(document, products)?;
        let number = document["document_number"].to_string();
        for money in document["transactions"].as_array().into_iter().flatten() {
            self.put_transaction(money, &number, &customer)?;
        }
        let record = BTreeMap::from([
            ("date", day(&document["issue_date"])),
            ("customer", customer),
            ("cancelled", is_cancelled.to_string()),
            ("total", amount::text(total)),
            ("balance", amount::text(due)),
            ("tax", amount::text(tax)),
            ("lines", lines.names.join(" + ")),
            ("line amounts", amount::texts(lines.amounts.into_iter().map(counts))),
            ("tax rates", amount::texts(lines.rates)),
            ("shipping address", text(&document["shipping_address"]).replace('\n', " / ")),
        ]);
        self.put(Kind::Invoice, number, record);
        self.invoiced += total;
        self.taxed += tax;
        Ok(due)
    }

    /// Adds a payment or refund.
    fn put_transaction(&mut self, money: &Value, invoice: &str, customer: &str) -> Result<()> {
        let amount = amount::read(money, "amount")?;
        let mut record = BTreeMap::from([
            ("amount", amount::text(amount.abs())),
            ("customer", customer.to_owned()),
            ("date", day(&money["transaction_date"])),
        ]);
        let reference = text(&money["reference"]);
        if amount.is_sign_negative() {
            record.insert("invoice", invoice.to_owned());
            self.put(Kind::Refund, reference, record);
            self.refunded -= amount;
        } else {
            self.put(Kind::Payment, reference, record);
            self.paid += amount;
        }
        Ok(())
    }

    /// Adds a purchase order. Gives what it comes to, once it is received in full.
    fn put_purchase_order(
        &mut self,
        document: &Value,
        products: &HashMap<String, String>,
    ) -> Result<Decimal> {
        let total = total(document)?;
        let lines = lines(document, products)?;
        let (status, received) = match text(&document["status"]["name"]).as_str() {
            "received in full" => (CLOSED.to_owned(), total),
            other => (other.to_owned(), Decimal::ZERO),
        };
        let record = BTreeMap::from([
            ("date", day(&document["issue_date"])),
            ("vendor", text(&document["customer"]["name"])),
            ("total", amount::text(total)),
            ("tax", amount::text(tax(document)?)),
            ("lines", lines.names.join(" + ")),
            ("line amounts", amount::texts(lines.amounts)),
            ("tax rates", amount::texts(lines.rates)),
            ("status", status),
        ]);
        self.ordered += total;
        self.put(Kind::PurchaseOrder, document["document_number"].to_string(), record);
        Ok(received)
    }
}

fn total(document: &Value) -> Result<Decimal> {
    Ok(amount::read(document, "total_price")? + tax(document)?)
}

fn tax(document: &Value) -> Result<Decimal> {
    Ok(amount::read(document, "total_tax")? + amount::read(document, "total_tax2")?)
}

/// The lines of a document, column by column.
#[derive(Default)]
struct Lines {
    names: Vec<String>,
    amounts: Vec<Decimal>,
    rates: Vec<Decimal>,
}

/// The API has no amount of a line, so it is worked out from the other three.
fn lines(document: &Value, products: &HashMap<String, String>) -> Result<Lines> {
    let mut lines = Lines::default();
    for line in document["document_items"].as_array().into_iter().flatten() {
        let product = products.get(&text(&line["item_id"])).cloned();
        lines.names.push(product.unwrap_or_else(|| text(&line["name"])));
        let part = Decimal::ONE - amount::read(line, "discount_percent")? / Decimal::ONE_HUNDRED;
        lines.amounts.push(cents(amount::read(line, "quantity")? * amount::read(line, "price")? * part));
        lines.rates.push(amount::read(line, "tax")? + amount::read(line, "tax2")?);
    }
    Ok(lines)
}

fn contact(row: &Value) -> Record {
    BTreeMap::from([
        ("phone", text(&row["office_phone"])),
        ("fax", text(&row["office_fax"])),
        ("web site", text(&row["url"])),
        ("billing address", address(row, "billing")),
    ])
}

fn address(row: &Value, kind: &str) -> String {
    ["address_1", "city", "region", "postal_code", "country"]
        .map(|part| text(&row[format!("{kind}_{part}")]))
        .join(" / ")
}

/// The day alone: the API gives days with a time.
fn day(value: &Value) -> String {
    let text = text(value);
    text.split(['T', ' ']).next().unwrap_or_default().to_owned()
}
