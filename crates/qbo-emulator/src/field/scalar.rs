//! Checks of single values: text, numbers, dates, words.

use super::Shape;
use crate::fault::{Code, Fault};
use crate::wire::{date_of, date_time_of, decimal_of, money, plain};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::Value;
use url::Url;

/// Digits that an amount may have (fact sheet 7).
pub(crate) const AMOUNT_DIGITS_MAX: u32 = 15;

/// The value as it is kept; `None` when it is blank.
pub(super) fn scalar(name: &str, shape: Shape, value: &Value) -> Result<Option<Value>, Fault> {
    match shape {
        Shape::Text(max) => text(name, value, max),
        Shape::Number(max) => Ok(text(name, value, max)?.filter(|number| !is_blank(number))),
        Shape::Name(max) => word(name, value, max),
        Shape::Email(max) => email(name, value, max),
        Shape::Web(max) => web(name, value, max),
        Shape::Flag => flag(name, value),
        Shape::Money => Ok(number(name, value)?.map(money)),
        Shape::Plain => Ok(number(name, value)?.map(plain)),
        Shape::Percent => percent(name, value),
        Shape::Whole(least, most) => whole(name, value, least, most),
        Shape::Date => date(name, value),
        Shape::Moment => moment(name, value),
        Shape::Choice(words) => choice(name, value, words),
        Shape::Ref(_) | Shape::Object(_) | Shape::List(_) | Shape::Ignored => Ok(None),
    }
}

/// Text as such; numbers and truth values are read as text, as the service does.
fn text_in(value: &Value) -> Result<String, Fault> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        Value::Bool(flag) => Ok(flag.to_string()),
        _ => Err(Fault::unreadable()),
    }
}

fn text(name: &str, value: &Value, max: usize) -> Result<Option<Value>, Fault> {
    let text = text_in(value)?;
    let length = text.chars().count();
    if length > max {
        let detail = format!(
            "String length specified does not match the supported length. Min:0 Max:{max} supported. \
             Supplied length:{length}"
        );
        return Err(Fault::new(Code::STRING_LENGTH, detail).element(name));
    }
    Ok((!text.is_empty()).then_some(Value::String(text)))
}

fn is_blank(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.trim().is_empty())
}

/// Outer blanks are trimmed (fact sheet 8.1, assumed).
fn word(name: &str, value: &Value, max: usize) -> Result<Option<Value>, Fault> {
    let trimmed = text_in(value)?.trim().to_owned();
    if trimmed.contains([':', '\t', '\n', '\r', '\0']) {
        let detail = format!("Invalid String : {name} must not contain a colon, a tab or a new line");
        return Err(Fault::new(Code::INVALID_STRING, detail).element(name));
    }
    text(name, &Value::String(trimmed), max)
}

/// Several addresses may be written with commas (fact sheet 7).
fn email(name: &str, value: &Value, max: usize) -> Result<Option<Value>, Fault> {
    let kept = text(name, value, max)?;
    let Some(Value::String(addresses)) = &kept else { return Ok(kept) };
    let sound = |address: &str| address.contains('@') && address.contains('.');
    if !addresses.split(',').all(|address| sound(address.trim())) {
        let detail =
            format!("Email Address does not conform to rules of RFC 822. Supplied value:{addresses}");
        return Err(Fault::new(Code::EMAIL, detail).element(name));
    }
    Ok(kept)
}

/// A missing scheme is accepted (fact sheet 7, assumed).
fn web(name: &str, value: &Value, max: usize) -> Result<Option<Value>, Fault> {
    let kept = text(name, value, max)?;
    let Some(Value::String(address)) = &kept else { return Ok(kept) };
    let whole = if address.contains("://") { address.clone() } else { format!("http://{address}") };
    let is_sound = Url::parse(&whole).is_ok_and(|url| url.has_host());
    if !is_sound || address.trim().contains(char::is_whitespace) {
        let detail = format!("{}. Supplied value:{address}", Code::WEB_ADDRESS.message);
        return Err(Fault::new(Code::WEB_ADDRESS, detail).element(name));
    }
    Ok(kept)
}

fn flag(name: &str, value: &Value) -> Result<Option<Value>, Fault> {
    match value {
        Value::Bool(flag) => Ok(Some(Value::Bool(*flag))),
        Value::String(text) if text.is_empty() => Ok(None),
        Value::String(text) if text.eq_ignore_ascii_case("true") => Ok(Some(Value::Bool(true))),
        Value::String(text) if text.eq_ignore_ascii_case("false") => Ok(Some(Value::Bool(false))),
        Value::Object(_) | Value::Array(_) => Err(Fault::unreadable()),
        other => {
            Err(Fault::new(Code::BOOLEAN, format!("Invalid Boolean. Supplied value:{other}")).element(name))
        }
    }
}

fn number(name: &str, value: &Value) -> Result<Option<Decimal>, Fault> {
    if matches!(value, Value::Object(_) | Value::Array(_)) {
        return Err(Fault::unreadable());
    }
    if is_blank(value) {
        return Ok(None);
    }
    let Some(decimal) = decimal_of(value) else {
        return Err(Fault::new(
            Code::NUMBER_FORMAT,
            format!("Invalid number format. Supplied value:{value}"),
        )
        .element(name));
    };
    if decimal.abs() >= Decimal::from(10_u64.pow(AMOUNT_DIGITS_MAX)) {
        return Err(Fault::new(Code::AMOUNT, format!("Invalid Amount. Supplied value:{value}")).element(name));
    }
    Ok(Some(decimal))
}

