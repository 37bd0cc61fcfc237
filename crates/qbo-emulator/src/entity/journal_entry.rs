//! JournalEntry (fact sheet 2.7, 9.6).

use super::line::LineIds;
use super::number::check_number;
use super::person::complete_currency;
use super::{Behaviour, Class, Debt, Entity, Numbering, Work};
use crate::books::{Company, Id, Posting, Record};
use crate::fault::{Code, Fault};
use crate::field::{FREE_REF, Field, Shape, TRANSACTION, join};
use crate::wire::{Members, Object, day_of};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// Debits and credits by hand.
pub(crate) static JOURNAL_ENTRY: Entity = Entity {
    name: "JournalEntry",
    path: "journalentry",
    class: Class::Transaction,
    fields: &join::<{ OWN.len() + TRANSACTION.len() }>(OWN, TRANSACTION),
    sequence: "transaction",
    naming: None,
    numbering: Numbering::Given,
    counted: true,
    word: "Transactions",
    behaviour: &JournalEntry,
};

const OWN: &[Field] = &[
    Field::new("Line", LINES).required(),
    Field::text("DocNumber", 21).sort(),
    Field::new("Adjustment", Shape::Flag).filter(),
    Field::shown("TotalAmt", Shape::Money).sort(),
    Field::ignored("HomeCurrencyAdjustment"),
    Field::ignored("EnteredInHomeCurrency"),
];

const LINES: Shape = Shape::List(&[
    Field::text("Id", 20),
    Field::new("LineNum", Shape::Whole(0, 1_000_000)),
    Field::text("Description", 4000),
    Field::new("Amount", Shape::Money),
    Field::new("DetailType", Shape::Choice(&[DETAIL])),
    Field::new(DETAIL, DETAIL_SHAPE),
    Field::ignored("LinkedTxn"),
    Field::ignored("CustomField"),
    Field::ignored("ProjectRef"),
]);

const DETAIL: &str = "JournalEntryLineDetail";

const DETAIL_SHAPE: Shape = Shape::Object(&[
    Field::new("PostingType", Shape::Choice(&["Debit", "Credit"])),
    Field::to("AccountRef", "Account"),
    Field::new(
        "Entity",
        Shape::Object(&[
            Field::new("Type", Shape::Choice(&["Customer", "Vendor", "Employee"])),
            Field::new("EntityRef", FREE_REF),
        ]),
    ),
    Field::to("ClassRef", "Class"),
    Field::to("DepartmentRef", "Department"),
    Field::new("BillableStatus", Shape::Choice(&["Billable", "NotBillable", "HasBeenBilled"])),
    Field::ignored("TaxCodeRef"),
    Field::ignored("TaxRateRef"),
    Field::ignored("TaxApplicableOn"),
    Field::ignored("TaxAmount"),
    Field::ignored("TaxInclusiveAmt"),
    Field::ignored("JournalCodeRef"),
]);

/// Kept beside the members that are shown: what the lines do to the balances of customers and vendors.
const OWING: &str = "Owing";

struct JournalEntry;

impl Behaviour for JournalEntry {
    fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        complete_currency(work, body)?;
        body.put_default("TxnDate", day_of(work.now).to_string());
        body.put_default("Adjustment", false);
        let mut ids = LineIds::of(work);
        let (mut lines, mut owing) = (Vec::new(), Vec::new());
        let (mut sum, mut debits) = (Decimal::ZERO, Decimal::ZERO);
        for mut line in body.list("Line").iter().filter_map(Value::as_object).cloned() {
            owing.extend(check_line(work, &line)?);
            let amount = signed(&line);
            sum += amount;
            debits += amount.max(Decimal::ZERO);
            line.put_default("DetailType", DETAIL);
            ids.give(&mut line);
            lines.push(Value::Object(line));
        }
        if !sum.is_zero() {
            return Err(Fault::business("Debits and credits must be equal.").element("Line"));
        }
        check_number(work, &JOURNAL_ENTRY, body, "WarnDuplicateJournalNumber", |_| true)?;
        body.put("Line", lines);
        body.put_money("TotalAmt", debits);
        body.put(OWING, owing);
        Ok(())
    }

    fn owed(&self, body: &Object) -> Vec<Debt> {
        let rows = body.list(OWING).iter().filter_map(Value::as_object);
        rows.filter_map(|row| {
            let whose = if row.text("whose")? == "Vendor" { "Vendor" } else { "Customer" };
            Some(Debt { whose, id: Id::parse(row.text("id")?), amount: row.amount("amount") })
        })
        .collect()
    }

    fn postings(&self, _company: &Company, body: &Object) -> Vec<Posting> {
        let lines = body.list("Line").iter().filter_map(Value::as_object);
        lines
            .filter_map(|line| {
                let account = Id::parse(line.object(DETAIL)?.target("AccountRef")?);
                Some(Posting { account, amount: signed(line) })
            })
            .collect()
    }

    fn dress(&self, _company: &Company, _record: &Record, shown: &mut Object) {
        shown.remove(OWING);
    }
}

/// The amount of a line, debits positive.
fn signed(line: &Object) -> Decimal {
    let kind = line.object(DETAIL).and_then(|detail| detail.text("PostingType"));
    if kind == Some("Credit") { -line.amount("Amount") } else { line.amount("Amount") }
}

/// Checks a line; what it does to the balance of a customer or vendor is given back.
fn check_line(work: &Work<'_>, line: &Object) -> Result<Option<Value>, Fault> {
    if !line.contains_key("Amount") {
        return Err(Fault::missing("Amount"));
    }
    if line.amount("Amount") < Decimal::ZERO {
        return Err(
            Fault::new(Code::AMOUNT, "Invalid Amount : use PostingType for the side").element("Amount")
        );
    }
    let empty = Object::new();
    let detail = line.object(DETAIL).unwrap_or(&empty);
    if let Some(member) = ["PostingType", "AccountRef"].iter().find(|member| !detail.contains_key(**member)) {
        return Err(Fault::missing(member));
    }
    let account = detail.target("AccountRef").and_then(|id| work.company.look_up("Account", id));
    let (whose, who, sign) = match account.and_then(|account| account.body.text("AccountType")) {
        Some("Accounts Receivable") => ("Customer", "Accounts Receivable, you must choose a customer", 1),
        Some("Accounts Payable") => ("Vendor", "Accounts Payable, you must choose a vendor", -1),
        _ => return Ok(None),
    };
    let named = detail.object("Entity").filter(|entity| entity.text("Type") == Some(whose));
    let Some(id) = named.and_then(|entity| entity.target("EntityRef")) else {
        return Err(Fault::business(&format!("When you use {who} in the Name field.")).element("Entity"));
    };
    if work.company.look_up(whose, id).is_none() {
        return Err(Fault::no_reference("Names", id));
    }
    let mut row = Object::new();
    row.put("whose", whose);
    row.put("id", id);
    row.put_money("amount", signed(line) * Decimal::from(sign));
    Ok(Some(json!(row)))
}
