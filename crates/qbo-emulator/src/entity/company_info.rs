//! CompanyInfo (fact sheet 11.5): read only here.

use super::{Behaviour, Class, Entity, Numbering};
use crate::books::{Company, Record};
use crate::field::{ADDRESS, EMAIL, Field, PAIRS, PHONE, Shape, WEB};
use crate::wire::Object;
use serde_json::Value;

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
    behaviour: &CompanyInfo,
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

struct CompanyInfo;

impl Behaviour for CompanyInfo {
    /// `OfferingSku` says the edition, `SubscriptionStatus` whether the subscription has ended.
    fn dress(&self, company: &Company, _record: &Record, shown: &mut Object) {
        let Some(Value::Array(pairs)) = shown.get_mut("NameValue") else { return };
        let mut put = |name: &str, value: String| {
            if let Some(pair) = pairs.iter_mut().find(|pair| pair["Name"] == name) {
                pair["Value"] = value.into();
            }
        };
        put("OfferingSku", format!("QuickBooks Online {}", company.settings.edition.title()));
        if company.settings.subscription_ended {
            put("SubscriptionStatus", "EXPIRED".to_owned());
        }
    }
}
