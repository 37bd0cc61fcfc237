//! Term (fact sheet 11.4).

use super::{Behaviour, Class, Entity, Naming, Numbering, Work};
use crate::fault::Fault;
use crate::field::{Field, Shape};
use crate::wire::{Members, Object};

/// When payment is due.
pub(crate) static TERM: Entity = Entity {
    name: "Term",
    path: "term",
    class: Class::List,
    fields: FIELDS,
    sequence: "Term",
    naming: Some(Naming { field: "Name", space: "Term", among_siblings: false, noun: "term" }),
    numbering: Numbering::None,
    counted: true,
    word: "Terms",
    behaviour: &Term,
};

static FIELDS: &[Field] = &[
    Field::new("Name", Shape::Name(31)).required().sort(),
    Field::new("Active", Shape::Flag).sort(),
    Field::new("DueDays", Shape::Whole(0, 999)).filter(),
    Field::new("DiscountDays", Shape::Whole(0, 999)).filter(),
    Field::new("DiscountPercent", Shape::Percent).filter(),
    Field::new("DayOfMonthDue", Shape::Whole(1, 31)).filter(),
    Field::new("DueNextMonthDays", Shape::Whole(0, 999)).filter(),
    Field::new("DiscountDayOfMonth", Shape::Whole(1, 31)).filter(),
    Field::shown("Type", Shape::Text(20)).filter(),
    Field::ignored("CustomField"),
    Field::ignored("AttachableRef"),
];

struct Term;

impl Behaviour for Term {
    fn complete(&self, _work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        body.put_default("Active", true);
        // The vendor's schema has it from 1 on.
        if body.amount("DueNextMonthDays").is_zero() {
            body.remove("DueNextMonthDays");
        }
        if body.decimal("DayOfMonthDue").is_some() {
            body.put("Type", "DATE_DRIVEN");
        } else {
            body.put_default("DueDays", 0);
            body.put("Type", "STANDARD");
        }
        Ok(())
    }
}
