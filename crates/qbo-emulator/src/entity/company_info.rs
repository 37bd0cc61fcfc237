//! CompanyInfo (fact sheet 11.5).

use super::{Behaviour, Class, Entity, Numbering, Work};
use crate::books::{Company, Record};
use crate::fault::Fault;
use crate::field::{ADDRESS, EMAIL, Field, PAIRS, PHONE, Shape, WEB};
use crate::wire::{MONTHS, Members, Object};
use serde_json::Value;

/// Who the company is.
pub(crate) static COMPANY_INFO: Entity = Entity {
    name: "CompanyInfo",
    path: "companyinfo",
    class: Class::Company,
    fields: FIELDS,
    sequence: "CompanyInfo",
    naming: None,
    numbering: Numbering::None,
    counted: false,
    word: "CompanyInfo",
    behaviour: &CompanyInfo,
};

static FIELDS: &[Field] = &[
    Field::text("CompanyName", 1024).required(),
    Field::text("LegalName", 1024),
    Field::new("CompanyAddr", ADDRESS),
    Field::new("CustomerCommunicationAddr", ADDRESS),
    Field::new("LegalAddr", ADDRESS),
    Field::new("PrimaryPhone", PHONE),
    Field::shown("CompanyStartDate", Shape::Date),
    Field::text("EmployerId", 20),
    Field::new(FISCAL_MONTH, Shape::Choice(&MONTHS)),
    Field::shown("Country", Shape::Text(10)),
    Field::new("Email", EMAIL),
    Field::new("WebAddr", WEB),
    Field::shown("SupportedLanguages", Shape::Text(100)),
    Field::shown("DefaultTimeZone", Shape::Text(100)),
    Field::new("CustomerCommunicationEmailAddr", EMAIL),
    Field::shown("NameValue", PAIRS),
    Field::ignored("AttachableRef"),
    Field::ignored("CompanyEmailAddr"),
    Field::ignored("CompanyFileName"),
    Field::ignored("CompanyURL"),
    Field::ignored("CompanyUserAdminEmail"),
    Field::ignored("CompanyUserId"),
    Field::ignored("CustomField"),
    Field::ignored("Fax"),
    Field::ignored("FifoCalculationStatus"),
    Field::ignored("FlavorStratum"),
    Field::ignored("LastImportedTime"),
    Field::ignored("LastSyncTime"),
    Field::ignored("Mobile"),
    Field::ignored("MultiByteCharsSupported"),
    Field::ignored("OtherAddr"),
    Field::ignored("OtherContactInfo"),
    Field::ignored("QBVersion"),
    Field::ignored("SampleFile"),
    Field::ignored("ShipAddr"),
    Field::ignored("TaxYearStartMonth"),
];

/// Stands among the preferences, too, which is where it is kept.
const FISCAL_MONTH: &str = "FiscalYearStartMonth";

struct CompanyInfo;

impl Behaviour for CompanyInfo {
    fn complete(&self, _work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        let name = body.text("CompanyName").unwrap_or_default().to_owned();
        body.put_default("LegalName", name);
        body.remove(FISCAL_MONTH);
        Ok(())
    }

    /// `OfferingSku` says the edition, `SubscriptionStatus` whether the subscription has ended.
    fn dress(&self, company: &Company, _record: &Record, shown: &mut Object) {
        shown.put(FISCAL_MONTH, company.fiscal_month());
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
