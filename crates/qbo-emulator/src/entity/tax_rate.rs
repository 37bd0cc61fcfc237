//! TaxRate (fact sheet 11.2): made by the tax service.

use super::{Class, Entity, Naming, Numbering, Plain};
use crate::field::{Field, Shape};

/// One rate of one agency.
pub(crate) static TAX_RATE: Entity = Entity {
    name: "TaxRate",
    path: "taxrate",
    class: Class::ReadOnly,
    fields: FIELDS,
    sequence: "TaxRate",
    naming: Some(Naming { field: "Name", space: "TaxRate", among_siblings: false, noun: "tax rate" }),
    numbering: Numbering::None,
    counted: true,
    word: "TaxRates",
    behaviour: &Plain,
};

static FIELDS: &[Field] = &[
    Field::shown("Name", Shape::Text(100)).sort(),
    Field::shown("Description", Shape::Text(100)).filter(),
    Field::shown("Active", Shape::Flag).sort(),
    Field::shown("RateValue", Shape::Plain).filter(),
    Field::to("AgencyRef", "TaxAgency").filter(),
    Field::shown("SpecialTaxType", Shape::Text(30)).filter(),
    Field::shown("DisplayType", Shape::Text(30)).filter(),
    Field::shown(
        "EffectiveTaxRate",
        Shape::List(&[
            Field::new("RateValue", Shape::Plain),
            Field::text("EffectiveDate", 30),
            Field::text("EndDate", 30),
        ]),
    ),
];
