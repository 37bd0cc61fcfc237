//! A new invoice.

use super::draft::draft;
use super::{Input, View, change, stock, view};
use crate::{Command, Error, Work};
use domain::Money;
use domain::change::Action;
use domain::document::{Document, DocumentKind};
use store::counters::Counter;
use store::documents::Filed;

/// Makes an invoice; its units leave the stock.
#[derive(Debug, Clone)]
pub struct Create {
    /// What is said about it.
    pub input: Input,
}

impl Command for Create {
    type Output = View;

    async fn run(self, work: &mut Work) -> Result<View, Error> {
        let drafted = draft(work, self.input, None).await?;
        let number = work.next_number(Counter::Invoice).await?;
        let (company_id, user_id, now) = (work.company_id(), work.actor().user_id, work.now());
        let draft = drafted.draft;
        let document = Document {
            id: work.next_id(),
            kind: DocumentKind::Invoice,
            number,
            contact_id: draft.contact_id,
            name: draft.name,
            issue_date: draft.issue_date,
            shipping_address: draft.shipping_address,
            external_po_number: draft.external_po_number,
            currency: draft.currency,
            cancelled: false,
            lines: draft.lines,
            created_at: now,
            revision: 1,
        };
        stock::follow(work, &[], &document.lines).await?;
        let filed = Filed { document, totals: drafted.totals, paid: Money::ZERO, user_id, modified_at: now };
        store::documents::insert(work.tx(), company_id, &filed).await?;
        work.changed(change(&filed.document, Action::Create));
        view::view(work.tx(), company_id, filed).await
    }
}
