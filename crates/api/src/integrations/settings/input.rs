//! What clients change.

use crate::request::{Fields, Members};
use domain::Refusals;
use rust_decimal::Decimal;
use sync::connection::settings::{FIELDS, PaymentRule, Settings, TaxMapping};

/// Members that are told and not written: a client may send back what it has read.
const TOLD: [&str; 7] = ["realm_id", "company_name", "country", "read", "choices", "missing", "bills_since"];

/// What changes; what isn't named stays.
pub(super) struct Change {
    /// Name and value; `None` takes a choice back.
    values: Vec<(&'static str, Option<String>)>,
    payment_methods: Option<Vec<PaymentRule>>,
    tax_codes: Option<Vec<TaxMapping>>,
}

/// Reads the members.
///
/// # Errors
/// Members that can't be read, and unknown ones.
pub(super) fn change(members: &Members) -> Result<Change, Refusals> {
    let mut fields = members.fields();
    let known = |name: &str| {
        TOLD.contains(&name)
            || matches!(name, "payment_methods" | "tax_codes")
            || FIELDS.iter().any(|field| field.name == name)
    };
    for name in members.names().filter(|name| !known(name)) {
        fields.refuse(name, "unknown", format!("There is no setting “{name}”"));
    }
    let mut values = Vec::new();
    for field in FIELDS.iter().filter(|field| members.names().any(|name| name == field.name)) {
        let value = fields.filled(field.name);
        if let Some(reason) = value.as_deref().and_then(|value| field.refuses(value)) {
            fields.refuse(field.name, "inList", reason);
        }
        values.push((field.name, value));
    }
    let payment_methods = fields.each("payment_methods", rule);
    let tax_codes = fields.each("tax_codes", mapping);
    fields.finish(Change { values, payment_methods, tax_codes })
}

impl Change {
    /// `settings` with what changes.
    pub(super) fn of(self, settings: Settings) -> Settings {
        let mut settings =
            self.values.into_iter().fold(settings, |settings, (name, value)| settings.with(name, value));
        settings.payment_methods = self.payment_methods.unwrap_or(settings.payment_methods);
        settings.tax_codes = self.tax_codes.unwrap_or(settings.tax_codes);
        settings
    }
}

fn rule(fields: &mut Fields<'_>) -> PaymentRule {
    PaymentRule {
        reference: fields.text("reference").unwrap_or_default(),
        payment_method: fields.filled("payment_method"),
        deposit_account: fields.filled("deposit_account"),
    }
}

fn mapping(fields: &mut Fields<'_>) -> TaxMapping {
    let tax1 = fields.percent("tax1");
    TaxMapping {
        tax1: fields.require("tax1", tax1).map_or(Decimal::ZERO, |rate| rate.value()),
        tax2: fields.percent("tax2").map_or(Decimal::ZERO, |rate| rate.value()),
        sale: fields.filled("sale"),
        purchase: fields.filled("purchase"),
    }
}
