//! TaxCode (fact sheet 11.2): made by the tax service.

use super::{Behaviour, Class, Entity, Naming, Numbering};
use crate::books::Id;
use crate::field::{Field, Shape};
use crate::wire::{Members, Object};

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
    behaviour: &TaxCode,
};

/// What the pseudo codes do not have, for they are no records of the company (fact sheet 11.2).
const OF_RECORDS: [&str; 4] = ["SyncToken", "domain", "sparse", "MetaData"];

struct TaxCode;

impl Behaviour for TaxCode {
    fn wrapped(&self, _body: &Object, mut shown: Object) -> Object {
        if matches!(shown.text("Id").map(Id::parse), Some(Id::Word(_))) {
            OF_RECORDS.iter().for_each(|member| drop(shown.remove(*member)));
        }
        shown
    }
}

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
