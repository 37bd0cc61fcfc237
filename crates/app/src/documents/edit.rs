//! Changing a document.

use super::draft::{Drafted, draft};
use super::{Input, View, change, find_any, stock, view};
use crate::{Command, Error, Work};
use domain::change::Action;
use domain::document::Document;
use domain::{Money, Refusals};
use store::documents::Filed;
use uuid::Uuid;

/// Changes a document; the stock follows its lines. Lines of a purchase order that go take what has come of them along.
#[derive(Debug, Clone)]
pub struct Edit {
    /// Which document.
    pub id: Uuid,
    /// What is said about it. What isn't said stays.
    pub input: Input,
}

impl Command for Edit {
    type Output = View;

    async fn run(self, work: &mut Work) -> Result<View, Error> {
        let before = find_any(work, self.id).await?;
        check_open(&before)?;
        let drafted = draft(work, before.document.kind, self.input, Some(&before.document)).await?;
        let (company_id, now) = (work.company_id(), work.now());
        if !store::transactions::of_document(work.tx(), company_id, self.id).await?.is_empty() {
            check_money(&before, &drafted)?;
        }
        let draft = drafted.draft;
        stock::follow(work, draft.kind, &before.document.lines, &draft.lines).await?;
        let document = Document {
            contact_id: draft.contact_id,
            name: draft.name,
            issue_date: draft.issue_date,
            shipping_address: draft.shipping_address,
            external_po_number: draft.external_po_number,
            currency: draft.currency,
            exchange_rate: draft.exchange_rate,
            lines: draft.lines,
            revision: before.document.revision + 1,
            ..before.document
        }
        .noting_receipt(now);
        let filed = Filed { document, totals: drafted.totals, modified_at: now, ..before };
        store::documents::update(work.tx(), company_id, &filed).await?;
        work.changed(change(&filed.document, Action::Edit));
        view(work.tx(), company_id, filed).await
    }
}

fn check_open(before: &Filed) -> Result<(), Refusals> {
    if before.document.cancelled {
        let reason = format!("{} is cancelled and stays as it is; make a new one", before.document.title());
        return Err(Refusals::one("status_id", "cancelled", reason));
    }
    Ok(())
}

/// Refuses what doesn't fit the money that is on the invoice: another customer, currency or rate, or a lower total.
fn check_money(before: &Filed, drafted: &Drafted) -> Result<(), Refusals> {
    let (document, draft) = (&before.document, &drafted.draft);
    let said = |money: Money| format!("{} {}", money.to_decimal(document.currency), document.currency);
    let mut refusals = Refusals::default();
    if draft.contact_id != document.contact_id {
        refusals.add(
            "customer_id",
            "inUse",
            "The invoice has payments of its customer; reset the invoice first",
        );
    }
    if draft.currency != document.currency {
        let reason = format!("The invoice has payments in {}; reset the invoice first", document.currency);
        refusals.add("currency", "inUse", reason);
    } else if draft.exchange_rate != document.exchange_rate {
        refusals.add(
            "exchange_rate",
            "inUse",
            "The invoice has payments at its rate; reset the invoice first",
        );
    }
    if draft.currency == document.currency && drafted.totals.total() < before.paid {
        let (paid, total) = (said(before.paid), said(drafted.totals.total()));
        let reason = format!("{paid} was paid, more than the new total of {total}; return a payment first");
        refusals.add("document_items", "paid", reason);
    }
    refusals.unless_any(())
}
