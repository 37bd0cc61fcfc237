//! ExchangeRate (fact sheet 11.4): found by currency and day, written by saying it again.

use super::currency::{RATE_MAX, is_currency, rate_too_high};
use super::{Behaviour, Class, Entity, Numbering, Work};
use crate::books::{Company, Id};
use crate::fault::{Code, Fault};
use crate::field::{Field, Shape};
use crate::wire::{Members, Object, day_of, plain};
use rust_decimal::Decimal;

/// What a foreign currency is worth on a day.
pub(crate) static EXCHANGE_RATE: Entity = Entity {
    name: "ExchangeRate",
    path: "exchangerate",
    class: Class::Keyed,
    fields: FIELDS,
    sequence: "ExchangeRate",
    naming: None,
    numbering: Numbering::None,
    counted: true,
    word: "ExchangeRates",
    behaviour: &ExchangeRate,
};

static FIELDS: &[Field] = &[
    Field::text("SourceCurrencyCode", 3).required().sort(),
    Field::text("TargetCurrencyCode", 3).filter(),
    Field::new("Rate", Shape::Plain).required().filter(),
    Field::new("AsOfDate", Shape::Date).sort(),
    Field::ignored("CustomField"),
    Field::ignored("AttachableRef"),
];

struct ExchangeRate;

impl Behaviour for ExchangeRate {
    fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        let company = work.company;
        if !company.settings.multi_currency {
            let detail = "Feature Not Supported : multi-currency is off for this company";
            return Err(Fault::new(Code::FEATURE, detail).element(""));
        }
        let home = company.home_currency();
        let source = body.text("SourceCurrencyCode").unwrap_or_default();
        if source == home || !is_currency(source) {
            let detail = format!("Invalid Currency Type : {source}");
            return Err(Fault::new(Code::CURRENCY, detail).element("SourceCurrencyCode"));
        }
        if body.text("TargetCurrencyCode").is_some_and(|target| target != home) {
            let detail = format!("Invalid Currency Type : rates are given in the home currency {home}");
            return Err(Fault::new(Code::CURRENCY, detail).element("TargetCurrencyCode"));
        }
        if body.amount("Rate") <= Decimal::ZERO || body.amount("Rate") > Decimal::from(RATE_MAX) {
            return Err(rate_too_high());
        }
        body.put("TargetCurrencyCode", home);
        body.put_default("AsOfDate", day_of(work.now).to_string());
        let rate = body.amount("Rate");
        body.put("Rate", plain(rate));
        Ok(())
    }

    fn twin(&self, company: &Company, body: &Object) -> Option<Id> {
        let mut rates = company.table(EXCHANGE_RATE.name)?.iter();
        let same = |other: &Object, member: &str| other.text(member) == body.text(member);
        let twin = rates.find(|rate| same(&rate.body, "SourceCurrencyCode") && same(&rate.body, "AsOfDate"));
        twin.map(|rate| rate.id.clone())
    }
}
