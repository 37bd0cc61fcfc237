//! Rates of tax codes, tax lines, and the accounts that tax is owed on.

use crate::books::{Company, Id};
use crate::entity::sales::account_by_subtype;
use crate::wire::{Members, cents, money, plain, reference};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// What is taxed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Sale,
    Purchase,
}

/// One rate of a tax code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rate {
    pub(super) id: String,
    pub(super) percent: Decimal,
}

/// The rates of a code, in its order.
pub(super) fn rates(company: &Company, code: &str, side: Side) -> Vec<Rate> {
    let list = match side {
        Side::Sale => "SalesTaxRateList",
        Side::Purchase => "PurchaseTaxRateList",
    };
    let Some(code) = company.look_up("TaxCode", code) else { return Vec::new() };
    let details = code.body.object(list).map(|list| list.list("TaxRateDetail")).unwrap_or_default();
    let ids = details.iter().filter_map(|detail| detail.as_object()?.target("TaxRateRef"));
    ids.filter_map(|id| {
        let rate = company.find("TaxRate", &Id::parse(id))?;
        Some(Rate { id: id.to_owned(), percent: rate.body.amount("RateValue") })
    })
    .collect()
}

/// A tax rate's part of `amount`.
pub(super) fn tax_on(amount: Decimal, percent: Decimal) -> Decimal {
    cents(amount * percent / Decimal::ONE_HUNDRED)
}

/// A total that was set by hand is spread in proportion to `weights`; the last takes what rounding leaves.
pub(super) fn spread(total: Decimal, weights: &[Decimal]) -> Vec<Decimal> {
    let whole: Decimal = weights.iter().sum();
    let mut left = total;
    let mut amounts = Vec::with_capacity(weights.len());
    for (index, weight) in weights.iter().enumerate() {
        let share = if index + 1 == weights.len() || whole.is_zero() {
            left
        } else {
            let share = weight.checked_div(whole).and_then(|part| total.checked_mul(part));
            cents(share.unwrap_or_default())
        };
        left -= share;
        amounts.push(share);
    }
    amounts
}

/// A line of `TxnTaxDetail`.
pub(super) fn tax_line(rate: &Rate, amount: Decimal, taxed: Decimal) -> Value {
    json!({
        "Amount": money(amount),
        "DetailType": "TaxLineDetail",
        "TaxLineDetail": {
            "TaxRateRef": reference(&rate.id),
            "PercentBased": true,
            "TaxPercent": plain(rate.percent),
            "NetAmountTaxable": money(taxed),
        },
    })
}

/// The account on which the tax of a rate is owed: that of its agency, else the oldest for taxes. Without a rate
/// the company's own tax code counts.
pub(crate) fn tax_account(company: &Company, rate: Option<&str>) -> Option<Id> {
    let preferred = || {
        let code = company.preferred("TaxPrefs", "TaxGroupCodeRef")?;
        rates(company, code, Side::Sale).into_iter().next().map(|rate| rate.id)
    };
    let rate = rate.map(str::to_owned).or_else(preferred);
    let name = rate.and_then(|rate| {
        let rate = company.look_up("TaxRate", &rate)?;
        let agency = company.look_up("TaxAgency", rate.body.target("AgencyRef")?)?;
        agency.body.text("DisplayName").map(account_of_agency)
    });
    let name = name.unwrap_or_default();
    ["GlobalTaxPayable", "SalesTaxPayable"]
        .iter()
        .find_map(|subtype| account_by_subtype(company, subtype, &name))
}

/// The name of the account on which an agency's tax is owed (observed in the sandbox, fact sheet 14.4).
pub(crate) fn account_of_agency(agency: &str) -> String {
    format!("{agency} Payable")
}
