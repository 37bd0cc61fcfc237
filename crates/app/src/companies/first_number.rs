//! The number that a company's first invoice gets.

use crate::{App, Error};
use domain::Refusals;
use store::counters::{Counter, start};
use uuid::Uuid;

/// The highest number to begin with: it leaves room for as many again in the 21 characters that QuickBooks keeps.
pub const FIRST_INVOICE_MAX: i64 = 1_000_000_000_000;

/// Makes `first` the number of the company's first invoice, so that its numbers go on from those in QuickBooks. Nothing
/// changes once there are invoices.
///
/// # Errors
/// [`Error::Refused`] for a number below 1 or above a million million.
pub async fn first_invoice(app: &App, company_id: Uuid, first: i64) -> Result<(), Error> {
    if !(1..=FIRST_INVOICE_MAX).contains(&first) {
        let reason =
            format!("The first invoice's number is between 1 and {FIRST_INVOICE_MAX}; {first} was given");
        return Err(Refusals::one("first_invoice", "range", reason).into());
    }
    let mut tx = app.begin_write().await?;
    start(&mut tx, company_id, Counter::Invoice, first).await?;
    Ok(tx.commit().await?)
}
