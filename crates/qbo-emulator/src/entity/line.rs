//! What lines of all transactions have in common: ids, amounts, items.

use super::Work;
use crate::books::Record;
use crate::fault::{Code, Fault};
use crate::wire::{Members, Object};
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeSet;

/// Quantity times price must be the amount, to the cent (fact sheet 9.1; tolerance assumed). Both zero mean that
/// neither was given: so say clients that send every member, and the service takes it (observed).
///
/// # Errors
/// 6070 when it is not.
pub(super) fn check_amount(amount: Decimal, detail: &mut Object) -> Result<(), Fault> {
    let (Some(quantity), Some(price)) = (detail.decimal("Qty"), detail.decimal("UnitPrice")) else {
        return Ok(());
    };
    if quantity.is_zero() && price.is_zero() && !amount.is_zero() {
        detail.remove("Qty");
        detail.remove("UnitPrice");
        return Ok(());
    }
    let product =
        quantity.saturating_mul(price).round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    // A price may also have the tax in it (assumed).
    if product == amount || detail.decimal("TaxInclusiveAmt") == Some(product) {
        return Ok(());
    }
    let detail = format!("Amount is not equal to UnitPrice * Qty. Supplied value:{amount}");
    Err(Fault::new(Code::AMOUNT_MISMATCH, detail).element("Line.Amount"))
}

/// A category only groups items (fact sheet 8.4).
///
/// # Errors
/// 2500 for one that stands on a line.
pub(super) fn refuse_category(item: &Record) -> Result<(), Fault> {
    if item.body.text("Type") != Some("Category") {
        return Ok(());
    }
    let detail = "Invalid Reference Id : An item in this transaction is set up as a category instead of a \
                  product or service.";
    Err(Fault::new(Code::REFERENCE, detail).element(""))
}

/// Line ids: an existing one is kept, any other line gets the next (fact sheet 2.5).
pub(super) struct LineIds {
    existing: BTreeSet<String>,
    last: u64,
}

impl LineIds {
    /// The ids of the lines as they are.
    pub(super) fn of(work: &Work<'_>) -> Self {
        let lines = work.before.map(|record| record.body.list("Line")).unwrap_or_default();
        let ids = lines.iter().filter_map(|line| line.get("Id")?.as_str());
        let existing: BTreeSet<String> = ids.map(str::to_owned).collect();
        let last = existing.iter().filter_map(|id| id.parse().ok()).max().unwrap_or(0);
        Self { existing, last }
    }

    /// Gives a line its id.
    pub(super) fn give(&mut self, line: &mut Object) {
        // Taken out, so that a second line with the same id becomes a new one.
        if line.text("Id").is_some_and(|id| self.existing.remove(id)) {
            return;
        }
        self.last += 1;
        line.put("Id", self.last.to_string());
    }
}
