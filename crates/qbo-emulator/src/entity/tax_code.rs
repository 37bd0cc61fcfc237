//! TaxCode (fact sheet 11.2): made by the tax service.

use super::{Class, Entity, Naming, Numbering, Plain};
use crate::field::{Field, Shape};

/// Rates that are charged together.
pub(crate) static TAX_CODE: Entity = Entity {
    name: "TaxCode",
    path: "taxcode",
    class: Class::ReadOnly,
    fields: FIELDS,
    sequence: "TaxCode",
    naming: Some(Naming { field: "Name", space: "TaxCode", among_siblings: false, noun: "tax code" }),
    numbering: Numbering::None,
    counted: true,
    word: "TaxCodes",
    behaviour: &Plain,
};

static FIELDS: &[Field] = &[
    Field::shown("Name", Shape::Text(100)).sort(),
    Field::shown("Description", Shape::Text(100)).filter(),
    Field::shown("Active", Shape::Flag).sort(),
    Field::shown("Taxable", Shape::Flag).filter(),
    Field::shown("TaxGroup", Shape::Flag).filter(),
    Field::shown("Hidden", Shape::Flag).filter(),
    Field::shown("TaxCodeConfigType", Shape::Text(30)),
    Field::shown("SalesTaxRateList", RATES),
    Field::shown("PurchaseTaxRateList", RATES),
];

const RATES: Shape = Shape::Object(&[Field::new(
    "TaxRateDetail",
    Shape::List(&[
        Field::to("TaxRateRef", "TaxRate"),
        Field::text("TaxTypeApplicable", 30),
        Field::new("TaxOrder", Shape::Whole(0, 100)),
    ]),
)]);
