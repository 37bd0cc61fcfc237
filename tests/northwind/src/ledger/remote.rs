//! The books as the emulator holds them.

use super::{Kind, Ledger, Record, amount};
use anyhow::Result;
use live::Remote;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// The type of a line that sells something.
const SALE: &str = "SalesItemLineDetail";
/// The type of a line that buys something.
const PURCHASE: &str = "ItemBasedExpenseLineDetail";

/// Characters of a payment's reference in QuickBooks (fact sheet 9.7); a longer one is whole in the note.
const REFERENCE_MAX: usize = 21;

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
            ledger.put(Kind::Supplier, text(&vendor["DisplayName"]), contact(&vendor));
        }
        let mut numbers = HashMap::new();
        for invoice in remote.entities("Invoice").await? {
            let number = text(&invoice["DocNumber"]);
            numbers.insert(text(&invoice["Id"]), number.clone());
            ledger.invoiced += amount::read(&invoice, "TotalAmt")?;
            ledger.put(Kind::Invoice, number, self::invoice(&invoice)?);
        }
        for payment in remote.entities("Payment").await? {
            ledger.paid += amount::read(&payment, "TotalAmt")?;
            let links: Vec<&Value> = links(&payment).collect();
            let [link] = links.as_slice() else {
                let id = &payment["Id"];
                ledger.put(Kind::Payment, format!("(id {id}, linked {} times)", links.len()), Record::new());
                continue;
            };
            let number = numbers.get(&text(&link["TxnId"])).cloned().unwrap_or_default();
            ledger.put(Kind::Payment, number, self::payment(&payment)?);
        }
        for order in remote.entities("PurchaseOrder").await? {
            ledger.ordered += amount::read(&order, "TotalAmt")?;
            ledger.put(Kind::PurchaseOrder, text(&order["DocNumber"]), purchase_order(&order)?);
        }
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

fn invoice(invoice: &Value) -> Result<Record> {
    let (sold, amounts) = lines(invoice, SALE)?;
    Ok(BTreeMap::from([
        ("date", text(&invoice["TxnDate"])),
        ("customer", text(&invoice["CustomerRef"]["name"])),
        ("total", amount::text(amount::read(invoice, "TotalAmt")?)),
        ("balance", amount::text(amount::read(invoice, "Balance")?)),
        ("lines", sold),
        ("line amounts", amounts),
        ("shipping address", free_address(&invoice["ShipAddr"])),
    ]))
}

fn purchase_order(order: &Value) -> Result<Record> {
    let (bought, amounts) = lines(order, PURCHASE)?;
    Ok(BTreeMap::from([
        ("date", text(&order["TxnDate"])),
        ("vendor", text(&order["VendorRef"]["name"])),
        ("total", amount::text(amount::read(order, "TotalAmt")?)),
        ("lines", bought),
        ("line amounts", amounts),
        ("status", text(&order["POStatus"])),
    ]))
}

/// What the lines of this type are for, and their amounts.
fn lines(entity: &Value, kind: &str) -> Result<(String, String)> {
    let lines = entity["Line"].as_array().into_iter().flatten();
    let lines: Vec<&Value> = lines.filter(|line| line["DetailType"] == kind).collect();
    let names: Vec<String> = lines.iter().map(|line| first_line(&text(&line["Description"]))).collect();
    let amounts: Vec<_> = lines.iter().map(|line| amount::read(line, "Amount")).collect::<Result<_>>()?;
    Ok((names.join(" + "), amount::texts(amounts)))
}

fn payment(payment: &Value) -> Result<Record> {
    let (short, note) = (text(&payment["PaymentRefNum"]), text(&payment["PrivateNote"]));
    let whole = note.split(" [Counterfoil ").next().unwrap_or_default().to_owned();
    let cut = whole.chars().count() > REFERENCE_MAX && whole.starts_with(&short);
    Ok(BTreeMap::from([
        ("amount", amount::text(amount::read(payment, "TotalAmt")?)),
        ("date", text(&payment["TxnDate"])),
        ("customer", text(&payment["CustomerRef"]["name"])),
        ("reference", if cut { whole } else { short }),
    ]))
}

fn links(payment: &Value) -> impl Iterator<Item = &Value> {
    let lines = payment["Line"].as_array().into_iter().flatten();
    lines.flat_map(|line| line["LinkedTxn"].as_array().into_iter().flatten())
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
