//! Customer (fact sheet 8.2).

use super::currency::{complete_currency, founded_for};
use super::opening::opening_sale;
use super::person::{self, complete_names, mask};
use super::sales::RECEIVABLE;
use super::{Behaviour, Class, Entity, Numbering, Work};
use crate::books::{Company, Id, Record, Switch, Table};
use crate::fault::{Code, Fault};
use crate::field::{ADDRESS, CUSTOM_FIELDS, EMAIL, FREE_REF, Field, PHONE, Shape, WEB};
use crate::wire::{Members, Object};
use rust_decimal::Decimal;
use serde_json::Value;

/// Those who buy.
pub(crate) static CUSTOMER: Entity = Entity {
    name: "Customer",
    path: "customer",
    class: Class::List,
    fields: FIELDS,
    sequence: person::SEQUENCE,
    naming: Some(person::naming("customer")),
    numbering: Numbering::None,
    counted: false,
    word: "Names",
    behaviour: &Customer,
};

static FIELDS: &[Field] = &[
    Field::new("DisplayName", Shape::Name(500)).sort(),
    Field::new("Title", Shape::Name(16)),
    Field::new("GivenName", Shape::Name(100)).sort(),
    Field::new("MiddleName", Shape::Name(100)).sort(),
    Field::new("FamilyName", Shape::Name(100)).sort(),
    Field::new("Suffix", Shape::Name(16)),
    Field::text("CompanyName", 100).sort(),
    Field::new("PrintOnCheckName", Shape::Name(110)).sort(),
    Field::new("Active", Shape::Flag).sort(),
    Field::new("PrimaryPhone", PHONE),
    Field::new("AlternatePhone", PHONE),
    Field::new("Mobile", PHONE),
    Field::new("Fax", PHONE),
    Field::new("PrimaryEmailAddr", EMAIL).filter(),
    Field::new("WebAddr", WEB),
    Field::new("BillAddr", ADDRESS),
    Field::new("ShipAddr", ADDRESS),
    Field::text("Notes", 2000),
    Field::new("Taxable", Shape::Flag),
    Field::to("DefaultTaxCodeRef", "TaxCode"),
    Field::new("TaxExemptionReasonId", Shape::Whole(1, 15)),
    Field::text("ResaleNum", 16),
    Field::to("SalesTermRef", "Term"),
    Field::to("PaymentMethodRef", "PaymentMethod"),
    Field::new("PreferredDeliveryMethod", Shape::Choice(&["Print", "Email", "None"])),
    Field::new("CurrencyRef", FREE_REF).fixed(),
    Field::to("ParentRef", "Customer").filter(),
    Field::new("Job", Shape::Flag).filter(),
    Field::new("BillWithParent", Shape::Flag),
    Field::new("CustomField", CUSTOM_FIELDS),
    Field::new("Balance", Shape::Money).fixed().sort(),
    Field::shown("BalanceWithJobs", Shape::Money),
    Field::shown("FullyQualifiedName", Shape::Text(500)).sort(),
    Field::shown("Level", Shape::Plain),
    Field::shown("IsProject", Shape::Flag),
    Field::shown("ClientEntityId", Shape::Text(20)),
    Field::ignored("AttachableRef"),
    Field::ignored("IntuitId"),
    Field::ignored("Organization"),
    Field::ignored("UserId"),
    Field::ignored("V4IDPseudonym"),
    Field::ignored("OtherContactInfo"),
    Field::ignored("OtherAddr"),
    Field::ignored("ContactName"),
    Field::ignored("AltContactName"),
    Field::ignored("RootCustomerRef"),
    Field::to("CustomerTypeRef", "CustomerType"),
    Field::ignored("SalesRepRef"),
    Field::ignored("TaxGroupCodeRef"),
    Field::ignored("TaxRateRef"),
    Field::ignored("CCDetail"),
    Field::ignored("PriceLevelRef"),
    Field::new("OpenBalanceDate", Shape::Date).fixed(),
    Field::ignored("CreditLimit"),
    Field::ignored("AcctNum"),
    Field::ignored("OverDueBalance"),
    Field::ignored("TotalRevenue"),
    Field::ignored("TotalExpense"),
    Field::ignored("JobInfo"),
    Field::ignored("TDSEnabled"),
    Field::text("SecondaryTaxIdentifier", 30),
    Field::to("ARAccountRef", "Account"),
    Field::text("PrimaryTaxIdentifier", 30),
    Field::text("BusinessNumber", 30),
    Field::text("GSTIN", 15),
    Field::text("GSTRegistrationType", 50),
    Field::ignored("IsCISContractor"),
    Field::ignored("ClientCompanyId"),
    Field::ignored("Source"),
    Field::ignored("TaxRegime"),
];

/// Identifiers for taxes, which only companies outside the US keep (fact sheet 8.2; their lengths are assumed).
const IDENTIFIERS: [&str; 3] = ["PrimaryTaxIdentifier", "SecondaryTaxIdentifier", "BusinessNumber"];

/// What else only they keep (the vendor's reference tells the countries).
const ELSEWHERE: [&str; 3] = ["ARAccountRef", "GSTIN", "GSTRegistrationType"];

struct Customer;

