//! Tax on transactions (fact sheet 11.3). Which rules hold follows from the company: [`Regime`].

mod abroad;
mod engine;
mod rate;
mod regime;
mod us;

pub(super) use abroad::{Coded, code_line, complete_purchase_tax};
pub(super) use rate::{Side, account_of_agency, tax_account};
pub(super) use regime::{Calculation, Regime, calculation};

use super::Work;
use super::sales::Sums;
use crate::fault::Fault;
use crate::field::{Field, Shape};
use crate::wire::Object;
use rust_decimal::Decimal;

/// The member `GlobalTaxCalculation`, which only companies outside the US have.
pub(crate) const GLOBAL: Field =
    Field::new("GlobalTaxCalculation", Shape::Choice(&["TaxExcluded", "TaxInclusive", "NotApplicable"]));

/// The member `TaxApplicableOn` of lines whose tax is told.
pub(crate) const TAX_APPLICABLE_ON: Field =
    Field::new("TaxApplicableOn", Shape::Choice(&["Sales", "Purchase"]));

/// The member `TxnTaxDetail`.
pub(crate) const TAX_DETAIL: Shape = Shape::Object(&[
    Field::to("TxnTaxCodeRef", "TaxCode"),
    Field::new("TotalTax", Shape::Money),
    Field::shown("TaxLine", TAX_LINES),
    Field::ignored("DefaultTaxCodeRef"),
    Field::ignored("TaxReviewStatus"),
    Field::ignored("UseAutomatedSalesTax"),
]);

const TAX_LINES: Shape = Shape::List(&[
    Field::new("Amount", Shape::Money),
    Field::text("DetailType", 30),
    Field::new("TaxLineDetail", Shape::Object(&[Field::to("TaxRateRef", "TaxRate")])),
]);

/// Completes `TxnTaxDetail` of a sale and returns the tax.
///
/// # Errors
/// 6170 for tax on what is not taxed.
pub(super) fn complete_tax(work: &Work<'_>, body: &mut Object, sums: &Sums) -> Result<Decimal, Fault> {
    match Regime::of(work.company) {
        Regime::Abroad => abroad::complete_sales_tax(work, body, sums),
        regime => {
            drop_calculation(work, body);
            Ok(us::complete_tax(work, body, sums, regime))
        }
    }
}

/// `GlobalTaxCalculation` is not applicable to US companies (fact sheet 9.2).
pub(super) fn drop_calculation(work: &Work<'_>, body: &mut Object) {
    if work.company.is_in_us() {
        body.remove("GlobalTaxCalculation");
    }
}

/// Nothing that the tax follows from was touched, so an amount that was set by hand stays.
fn keeps_tax(work: &Work<'_>, body: &Object) -> bool {
    let causes =
        ["Line", "CustomerRef", "TxnTaxDetail", "ApplyTaxAfterDiscount", "GlobalTaxCalculation", "ShipAddr"];
    work.before.is_some()
        && body.contains_key("TxnTaxDetail")
        && !causes.iter().any(|cause| work.touches(cause))
}
