//! CreditMemo (fact sheet 9.5).

use super::custom_field::ON_SALES;
use super::paying::keep_owner;
use super::sales::{FORM, complete_form, receivable, reversed, sale_postings};
use super::tie::show_ties;
use super::{Behaviour, Class, Debt, Entity, Goods, Numbering, SALES_FORMS, TRANSACTIONS, Work};
use crate::books::{Company, Id, Posting, Record};
use crate::emulator::Settings;
use crate::fault::Fault;
use crate::field::{Field, Shape, join};
use crate::wire::{Members, Object};
use rust_decimal::Decimal;

/// Credit for a customer. It lowers the customer's balance at once, and an invoice through a payment.
pub(crate) static CREDIT_MEMO: Entity = Entity {
    name: "CreditMemo",
    path: "creditmemo",
    class: Class::Transaction,
    fields: &join::<{ OWN.len() + FORM.len() }>(OWN, FORM),
    sequence: TRANSACTIONS,
    naming: None,
    numbering: Numbering::Series(SALES_FORMS),
    counted: true,
    word: "Transactions",
    behaviour: &CreditMemo,
};

const OWN: &[Field] = &[
    Field::to("CustomerRef", "Customer").required().filter(),
    Field::shown("PaymentMethodRef", Shape::Ignored),
    Field::shown("RemainingCredit", Shape::Money),
];

struct CreditMemo;

impl Behaviour for CreditMemo {
    fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        keep_owner(work, body, "CustomerRef")?;
        let total = complete_form(work, &CREDIT_MEMO, body)?;
        let used = work.before.map(|record| work.company.applied.sum(&record.id)).unwrap_or_default();
        put_open(body, total - used);
        Ok(())
    }

    fn stake(&self, body: &Object, _payer: &str) -> Option<Decimal> {
        Some(body.amount("TotalAmt"))
    }

    fn tied(&self, company: &Company, id: &Id, body: &mut Object) {
        show_ties(company, id, body);
        let open = body.amount("TotalAmt") - company.applied.sum(id);
        put_open(body, open);
    }

    fn may_undo(&self, company: &Company, settings: &Settings, record: &Record) -> Result<(), Fault> {
        if settings.strict_links && company.applied.is_tied(&record.id) {
            return Err(Fault::business(
                "This transaction is linked to other transactions. Unlink them first.",
            ));
        }
        Ok(())
    }

    fn owed(&self, body: &Object) -> Vec<Debt> {
        Debt::of("Customer", body.target("CustomerRef"), -body.amount("Balance"))
    }

    fn goods(&self, _body: &Object) -> Option<Goods> {
        Some(Goods::Returned)
    }

    fn postings(&self, company: &Company, body: &Object) -> Vec<Posting> {
        reversed(sale_postings(company, body, receivable(company, body)))
    }

    fn dress(&self, company: &Company, _record: &Record, shown: &mut Object) {
        ON_SALES.hide_unused(company, shown);
    }
}

/// What is open is shown twice (fact sheet 9.5).
fn put_open(body: &mut Object, open: Decimal) {
    for member in ["Balance", "RemainingCredit"] {
        body.put_money(member, open.max(Decimal::ZERO));
    }
}
