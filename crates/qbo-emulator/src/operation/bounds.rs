//! What the service refuses whatever is written: in a closed period, without a subscription, beyond its digits.

use super::Desk;
use crate::fault::{Code, Fault};
use crate::field::AMOUNT_DIGITS_MAX;
use crate::wire::{Members, Object, date_of};
use rust_decimal::Decimal;

/// A total keeps to the digits that an amount may have (fact sheet 7).
pub(super) fn check_digits(body: &Object) -> Result<(), Fault> {
    let total = body.amount("TotalAmt");
    if total.abs() < Decimal::from(10_u64.pow(AMOUNT_DIGITS_MAX)) {
        return Ok(());
    }
    Err(Fault::new(Code::AMOUNT, format!("Invalid Amount. Supplied value:{total}")).element("TotalAmt"))
}

/// Nothing dated in a closed period can be written (fact sheet 12.5).
pub(super) fn check_period(desk: &Desk<'_>, body: &Object) -> Result<(), Fault> {
    check_open(desk, body.text("TxnDate").or_else(|| body.text("OpenBalanceDate")))
}

/// Nothing is booked on a day in a closed period.
pub(super) fn check_open(desk: &Desk<'_>, date: Option<&str>) -> Result<(), Fault> {
    let (Some(closed), Some(date)) = (desk.settings.book_close_date, date.and_then(date_of)) else {
        return Ok(());
    };
    if date > closed {
        return Ok(());
    }
    let detail = "The account period has closed and the account books cannot be updated through the QBO Services API. \
                  Please use the QBO website to make these changes.";
    let code = if desk.settings.book_close_password { Code::PERIOD_LOCKED } else { Code::PERIOD_CLOSED };
    Err(Fault::new(code, detail).element(""))
}

/// Refuses to write for a company whose subscription has ended (fact sheet 12.5).
///
/// # Errors
/// 6190.
pub(super) fn check_subscription(desk: &Desk<'_>) -> Result<(), Fault> {
    if !desk.settings.subscription_ended {
        return Ok(());
    }
    let detail = format!(
        "Subscription period has ended or canceled or there was a billing problem : You can't add data to \
         QuickBooks Online {} because your trial or subscription period ended.",
        desk.settings.edition.title()
    );
    Err(Fault::new(Code::COMPANY_STATUS, detail).element(""))
}
