//! The currency that the amounts of a transaction are in, and what it is worth (fact sheet 11.7).

use crate::Known;
use domain::document::Document;
use quickbooks::model::Reference;
use rust_decimal::Decimal;

/// The currency of what is in that of `document`; `None` for the home currency, which goes without saying: so nothing has
/// to be sent again on the day that a company begins to deal in others.
pub(super) fn currency(document: &Document, known: &Known) -> Option<Reference> {
    known.abroad(document.currency).map(Reference::to)
}

/// Home units for one unit of that currency; `None` in the home currency, and where QuickBooks takes its rate of the day.
pub(super) fn rate(document: &Document, known: &Known) -> Option<Decimal> {
    known.abroad(document.currency).and(document.exchange_rate).map(|rate| rate.value())
}
