//! Purchase: expense, check or card charge (fact sheet 10.5), also money paid back to a customer (fact sheet
//! 12.3).

use super::currency::complete_currency;
use super::expense::{
    LINES, check_account, complete_lines, expense_owing, expense_postings, link_orders, order_ties,
    refuse_links, show_orders_and_ties,
};
use super::number::check_number;
use super::owing::{amount_owing, keep_owing, named, party, put_open};
use super::paying::keep_while_settled;
use super::sales::reversed;
use super::tax::{GLOBAL, TAX_DETAIL};
use super::{Behaviour, Class, Entity, Goods, Numbering, TRANSACTIONS, Ties, Work, person};
use crate::books::{Company, Id, Posting, Record};
use crate::emulator::Settings;
use crate::fault::Fault;
use crate::field::{ADDRESS, DOC_NUMBER, Field, LINKED, PERSON, Shape, TRANSACTION, join};
use crate::wire::{Members, Object, day_of};
use rust_decimal::Decimal;
use serde_json::json;

/// Money that is spent at once.
pub(crate) static PURCHASE: Entity = Entity {
    name: "Purchase",
    path: "purchase",
    class: Class::Transaction,
    fields: &join::<{ OWN.len() + TRANSACTION.len() }>(OWN, TRANSACTION),
    sequence: TRANSACTIONS,
    naming: None,
    numbering: Numbering::Given,
    counted: true,
    word: "Transactions",
    behaviour: &Purchase,
};

const OWN: &[Field] = &[
    Field::new("PaymentType", Shape::Choice(&["Cash", "Check", "CreditCard"])).required().filter(),
    Field::to("AccountRef", "Account").required().filter(),
    Field::new("Line", LINES).required(),
    GLOBAL,
    Field::new("TxnTaxDetail", TAX_DETAIL),
    Field::new("EntityRef", PERSON),
    Field::new("Credit", Shape::Flag),
    Field::to("PaymentMethodRef", "PaymentMethod"),
    Field::text("PaymentRefNum", 21),
    DOC_NUMBER,
    Field::new("PrintStatus", Shape::Choice(&["NotSet", "NeedToPrint", "PrintComplete"])),
    Field::new("RemitToAddr", ADDRESS),
    Field::new("LinkedTxn", LINKED),
    Field::new("IncludeInAnnualTPAR", Shape::Flag),
    Field::shown("TotalAmt", Shape::Money).sort(),
    Field::ignored("CheckPayment"),
    Field::ignored("CreditCardPayment"),
    Field::ignored("Memo"),
];

struct Purchase;

impl Behaviour for Purchase {
    fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        keep_type(work, body)?;
        complete_payee(work, body);
        complete_currency(work, body)?;
        body.put_default("TxnDate", day_of(work.now).to_string());
        let types: &[&str] = match body.text("PaymentType") {
            Some("CreditCard") => &["Credit Card"],
            Some("Check") => &["Bank"],
            _ => &["Bank", "Other Current Asset"],
        };
        check_account(work, body.target("AccountRef"), types, "AccountRef")?;
        complete_lines(work, body)?;
        check_number(work, &PURCHASE, body, "WarnDuplicateCheckNumber", |_| true)?;
        body.put_default("Credit", false);
        if body.flag("Credit") {
            refuse_links(body)?;
        }
        let vendor = named(body.object("EntityRef"), "Vendor");
        link_orders(work, body, vendor.as_deref())?;
        complete_owing(work, body)?;
        if let Some(before) = work.before {
            self.tied(work.company, &before.id, body);
        }
        Ok(())
    }

    fn ties(&self, body: &Object) -> Ties {
        order_ties(body)
    }

    fn stake(&self, body: &Object, payer: &str) -> Option<Decimal> {
        Some(amount_owing(body, payer).filter(|_| payer == "Payment").unwrap_or_default())
    }

    fn tied(&self, company: &Company, id: &Id, body: &mut Object) {
        show_orders_and_ties(company, id, body);
        put_open(body, company, Some(id));
    }

    fn may_undo(&self, company: &Company, settings: &Settings, record: &Record) -> Result<(), Fault> {
        if settings.strict_links && company.applied.is_tied(&record.id) {
            return Err(Fault::business(
                "This transaction is linked to other transactions. Unlink them first.",
            ));
        }
        Ok(())
    }

    fn goods(&self, body: &Object) -> Option<Goods> {
        Some(if body.flag("Credit") { Goods::SentBack } else { Goods::Bought })
    }

    fn postings(&self, company: &Company, body: &Object) -> Vec<Posting> {
        let postings = expense_postings(company, body, body.target("AccountRef"));
        if body.flag("Credit") { reversed(postings) } else { postings }
    }
}

/// The customer who has to give back what a purchase has paid to receivables.
fn debtor(purchase: &Object) -> Option<&str> {
    party(purchase, "Customer")
}

/// The type is needed with every update and never changes: a full update that tries answers 610, a sparse one
/// ignores it (observed 2026).
fn keep_type(work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
    if !work.given.set.contains_key("PaymentType") {
        return Err(Fault::missing("PaymentType"));
    }
    let Some(before) = work.before.and_then(|before| before.body.text("PaymentType")) else { return Ok(()) };
    if body.text("PaymentType") == Some(before) {
        return Ok(());
    }
    if !work.sparse {
        return Err(Fault::not_found());
    }
    body.put("PaymentType", before);
    Ok(())
}

/// A reply says of what kind the payee is.
fn complete_payee(work: &Work<'_>, body: &mut Object) {
    let Some(payee) = body.object("EntityRef") else { return };
    let id = payee.text("value").unwrap_or_default().to_owned();
    if let Some((kind, _)) = person(work.company, payee.text("type"), &id) {
        body.put("EntityRef", json!({"value": id, "type": kind}));
    }
}

/// The payee is the name for what is booked to receivables or payables (fact sheet 6.4, 12.3); on receivables, where
/// he is no customer, the line's own customer (assumed).
fn complete_owing(work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
    let sign = if body.flag("Credit") { -Decimal::ONE } else { Decimal::ONE };
    let name = |detail: &Object, whose: &'static str| {
        let of_line = || detail.target("CustomerRef").filter(|_| whose == "Customer").map(str::to_owned);
        named(body.object("EntityRef"), whose).or_else(of_line)
    };
    let rows = expense_owing(work, body, sign, name, "EntityRef")?;
    keep_owing(body, &rows, work.company, work.before.map(|before| &before.id));
    let former = work.before.and_then(|before| debtor(&before.body));
    match former.zip(debtor(body)) {
        Some((former, debtor)) if former != debtor => keep_while_settled(work, "EntityRef"),
        _ => Ok(()),
    }
}
