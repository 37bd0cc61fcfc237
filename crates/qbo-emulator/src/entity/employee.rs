//! Employee: there so that its names count among those of customers and vendors.

use super::person::{self, complete_names};
use super::{Behaviour, Class, Entity, Numbering, Work};
use crate::fault::Fault;
use crate::field::{ADDRESS, EMAIL, Field, PHONE, Shape};
use crate::wire::{Members, Object};

/// Those who work for the company.
pub(crate) static EMPLOYEE: Entity = Entity {
    name: "Employee",
    path: "employee",
    class: Class::List,
    fields: FIELDS,
    sequence: person::SEQUENCE,
    naming: Some(person::naming("employee")),
    numbering: Numbering::None,
    counted: false,
    word: "Names",
    behaviour: &Employee,
};

static FIELDS: &[Field] = &[
    Field::new("DisplayName", Shape::Name(500)).sort(),
    Field::new("Title", Shape::Name(16)),
    Field::new("GivenName", Shape::Name(100)).sort(),
    Field::new("MiddleName", Shape::Name(100)).sort(),
    Field::new("FamilyName", Shape::Name(100)).sort(),
    Field::new("Suffix", Shape::Name(16)),
    Field::new("PrintOnCheckName", Shape::Name(100)).sort(),
    Field::new("Active", Shape::Flag).sort(),
    Field::new("PrimaryPhone", PHONE),
    Field::new("Mobile", PHONE),
    Field::new("PrimaryEmailAddr", EMAIL).filter(),
    Field::new("PrimaryAddr", ADDRESS),
    Field::text("EmployeeNumber", 100),
    Field::text("SSN", 100),
    Field::new("BillableTime", Shape::Flag),
    Field::new("BillRate", Shape::Plain),
    Field::new("CostRate", Shape::Plain),
    Field::new("BirthDate", Shape::Date),
    Field::new("HiredDate", Shape::Date),
    Field::new("ReleasedDate", Shape::Date),
    Field::new("Gender", Shape::Choice(&["Male", "Female"])),
    Field::ignored("FullyQualifiedName"),
    Field::ignored("CompanyName"),
    Field::ignored("AttachableRef"),
    Field::ignored("CustomField"),
    Field::ignored("IntuitId"),
    Field::ignored("Organization"),
    Field::ignored("UserId"),
    Field::ignored("V4IDPseudonym"),
    Field::ignored("AlternatePhone"),
    Field::ignored("Fax"),
    Field::ignored("WebAddr"),
    Field::ignored("OtherContactInfo"),
    Field::ignored("DefaultTaxCodeRef"),
    Field::ignored("EmployeeType"),
    Field::ignored("OtherAddr"),
    Field::ignored("UseTimeEntry"),
    Field::ignored("Notes"),
];

struct Employee;

impl Behaviour for Employee {
    fn complete(&self, _work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        complete_names(body)?;
        body.put_default("BillableTime", false);
        if body.text("SSN").is_some() {
            body.put("SSN", "XXX-XX-XXXX");
        }
        Ok(())
    }
}
