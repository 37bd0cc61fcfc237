//! CompanyCurrency (fact sheet 11.4).

use super::currency::{currency_name, is_currency};
use super::{Behaviour, Class, Entity, Numbering, Work};
use crate::books::Table;
use crate::fault::{Code, Fault};
use crate::field::{Field, Shape};
use crate::wire::{Members, Object};

/// Currencies on the company's list. Transactions know only the home currency here.
pub(crate) static COMPANY_CURRENCY: Entity = Entity {
    name: "CompanyCurrency",
    path: "companycurrency",
    class: Class::List,
    fields: FIELDS,
    sequence: "CompanyCurrency",
    naming: None,
    numbering: Numbering::None,
    counted: true,
    word: "CompanyCurrencies",
    behaviour: &CompanyCurrency,
};

static FIELDS: &[Field] = &[
    Field::new("Code", Shape::Name(3)).required().fixed().sort(),
    Field::new("Active", Shape::Flag).sort(),
    Field::shown("Name", Shape::Text(100)).sort(),
    Field::ignored("CustomField"),
    Field::ignored("AttachableRef"),
];

struct CompanyCurrency;

impl Behaviour for CompanyCurrency {
    fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        let code = body.text("Code").unwrap_or_default().to_owned();
        if !is_currency(&code) {
            return Err(
                Fault::new(Code::ENUMERATION, format!("Invalid Enumeration : {code}")).element("Code")
            );
        }
        let own = work.before.map(|before| &before.id);
        let mut others = work.company.table(COMPANY_CURRENCY.name).into_iter().flat_map(Table::iter);
        if others.any(|other| Some(&other.id) != own && other.body.text("Code") == Some(&code)) {
            let detail = format!("The name supplied already exists. : {code} is on the list already.");
            return Err(Fault::new(Code::DUPLICATE_NAME, detail).element("Code"));
        }
        body.put_default("Active", true);
        body.put("Name", currency_name(&code).unwrap_or(&code));
        Ok(())
    }
}
