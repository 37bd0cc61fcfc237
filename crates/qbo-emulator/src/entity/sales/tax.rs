//! Sales tax of a US company with manual codes (fact sheet 11.3).

use super::Sums;
use super::account_by_subtype;
use crate::books::{Company, Id, Switch};
use crate::entity::Work;
use crate::fault::Fault;
use crate::field::{Field, Shape};
use crate::wire::{Members, Object, money, plain, reference};
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Value, json};

/// The member `TxnTaxDetail`.
pub(crate) const TAX_DETAIL: Shape = Shape::Object(&[
    Field::to("TxnTaxCodeRef", "TaxCode"),
    Field::new("TotalTax", Shape::Money),
    Field::shown("TaxLine", TAX_LINES),
    Field::ignored("DefaultTaxCodeRef"),
    Field::ignored("TaxReviewStatus"),
    Field::ignored("UseAutomatedSalesTax"),
]);

const TAX_LINES: Shape = Shape::List(&[
    Field::new("Amount", Shape::Money),
    Field::text("DetailType", 30),
    Field::new("TaxLineDetail", Shape::Object(&[Field::to("TaxRateRef", "TaxRate")])),
]);

/// One rate of the transaction's tax code.
struct Rate {
    id: String,
    percent: Decimal,
}

/// Completes `TxnTaxDetail` and returns the tax.
///
/// # Errors
/// None today; an unknown code is refused with the other references.
pub(crate) fn complete_tax(work: &Work<'_>, body: &mut Object, sums: &Sums) -> Result<Decimal, Fault> {
    if !work.company.is_on(Switch::UsingSalesTax) {
        body.put("TxnTaxDetail", json!({"TotalTax": 0}));
        return Ok(Decimal::ZERO);
    }
    let sent = work.given.set.object("TxnTaxDetail");
    if sent.is_none() && keeps_tax(work, body) {
        return Ok(body.object("TxnTaxDetail").map(|detail| detail.amount("TotalTax")).unwrap_or_default());
    }
    let taxed = taxed_amount(body, sums);
    let code = code(work, body);
    let rates = code.as_deref().map(|code| rates(work.company, code)).unwrap_or_default();
    let computed: Vec<Decimal> =
        rates.iter().map(|rate| round(taxed * rate.percent / Decimal::ONE_HUNDRED)).collect();
    let amounts = match sent.and_then(|detail| detail.decimal("TotalTax")) {
        Some(total) => spread(total, &rates),
        None => computed,
    };
    let total = match sent.and_then(|detail| detail.decimal("TotalTax")) {
        Some(total) => total,
        None => amounts.iter().sum(),
    };
    let mut detail = Object::new();
    detail.put_money("TotalTax", total);
    if let Some(code) = code.filter(|_| !taxed.is_zero() || !total.is_zero()) {
        detail.put("TxnTaxCodeRef", reference(&code));
        let lines = rates.iter().zip(&amounts).map(|(rate, amount)| tax_line(rate, *amount, taxed));
        detail.put("TaxLine", lines.collect::<Vec<Value>>());
    }
    body.put("TxnTaxDetail", detail);
    Ok(total)
}

/// Nothing that the tax follows from was touched, so an amount that was set by hand stays.
fn keeps_tax(work: &Work<'_>, body: &Object) -> bool {
    let causes = ["Line", "CustomerRef", "TxnTaxDetail", "ApplyTaxAfterDiscount"];
    work.before.is_some()
        && body.contains_key("TxnTaxDetail")
        && !causes.iter().any(|cause| work.touches(cause))
}

/// True: tax on the reduced amount, the discount spread over the items; false: on the full amount.
fn taxed_amount(body: &Object, sums: &Sums) -> Decimal {
    if !body.flag("ApplyTaxAfterDiscount") || sums.items.is_zero() {
        return sums.taxed;
    }
    let share = sums.discount.checked_mul(sums.taxed).and_then(|product| product.checked_div(sums.items));
    round(sums.taxed - share.unwrap_or_default())
}

/// The code sent, else the one it had, else the customer's, else the company's.
fn code(work: &Work<'_>, body: &Object) -> Option<String> {
    let own = body.object("TxnTaxDetail").and_then(|detail| detail.target("TxnTaxCodeRef"));
    let former = || work.before?.body.object("TxnTaxDetail")?.target("TxnTaxCodeRef");
    let customer = || {
        let customer = work.company.look_up("Customer", body.target("CustomerRef")?)?;
        customer.body.target("DefaultTaxCodeRef")
    };
    own.or_else(former)
        .or_else(customer)
        .or_else(|| work.company.preferred("TaxPrefs", "TaxGroupCodeRef"))
        .map(str::to_owned)
}

fn rates(company: &Company, code: &str) -> Vec<Rate> {
    let Some(code) = company.look_up("TaxCode", code) else { return Vec::new() };
    let details =
        code.body.object("SalesTaxRateList").map(|list| list.list("TaxRateDetail")).unwrap_or_default();
    let ids = details.iter().filter_map(|detail| detail.as_object()?.target("TaxRateRef"));
    ids.filter_map(|id| {
        let rate = company.find("TaxRate", &Id::parse(id))?;
        Some(Rate { id: id.to_owned(), percent: rate.body.amount("RateValue") })
    })
    .collect()
}

/// The account on which the tax of a rate is owed: that of its agency, else the oldest for taxes.
pub(super) fn tax_account(company: &Company, rate: Option<&str>) -> Option<Id> {
    let agency =
        rate.and_then(|rate| company.look_up("TaxRate", rate)?.body.target("AgencyRef").map(str::to_owned));
    let agency = agency.and_then(|agency| {
        company.look_up("TaxAgency", &agency)?.body.text("DisplayName").map(str::to_owned)
    });
    // Without an agency: that of the sandbox's home state comes first (assumed).
    let name =
        agency.map_or("Board of Equalization Payable".to_owned(), |agency| format!("{agency} Payable"));
    ["GlobalTaxPayable", "SalesTaxPayable"]
        .iter()
        .find_map(|subtype| account_by_subtype(company, subtype, &name))
}

/// A total that was set by hand is spread over the rates; the last takes what rounding leaves.
fn spread(total: Decimal, rates: &[Rate]) -> Vec<Decimal> {
    let whole: Decimal = rates.iter().map(|rate| rate.percent).sum();
    let mut left = total;
    let mut amounts = Vec::with_capacity(rates.len());
    for (index, rate) in rates.iter().enumerate() {
        let share = if index + 1 == rates.len() || whole.is_zero() {
            left
        } else {
            round(total * (rate.percent / whole))
        };
        left -= share;
        amounts.push(share);
    }
    amounts
}

fn tax_line(rate: &Rate, amount: Decimal, taxed: Decimal) -> Value {
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

fn round(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}
