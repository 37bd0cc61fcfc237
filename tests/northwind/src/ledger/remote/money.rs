//! Payments and refunds, and how they are booked.

use super::{Kind, Ledger, Record, amount, note, text};
use anyhow::Result;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// Characters of a payment's reference in QuickBooks (fact sheet 9.7); a longer one is whole in the note.
const REFERENCE_MAX: usize = 21;

impl Ledger {
    /// Adds a payment. `names` tells what it may be put on.
    pub(super) fn put_payment(&mut self, payment: &Value, names: &HashMap<String, String>) -> Result<()> {
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

    /// Adds what was paid out to a customer. `accounts` tells what kind of account has an id. Gives its reference.
    pub(super) fn put_refund(
        &mut self,
        purchase: &Value,
        accounts: &HashMap<String, String>,
    ) -> Result<String> {
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
