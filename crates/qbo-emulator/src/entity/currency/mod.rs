//! Currencies: whose is which, what a foreign one is worth, and the amounts in home currency (fact sheet 11.7).

mod account;
mod code;
mod exchange;
mod rule;
mod usual;

pub(super) use account::{control_account, founded_for, listed_for};
pub(crate) use code::is_currency;
pub(crate) use exchange::{exchange_account, exchange_differences, settled_at_home, settling_day};
pub(super) use exchange::{in_home_currency, show_home};
pub(super) use rule::{check_owing, complete_currency, rate_too_high};
pub(super) use usual::{currency_name, usual_rate};

use crate::books::Company;
use crate::wire::{Members, Object, date_of};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// The highest rate that is taken, so that no sum of amounts at it is too large to count with.
pub(crate) const RATE_MAX: i64 = 1_000_000;

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

/// The rate of a transaction; 1 in home currency.
pub(crate) fn exchange_rate(body: &Object) -> Decimal {
    body.decimal("ExchangeRate").filter(|rate| !rate.is_zero()).unwrap_or(Decimal::ONE)
}
