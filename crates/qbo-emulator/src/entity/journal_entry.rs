//! JournalEntry (fact sheet 2.7, 9.6).

use super::currency::complete_currency;
use super::deposit::refuse_deposited;
use super::line::LineIds;
use super::number::check_number;
use super::paying::keep_while_settled;
use super::tie::show_ties;
use super::{Behaviour, Class, Debt, Entity, Numbering, TRANSACTIONS, VoidForm, Work};
use crate::books::{Company, Id, Posting, Record};
use crate::emulator::Settings;
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
    sequence: TRANSACTIONS,
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
        if let Some(before) = work.before {
            refuse_deposited(work.company, &before.id)?;
        }
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
            let detail = "Amount on debits not equal to credits : Debits and credits must be equal.";
            return Err(Fault::new(Code::UNBALANCED, detail).element("Line"));
        }
        check_number(work, &JOURNAL_ENTRY, body, "WarnDuplicateJournalNumber", |_| true)?;
        body.put("Line", lines);
        body.put_money("TotalAmt", debits);
        body.put(OWING, by_party(&owing));
        keep_party(work, body)?;
        let applied = work.before.map(|before| work.company.applied.sum(&before.id)).unwrap_or_default();
        put_open(body, applied);
        Ok(())
    }

    fn stake(&self, body: &Object) -> Option<Decimal> {
        match body.list(OWING) {
            [row] => Some(row.as_object()?.amount("amount").abs()),
            _ => None,
        }
    }

    fn tied(&self, company: &Company, id: &Id, body: &mut Object) {
        show_ties(company, id, body);
        put_open(body, company.applied.sum(id));
    }

    fn handed_over(&self, body: &mut Object, from: &str, into: &str) {
        let mut rows = body.list(OWING).to_vec();
        for row in rows.iter_mut().filter_map(Value::as_object_mut) {
            if row.text("id") == Some(from) {
                row.put("id", into);
            }
        }
        if !rows.is_empty() {
            body.put(OWING, by_party(&rows));
        }
    }

    fn may_undo(&self, company: &Company, settings: &Settings, record: &Record) -> Result<(), Fault> {
        refuse_deposited(company, &record.id)?;
        if settings.strict_links && company.applied.is_tied(&record.id) {
            return Err(Fault::business(
                "This transaction is linked to other transactions. Unlink them first.",
            ));
        }
        Ok(())
    }

    fn void_form(&self) -> VoidForm {
        VoidForm::Silence
    }

    fn owed(&self, body: &Object) -> Vec<Debt> {
        let rows = body.list(OWING).iter().filter_map(Value::as_object);
        rows.filter_map(|row| {
            let whose = if row.text("whose")? == "Vendor" { "Vendor" } else { "Customer" };
            Some(Debt { whose, id: Id::parse(row.text("id")?), amount: row.amount("open") })
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

/// The customer or vendor whose receivables or payables the entry moves, if it is one alone.
pub(super) fn party<'a>(body: &'a Object, whose: &str) -> Option<&'a str> {
    match body.list(OWING) {
        [row] => row.as_object().filter(|row| row.text("whose") == Some(whose))?.text("id"),
        _ => None,
    }
}

/// Whether the entry lowers what its customer owes, or what its vendor is owed.
pub(super) fn is_credit(body: &Object) -> bool {
    let first = body.list(OWING).first().and_then(Value::as_object);
    first.is_some_and(|row| row.amount("amount") < Decimal::ZERO)
}

/// One row for each customer and vendor.
fn by_party(rows: &[Value]) -> Vec<Value> {
    let mut summed: Vec<Object> = Vec::new();
    for row in rows.iter().filter_map(Value::as_object) {
        let same = |other: &&mut Object| {
            other.text("whose") == row.text("whose") && other.text("id") == row.text("id")
        };
        match summed.iter_mut().find(same) {
            Some(sum) => {
                for member in ["amount", "open"] {
                    let amount = sum.amount(member) + row.amount(member);
                    sum.put_money(member, amount);
                }
            }
            None => summed.push(row.clone()),
        }
    }
    summed.into_iter().map(Value::Object).collect()
}

/// What payments have settled stays with its customer or vendor and on its side.
fn keep_party(work: &Work<'_>, body: &Object) -> Result<(), Fault> {
    let Some(before) = work.before else { return Ok(()) };
    let same = ["Customer", "Vendor"].iter().all(|whose| party(&before.body, whose) == party(body, whose));
    if same && is_credit(&before.body) == is_credit(body) { Ok(()) } else { keep_while_settled(work, "Line") }
}

/// Writes what is open of each row; only an entry of one party can be settled.
fn put_open(body: &mut Object, applied: Decimal) {
    let Some(Value::Array(rows)) = body.get_mut(OWING) else { return };
    for row in rows.iter_mut().filter_map(Value::as_object_mut) {
        let amount = row.amount("amount");
        let settled = if amount < Decimal::ZERO { -applied } else { applied };
        row.put_money("open", amount - settled);
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
        return Err(Fault::new(Code::NEGATIVE_AMOUNT, "NegativeAmount : use PostingType for the side")
            .element("Amount"));
    }
    let empty = Object::new();
    let detail = line.object(DETAIL).unwrap_or(&empty);
    if !detail.contains_key("PostingType") {
        let detail = "MissingPostingType : PostingType is Debit or Credit";
        return Err(Fault::new(Code::POSTING_TYPE, detail).element("PostingType"));
    }
    if !detail.contains_key("AccountRef") {
        return Err(Fault::missing("AccountRef"));
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
