//! Accounts that a foreign currency brings along.

use super::is_currency;
use crate::books::{Company, Id, Table};
use crate::entity::company_currency::COMPANY_CURRENCY;
use crate::entity::sales::account_by_subtype;
use crate::wire::{Members, Object, reference};
use serde_json::{Value, json};

/// The account of what is owed in the currency of a transaction. `name` is that of the home currency's.
pub(crate) fn control_account(company: &Company, body: &Object, subtype: &str, name: &str) -> Option<Id> {
    let currency = body.target("CurrencyRef").filter(|currency| *currency != company.home_currency());
    match currency {
        Some(currency) => account_by_subtype(company, subtype, &in_currency(name, currency)),
        None => account_by_subtype(company, subtype, name),
    }
}

fn in_currency(name: &str, currency: &str) -> String {
    format!("{name} - {currency}")
}

/// What appears with the first customer or vendor of a foreign currency: an account for what is owed in it (fact
/// sheet 11.7), and one for what exchange wins and loses (assumed).
pub(crate) fn founded_for(
    company: &Company,
    body: &Object,
    kind: &str,
    subtype: &str,
    name: &str,
) -> Vec<(&'static str, Value)> {
    let home = company.home_currency();
    let Some(currency) = body.target("CurrencyRef").filter(|currency| *currency != home) else {
        return Vec::new();
    };
    let owed = json!({
        "Name": in_currency(name, currency),
        "AccountType": kind,
        "AccountSubType": subtype,
        "CurrencyRef": reference(currency),
    });
    let exchange = json!({
        "Name": "Exchange Gain or Loss",
        "AccountType": "Other Expense",
        "AccountSubType": "ExchangeGainOrLoss",
    });
    let is_new = |account: &Value| {
        let name = account["Name"].as_str().unwrap_or_default();
        company.names.owner("Account/", name).is_none()
    };
    let accounts = [owed, exchange].into_iter().filter(is_new).map(|account| ("Account", account));
    listed_for(company, body).into_iter().chain(accounts).collect()
}

/// A currency that is new to the company goes on its list with the first customer, vendor or account in it (observed
/// for customers and vendors at the screen).
pub(crate) fn listed_for(company: &Company, body: &Object) -> Vec<(&'static str, Value)> {
    let listed = &COMPANY_CURRENCY;
    let Some(currency) = body.target("CurrencyRef").filter(|currency| is_unheard(company, currency)) else {
        return Vec::new();
    };
    let code = Object::from_iter([("Code".to_owned(), currency.into())]);
    let rate = listed.behaviour.founds(company, &code);
    std::iter::once((listed.name, Value::Object(code))).chain(rate).collect()
}

/// Whether this is the code of a currency that the company has not come across.
pub(super) fn is_unheard(company: &Company, code: &str) -> bool {
    let mut known = company.table(COMPANY_CURRENCY.name).into_iter().flat_map(Table::iter);
    is_currency(code)
        && code != company.home_currency()
        && known.all(|currency| currency.body.text("Code") != Some(code))
}
