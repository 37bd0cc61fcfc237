//! What a new customer owes and what is owed to a new vendor: `Balance` and `OpenBalanceDate` of a create (fact
//! sheet 8.2, 8.3). The service enters it as a transaction of that day against Opening Balance Equity (assumed);
//! without a day it enters nothing (assumed).

use super::sales::suspense;
use crate::books::{Company, Id};
use crate::wire::{Members, Object, money, reference};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// What stands on its line and in its note (assumed).
const TEXT: &str = "Opening Balance";

/// What a customer begins with: an invoice, or a credit memo where he is owed.
pub(super) fn opening_sale(company: &Company, id: &Id, given: &Object) -> Option<(&'static str, Value)> {
    let entity = if given.amount("Balance") < Decimal::ZERO { "CreditMemo" } else { "Invoice" };
    let account = suspense(company)?;
    let line = json!({
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemAccountRef": reference(&account.to_string())},
    });
    Some((entity, transaction(("CustomerRef", id), given, line)?))
}

/// What a vendor begins with: a bill, or a credit where he owes.
pub(super) fn opening_purchase(company: &Company, id: &Id, given: &Object) -> Option<(&'static str, Value)> {
    let entity = if given.amount("Balance") < Decimal::ZERO { "VendorCredit" } else { "Bill" };
    let account = suspense(company)?;
    let line = json!({
        "DetailType": "AccountBasedExpenseLineDetail",
        "AccountBasedExpenseLineDetail": {"AccountRef": reference(&account.to_string())},
    });
    Some((entity, transaction(("VendorRef", id), given, line)?))
}

fn transaction(whose: (&str, &Id), given: &Object, mut line: Value) -> Option<Value> {
    let (member, id) = whose;
    let amount = given.decimal("Balance").filter(|amount| !amount.is_zero())?;
    line["Amount"] = money(amount.abs());
    line["Description"] = TEXT.into();
    let mut body = json!({
        "TxnDate": given.text("OpenBalanceDate")?,
        "PrivateNote": TEXT,
        "GlobalTaxCalculation": "NotApplicable",
        "Line": [line],
    });
    body[member] = reference(&id.to_string());
    if let Some(currency) = given.get("CurrencyRef") {
        body["CurrencyRef"] = currency.clone();
    }
    Some(body)
}
