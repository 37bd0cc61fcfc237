//! CustomerType (the vendor's schema): kinds of customers.

use super::{Behaviour, Class, Entity, Naming, Numbering, Work};
use crate::fault::Fault;
use crate::field::{Field, Shape};
use crate::wire::{Members, Object};

/// What a customer's `CustomerTypeRef` names. The service lets its users make them at a screen alone; here a client may
/// too (ours), for there is no such screen.
pub(crate) static CUSTOMER_TYPE: Entity = Entity {
    name: "CustomerType",
    path: "customertype",
    class: Class::List,
    fields: FIELDS,
    sequence: "CustomerType",
    naming: Some(Naming {
        field: "Name",
        space: "CustomerType",
        among_siblings: true,
        noun: "customer type",
    }),
    numbering: Numbering::None,
    counted: true,
    word: "CustomerTypes",
    behaviour: &CustomerType,
};

static FIELDS: &[Field] = &[
    Field::new("Name", Shape::Name(100)).required().sort(),
    Field::to("ParentRef", "CustomerType").filter(),
    Field::new("Active", Shape::Flag).sort(),
    Field::shown("FullyQualifiedName", Shape::Text(500)).sort(),
    Field::ignored("CustomField"),
    Field::ignored("AttachableRef"),
];

struct CustomerType;

impl Behaviour for CustomerType {
    fn complete(&self, _work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        body.put_default("Active", true);
        Ok(())
    }
}
