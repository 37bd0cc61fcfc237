//! Class (fact sheet 11.4).

use super::{Behaviour, Class, Entity, Naming, Numbering, Work};
use crate::fault::Fault;
use crate::field::{Field, Shape};
use crate::wire::{Members, Object};

/// What transactions are sorted by. It may be listed whether classes are tracked or not.
pub(crate) static CLASS: Entity = Entity {
    name: "Class",
    path: "class",
    class: Class::List,
    fields: FIELDS,
    sequence: "Class",
    naming: Some(Naming { field: "Name", space: "Class", among_siblings: true, noun: "class" }),
    numbering: Numbering::None,
    counted: true,
    word: "Klasses",
    behaviour: &Klass,
};

static FIELDS: &[Field] = &[
    Field::new("Name", Shape::Name(100)).required().sort(),
    Field::to("ParentRef", "Class").filter(),
    Field::new("Active", Shape::Flag).sort(),
    Field::shown("SubClass", Shape::Flag).filter(),
    Field::shown("FullyQualifiedName", Shape::Text(500)).sort(),
    Field::ignored("CustomField"),
    Field::ignored("AttachableRef"),
];

struct Klass;

impl Behaviour for Klass {
    fn complete(&self, _work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        body.put_default("Active", true);
        let nested = body.target("ParentRef").is_some();
        body.put("SubClass", nested);
        Ok(())
    }
}
