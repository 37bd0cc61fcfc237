//! TaxAgency (fact sheet 11.2).

use super::tax::account_of_agency;
use super::{Behaviour, Class, Entity, Naming, Numbering, Work};
use crate::books::Company;
use crate::fault::Fault;
use crate::field::{Field, Shape};
use crate::wire::{Members, Object};
use serde_json::{Value, json};

/// Whom the tax is paid to.
pub(crate) static TAX_AGENCY: Entity = Entity {
    name: "TaxAgency",
    path: "taxagency",
    class: Class::Fixed,
    fields: FIELDS,
    sequence: "TaxAgency",
    naming: Some(Naming {
        field: "DisplayName",
        space: "TaxAgency",
        among_siblings: false,
        noun: "tax agency",
    }),
    numbering: Numbering::None,
    counted: true,
    word: "TaxAgencies",
    behaviour: &TaxAgency,
};

static FIELDS: &[Field] = &[
    Field::new("DisplayName", Shape::Name(100)).required().sort(),
    Field::new("TaxTrackedOnSales", Shape::Flag).filter(),
    Field::new("TaxTrackedOnPurchases", Shape::Flag).filter(),
    Field::text("TaxRegistrationNumber", 30),
    Field::shown("LastFileDate", Shape::Date),
    Field::shown("TaxAgencyConfig", Shape::Text(30)),
    Field::ignored("CustomField"),
    Field::ignored("AttachableRef"),
    Field::ignored("Email"),
    Field::ignored("WebAddr"),
    Field::ignored("PrimaryPhone"),
];

struct TaxAgency;

impl Behaviour for TaxAgency {
    fn complete(&self, _work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        body.put_default("TaxTrackedOnSales", true);
        body.put_default("TaxTrackedOnPurchases", false);
        body.put_default("TaxAgencyConfig", "USER_DEFINED");
        Ok(())
    }

    /// The account on which the tax is owed (assumed; the sandbox has such accounts, fact sheet 14.4).
    fn founds(&self, company: &Company, body: &Object) -> Vec<(&'static str, Value)> {
        let name = account_of_agency(body.text("DisplayName").unwrap_or_default());
        if company.names.owner("Account/", &name).is_some() {
            return Vec::new();
        }
        let account = json!({
            "Name": name,
            "AccountType": "Other Current Liability",
            "AccountSubType": "GlobalTaxPayable",
        });
        vec![("Account", account)]
    }
}
