//! What may be chosen: only what QuickBooks offers, and a tax code only for the rates that it charges.

use domain::Refusals;
use rust_decimal::Decimal;

use super::choices::RECEIVABLE;
use super::field::DEPOSIT_KINDS;
use super::{
    AccountChoice, Choices, FIELDS, Field, Kind, MAX_RULES, MAX_TAX_CODES, PaymentRule, Settings, Side,
    TaxMapping,
};

/// Refuses values of `after` that QuickBooks doesn't offer. What was chosen before stays, though it be gone since.
///
/// # Errors
/// One refusal for each setting, with the value and what would be right.
pub fn check(before: &Settings, after: &Settings, choices: &Choices) -> Result<(), Refusals> {
    let mut refusals = Refusals::default();
    for field in FIELDS {
        let value = after.value(field.name);
        if value != before.value(field.name)
            && let Some(value) = value
            && let Err(reason) = one(field, &value, choices)
        {
            refusals.add(field.name, "inList", reason);
        }
    }
    if after.payment_methods != before.payment_methods {
        rules(&after.payment_methods, &before.payment_methods, choices, &mut refusals);
    }
    if after.tax_codes != before.tax_codes {
        mappings(&after.tax_codes, &before.tax_codes, choices, &mut refusals);
    }
    refusals.unless_any(())
}

/// Refuses a value of one setting.
///
/// # Errors
/// Why, with the value and what would be right.
pub(super) fn one(field: &Field, value: &str, choices: &Choices) -> Result<(), String> {
    match field.kind {
        Kind::Account(kinds) => account(value, kinds, choices),
        Kind::Item => item(value, choices),
        Kind::OneOf(_) | Kind::Text(_) => field.refuses(value).map_or(Ok(()), Err),
    }
}

fn account(id: &str, kinds: &[&str], choices: &Choices) -> Result<(), String> {
    let wanted = kinds.join(" or ");
    match choices.account(id) {
        Some(AccountChoice { name, kind, currency: Some(currency), .. }) if kind == RECEIVABLE => {
            Err(format!(
                "“{id}” ({name}) is kept in {currency}; choose the one in the home currency. What is refunded in {currency} goes there by itself"
            ))
        }
        Some(account) if kinds.contains(&account.kind.as_str()) => Ok(()),
        Some(account) => Err(format!(
            "“{id}” ({}) is an account of the kind {}; choose one of the kind {wanted}",
            account.name, account.kind
        )),
        None => Err(format!(
            "QuickBooks has no active account “{id}”; choose one of the kind {wanted}. If it is new there, read from QuickBooks again first"
        )),
    }
}

fn item(id: &str, choices: &Choices) -> Result<(), String> {
    match choices.item(id) {
        Some(item) if item.is_sold && item.is_bought => Ok(()),
        Some(item) => {
            let lacks = if item.is_sold { "expense" } else { "income" };
            Err(format!(
                "“{id}” ({}) has no {lacks} account in QuickBooks; give it one there and read from QuickBooks again, or choose another item",
                item.name
            ))
        }
        None => Err(format!(
            "QuickBooks has no active item “{id}”. If it is new there, read from QuickBooks again first"
        )),
    }
}

fn rules(rules: &[PaymentRule], before: &[PaymentRule], choices: &Choices, refusals: &mut Refusals) {
    if rules.len() > MAX_RULES {
        refusals.add("payment_methods", "maxLength", format!("At most {MAX_RULES} rows are possible"));
    }
    for (place, rule) in rules.iter().enumerate().filter(|(_, rule)| !before.contains(rule)) {
        let at = |member: &str| format!("payment_methods.{place}.{member}");
        if rule.reference.trim().is_empty() {
            refusals.add_required(at("reference"));
        }
        let same = |other: &PaymentRule| {
            other.reference.trim().to_lowercase() == rule.reference.trim().to_lowercase()
        };
        if rules[..place].iter().any(same) {
            refusals.add(at("reference"), "unique", format!("“{}” is there twice", rule.reference));
        }
        if let Some(id) = &rule.payment_method
            && choices.payment_method(id).is_none()
        {
            let reason = format!(
                "QuickBooks has no active payment method “{id}”. If it is new there, read from QuickBooks again first"
            );
            refusals.add(at("payment_method"), "inList", reason);
        }
        if let Some(id) = &rule.deposit_account
            && let Err(reason) = account(id, DEPOSIT_KINDS, choices)
        {
            refusals.add(at("deposit_account"), "inList", reason);
        }
    }
}

fn mappings(mappings: &[TaxMapping], before: &[TaxMapping], choices: &Choices, refusals: &mut Refusals) {
    if mappings.len() > MAX_TAX_CODES {
        refusals.add("tax_codes", "maxLength", format!("At most {MAX_TAX_CODES} rows are possible"));
    }
    for (place, mapping) in mappings.iter().enumerate().filter(|(_, each)| !before.contains(each)) {
        let at = |member: &str| format!("tax_codes.{place}.{member}");
        if mappings[..place].iter().any(|other| other.is_of(mapping.tax1, mapping.tax2)) {
            refusals.add(at("tax1"), "unique", format!("{} is there twice", mapping.words()));
        }
        for (side, member) in [(Side::Sale, "sale"), (Side::Purchase, "purchase")] {
            if let Some(id) = mapping.code(side)
                && let Err(reason) = tax_code(id, side, mapping, choices)
            {
                refusals.add(at(member), "inList", reason);
            }
        }
    }
}

fn tax_code(id: &str, side: Side, mapping: &TaxMapping, choices: &Choices) -> Result<(), String> {
    let Some(code) = choices.tax_code(id) else {
        return Err(format!(
            "QuickBooks has no active tax code “{id}”. If it is new there, read from QuickBooks again first"
        ));
    };
    let on = if side == Side::Sale { "sales" } else { "purchases" };
    match code.charges(side) {
        None => Err(format!("The tax code “{id}” ({}) is not for {on}", code.name)),
        Some(rates) if rates.iter().sum::<Decimal>() == mapping.tax1 + mapping.tax2 => Ok(()),
        Some(rates) => Err(format!(
            "The tax code “{id}” ({}) charges {} % on {on}, not {}",
            code.name,
            rates.iter().sum::<Decimal>().normalize(),
            mapping.words()
        )),
    }
}
