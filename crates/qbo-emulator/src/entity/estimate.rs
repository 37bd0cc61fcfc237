//! Estimate (fact sheet 9.2, 12.1).

use super::sales::{FORM, complete_form};
use super::{Behaviour, Class, Entity, Numbering, SALES_FORMS, Work};
use crate::fault::Fault;
use crate::field::{Field, Shape, join};
use crate::wire::{Members, Object};

/// What a sale would cost. It moves no account.
pub(crate) static ESTIMATE: Entity = Entity {
    name: "Estimate",
    path: "estimate",
    class: Class::Transaction,
    fields: &join::<{ OWN.len() + FORM.len() }>(OWN, FORM),
    sequence: "transaction",
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
        complete_form(work, &ESTIMATE, body)?;
        body.put_default("TxnStatus", "Pending");
        Ok(())
    }
}
