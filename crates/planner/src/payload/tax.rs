//! Tax on a document: by plain codes in the United States, by real ones elsewhere (fact sheet 11.3).

use crate::settings::Side;
use crate::{Known, Settings};
use domain::document::{Line, Totals};
use domain::{Currency, Percent};
use quickbooks::model::{GlobalTaxCalculation, Reference, TxnTaxDetail};

/// The code of a line that is taxed in the United States.
const TAXED: &str = "TAX";
/// The code of a line that is not.
const UNTAXED: &str = "NON";

/// The tax code of a line; `None` where lines need none.
pub(super) fn code(line: &Line, side: Side, known: &Known, settings: &Settings) -> Option<Reference> {
    pair_code((line.tax1, line.tax2), side, known, settings)
}

/// The tax code of what is taxed at this pair of rates.
pub(super) fn pair_code(
    pair: (Percent, Percent),
    side: Side,
    known: &Known,
    settings: &Settings,
) -> Option<Reference> {
    let is_taxed = !(pair.0.is_zero() && pair.1.is_zero());
    match (known.is_in_the_us(), side) {
        (true, Side::Sale) if is_taxed => Some(Reference::to(TAXED)),
        (true, _) => Some(Reference::to(UNTAXED)),
        (false, _) if known.has_tax_codes() => settings.tax_code(side, pair).map(Reference::to),
        (false, _) => None,
    }
}

/// The code of money that no tax is on; `None` outside the United States, where the whole is then [`not_taxed`].
pub(super) fn untaxed(known: &Known) -> Option<Reference> {
    known.is_in_the_us().then(|| Reference::to(UNTAXED))
}

/// How lines relate to tax: ours comes on top of them. `None` in the United States, which knows no such thing.
pub(super) fn calculation(known: &Known) -> Option<GlobalTaxCalculation> {
    match known.has_tax_codes() {
        true => Some(GlobalTaxCalculation::TaxExcluded),
        false => not_taxed(known),
    }
}

/// As [`calculation`], of what has no tax at all.
pub(super) fn not_taxed(known: &Known) -> Option<GlobalTaxCalculation> {
    (!known.is_in_the_us()).then_some(GlobalTaxCalculation::NotApplicable)
}

/// Our total, which counts in place of the one that QuickBooks works out.
pub(super) fn total(totals: &Totals, currency: Currency, known: &Known) -> Option<TxnTaxDetail> {
    known.sales_tax.then(|| TxnTaxDetail {
        total_tax: Some(totals.tax().to_decimal(currency)),
        ..TxnTaxDetail::default()
    })
}
