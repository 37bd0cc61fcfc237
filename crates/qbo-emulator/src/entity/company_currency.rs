//! CompanyCurrency (fact sheet 11.4).

use super::currency::{currency_name, is_currency, usual_rate};
use super::{Behaviour, Class, Entity, Numbering, Work};
use crate::books::{Company, Table};
use crate::fault::{Code, Fault};
use crate::field::{Field, Shape};
use crate::wire::{Members, Object, plain};
use serde_json::{Value, json};

/// Currencies on the company's list.
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

/// The day of the rate that a currency begins with, so that it holds until another is set (ours).
const FIRST_DAY: &str = "2000-01-01";

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

    /// What the currency is worth until a rate is set.
    fn founds(&self, company: &Company, body: &Object) -> Vec<(&'static str, Value)> {
        let code = body.text("Code").unwrap_or_default();
        if !company.settings.multi_currency || code == company.home_currency() {
            return Vec::new();
        }
        let rate = plain(usual_rate(code, company.home_currency()));
        vec![("ExchangeRate", json!({"SourceCurrencyCode": code, "Rate": rate, "AsOfDate": FIRST_DAY}))]
    }
}
