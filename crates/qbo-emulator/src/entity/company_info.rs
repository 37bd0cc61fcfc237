//! CompanyInfo (fact sheet 11.5): read only here.

use super::{Class, Entity, Numbering, Plain};
use crate::field::{ADDRESS, EMAIL, Field, PAIRS, PHONE, Shape, WEB};

/// Who the company is.
pub(crate) static COMPANY_INFO: Entity = Entity {
    name: "CompanyInfo",
    path: "companyinfo",
    class: Class::ReadOnly,
    fields: FIELDS,
    sequence: "CompanyInfo",
    naming: None,
    numbering: Numbering::None,
    counted: false,
    word: "CompanyInfo",
    behaviour: &Plain,
};

static FIELDS: &[Field] = &[
    Field::shown("CompanyName", Shape::Text(1024)),
    Field::shown("LegalName", Shape::Text(1024)),
    Field::shown("CompanyAddr", ADDRESS),
    Field::shown("CustomerCommunicationAddr", ADDRESS),
    Field::shown("LegalAddr", ADDRESS),
    Field::shown("PrimaryPhone", PHONE),
    Field::shown("CompanyStartDate", Shape::Date),
    Field::shown("EmployerId", Shape::Text(20)),
    Field::shown("FiscalYearStartMonth", Shape::Text(10)),
    Field::shown("Country", Shape::Text(10)),
    Field::shown("Email", EMAIL),
    Field::shown("WebAddr", WEB),
    Field::shown("SupportedLanguages", Shape::Text(100)),
    Field::shown("DefaultTimeZone", Shape::Text(100)),
    Field::shown("CustomerCommunicationEmailAddr", EMAIL),
    Field::shown("NameValue", PAIRS),
];
