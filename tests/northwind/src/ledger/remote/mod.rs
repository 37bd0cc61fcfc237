//! The books as the emulator holds them.

mod money;
mod reports;
mod tax_codes;

use super::{Kind, Ledger, Record, amount, text};
use anyhow::Result;
use live::Remote;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use tax_codes::TaxCodes;

/// The type of a line that sells something.
const SALE: &str = "SalesItemLineDetail";
/// The type of a line that buys something.
const PURCHASE: &str = "ItemBasedExpenseLineDetail";

/// What the note of a voided invoice begins with (fact sheet 2.7).
const VOIDED: &str = "Voided";

impl Ledger {
    /// Reads everything from the emulator.
    ///
    /// # Errors
    /// An entity is not as it should be.
    pub(crate) async fn of_remote(remote: &Remote) -> Result<Self> {
        let mut ledger = Self::default();
        for customer in remote.entities("Customer").await? {
            let balance = amount::read(&customer, "Balance")?;
            let mut record = contact(&customer);
            record.insert("shipping address", address(&customer["ShipAddr"]));
            record.insert("open balance", amount::text(balance));
            ledger.receivable += balance;
            ledger.put(Kind::Customer, text(&customer["DisplayName"]), record);
        }
        for vendor in remote.entities("Vendor").await? {
            let balance = amount::read(&vendor, "Balance")?;
            let mut record = contact(&vendor);
            record.insert("open balance", amount::text(balance));
            ledger.payable += balance;
            ledger.put(Kind::Supplier, text(&vendor["DisplayName"]), record);
        }
        let accounts: HashMap<String, String> = remote
            .entities("Account")
            .await?
            .iter()
            .map(|account| (text(&account["Id"]), text(&account["AccountSubType"])))
            .collect();
        let codes = TaxCodes::read(remote).await?;
        // What money may be put on: invoices by their number, refunds by their reference.
        let mut names = HashMap::new();
        for invoice in remote.entities("Invoice").await? {
            let number = text(&invoice["DocNumber"]);
            names.insert(text(&invoice["Id"]), number.clone());
            ledger.invoiced += amount::read(&invoice, "TotalAmt")?;
            ledger.taxed += amount::read(&invoice["TxnTaxDetail"], "TotalTax")?;
            ledger.put(Kind::Invoice, number, self::invoice(&invoice, &codes)?);
        }
        for purchase in remote.entities("Purchase").await? {
            let reference = ledger.put_refund(&purchase, &accounts)?;
            names.insert(text(&purchase["Id"]), reference);
        }
        for payment in remote.entities("Payment").await? {
            ledger.put_payment(&payment, &names)?;
        }
        let mut orders = HashMap::new();
        for order in remote.entities("PurchaseOrder").await? {
            ledger.ordered += amount::read(&order, "TotalAmt")?;
            let number = text(&order["DocNumber"]);
            orders.insert(text(&order["Id"]), number.clone());
            ledger.put(Kind::PurchaseOrder, number, purchase_order(&order, &codes)?);
        }
        for bill in remote.entities("Bill").await? {
            let order = bill["LinkedTxn"].as_array().and_then(|links| links.first());
            let order = order.and_then(|link| orders.get(&text(&link["TxnId"]))).cloned();
            ledger.put(Kind::Bill, order.unwrap_or_default(), self::bill(&bill, &codes)?);
        }
        ledger.put_reports(remote, &accounts).await?;
        Ok(ledger)
    }
}

fn contact(entity: &Value) -> Record {
    BTreeMap::from([
        ("phone", text(&entity["PrimaryPhone"]["FreeFormNumber"])),
        ("fax", text(&entity["Fax"]["FreeFormNumber"])),
        ("web site", text(&entity["WebAddr"]["URI"])),
        ("billing address", address(&entity["BillAddr"])),
    ])
}

fn address(address: &Value) -> String {
    ["Line1", "City", "CountrySubDivisionCode", "PostalCode", "Country"]
        .map(|part| text(&address[part]))
        .join(" / ")
}

/// An address of nothing but lines.
fn free_address(address: &Value) -> String {
    let lines = ["Line1", "Line2", "Line3", "Line4", "Line5"].map(|line| text(&address[line]));
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" / ")
}

fn invoice(invoice: &Value, codes: &TaxCodes) -> Result<Record> {
    let mut record = document(invoice, SALE, codes)?;
    record.insert("customer", text(&invoice["CustomerRef"]["name"]));
    record.insert("cancelled", note(invoice).starts_with(VOIDED).to_string());
    record.insert("balance", amount::text(amount::read(invoice, "Balance")?));
    record.insert("shipping address", free_address(&invoice["ShipAddr"]));
    Ok(record)
}

fn purchase_order(order: &Value, codes: &TaxCodes) -> Result<Record> {
    let mut record = document(order, PURCHASE, codes)?;
    record.insert("vendor", text(&order["VendorRef"]["name"]));
    record.insert("status", text(&order["POStatus"]));
    Ok(record)
}

fn bill(bill: &Value, codes: &TaxCodes) -> Result<Record> {
    let mut record = document(bill, PURCHASE, codes)?;
    record.insert("vendor", text(&bill["VendorRef"]["name"]));
    record.insert("balance", amount::text(amount::read(bill, "Balance")?));
    Ok(record)
}

/// What every document has: day, total, tax, and the lines of this type.
fn document(entity: &Value, kind: &str, codes: &TaxCodes) -> Result<Record> {
    let (mut names, mut amounts, mut rates) = (Vec::new(), Vec::new(), Vec::new());
    let lines = entity["Line"].as_array().into_iter().flatten();
    for line in lines.filter(|line| line["DetailType"] == kind) {
        names.push(first_line(&text(&line["Description"])));
        amounts.push(amount::read(line, "Amount")?);
        rates.push(codes.rate(kind, &line[kind]).map_or_else(|| "?".to_owned(), amount::text));
    }
    Ok(BTreeMap::from([
        ("date", text(&entity["TxnDate"])),
        ("total", amount::text(amount::read(entity, "TotalAmt")?)),
        ("tax", amount::text(amount::read(&entity["TxnTaxDetail"], "TotalTax")?)),
        ("lines", names.join(" + ")),
        ("line amounts", amount::texts(amounts)),
        ("tax rates", rates.join(" + ")),
    ]))
}

/// The note, without the mark that it may end with.
fn note(entity: &Value) -> String {
    let note = text(&entity["PrivateNote"]);
    note.split(" [Counterfoil ").next().unwrap_or_default().to_owned()
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}
