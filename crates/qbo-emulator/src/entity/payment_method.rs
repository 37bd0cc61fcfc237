//! PaymentMethod (fact sheet 11.4).

use super::{Behaviour, Class, Entity, Naming, Numbering, Work};
use crate::fault::Fault;
use crate::field::{Field, Shape};
use crate::wire::{Members, Object};

/// How money is paid.
pub(crate) static PAYMENT_METHOD: Entity = Entity {
    name: "PaymentMethod",
    path: "paymentmethod",
    class: Class::List,
    fields: FIELDS,
    sequence: "PaymentMethod",
    naming: Some(Naming {
        field: "Name",
        space: "PaymentMethod",
        among_siblings: false,
        noun: "payment method",
    }),
    numbering: Numbering::None,
    counted: true,
    word: "PaymentMethods",
    behaviour: &PaymentMethod,
};

static FIELDS: &[Field] = &[
    Field::new("Name", Shape::Name(31)).required().sort(),
    Field::new("Type", Shape::Choice(&["CREDIT_CARD", "NON_CREDIT_CARD"])).filter(),
    Field::new("Active", Shape::Flag).sort(),
    Field::ignored("CustomField"),
    Field::ignored("AttachableRef"),
];

struct PaymentMethod;

impl Behaviour for PaymentMethod {
    fn complete(&self, _work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        body.put_default("Active", true);
        body.put_default("Type", "NON_CREDIT_CARD");
        Ok(())
    }
}
