//! Department, which the service's pages call a location (fact sheet 11.4).

use super::{Behaviour, Class, Entity, Naming, Numbering, Work};
use crate::fault::Fault;
use crate::field::{ADDRESS, Field, Shape};
use crate::wire::{Members, Object};

/// Where something is sold or bought. It may be used whether departments are tracked or not.
pub(crate) static DEPARTMENT: Entity = Entity {
    name: "Department",
    path: "department",
    class: Class::List,
    fields: FIELDS,
    sequence: "Department",
    naming: Some(Naming { field: "Name", space: "Department", among_siblings: true, noun: "department" }),
    numbering: Numbering::None,
    counted: true,
    word: "Departments",
    behaviour: &Department,
};

static FIELDS: &[Field] = &[
    Field::new("Name", Shape::Name(100)).required().sort(),
    Field::to("ParentRef", "Department").filter(),
    Field::new("Active", Shape::Flag).sort(),
    Field::new("Address", ADDRESS),
    Field::shown("SubDepartment", Shape::Flag).filter(),
    Field::shown("FullyQualifiedName", Shape::Text(500)).sort(),
    Field::ignored("CustomField"),
    Field::ignored("AttachableRef"),
];

struct Department;

impl Behaviour for Department {
    fn complete(&self, _work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        body.put_default("Active", true);
        let nested = body.target("ParentRef").is_some();
        body.put("SubDepartment", nested);
        Ok(())
    }
}
