//! SalesReceipt (fact sheet 9.5).

use super::custom_field::ON_SALES;
use super::deposit::refuse_deposited;
use super::sales::{FORM, complete_deposit_account, complete_form, sale_postings};
use super::tender::{CARD, CHECK, PAYMENT_TYPE, settle_tender};
use super::void::zeroed;
use super::{Behaviour, Class, Entity, Goods, Numbering, SALES_FORMS, TRANSACTIONS, VoidForm, Work};
use crate::books::{Company, Id, Posting, Record};
use crate::emulator::Settings;
use crate::fault::Fault;
use crate::field::{Field, join};
use crate::wire::{Members, Object};
use rust_decimal::Decimal;
use serde_json::json;

/// A sale that is paid at once.
pub(crate) static SALES_RECEIPT: Entity = Entity {
    name: "SalesReceipt",
    path: "salesreceipt",
    class: Class::Transaction,
    fields: &join::<{ OWN.len() + FORM.len() }>(OWN, FORM),
    sequence: TRANSACTIONS,
    naming: None,
    numbering: Numbering::Series(SALES_FORMS),
    counted: true,
    word: "Transactions",
    behaviour: &SalesReceipt,
};

const OWN: &[Field] = &[Field::to("DepositToAccountRef", "Account").filter(), PAYMENT_TYPE, CHECK, CARD];

struct SalesReceipt;

impl Behaviour for SalesReceipt {
    fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        if let Some(before) = work.before {
            refuse_deposited(work.company, &before.id)?;
        }
        complete_deposit_account(work, body)?;
        settle_tender(work, body)?;
        complete_form(work, &SALES_RECEIPT, body)?;
        body.put_money("Balance", Decimal::ZERO);
        Ok(())
    }

    fn may_undo(&self, company: &Company, _settings: &Settings, record: &Record) -> Result<(), Fault> {
        refuse_deposited(company, &record.id)
    }

    fn voided(&self, body: &Object) -> Option<Object> {
        let mut voided = zeroed(body);
        voided.put("TxnTaxDetail", json!({"TotalTax": 0}));
        Some(voided)
    }

    fn void_form(&self) -> VoidForm {
        VoidForm::Include
    }

    fn goods(&self, _body: &Object) -> Option<Goods> {
        Some(Goods::Sold)
    }

    fn postings(&self, company: &Company, body: &Object) -> Vec<Posting> {
        sale_postings(company, body, body.target("DepositToAccountRef").map(Id::parse))
    }

    fn dress(&self, company: &Company, _record: &Record, shown: &mut Object) {
        ON_SALES.hide_unused(company, shown);
    }
}
