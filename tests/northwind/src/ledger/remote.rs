//! The books as the emulator holds them.

use super::{Kind, Ledger, Record, amount, text};
use anyhow::Result;
use live::Remote;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// The type of a line that sells something.
const SALE: &str = "SalesItemLineDetail";
/// The type of a line that buys something.
const PURCHASE: &str = "ItemBasedExpenseLineDetail";

/// What the note of a voided invoice begins with (fact sheet 2.7).
const VOIDED: &str = "Voided";

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
        let accounts: HashMap<String, String> = remote
            .entities("Account")
            .await?
            .iter()
            .map(|account| (text(&account["Id"]), text(&account["AccountSubType"])))
            .collect();
        // What money may be put on: invoices by their number, refunds by their reference.
        let mut names = HashMap::new();
        for invoice in remote.entities("Invoice").await? {
            let number = text(&invoice["DocNumber"]);
            names.insert(text(&invoice["Id"]), number.clone());
            ledger.invoiced += amount::read(&invoice, "TotalAmt")?;
            ledger.put(Kind::Invoice, number, self::invoice(&invoice)?);
        }
        for purchase in remote.entities("Purchase").await? {
            let reference = ledger.put_refund(&purchase, &accounts)?;
            names.insert(text(&purchase["Id"]), reference);
        }
        for payment in remote.entities("Payment").await? {
            ledger.put_payment(&payment, &names)?;
        }
        for order in remote.entities("PurchaseOrder").await? {
            ledger.ordered += amount::read(&order, "TotalAmt")?;
            ledger.put(Kind::PurchaseOrder, text(&order["DocNumber"]), purchase_order(&order)?);
        }
        ledger.put_reports(remote, &accounts).await?;
        Ok(ledger)
    }

    fn put_payment(&mut self, payment: &Value, names: &HashMap<String, String>) -> Result<()> {
        let (short, note) = (text(&payment["PaymentRefNum"]), note(payment));
        let cut = note.chars().count() > REFERENCE_MAX && note.starts_with(&short);
        let reference = if cut { note } else { short };
        let amount = amount::read(payment, "TotalAmt")?;
        let mut record = BTreeMap::from([("amount", amount::text(amount))]);
        record.insert("date", text(&payment["TxnDate"]));
        record.insert("customer", text(&payment["CustomerRef"]["name"]));
        let mut booking = Record::new();
        for (field, kind) in [("on invoices", "Invoice"), ("given back", "Expense")] {
            booking.insert(field, applied(payment, kind, names)?);
        }
        self.put(Kind::Payment, &reference, record);
        self.put(Kind::Booking, reference, booking);
        self.paid += amount;
        Ok(())
    }

    /// Adds what was paid out to a customer. Gives its reference.
    fn put_refund(&mut self, purchase: &Value, accounts: &HashMap<String, String>) -> Result<String> {
        let note = note(purchase);
        let (what, reference) = note.split_once(": ").unwrap_or_default();
        let amount = amount::read(purchase, "TotalAmt")?;
        let mut record = BTreeMap::from([("amount", amount::text(amount))]);
        record.insert("date", text(&purchase["TxnDate"]));
        record.insert("customer", text(&purchase["EntityRef"]["name"]));
        record.insert("invoice", what.trim_start_matches("Refund on invoice ").to_owned());
        let account = |owner: &Value| accounts.get(&text(&owner["AccountRef"]["value"])).cloned();
        let line = &purchase["Line"][0]["AccountBasedExpenseLineDetail"];
        let mut booking = BTreeMap::from([("from", account(purchase).unwrap_or_default())]);
        booking.insert("against", account(line).unwrap_or_default());
        self.put(Kind::Refund, reference, record);
        self.put(Kind::Booking, reference, booking);
        self.refunded += amount;
        Ok(reference.to_owned())
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
        ("cancelled", note(invoice).starts_with(VOIDED).to_string()),
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

/// What a payment puts on transactions of this kind, by their names.
fn applied(payment: &Value, kind: &str, names: &HashMap<String, String>) -> Result<String> {
    let mut applied = Vec::new();
    for line in payment["Line"].as_array().into_iter().flatten() {
        for link in line["LinkedTxn"].as_array().into_iter().flatten().filter(|link| link["TxnType"] == kind)
        {
            let name = names.get(&text(&link["TxnId"])).map_or("?", String::as_str);
            applied.push(format!("{name}: {}", amount::text(amount::read(line, "Amount")?)));
        }
    }
    Ok(applied.join(" + "))
}

/// The note, without the mark that it may end with.
fn note(entity: &Value) -> String {
    let note = text(&entity["PrivateNote"]);
    note.split(" [Counterfoil ").next().unwrap_or_default().to_owned()
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}
