//! What somebody entered into the form. Rows of a list come as fields of the same names, one row after the other.

use domain::Percent;
use sync::connection::settings::{FIELDS, PaymentRule, Settings, TaxMapping};

/// What somebody wants.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    values: Vec<(&'static str, Option<String>)>,
    rules: Vec<PaymentRule>,
    tax_codes: Option<Vec<TaxMapping>>,
    problems: Vec<String>,
}

/// A row of tax codes as it was written.
#[derive(Debug, Default)]
struct TaxRow {
    tax1: String,
    tax2: String,
    sale: Option<String>,
    purchase: Option<String>,
}

impl Wanted {
    pub(super) fn of(fields: Vec<(String, String)>) -> Self {
        let mut wanted = Self::default();
        let mut taxes: Vec<TaxRow> = Vec::new();
        for (name, value) in fields {
            let value = value.trim().to_owned();
            let chosen = Some(value.clone()).filter(|value| !value.is_empty());
            match name.as_str() {
                "rule_reference" => {
                    wanted.rules.push(PaymentRule { reference: value, ..PaymentRule::default() })
                }
                "rule_method" => set(wanted.rules.last_mut(), |rule| rule.payment_method = chosen),
                "rule_account" => set(wanted.rules.last_mut(), |rule| rule.deposit_account = chosen),
                "tax1" => taxes.push(TaxRow { tax1: value, ..TaxRow::default() }),
                "tax2" => set(taxes.last_mut(), |row| row.tax2 = value),
                "tax_sale" => set(taxes.last_mut(), |row| row.sale = chosen),
                "tax_purchase" => set(taxes.last_mut(), |row| row.purchase = chosen),
                name => {
                    let field = FIELDS.iter().find(|field| field.name == name);
                    wanted.values.extend(field.map(|field| (field.name, chosen)));
                }
            }
        }
        wanted.rules.retain(|rule| *rule != PaymentRule::default());
        if !taxes.is_empty() {
            let rows = taxes.into_iter().filter(|row| !row.tax1.is_empty() || !row.tax2.is_empty());
            wanted.tax_codes = Some(rows.filter_map(|row| mapping(row, &mut wanted.problems)).collect());
        }
        wanted
    }

    /// What can't be read.
    pub(super) fn problems(&self) -> &[String] {
        &self.problems
    }

    /// `settings` with what was entered.
    pub(super) fn applied_to(&self, settings: Settings) -> Settings {
        let set = |settings: Settings, (name, value): &(&'static str, Option<String>)| {
            settings.with(name, value.clone())
        };
        let settings = self.values.iter().fold(settings, set);
        Settings {
            payment_methods: self.rules.clone(),
            tax_codes: self.tax_codes.clone().unwrap_or(settings.tax_codes),
            ..settings
        }
    }
}

fn set<T>(row: Option<&mut T>, change: impl FnOnce(&mut T)) {
    if let Some(row) = row {
        change(row);
    }
}

fn mapping(row: TaxRow, problems: &mut Vec<String>) -> Option<TaxMapping> {
    let mut rate = |text: &str| {
        let number = if text.is_empty() { "0" } else { text };
        let percent =
            number.trim_end_matches('%').trim().parse().ok().and_then(|rate| Percent::new(rate).ok());
        if percent.is_none() {
            problems
                .push(format!("“{text}” is no rate; write a percentage from 0 to 100, such as 20 or 7.5."));
        }
        percent.map(Percent::value)
    };
    let (tax1, tax2) = (rate(&row.tax1), rate(&row.tax2));
    Some(TaxMapping { tax1: tax1?, tax2: tax2?, sale: row.sale, purchase: row.purchase })
}
