//! One value as clients send it: a number may come as a string, a flag as 1, a date with a time (fact sheet
//! 2.1).

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde_json::Value;
use uuid::Uuid;

/// Years that a day may be in: those that are written with four digits.
const YEARS: std::ops::RangeInclusive<i16> = 1..=9999;

/// Why a value can't be read: the rule's name and what to write instead.
pub(super) type Misread = (&'static str, &'static str);

/// The value as text, without blanks around it; nothing for null. A list or an object is no text, and a NUL
/// can't be kept by a database.
pub(super) fn text(value: &Value) -> Result<String, Misread> {
    match value {
        Value::Null => Ok(String::new()),
        Value::Bool(flag) => Ok(flag.to_string()),
        Value::Number(number) => Ok(number.to_string()),
        Value::String(text) if text.contains('\0') => Err(("characters", "Remove the NUL character")),
        Value::String(text) => Ok(text.trim().to_owned()),
        Value::Array(_) | Value::Object(_) => Err(("scalar", "Write a single text, number or true or false")),
    }
}

/// A number, exact.
pub(super) fn decimal(text: &str) -> Result<Decimal, Misread> {
    // Only the second understands an exponent.
    text.parse()
        .or_else(|_| Decimal::from_scientific(text))
        .map_err(|_| ("numeric", "Write a number such as 12.50"))
}

/// A whole number.
pub(super) fn integer(text: &str) -> Result<i64, Misread> {
    let whole = decimal(text).ok().filter(Decimal::is_integer).and_then(|number| i64::try_from(number).ok());
    whole.ok_or(("integer", "Write a whole number such as 12"))
}

/// A flag.
pub(super) fn flag(text: &str) -> Result<bool, Misread> {
    match text.to_ascii_lowercase().as_str() {
        "1" | "true" => Ok(true),
        "0" | "false" => Ok(false),
        _ => Err(("boolean", "Write true or false, or 1 or 0")),
    }
}

/// An id.
pub(super) fn uuid(text: &str) -> Result<Uuid, Misread> {
    text.parse()
        .map_err(|_| ("uuid", "Write an id of 36 characters such as 549490bc-e910-41a4-b83f-03d8a2d10228"))
}

/// A day, perhaps with a time that is not looked at: that is how days are given out.
pub(super) fn date(text: &str) -> Result<Date, Misread> {
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    let day = day.parse().ok().filter(|day: &Date| YEARS.contains(&day.year()));
    day.ok_or(("date", "Write a day such as 2017-02-08"))
}

/// A moment as Unix seconds, not before 1970.
pub(super) fn moment(text: &str) -> Result<Timestamp, Misread> {
    let seconds = integer(text).ok().filter(|seconds| *seconds >= 0);
    let moment = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
    moment.ok_or(("range", "Write Unix seconds such as 1489012345"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_keep_every_digit() {
        let number: Value = serde_json::from_str("0.1000000000000000055").unwrap();
        assert_eq!(decimal(&text(&number).unwrap()).unwrap().to_string(), "0.1000000000000000055");
        assert_eq!(decimal("1e2").unwrap(), Decimal::from(100));
        assert!(decimal("1,5").is_err() && decimal("").is_err() && decimal("1e400").is_err());
    }

    #[test]
    fn a_whole_number_may_have_zeros_behind_the_point() {
        assert_eq!(integer("2.00"), Ok(2));
        assert!(integer("2.5").is_err() && integer("99999999999999999999").is_err());
    }

    #[test]
    fn flags_come_in_three_spellings() {
        for (value, expected) in
            [(json!(true), true), (json!(1), true), (json!("0"), false), (json!("True"), true)]
        {
            assert_eq!(flag(&text(&value).unwrap()), Ok(expected));
        }
        assert!(flag("maybe").is_err());
    }

    #[test]
    fn a_day_may_come_with_a_time() {
        let day = jiff::civil::date(2016, 10, 6);
        assert_eq!(date("2016-10-06"), Ok(day));
        assert_eq!(date("2016-10-06T00:00:00+00:00"), Ok(day));
        assert!(date("-000001-01-01").is_err() && date("0000-01-01").is_err());
        assert!(date("06.10.2016").is_err() && date("2016-02-30").is_err());
    }

    #[test]
    fn a_moment_is_in_unix_seconds_and_not_before_1970() {
        assert_eq!(moment("1489012345"), Ok(Timestamp::from_second(1_489_012_345).unwrap()));
        assert!(moment("-1").is_err() && moment("99999999999999").is_err());
    }

    #[test]
    fn a_text_with_a_nul_is_refused() {
        assert!(text(&json!("a\u{0}b")).is_err());
    }
}
