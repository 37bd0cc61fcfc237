//! The books as the public API shows them.

use super::{CLOSED, Kind, Ledger, Record, amount, text};
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
    pub(crate) async fn of_books(api: &Api) -> Result<Self> {
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
        for supplier in api.all(Resource::CUSTOMERS, SUPPLIERS).await? {
            ledger.put(Kind::Supplier, text(&supplier["name"]), contact(&supplier));
        }
        for document in api.all(Resource::DOCUMENTS, PURCHASE_ORDERS).await? {
            ledger.put_purchase_order(&document, &products)?;
        }
        Ok(ledger)
    }

    /// Adds an invoice and the money on it. Gives what is due.
    fn put_invoice(&mut self, document: &Value, products: &HashMap<String, String>) -> Result<Decimal> {
        let is_cancelled = document["status"]["name"] == "cancelled";
        // A cancelled invoice shows what it was for; it counts for nothing.
        let counts = |amount| if is_cancelled { Decimal::ZERO } else { amount };
        let customer = text(&document["customer"]["name"]);
        let total = counts(total(document)?);
        let due = total - amount::read(document, "total_transactions")?;
        let (sold, amounts) = lines(document, products)?;
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
            ("lines", sold.join(" + ")),
            ("line amounts", amount::texts(amounts.into_iter().map(counts))),
            ("shipping address", text(&document["shipping_address"]).replace('\n', " / ")),
        ]);
        self.put(Kind::Invoice, number, record);
        self.invoiced += total;
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

    fn put_purchase_order(&mut self, document: &Value, products: &HashMap<String, String>) -> Result<()> {
        let total = total(document)?;
        let (bought, amounts) = lines(document, products)?;
        let status = match text(&document["status"]["name"]).as_str() {
            "received in full" => CLOSED.to_owned(),
            other => other.to_owned(),
        };
        let record = BTreeMap::from([
            ("date", day(&document["issue_date"])),
            ("vendor", text(&document["customer"]["name"])),
            ("total", amount::text(total)),
            ("lines", bought.join(" + ")),
            ("line amounts", amount::texts(amounts)),
            ("status", status),
        ]);
        self.ordered += total;
        self.put(Kind::PurchaseOrder, document["document_number"].to_string(), record);
        Ok(())
    }
}

fn total(document: &Value) -> Result<Decimal> {
    let members = ["total_price", "total_tax", "total_tax2"];
    members.into_iter().map(|member| amount::read(document, member)).sum()
}

/// Names and amounts of the lines. The API has no amount of a line, so it is worked out from the other three.
fn lines(document: &Value, products: &HashMap<String, String>) -> Result<(Vec<String>, Vec<Decimal>)> {
    let (mut sold, mut amounts) = (Vec::new(), Vec::new());
    for line in document["document_items"].as_array().into_iter().flatten() {
        let product = products.get(&text(&line["item_id"])).cloned();
        sold.push(product.unwrap_or_else(|| text(&line["name"])));
        let part = Decimal::ONE - amount::read(line, "discount_percent")? / Decimal::ONE_HUNDRED;
        amounts.push(cents(amount::read(line, "quantity")? * amount::read(line, "price")? * part));
    }
    Ok((sold, amounts))
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
