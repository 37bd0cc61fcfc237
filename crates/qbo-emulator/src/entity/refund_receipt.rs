//! RefundReceipt (fact sheet 9.5).

use super::custom_field::ON_SALES;
use super::deposit::refuse_deposited;
use super::expense::check_account;
use super::sales::{DEPOSITABLE, FORM, complete_form, reversed, sale_postings};
use super::tender::{CARD, CHECK, PAYMENT_TYPE, settle_tender};
use super::{Behaviour, Class, Entity, Goods, Numbering, SALES_FORMS, TRANSACTIONS, Work};
use crate::books::{Company, Id, Posting, Record};
use crate::emulator::Settings;
use crate::fault::Fault;
use crate::field::{Field, join};
use crate::wire::{Members, Object};
use rust_decimal::Decimal;

/// Money given back at once. It is linked to no invoice and does not touch receivables.
pub(crate) static REFUND_RECEIPT: Entity = Entity {
    name: "RefundReceipt",
    path: "refundreceipt",
    class: Class::Transaction,
    fields: &join::<{ OWN.len() + FORM.len() }>(OWN, FORM),
    sequence: TRANSACTIONS,
    naming: None,
    numbering: Numbering::Series(SALES_FORMS),
    counted: true,
    word: "Transactions",
    behaviour: &RefundReceipt,
};

const OWN: &[Field] =
    &[Field::to("DepositToAccountRef", "Account").required().filter(), PAYMENT_TYPE, CHECK, CARD];

struct RefundReceipt;

impl Behaviour for RefundReceipt {
    fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        if let Some(before) = work.before {
            refuse_deposited(work.company, &before.id)?;
        }
        check_account(work, body.target("DepositToAccountRef"), &DEPOSITABLE, "DepositToAccountRef")?;
        settle_tender(work, body)?;
        complete_form(work, &REFUND_RECEIPT, body)?;
        body.put_money("Balance", Decimal::ZERO);
        Ok(())
    }

    fn may_undo(&self, company: &Company, _settings: &Settings, record: &Record) -> Result<(), Fault> {
        refuse_deposited(company, &record.id)
    }

    fn goods(&self, _body: &Object) -> Option<Goods> {
        Some(Goods::Returned)
    }

    fn postings(&self, company: &Company, body: &Object) -> Vec<Posting> {
        reversed(sale_postings(company, body, body.target("DepositToAccountRef").map(Id::parse)))
    }

    fn dress(&self, company: &Company, _record: &Record, shown: &mut Object) {
        ON_SALES.hide_unused(company, shown);
    }
}
