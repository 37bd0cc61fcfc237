//! JournalCode (the vendor's schema): what French companies sort their books by.

use super::{Behaviour, Class, Entity, Naming, Numbering, Work};
use crate::fault::Fault;
use crate::field::{Field, Shape};
use crate::wire::{Members, Object};

/// A journal. Nothing here refers to one, and companies elsewhere may have them too (assumed).
pub(crate) static JOURNAL_CODE: Entity = Entity {
    name: "JournalCode",
    path: "journalcode",
    class: Class::List,
    fields: FIELDS,
    sequence: "JournalCode",
    naming: Some(Naming { field: "Name", space: "JournalCode", among_siblings: false, noun: "journal code" }),
    numbering: Numbering::None,
    counted: true,
    word: "JournalCodes",
    behaviour: &JournalCode,
};

static FIELDS: &[Field] = &[
    Field::new("Name", Shape::Name(100)).required().sort(),
    Field::new("Type", Shape::Choice(TYPES)).filter(),
    Field::text("Description", 4000),
    Field::new("Active", Shape::Flag).sort(),
    Field::ignored("CustomField"),
    Field::ignored("AttachableRef"),
    Field::ignored("JournalCodeEx"),
];

const TYPES: &[&str] = &["Expenses", "Sales", "Bank", "Nouveaux", "Wages", "Cash", "Others"];

struct JournalCode;

impl Behaviour for JournalCode {
    fn complete(&self, _work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        body.put_default("Active", true);
        body.put_default("Type", "Others");
        Ok(())
    }
}
