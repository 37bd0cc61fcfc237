//! Account (fact sheet 11.1).

mod kind;
mod lasting;
mod parent;
mod subtype;

use super::currency::{complete_currency, listed_for};
use super::{Behaviour, Class, Entity, Naming, Numbering, Work};
use crate::books::{Company, Record};
use crate::fault::{Code, Fault};
use crate::field::{FREE_REF, Field, Shape};
use crate::wire::{Members, Object};
use kind::{Classification, fits, kind_named, kind_of_subtype};
use lasting::keep;
use parent::check_parent;
use serde_json::Value;

/// The chart of accounts.
pub(crate) static ACCOUNT: Entity = Entity {
    name: "Account",
    path: "account",
    class: Class::List,
    fields: FIELDS,
    sequence: "Account",
    naming: Some(Naming { field: "Name", space: "Account", among_siblings: true, noun: "account" }),
    numbering: Numbering::None,
    counted: false,
    word: "Accounts",
    behaviour: &Account,
};

static FIELDS: &[Field] = &[
    Field::new("Name", Shape::Name(100)).required().sort(),
    Field::text("AccountType", 40).sort(),
    Field::text("AccountSubType", 60).sort(),
    Field::text("AcctNum", 7).sort(),
    Field::text("Description", 100).sort(),
    Field::to("ParentRef", "Account").filter(),
    Field::new("SubAccount", Shape::Flag).filter(),
    Field::new("Active", Shape::Flag).sort(),
    Field::new("CurrencyRef", FREE_REF).fixed().filter(),
    Field::new("TaxCodeRef", FREE_REF).filter(),
    Field::shown("Classification", Shape::Text(20)).sort(),
    Field::shown("FullyQualifiedName", Shape::Text(500)).sort(),
    Field::shown("CurrentBalance", Shape::Money),
    Field::shown("CurrentBalanceWithSubAccounts", Shape::Money),
    Field::ignored("CustomField"),
    Field::ignored("AttachableRef"),
    Field::text("AccountAlias", 100),
    Field::text("TxnLocationType", 100),
    Field::ignored("AccountPurposes"),
    Field::ignored("AcctNumExtn"),
    Field::ignored("BankNum"),
    Field::ignored("OpeningBalance"),
    Field::ignored("OpeningBalanceDate"),
    Field::ignored("TaxAccount"),
    Field::ignored("OnlineBankingEnabled"),
    Field::ignored("FIName"),
    Field::to("JournalCodeRef", "JournalCode"),
];

struct Account;

impl Behaviour for Account {
    fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        for (member, sign) in [("Name", '"'), ("AcctNum", ':')] {
            if body.text(member).is_some_and(|text| text.contains(sign)) {
                let detail = format!("Invalid String : {member} must not contain {sign}");
                return Err(Fault::new(Code::INVALID_STRING, detail).element(member));
            }
        }
        keep_subtype(work, body);
        let kind = match (body.text("AccountType"), body.text("AccountSubType")) {
            (Some(name), _) => kind_named(name).ok_or_else(|| {
                Fault::new(Code::ENUMERATION, format!("Invalid Enumeration : {name}")).element("AccountType")
            }),
            (None, Some(subtype)) => kind_of_subtype(subtype).ok_or_else(|| {
                Fault::new(Code::ENUMERATION, format!("Invalid Enumeration : {subtype}"))
                    .element("AccountSubType")
            }),
            (None, None) => {
                let detail = "AccountType or AccountSubType is required";
                Err(Fault::new(Code::ACCOUNT_TYPE_MISSING, detail).element("AccountType"))
            }
        }?;
        body.put("AccountType", kind.name);
        body.put("Classification", kind.classification.word());
        body.put_default("AccountSubType", kind.subtype);
        if let Some(subtype) = body.text("AccountSubType").filter(|subtype| !fits(subtype, kind.name)) {
            let detail = format!("Invalid Enumeration : {subtype} is no subtype of {}", kind.name);
            return Err(Fault::new(Code::ENUMERATION, detail).element("AccountSubType"));
        }
        body.put_default("Active", true);
        if let Some(before) = work.before {
            keep(work.company, before, body)?;
        }
        check_parent(work, body)?;
        let nested = body.target("ParentRef").is_some();
        body.put("SubAccount", nested);
        complete_currency(work, body)
    }

    fn founds(&self, company: &Company, body: &Object) -> Vec<(&'static str, Value)> {
        listed_for(company, body)
    }

    /// Income and expense accounts are shown with a balance of zero; the others with what the ledger says, in
    /// the sign that is natural to them.
    fn dress(&self, company: &Company, record: &Record, shown: &mut Object) {
        let natural = |record: &Record| match Classification::of(&record.body) {
            Classification::Asset => company.ledger.balance(&record.id),
            Classification::Liability | Classification::Equity => -company.ledger.balance(&record.id),
            Classification::Revenue | Classification::Expense => rust_decimal::Decimal::ZERO,
        };
        // Deactivated accounts read 0 (fact sheet 11.1).
        let own = if record.body.flag("Active") { natural(record) } else { rust_decimal::Decimal::ZERO };
        let below: rust_decimal::Decimal = company
            .children(ACCOUNT.name, &record.id)
            .filter_map(|child| company.find(ACCOUNT.name, child))
            .map(natural)
            .sum();
        shown.put_money("CurrentBalance", own);
        shown.put_money("CurrentBalanceWithSubAccounts", own + below);
    }
}

/// Where only the type is sent, the subtype stays as long as the type does (assumed).
fn keep_subtype(work: &Work<'_>, body: &mut Object) {
    let Some(before) = work.before.filter(|_| !work.given.set.contains_key("AccountSubType")) else { return };
    let is_same = body.text("AccountType").is_none_or(|kind| before.body.text("AccountType") == Some(kind));
    match before.body.text("AccountSubType").filter(|_| is_same) {
        Some(subtype) => body.put("AccountSubType", subtype),
        None => drop(body.remove("AccountSubType")),
    }
}
