//! Reading an exchange rate (fact sheet 11.4).

use super::Desk;
use crate::entity::{is_currency, rate_on};
use crate::fault::{Code, Fault};
use crate::wire::{date_of, day_of, plain, stamp};
use serde_json::{Value, json};

/// What `currency` is worth on a day, today without a word.
///
/// # Errors
/// 2020 without a currency, 2220 for one that is none, 2060 for a date that is none, 5030 without multi-currency (codes assumed).
pub(crate) fn read_rate(desk: &Desk<'_>, currency: Option<&str>, day: Option<&str>) -> Result<Value, Fault> {
    let Some(currency) = currency else { return Err(Fault::missing("sourcecurrencycode")) };
    let day = match day {
        None => day_of(desk.now),
        Some(text) => date_of(text).ok_or_else(|| {
            let detail = format!("{}. Supplied value:{text}", Code::DATE_FORMAT.message);
            Fault::new(Code::DATE_FORMAT, detail).element("asofdate")
        })?,
    };
    if !desk.company.settings.multi_currency {
        let detail = "Feature Not Supported : multi-currency is off for this company";
        return Err(Fault::new(Code::FEATURE, detail).element(""));
    }
    let currency = currency.to_ascii_uppercase();
    if !is_currency(&currency) {
        let detail = format!("Invalid Currency Type : {currency}");
        return Err(Fault::new(Code::CURRENCY, detail).element("sourcecurrencycode"));
    }
    Ok(json!({
        "SourceCurrencyCode": currency,
        "TargetCurrencyCode": desk.company.home_currency(),
        "Rate": plain(rate_on(desk.company, &currency, day)),
        "AsOfDate": day.to_string(),
        "domain": "QBO",
        "sparse": false,
        "SyncToken": "0",
        "MetaData": {"LastUpdatedTime": stamp(desk.now)},
    }))
}
