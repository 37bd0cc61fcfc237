//! A new document.

use super::draft::draft;
use super::{Input, View, change, stock, view};
use crate::{Error, Work};
use domain::Money;
use domain::change::Action;
use domain::document::{Document, DocumentKind};
use store::counters::Counter;
use store::documents::Filed;

/// Makes a document of this kind; the stock follows its lines.
///
/// # Errors
/// Everything that is wrong with the input.
pub(crate) async fn create(work: &mut Work, kind: DocumentKind, input: Input) -> Result<View, Error> {
    let drafted = draft(work, kind, input, None).await?;
    let number = work.next_number(counter(kind)).await?;
    let (company_id, user_id, now) = (work.company_id(), work.actor().user_id, work.now());
    let draft = drafted.draft;
    let document = Document {
        id: work.next_id(),
        kind,
        number,
        contact_id: draft.contact_id,
        name: draft.name,
        issue_date: draft.issue_date,
        shipping_address: draft.shipping_address,
        external_po_number: draft.external_po_number,
        currency: draft.currency,
        exchange_rate: draft.exchange_rate,
        cancelled: false,
        sent_at: None,
        received_at: None,
        lines: draft.lines,
        created_at: now,
        revision: 1,
    };
    stock::follow(work, kind, &[], &document.lines).await?;
    let filed = Filed { document, totals: drafted.totals, paid: Money::ZERO, user_id, modified_at: now };
    store::documents::insert(work.tx(), company_id, &filed).await?;
    work.changed(change(&filed.document, Action::Create));
    view(work.tx(), company_id, filed).await
}

const fn counter(kind: DocumentKind) -> Counter {
    match kind {
        DocumentKind::Invoice => Counter::Invoice,
        DocumentKind::PurchaseOrder => Counter::PurchaseOrder,
    }
}
