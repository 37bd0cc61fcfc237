//! Bill (fact sheet 10.3).

use super::currency::complete_currency;
use super::expense::{
    LINES, complete_due, complete_lines, complete_owing, complete_payable, complete_vendor, expense_postings,
    link_orders, order_ties, show_orders_and_ties,
};
use super::number::check_number;
use super::owing::debts;
use super::paying::keep_owner;
use super::tax::{GLOBAL, TAX_DETAIL};
use super::{Behaviour, Class, Debt, Entity, Goods, Numbering, TRANSACTIONS, Ties, VoidForm, Work};
use crate::books::{Company, Id, Posting, Record};
use crate::emulator::Settings;
use crate::fault::Fault;
use crate::field::{ADDRESS, DOC_NUMBER, Field, LINKED, Shape, TRANSACTION, join};
use crate::wire::{Members, Object};
use rust_decimal::Decimal;

/// What is owed to vendors.
pub(crate) static BILL: Entity = Entity {
    name: "Bill",
    path: "bill",
    class: Class::Transaction,
    fields: &join::<{ OWN.len() + TRANSACTION.len() }>(OWN, TRANSACTION),
    sequence: TRANSACTIONS,
    naming: None,
    numbering: Numbering::Given,
    counted: true,
    word: "Transactions",
    behaviour: &Bill,
};

const OWN: &[Field] = &[
    Field::to("VendorRef", "Vendor").required().filter(),
    Field::to("APAccountRef", "Account").filter(),
    Field::new("Line", LINES).required(),
    GLOBAL,
    Field::new("TxnTaxDetail", TAX_DETAIL),
    DOC_NUMBER,
    Field::new("DueDate", Shape::Date).sort(),
    Field::to("SalesTermRef", "Term").filter(),
    Field::new("VendorAddr", ADDRESS),
    Field::new("LinkedTxn", LINKED),
    Field::new("IncludeInAnnualTPAR", Shape::Flag),
    Field::shown("TotalAmt", Shape::Money).sort(),
    Field::shown("Balance", Shape::Money).sort(),
    Field::ignored("BillEmail"),
    Field::ignored("ReplyEmail"),
    Field::ignored("Memo"),
    Field::ignored("PayerRef"),
    Field::ignored("RemitToAddr"),
    Field::ignored("ShipAddr"),
];

struct Bill;

impl Behaviour for Bill {
    fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        complete_currency(work, body)?;
        complete_vendor(work, body)?;
        keep_owner(work, body, "VendorRef")?;
        complete_payable(work, body)?;
        complete_due(work, body);
        let total = complete_lines(work, body)?;
        complete_owing(work, body, Decimal::ONE)?;
        let vendor = body.target("VendorRef").map(str::to_owned);
        check_number(work, &BILL, body, "WarnDuplicateBillNumber", |other| {
            other.body.target("VendorRef") == vendor.as_deref()
        })?;
        link_orders(work, body, vendor.as_deref())?;
        let paid = work.before.map(|record| work.company.applied.sum(&record.id)).unwrap_or_default();
        body.put_money("Balance", (total - paid).max(Decimal::ZERO));
        if let Some(before) = work.before {
            self.tied(work.company, &before.id, body);
        }
        Ok(())
    }

    fn ties(&self, body: &Object) -> Ties {
        order_ties(body)
    }

    fn stake(&self, body: &Object, _payer: &str) -> Option<Decimal> {
        Some(body.amount("TotalAmt"))
    }

    fn tied(&self, company: &Company, id: &Id, body: &mut Object) {
        show_orders_and_ties(company, id, body);
        let open = (body.amount("TotalAmt") - company.applied.sum(id)).max(Decimal::ZERO);
        body.put_money("Balance", open);
    }

    fn may_undo(&self, company: &Company, settings: &Settings, record: &Record) -> Result<(), Fault> {
        if settings.strict_links && company.applied.is_tied(&record.id) {
            return Err(Fault::business(
                "This transaction is linked to other transactions. Unlink them first.",
            ));
        }
        Ok(())
    }

    fn void_form(&self) -> VoidForm {
        VoidForm::Crash
    }

    fn owed(&self, body: &Object) -> Vec<Debt> {
        let mut owed = Debt::of("Vendor", body.target("VendorRef"), body.amount("Balance"));
        owed.extend(debts(body));
        owed
    }

    fn goods(&self, _body: &Object) -> Option<Goods> {
        Some(Goods::Bought)
    }

    fn postings(&self, company: &Company, body: &Object) -> Vec<Posting> {
        expense_postings(company, body, body.target("APAccountRef"))
    }
}
