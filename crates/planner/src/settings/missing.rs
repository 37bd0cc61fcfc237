//! What still has to be chosen, and what was chosen and is gone.

use rust_decimal::Decimal;

use super::check::one;
use super::{Choices, FIELDS, Kind, Known, RefundForm, Settings, Side, tax};

/// Something that has to be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The setting's name in the API.
    pub setting: &'static str,
    /// What is missing, and what comes of that.
    pub text: String,
}

/// What is missing. `rates` are the pairs of rates that documents are taxed at.
pub fn missing(
    settings: &Settings,
    choices: &Choices,
    known: &Known,
    rates: &[(Decimal, Decimal)],
) -> Vec<Missing> {
    let mut all = Vec::new();
    for field in FIELDS.iter().filter(|field| !matches!(field.kind, Kind::OneOf(_))) {
        let text = match settings.value(field.name) {
            Some(value) => one(field, &value, choices).err(),
            None => {
                consequence(field.name, settings).map(|then| format!("{} is not chosen: {then}", field.label))
            }
        };
        all.extend(text.map(|text| Missing { setting: field.name, text }));
    }
    for rule in &settings.payment_methods {
        let method = rule.payment_method.as_deref().filter(|id| choices.payment_method(id).is_none());
        let account = rule.deposit_account.as_deref().filter(|id| choices.account(id).is_none());
        if let Some(id) = method.or(account) {
            let text = format!(
                "For payments by “{}”, “{id}” was chosen, which QuickBooks no longer has",
                rule.reference
            );
            all.push(Missing { setting: "payment_methods", text });
        }
    }
    if known.has_tax_codes() {
        all.extend(unmapped(settings, choices, rates));
    }
    all
}

/// What comes of it when nothing is chosen; `None` when that is all right.
fn consequence(name: &str, settings: &Settings) -> Option<&'static str> {
    match name {
        "income_account" | "expense_account" if settings.item.is_none() => {
            Some("the item that lines are booked on can't be made, and documents wait for it")
        }
        "bank_account" => Some("refunds can't be sent"),
        "receivable_account" if settings.refund_form == RefundForm::PaidOut => Some("refunds can't be sent"),
        _ => None,
    }
}

fn unmapped(settings: &Settings, choices: &Choices, rates: &[(Decimal, Decimal)]) -> Vec<Missing> {
    let missing = |text| Missing { setting: "tax_codes", text };
    let mut all = Vec::new();
    for (tax1, tax2) in rates {
        let mapping = settings.tax_codes.iter().find(|mapping| mapping.is_of(*tax1, *tax2));
        if mapping.is_none_or(|mapping| {
            mapping.code(Side::Sale).is_none() && mapping.code(Side::Purchase).is_none()
        }) {
            let rate = tax::words(*tax1, *tax2);
            all.push(missing(format!("Documents are taxed at {rate}, and no tax code is chosen for that")));
        }
    }
    for mapping in &settings.tax_codes {
        for id in [Side::Sale, Side::Purchase].into_iter().filter_map(|side| mapping.code(side)) {
            if choices.tax_code(id).is_none() {
                all.push(missing(format!(
                    "{} goes as the tax code “{id}”, which QuickBooks no longer has",
                    mapping.words()
                )));
            }
        }
    }
    all
}
