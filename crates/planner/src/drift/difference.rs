//! Where what QuickBooks holds is not what it held, in a person's words.

use super::Held;
use super::held::STATUS;
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt;

/// What members are called here, in the order in which they are told.
const FIELDS: [(&str, &str); 30] = [
    ("TotalAmt", "total"),
    ("TxnTaxDetail", "tax"),
    ("CustomerRef", "customer"),
    ("VendorRef", "supplier"),
    ("EntityRef", "customer"),
    ("CurrencyRef", "currency"),
    ("ExchangeRate", "exchange rate"),
    ("DocNumber", "number"),
    ("TxnDate", "date"),
    ("DisplayName", "name"),
    ("Name", "name"),
    ("PrimaryPhone", "phone"),
    ("Fax", "fax"),
    ("PrimaryEmailAddr", "e-mail address"),
    ("WebAddr", "web site"),
    ("BillAddr", "billing address"),
    ("ShipAddr", "shipping address"),
    ("VendorAddr", "supplier's address"),
    ("PaymentRefNum", "reference"),
    ("PaymentMethodRef", "payment method"),
    ("DepositToAccountRef", "deposit account"),
    ("AccountRef", "bank account"),
    ("IncomeAccountRef", "income account"),
    ("ExpenseAccountRef", "expense account"),
    ("PrivateNote", "note"),
    ("Memo", "memo"),
    (STATUS, "status"),
    ("ApplyTaxAfterDiscount", "order of discount and tax"),
    ("GlobalTaxCalculation", "tax calculation"),
    (LINES, "lines"),
];
const LINES: &str = "Line";
/// Told by itself: see [`super::Drift::Inactive`].
const ACTIVE: &str = "Active";
/// Characters of a line's text that are told.
const TEXT_CHARS: usize = 40;

/// One value that is another one now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it is called here.
    pub field: String,
    /// What was left there.
    pub left: String,
    /// What is there now.
    pub now: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { field, left, now } = self;
        // What differs may be what a line is tied to, which is not shown.
        match left == now {
            true => write!(f, "{field} ({now}) was changed"),
            false => write!(f, "{field} was {left} and is {now}"),
        }
    }
}

/// Where `now` is not what was `left`.
pub(super) fn between(left: &Held, now: &Held) -> Vec<Difference> {
    let mut names: Vec<&str> = left.names().filter(|name| *name != ACTIVE).collect();
    let place = |name: &str| FIELDS.iter().position(|(member, _)| *member == name).unwrap_or(FIELDS.len());
    names.sort_by_key(|name| place(name));
    let mut differences = Vec::new();
    for name in names {
        match (left.get(name), now.get(name)) {
            (one, other) if is_same(name, one, other) => {}
            (Value::Array(one), Value::Array(other)) if name == LINES => {
                differences.extend(between_lines(one, other));
            }
            (one, other) => {
                let words =
                    FIELDS.iter().find(|(member, _)| *member == name).map_or(name, |(_, words)| words);
                differences.push(Difference { field: words.to_owned(), left: shown(one), now: shown(other) });
            }
        }
    }
    differences
}

fn between_lines<'a>(left: &'a [Value], now: &'a [Value]) -> impl Iterator<Item = Difference> + 'a {
    let line = |lines: &'a [Value], place: usize| lines.get(place).unwrap_or(&Value::Null);
    (0..left.len().max(now.len())).filter_map(move |place| {
        let (one, other) = (line(left, place), line(now, place));
        let field = format!("line {}", place + 1);
        let differs = nameless(one) != nameless(other);
        differs.then(|| Difference { field, left: shown_or(one, "not there"), now: shown_or(other, "gone") })
    })
}

fn is_same(name: &str, left: &Value, now: &Value) -> bool {
    // What is kept in a currency never changes it; the service may only have left it unsaid before.
    if name == "CurrencyRef" && left.is_null() {
        return true;
    }
    if name == STATUS && (left.is_null() || now.is_null()) {
        return true;
    }
    match name.ends_with("Addr") && left.get("Address").or(left.get("URI")).is_none() {
        true => is_same_address(left, now),
        false => nameless(left) == nameless(now),
    }
}

/// The service may write an address in other lines later, with the names of who lives there (fact sheet 2.9). So it is
/// another one only when a word of it is gone, or when there was none.
fn is_same_address(left: &Value, now: &Value) -> bool {
    let (left, now) = (words(left), words(now));
    left.is_subset(&now) && left.is_empty() == now.is_empty()
}

fn words(address: &Value) -> BTreeSet<String> {
    let parts = address.as_object().into_iter().flat_map(|members| members.values());
    let text = parts.filter_map(Value::as_str).collect::<Vec<_>>().join(" ").to_lowercase();
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What is referred to may have been given another name; that is no change of what refers to it.
fn nameless(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members.iter().filter(|(name, _)| *name != "name");
            Value::Object(kept.map(|(name, value)| (name.clone(), nameless(value))).collect())
        }
        Value::Array(values) => Value::Array(values.iter().map(nameless).collect()),
        _ => value.clone(),
    }
}

fn shown_or(line: &Value, without: &str) -> String {
    if line.is_null() { without.to_owned() } else { shown(line) }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::String(text) => format!("“{text}”"),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => cents(&number.to_string()),
        Value::Array(values) => format!("{} of them", values.len()),
        Value::Object(members) if members.contains_key("Amount") => line(value),
        Value::Object(members) => {
            let parts = members.get("name").map_or_else(|| members.values().collect(), |name| vec![name]);
            let parts: Vec<String> = parts
                .into_iter()
                .map(|part| part.as_str().map_or_else(|| shown(part), str::to_owned))
                .collect();
            match parts.is_empty() {
                true => "nothing".to_owned(),
                false => parts.join(", "),
            }
        }
    }
}

/// What a line says: its amount, what it is made of, and for what.
fn line(line: &Value) -> String {
    let detail = &line[line["DetailType"].as_str().unwrap_or_default()];
    let mut shown = cents(&line["Amount"].to_string());
    if let (Value::Number(quantity), Value::Number(price)) = (&detail["Qty"], &detail["UnitPrice"]) {
        shown = format!("{shown} ({quantity} × {price})");
    }
    if let Some(first) = line["Description"].as_str().and_then(|text| text.lines().next()) {
        let first: String = first.chars().take(TEXT_CHARS).collect();
        shown = format!("{shown} for “{first}”");
    }
    shown
}

/// A number with two decimals at least.
fn cents(number: &str) -> String {
    match number.parse::<Decimal>() {
        Ok(decimal) if decimal.scale() < 2 => format!("{decimal:.2}"),
        _ => number.to_owned(),
    }
}
