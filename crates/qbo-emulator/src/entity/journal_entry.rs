//! JournalEntry (fact sheet 2.7, 9.6).

use super::currency::complete_currency;
use super::deposit::refuse_deposited;
use super::line::LineIds;
use super::number::check_number;
use super::owing::{amount_owing, is_credit, keep_owing, owing, party, put_open};
use super::paying::{PAYERS, keep_while_settled};
use super::tax::{GLOBAL, TAX_APPLICABLE_ON, drop_calculation};
use super::tie::show_ties;
use super::{Behaviour, Class, Entity, Numbering, TRANSACTIONS, VoidForm, Work};
use crate::books::{Company, Id, Posting, Record};
use crate::emulator::Settings;
use crate::fault::{Code, Fault};
use crate::field::{DOC_NUMBER, FREE_REF, Field, PERSON, Shape, TRANSACTION, join};
use crate::wire::{Members, Object, day_of};
use rust_decimal::Decimal;
use serde_json::Value;

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
    DOC_NUMBER,
    Field::new("Adjustment", Shape::Flag).filter(),
    Field::shown("TotalAmt", Shape::Money).sort(),
    GLOBAL,
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
    Field::new("ProjectRef", FREE_REF),
]);

const DETAIL: &str = "JournalEntryLineDetail";

const DETAIL_SHAPE: Shape = Shape::Object(&[
    Field::new("PostingType", Shape::Choice(&["Debit", "Credit"])),
    Field::to("AccountRef", "Account"),
    Field::new(
        "Entity",
        Shape::Object(&[
            Field::new("Type", Shape::Choice(&["Customer", "Vendor", "Employee"])),
            Field::new("EntityRef", PERSON),
        ]),
    ),
    Field::to("ClassRef", "Class"),
    Field::to("DepartmentRef", "Department"),
    Field::new("BillableStatus", Shape::Choice(&["Billable", "NotBillable", "HasBeenBilled"])),
    Field::to("TaxCodeRef", "TaxCode"),
    Field::to("TaxRateRef", "TaxRate"),
    TAX_APPLICABLE_ON,
    Field::new("TaxAmount", Shape::Money),
    Field::new("TaxInclusiveAmt", Shape::Money),
    Field::to("JournalCodeRef", "JournalCode"),
]);

struct JournalEntry;

impl Behaviour for JournalEntry {
    fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        if let Some(before) = work.before {
            refuse_deposited(work.company, &before.id)?;
        }
        complete_currency(work, body)?;
        body.put_default("TxnDate", day_of(work.now).to_string());
        body.put_default("Adjustment", false);
        drop_calculation(work, body);
        let mut ids = LineIds::of(work);
        let (mut lines, mut owing) = (Vec::new(), Vec::new());
        let (mut sum, mut debits) = (Decimal::ZERO, Decimal::ZERO);
        for mut line in body.list("Line").iter().filter_map(Value::as_object).cloned() {
            owing.extend(check_line(work, body, &line)?);
            let amount = signed(&line);
            sum += amount;
            debits += amount.max(Decimal::ZERO);
            line.put_default("DetailType", DETAIL);
            // Lines are counted from 1 (the vendor's schema).
            if line.amount("LineNum").is_zero() {
                line.remove("LineNum");
            }
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
        keep_owing(body, &owing, work.company, work.before.map(|before| &before.id));
        keep_party(work, body)
    }

    fn stake(&self, body: &Object, payer: &str) -> Option<Decimal> {
        Some(amount_owing(body, payer).unwrap_or_default().abs())
    }

    fn tied(&self, company: &Company, id: &Id, body: &mut Object) {
        show_ties(company, id, body);
        put_open(body, company, Some(id));
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

    fn postings(&self, _company: &Company, body: &Object) -> Vec<Posting> {
        let lines = body.list("Line").iter().filter_map(Value::as_object);
        lines
            .filter_map(|line| {
                let account = Id::parse(line.object(DETAIL)?.target("AccountRef")?);
                Some(Posting { account, amount: signed(line) })
            })
            .collect()
    }
}

/// What payments have settled stays with its customer or vendor and on its side.
fn keep_party(work: &Work<'_>, body: &Object) -> Result<(), Fault> {
    let Some(before) = work.before else { return Ok(()) };
    let same_party = |whose: &&str| party(&before.body, whose) == party(body, whose);
    let same_side = |payer: &&str| is_credit(&before.body, payer) == is_credit(body, payer);
    if ["Customer", "Vendor"].iter().all(same_party) && PAYERS.iter().all(same_side) {
        return Ok(());
    }
    keep_while_settled(work, "Line")
}

/// The amount of a line, debits positive.
fn signed(line: &Object) -> Decimal {
    let kind = line.object(DETAIL).and_then(|detail| detail.text("PostingType"));
    if kind == Some("Credit") { -line.amount("Amount") } else { line.amount("Amount") }
}

/// Checks a line; what it does to the balance of a customer or vendor is given back.
fn check_line(work: &Work<'_>, body: &Object, line: &Object) -> Result<Option<Value>, Fault> {
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
    let name = |whose: &'static str| {
        let named = detail.object("Entity").filter(|entity| entity.text("Type") == Some(whose));
        named.and_then(|entity| entity.target("EntityRef")).map(str::to_owned)
    };
    owing(work, body, (detail.target("AccountRef"), signed(line)), name, "Entity")
}