impl Behaviour for Customer {
    fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        complete_names(body)?;
        complete_currency(work, body)?;
        check_parent(work, body)?;
        if work.company.is_in_us() {
            IDENTIFIERS.iter().chain(&ELSEWHERE).for_each(|member| drop(body.remove(*member)));
        }
        check_unbilled(work, body)?;
        if body.flag("Job") && body.target("ParentRef").is_none() {
            let detail = "ParentRef is required when Job is true";
            return Err(Fault::new(Code::PARENT_REQUIRED, detail).element("ParentRef"));
        }
        settle_exemption(work, body);
        keep_system_code(work, body);
        body.put_default("Taxable", work.company.is_on(Switch::UsingSalesTax));
        body.put_default("Job", false);
        let with_parent = billed_with(body).is_some();
        body.put("BillWithParent", with_parent);
        check_billed_with(work, body)?;
        body.put_default("PreferredDeliveryMethod", "Print");
        body.put_default("IsProject", false);
        body.put_default("ClientEntityId", "0");
        if work.before.is_none() {
            body.remove("OpenBalanceDate");
            body.put_money("Balance", Decimal::ZERO);
        }
        Ok(())
    }

    fn founds(&self, company: &Company, body: &Object) -> Vec<(&'static str, Value)> {
        founded_for(company, body, "Accounts Receivable", "AccountsReceivable", RECEIVABLE)
    }

    fn opening(&self, company: &Company, id: &Id, given: &Object) -> Option<(&'static str, Value)> {
        opening_sale(company, id, given)
    }

    fn dress(&self, company: &Company, record: &Record, shown: &mut Object) {
        let below: Decimal = company
            .children(CUSTOMER.name, &record.id)
            .filter_map(|child| company.find(CUSTOMER.name, child))
            .map(|child| child.body.amount("Balance"))
            .sum();
        IDENTIFIERS.iter().for_each(|member| mask(shown, member));
        shown.put_money("BalanceWithJobs", record.body.amount("Balance") + below);
    }
}

/// Who is exempt for a reason is not taxed, unless the request says so. Replies have the reason as text.
fn settle_exemption(work: &Work<'_>, body: &mut Object) {
    const REASON: &str = "TaxExemptionReasonId";
    if work.given.set.contains_key(REASON) && !work.given.mentions("Taxable") {
        body.put("Taxable", false);
    }
    if let Some(reason) = body.decimal(REASON) {
        body.put(REASON, reason.to_string());
    }
}

/// With automated sales tax the tax code is the service's to set (fact sheet 8.2).
fn keep_system_code(work: &Work<'_>, body: &mut Object) {
    const CODE: &str = "DefaultTaxCodeRef";
    if !work.settings.automated_sales_tax {
        return;
    }
    match work.before.and_then(|before| before.body.get(CODE)) {
        Some(code) => body.put(CODE, code.clone()),
        None => drop(body.remove(CODE)),
    }
}

/// A sub-customer has the currency of its parent (code and text assumed).
fn check_parent(work: &Work<'_>, body: &Object) -> Result<(), Fault> {
    let parent = body.target("ParentRef").and_then(|id| work.company.look_up(CUSTOMER.name, id));
    if parent.is_none_or(|parent| parent.body.target("CurrencyRef") == body.target("CurrencyRef")) {
        return Ok(());
    }
    let text = "A sub-customer must have the same currency as its parent customer.";
    Err(Fault::business(text).element("CurrencyRef"))
}

/// The parent who is billed for a sub-customer, which one is with `ParentRef` and `Job` (fact sheet 8.1).
fn billed_with(customer: &Object) -> Option<&str> {
    let parent = customer.target("ParentRef").filter(|_| customer.flag("Job"));
    parent.filter(|_| customer.flag("BillWithParent"))
}

/// Who is billed for a customer stays while something is open (fact sheet 6.3, the occasion assumed).
fn check_billed_with(work: &Work<'_>, body: &Object) -> Result<(), Fault> {
    let changes = |before: &Record| billed_with(&before.body) != billed_with(body);
    if work.before.is_none_or(|before| !changes(before) || before.body.amount("Balance").is_zero()) {
        return Ok(());
    }
    let detail = "Cannot change who customer bills with : this customer has an open balance";
    Err(Fault::new(Code::BILLED_WITH, detail).element("BillWithParent"))
}

/// A customer for whom something was bought stays active until it is billed (fact sheet 6.3).
fn check_unbilled(work: &Work<'_>, body: &Object) -> Result<(), Fault> {
    let is_on = |body: &Object| body.get("Active") != Some(&Value::Bool(false));
    let Some(before) = work.before.filter(|before| is_on(&before.body) && !is_on(body)) else {
        return Ok(());
    };
    let customer = before.id.to_string();
    let is_unbilled = |line: &Value| {
        let details = ["ItemBasedExpenseLineDetail", "AccountBasedExpenseLineDetail"];
        let detail = details.iter().find_map(|detail| line.get(detail)?.as_object());
        detail.is_some_and(|detail| {
            detail.text("BillableStatus") == Some("Billable")
                && detail.target("CustomerRef") == Some(&customer)
        })
    };
    let mut bought =
        ["Bill", "Purchase"].into_iter().filter_map(|kind| work.company.table(kind)).flat_map(Table::iter);
    if !bought.any(|bought| bought.body.list("Line").iter().any(is_unbilled)) {
        return Ok(());
    }
    let detail = "This customer has expenses that have not been billed yet";
    Err(Fault::new(Code::UNBILLED, detail).element("Active"))
}
