//! Vendor (fact sheet 8.3).

use super::currency::{complete_currency, founded_for};
use super::expense::PAYABLE;
use super::opening::opening_purchase;
use super::person::{self, complete_names, mask};
use super::{Behaviour, Class, Entity, Numbering, Work};
use crate::books::{Company, Id, Record};
use crate::fault::Fault;
use crate::field::{ADDRESS, CUSTOM_FIELDS, EMAIL, FREE_REF, Field, PHONE, Shape, WEB};
use crate::wire::{Members, Object};
use rust_decimal::Decimal;
use serde_json::Value;

/// Those who sell to us.
pub(crate) static VENDOR: Entity = Entity {
    name: "Vendor",
    path: "vendor",
    class: Class::List,
    fields: FIELDS,
    sequence: person::SEQUENCE,
    naming: Some(person::naming("vendor")),
    numbering: Numbering::None,
    counted: false,
    word: "Names",
    behaviour: &Vendor,
};

const CONTACT: Shape = Shape::Object(&[
    Field::new(
        "Type",
        Shape::Choice(&["TelephoneNumber", "EmailAddress", "WebSiteAddress", "GenericContactType"]),
    ),
    Field::new("Telephone", PHONE),
    Field::new("Email", EMAIL),
    Field::new("WebSite", WEB),
    Field::ignored("OtherContact"),
    Field::ignored("Id"),
]);

static FIELDS: &[Field] = &[
    Field::new("DisplayName", Shape::Name(500)).sort(),
    Field::new("Title", Shape::Name(16)),
    Field::new("GivenName", Shape::Name(100)).sort(),
    Field::new("MiddleName", Shape::Name(100)).sort(),
    Field::new("FamilyName", Shape::Name(100)).sort(),
    Field::new("Suffix", Shape::Name(16)).filter(),
    Field::text("CompanyName", 100).sort(),
    Field::new("PrintOnCheckName", Shape::Name(100)).sort(),
    Field::new("Active", Shape::Flag).sort(),
    Field::new("PrimaryPhone", PHONE),
    Field::new("AlternatePhone", PHONE),
    Field::new("Mobile", PHONE),
    Field::new("Fax", PHONE),
    Field::new("PrimaryEmailAddr", EMAIL).filter(),
    Field::new("WebAddr", WEB),
    Field::new("BillAddr", ADDRESS),
    Field::to("TermRef", "Term"),
    Field::text("AcctNum", 100),
    Field::text("TaxIdentifier", 20),
    Field::new("Vendor1099", Shape::Flag),
    Field::new("BillRate", Shape::Plain),
    Field::new("CostRate", Shape::Plain),
    Field::new("CurrencyRef", FREE_REF).fixed(),
    Field::text("Notes", 1024),
    Field::new("CustomField", CUSTOM_FIELDS),
    Field::new("Balance", Shape::Money).fixed().sort(),
    Field::new("OtherContactInfo", CONTACT),
    Field::ignored("FullyQualifiedName"),
    Field::ignored("AttachableRef"),
    Field::ignored("IntuitId"),
    Field::ignored("Organization"),
    Field::ignored("UserId"),
    Field::ignored("V4IDPseudonym"),
    Field::ignored("DefaultTaxCodeRef"),
    Field::ignored("ContactName"),
    Field::ignored("AltContactName"),
    Field::ignored("ShipAddr"),
    Field::ignored("OtherAddr"),
    Field::ignored("TaxCountry"),
    Field::ignored("TaxIdEffectiveDate"),
    Field::text("BusinessNumber", 30),
    Field::ignored("ParentRef"),
    Field::ignored("VendorTypeRef"),
    Field::ignored("PrefillAccountRef"),
    Field::new("OpenBalanceDate", Shape::Date).fixed(),
    Field::ignored("CreditLimit"),
    Field::new("T4AEligible", Shape::Flag),
    Field::new("T5018Eligible", Shape::Flag),
    Field::ignored("TDSEnabled"),
    Field::ignored("TDSEntityTypeId"),
    Field::ignored("TDSSectionTypeId"),
    Field::ignored("TDSOverrideThreshold"),
    Field::new("TaxReportingBasis", Shape::Choice(&["Cash", "Accrual"])),
    Field::to("APAccountRef", "Account"),
    Field::text("GSTIN", 15),
    Field::text("GSTRegistrationType", 50),
    Field::ignored("IsSubContractor"),
    Field::ignored("SubcontractorType"),
    Field::ignored("CISRate"),
    Field::new("HasTPAR", Shape::Flag),
    Field::new("VendorPaymentBankDetail", BANK),
    Field::ignored("Source"),
    Field::ignored("AgencyVerificationStatus"),
    Field::ignored("AgencyVerificationStatusMsg"),
    Field::ignored("AgencyVerificationTSUTC"),
    Field::ignored("CompanyRegistrationNumber"),
];

/// Where a vendor is paid.
const BANK: Shape = Shape::Object(&[
    Field::text("BankAccountName", 50),
    Field::text("BankBranchIdentifier", 50),
    Field::text("BankAccountNumber", 50),
    Field::text("StatementText", 50),
]);

/// What only companies outside the US keep (the vendor's reference tells the countries; lengths are assumed).
const ELSEWHERE: [&str; 9] = [
    "BusinessNumber",
    "T4AEligible",
    "T5018Eligible",
    "TaxReportingBasis",
    "APAccountRef",
    "GSTIN",
    "GSTRegistrationType",
    "HasTPAR",
    "VendorPaymentBankDetail",
];

struct Vendor;

impl Behaviour for Vendor {
    fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        complete_names(body)?;
        complete_currency(work, body)?;
        if work.company.is_in_us() {
            ELSEWHERE.iter().for_each(|member| drop(body.remove(*member)));
        }
        body.put_default("Vendor1099", false);
        if work.before.is_none() {
            // Observed 2026: ignored on create, taken by a following update.
            body.remove("TermRef");
            body.remove("OpenBalanceDate");
            body.put_money("Balance", Decimal::ZERO);
        }
        Ok(())
    }

    fn founds(&self, company: &Company, body: &Object) -> Vec<(&'static str, Value)> {
        founded_for(company, body, "Accounts Payable", "AccountsPayable", PAYABLE)
    }

    fn opening(&self, company: &Company, id: &Id, given: &Object) -> Option<(&'static str, Value)> {
        opening_purchase(company, id, given)
    }

    fn dress(&self, _company: &Company, _record: &Record, shown: &mut Object) {
        mask(shown, "TaxIdentifier");
    }
}
