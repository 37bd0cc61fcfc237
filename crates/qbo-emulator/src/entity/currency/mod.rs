//! Currencies: whose is which, what a foreign one is worth, and the amounts in home currency (fact sheet 11.7).

mod account;
mod code;
mod exchange;
mod rule;

pub(super) use account::{control_account, founded_for};
pub(crate) use code::is_currency;
pub(super) use exchange::{in_home_currency, show_home};
pub(super) use rule::{check_owing, complete_currency, rate_too_high};

use crate::books::Company;
use crate::wire::{Members, Object, date_of};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// The name of a currency by its code.
pub(super) fn currency_name(code: &str) -> Option<&'static str> {
    CURRENCIES.iter().find(|(known, _, _)| *known == code).map(|(_, name, _)| *name)
}

/// Code, name and, in cents of a US dollar, what one is worth until a rate has been set (assumed).
static CURRENCIES: [(&str, &str, i64); 12] = [
    ("USD", "United States Dollar", 100),
    ("CAD", "Canadian Dollar", 73),
    ("GBP", "British Pound Sterling", 127),
    ("EUR", "Euro", 108),
    ("AUD", "Australian Dollar", 66),
    ("CHF", "Swiss Franc", 113),
    ("NZD", "New Zealand Dollar", 60),
    ("SEK", "Swedish Krona", 10),
    ("NOK", "Norwegian Krone", 9),
    ("DKK", "Danish Krone", 14),
    ("SGD", "Singapore Dollar", 75),
    ("MXN", "Mexican Peso", 5),
];

/// The highest rate that is taken, so that no sum of amounts at it is too large to count with.
pub(crate) const RATE_MAX: i64 = 1_000_000;

/// Places after the point that a rate is given with.
const RATE_PLACES: u32 = 8;

/// Home units for one unit of `code` on `day`: the rate set last for that day or an earlier one, else what the
/// currency is usually worth.
pub(crate) fn rate_on(company: &Company, code: &str, day: Date) -> Decimal {
    let home = company.home_currency();
    if code == home {
        return Decimal::ONE;
    }
    let rates = company.table("ExchangeRate").into_iter().flat_map(|table| table.iter());
    let known = rates
        .filter(|rate| rate.body.text("SourceCurrencyCode") == Some(code))
        .filter_map(|rate| Some((rate.body.text("AsOfDate").and_then(date_of)?, rate.body.decimal("Rate")?)))
        .filter(|(set, _)| *set <= day)
        .max_by_key(|(set, _)| *set);
    known.map_or_else(|| usual_rate(code, home), |(_, rate)| rate)
}

/// What a currency is worth where nobody has set a rate.
pub(super) fn usual_rate(code: &str, home: &str) -> Decimal {
    let worth =
        |code: &str| CURRENCIES.iter().find(|(known, _, _)| *known == code).map(|(_, _, cents)| *cents);
    let (Some(one), Some(other)) = (worth(code), worth(home)) else { return Decimal::ONE };
    (Decimal::from(one) / Decimal::from(other)).round_dp(RATE_PLACES).normalize()
}

/// The rate of a transaction; 1 in home currency.
pub(crate) fn exchange_rate(body: &Object) -> Decimal {
    body.decimal("ExchangeRate").filter(|rate| !rate.is_zero()).unwrap_or(Decimal::ONE)
}
