//! Estimate (fact sheet 9.2, 12.1).

use super::custom_field::ON_SALES;
use super::paying::keep_owner;
use super::sales::{FORM, complete_form};
use super::tie::show_ties;
use super::{Behaviour, Class, Entity, Numbering, SALES_FORMS, TRANSACTIONS, Work};
use crate::books::{Company, Id, Record, Switch};
use crate::emulator::Settings;
use crate::fault::Fault;
use crate::field::{Field, Shape, join};
use crate::wire::{Members, Object};

/// What a sale would cost. It moves no account.
pub(crate) static ESTIMATE: Entity = Entity {
    name: "Estimate",
    path: "estimate",
    class: Class::Transaction,
    fields: &join::<{ OWN.len() + FORM.len() }>(OWN, FORM),
    sequence: TRANSACTIONS,
    naming: None,
    numbering: Numbering::Series(SALES_FORMS),
    counted: true,
    word: "Transactions",
    behaviour: &Estimate,
};

const OWN: &[Field] = &[
    Field::to("CustomerRef", "Customer").required().filter(),
    Field::new("TxnStatus", Shape::Choice(&["Pending", "Accepted", "Closed", "Rejected"])).filter(),
    Field::new("ExpirationDate", Shape::Date).sort(),
    Field::new("DueDate", Shape::Date).sort(),
    Field::text("AcceptedBy", 100),
    Field::new("AcceptedDate", Shape::Date),
    Field::ignored("Balance"),
];

struct Estimate;

impl Behaviour for Estimate {
    fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        if work.before.is_none() && !work.company.is_on(Switch::AllowEstimates) {
            return Err(Fault::switched_off("Estimates"));
        }
        keep_owner(work, body, "CustomerRef")?;
        complete_form(work, &ESTIMATE, body)?;
        body.put_default("TxnStatus", "Pending");
        Ok(())
    }

    /// An invoice closes an estimate, and opens it again when it is gone (assumed).
    fn tied(&self, company: &Company, id: &Id, body: &mut Object) {
        let was_billed = !body.list("LinkedTxn").is_empty();
        show_ties(company, id, body);
        match (was_billed, company.applied.is_tied(id)) {
            (false, true) => body.put("TxnStatus", "Closed"),
            (true, false) => body.put("TxnStatus", "Pending"),
            _ => {}
        }
    }

    fn may_undo(&self, company: &Company, _settings: &Settings, record: &Record) -> Result<(), Fault> {
        if company.applied.is_tied(&record.id) {
            return Err(Fault::business(
                "This transaction is linked to other transactions. Unlink them first.",
            ));
        }
        Ok(())
    }

    fn dress(&self, company: &Company, _record: &Record, shown: &mut Object) {
        ON_SALES.hide_unused(company, shown);
    }
}
