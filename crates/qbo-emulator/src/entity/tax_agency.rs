//! TaxAgency (fact sheet 11.2), as seeded.

use super::{Class, Entity, Numbering, Plain};
use crate::field::{Field, Shape};

/// Whom the tax is paid to.
pub(crate) static TAX_AGENCY: Entity = Entity {
    name: "TaxAgency",
    path: "taxagency",
    class: Class::ReadOnly,
    fields: FIELDS,
    sequence: "TaxAgency",
    naming: None,
    numbering: Numbering::None,
    counted: true,
    word: "TaxAgencies",
    behaviour: &Plain,
};

static FIELDS: &[Field] = &[
    Field::shown("DisplayName", Shape::Text(100)).sort(),
    Field::shown("TaxTrackedOnSales", Shape::Flag).filter(),
    Field::shown("TaxTrackedOnPurchases", Shape::Flag).filter(),
    Field::shown("TaxRegistrationNumber", Shape::Text(30)),
    Field::shown("LastFileDate", Shape::Date),
    Field::shown("TaxAgencyConfig", Shape::Text(30)),
];