fn percent(name: &str, value: &Value) -> Result<Option<Value>, Fault> {
    let Some(percent) = number(name, value)? else { return Ok(None) };
    if percent < Decimal::ZERO || percent > Decimal::ONE_HUNDRED {
        return Err(
            Fault::new(Code::PERCENT, format!("Invalid Percent. Supplied value:{percent}")).element(name)
        );
    }
    Ok(Some(plain(percent)))
}

fn whole(name: &str, value: &Value, least: i64, most: i64) -> Result<Option<Value>, Fault> {
    let Some(decimal) = number(name, value)? else { return Ok(None) };
    match decimal.to_i64().filter(|whole| decimal.fract().is_zero() && (least..=most).contains(whole)) {
        Some(whole) => Ok(Some(Value::from(whole))),
        None => {
            let detail =
                format!("Invalid Number Range. Min:{least} Max:{most} supported. Supplied value:{decimal}");
            Err(Fault::new(Code::NUMBER_RANGE, detail).element(name))
        }
    }
}

fn date(name: &str, value: &Value) -> Result<Option<Value>, Fault> {
    let text = text_in(value)?;
    if text.is_empty() {
        return Ok(None);
    }
    if let Some(date) = date_of(&text) {
        return Ok(Some(Value::String(date.to_string())));
    }
    let shape = |(index, byte): (usize, u8)| {
        if matches!(index, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() }
    };
    let looks_like_a_date = text.len() >= 10 && text.bytes().take(10).enumerate().all(shape);
    let code = if looks_like_a_date { Code::DATE } else { Code::DATE_FORMAT };
    Err(Fault::new(code, format!("{}. Supplied value:{text}", code.message)).element(name))
}

fn moment(name: &str, value: &Value) -> Result<Option<Value>, Fault> {
    let text = text_in(value)?;
    if text.is_empty() {
        return Ok(None);
    }
    let Some(kept) = date_time_of(&text) else {
        let detail = format!("{}. Supplied value:{text}", Code::DATE_FORMAT.message);
        return Err(Fault::new(Code::DATE_FORMAT, detail).element(name));
    };
    Ok(Some(Value::String(kept)))
}

fn choice(name: &str, value: &Value, words: &[&str]) -> Result<Option<Value>, Fault> {
    let text = text_in(value)?;
    if text.is_empty() || words.contains(&text.as_str()) {
        return Ok((!text.is_empty()).then_some(Value::String(text)));
    }
    Err(Fault::new(Code::ENUMERATION, format!("Invalid Enumeration : {text}")).element(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn code(shape: Shape, value: Value) -> String {
        scalar("Field", shape, &value).unwrap_err().code.into()
    }

    #[test]
    fn every_shape_takes_what_fits() {
        for (shape, value, kept) in [
            (Shape::Text(3), json!("abc"), json!("abc")),
            (Shape::Text(3), json!(12), json!("12")),
            (Shape::Name(12), json!("  Amy's \"Bird\" "), json!("Amy's \"Bird\"")),
            (Shape::Email(100), json!("a@b.c, d@e.f"), json!("a@b.c, d@e.f")),
            (Shape::Web(100), json!("http://kings.example/a?b"), json!("http://kings.example/a?b")),
            (Shape::Web(100), json!("www.kings.example"), json!("www.kings.example")),
            (Shape::Flag, json!("TRUE"), json!(true)),
            (Shape::Percent, json!(12.5), json!(12.5)),
            (Shape::Whole(0, 999), json!("30"), json!(30)),
            (Shape::Date, json!("2015-01-16T10:00:00-07:00"), json!("2015-01-16")),
            (Shape::Moment, json!("2015-01-16T10:00:00-07:00"), json!("2015-01-16T10:00:00-07:00")),
            (Shape::Choice(&["Open"]), json!("Open"), json!("Open")),
        ] {
            assert_eq!(scalar("Field", shape, &value).unwrap(), Some(kept), "{shape:?}");
        }
    }

    #[test]
    fn every_shape_refuses_what_does_not_fit() {
        for (shape, value, expected) in [
            (Shape::Text(3), json!("abcd"), "2050"),
            (Shape::Text(3), json!({}), "2010"),
            (Shape::Name(10), json!("a:b"), "2040"),
            (Shape::Name(10), json!("a\tb"), "2040"),
            (Shape::Name(10), json!("a\0b"), "2040"),
            (Shape::Email(100), json!("nobody"), "2210"),
            (Shape::Web(100), json!("not an address"), "2200"),
            (Shape::Web(100), json!("http://"), "2200"),
            (Shape::Flag, json!("maybe"), "2230"),
            (Shape::Money, json!("ten"), "2080"),
            (Shape::Money, json!(1_000_000_000_000_000_i64), "2140"),
            (Shape::Percent, json!(101), "2150"),
            (Shape::Whole(0, 999), json!(1000), "2240"),
            (Shape::Date, json!("16.01.2015"), "2060"),
            (Shape::Date, json!("2015-02-30"), "2070"),
            (Shape::Moment, json!("noon"), "2060"),
            (Shape::Moment, json!("2015-01-16T25:00:00"), "2060"),
            (Shape::Choice(&["Open"]), json!("open"), "2170"),
        ] {
            assert_eq!(code(shape, value), expected, "{shape:?}");
        }
    }
}
