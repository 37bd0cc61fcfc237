//! VendorCredit: what vendors owe back (fact sheet 10.4).

use super::currency::complete_currency;
use super::expense::{
    LINES, complete_lines, complete_owing, complete_payable, copy_address, expense_postings, refuse_links,
};
use super::owing::debts;
use super::paying::keep_owner;
use super::sales::reversed;
use super::tax::{GLOBAL, TAX_DETAIL};
use super::tie::show_ties;
use super::{Behaviour, Class, Debt, Entity, Goods, Numbering, TRANSACTIONS, Work};
use crate::books::{Company, Id, Posting, Record};
use crate::emulator::Settings;
use crate::fault::Fault;
use crate::field::{ADDRESS, DOC_NUMBER, Field, Shape, TRANSACTION, join};
use crate::wire::{Members, Object, day_of};
use rust_decimal::Decimal;

/// Credit at a vendor.
pub(crate) static VENDOR_CREDIT: Entity = Entity {
    name: "VendorCredit",
    path: "vendorcredit",
    class: Class::Transaction,
    fields: &join::<{ OWN.len() + TRANSACTION.len() }>(OWN, TRANSACTION),
    sequence: TRANSACTIONS,
    naming: None,
    numbering: Numbering::Given,
    counted: true,
    word: "Transactions",
    behaviour: &VendorCredit,
};

const OWN: &[Field] = &[
    Field::to("VendorRef", "Vendor").required().filter(),
    Field::to("APAccountRef", "Account").filter(),
    Field::new("Line", LINES).required(),
    GLOBAL,
    Field::new("TxnTaxDetail", TAX_DETAIL),
    DOC_NUMBER,
    Field::new("VendorAddr", ADDRESS),
    Field::new("IncludeInAnnualTPAR", Shape::Flag),
    Field::shown("TotalAmt", Shape::Money).sort(),
    Field::shown("Balance", Shape::Money).sort(),
    Field::ignored("BillEmail"),
    Field::ignored("ReplyEmail"),
    Field::ignored("Memo"),
];

struct VendorCredit;

impl Behaviour for VendorCredit {
    fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        complete_currency(work, body)?;
        copy_address(work, body);
        keep_owner(work, body, "VendorRef")?;
        complete_payable(work, body)?;
        body.put_default("TxnDate", day_of(work.now).to_string());
        let total = complete_lines(work, body)?;
        refuse_links(body)?;
        complete_owing(work, body, -Decimal::ONE)?;
        let used = work.before.map(|record| work.company.applied.sum(&record.id)).unwrap_or_default();
        body.put_money("Balance", (total - used).max(Decimal::ZERO));
        body.put_default("LinkedTxn", Vec::<serde_json::Value>::new());
        Ok(())
    }

    fn stake(&self, body: &Object, _payer: &str) -> Option<Decimal> {
        Some(body.amount("TotalAmt"))
    }

    fn tied(&self, company: &Company, id: &Id, body: &mut Object) {
        show_ties(company, id, body);
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

    fn owed(&self, body: &Object) -> Vec<Debt> {
        let mut owed = Debt::of("Vendor", body.target("VendorRef"), -body.amount("Balance"));
        owed.extend(debts(body));
        owed
    }

    fn goods(&self, _body: &Object) -> Option<Goods> {
        Some(Goods::SentBack)
    }

    fn postings(&self, company: &Company, body: &Object) -> Vec<Posting> {
        reversed(expense_postings(company, body, body.target("APAccountRef")))
    }
}
