//! Goods that come, and goods that turn out not to have come.

use super::{View, find};
use crate::documents::{Filed, change, stock, view};
use crate::{Command, Error, Work};
use domain::change::Action;
use domain::document::{Document, DocumentStatus, Line, LineKind};
use domain::{Quantity, Refusals};
use uuid::Uuid;

/// Notes that units of a purchase order have come: they add to the stock (fact sheet 1.4, P3).
#[derive(Debug, Clone)]
pub struct Receive {
    /// Which purchase order.
    pub id: Uuid,
    /// What has come; everything that is outstanding when nothing is said.
    pub receipts: Option<Vec<Receipt>>,
}

/// Units of one line that have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// Which line.
    pub line_id: Uuid,
    /// How many; less than nothing takes an earlier receipt back.
    pub quantity: Quantity,
}

impl Command for Receive {
    type Output = View;

    async fn run(self, work: &mut Work) -> Result<View, Error> {
        let before = find(work, self.id).await?;
        let (company_id, now) = (work.company_id(), work.now());
        check_sent(&before.document)?;
        let lines = match self.receipts {
            None => before.document.lines.iter().map(all).collect(),
            Some(receipts) => received(&before.document, &receipts)?,
        };
        if lines == before.document.lines {
            return view(work.tx(), company_id, before).await;
        }
        stock::follow(work, before.document.kind, &before.document.lines, &lines).await?;
        let was = before.status();
        let document = Document { lines, ..before.document }.noting_receipt(now);
        let mut filed = Filed { document, modified_at: now, ..before };
        let action = action(was, filed.status());
        if action != Action::ReceiveInPart {
            filed.document.revision += 1;
        }
        store::documents::save_progress(work.tx(), company_id, &filed).await?;
        work.changed(change(&filed.document, action));
        view(work.tx(), company_id, filed).await
    }
}

/// What QuickBooks is told of: that the order is received in full, or is open again.
fn action(was: DocumentStatus, is: DocumentStatus) -> Action {
    match (was, is) {
        (_, DocumentStatus::ReceivedInFull) => Action::MarkAsReceivedInFull,
        (DocumentStatus::ReceivedInFull, _) => Action::Edit,
        _ => Action::ReceiveInPart,
    }
}

fn check_sent(document: &Document) -> Result<(), Refusals> {
    if document.sent_at.is_some() {
        return Ok(());
    }
    let reason = format!("{} was not sent; mark it as sent before anything is received", document.title());
    Err(Refusals::one("status_id", "sent", reason))
}

/// The line once all of it has come.
fn all(line: &Line) -> Line {
    match line.kind {
        LineKind::Discount(_) => line.clone(),
        LineKind::Item { .. } | LineKind::Service => Line { received: line.quantity, ..line.clone() },
    }
}

/// The lines of `document` after these receipts.
fn received(document: &Document, receipts: &[Receipt]) -> Result<Vec<Line>, Refusals> {
    let mut refusals = Refusals::default();
    let mut lines = document.lines.clone();
    for (place, receipt) in receipts.iter().enumerate() {
        let field = |name: &str| format!("document_items.{place}.{name}");
        let Some(line) = lines.iter_mut().find(|line| line.id == receipt.line_id && receivable(line)) else {
            let reason = format!(
                "{} has no line with the id {} that can be received",
                document.title(),
                receipt.line_id
            );
            refusals.add(field("id"), "exists", reason);
            continue;
        };
        let millionths = line.received.millionths() + receipt.quantity.millionths();
        if millionths < 0 || millionths > line.quantity.millionths() {
            let reason = format!(
                "{} were ordered and {} have come; {} can't be received",
                line.quantity, line.received, receipt.quantity
            );
            refusals.add(field("quantity"), "range", reason);
        } else {
            line.received = Quantity::from_millionths(millionths);
        }
    }
    refusals.unless_any(lines)
}

const fn receivable(line: &Line) -> bool {
    !matches!(line.kind, LineKind::Discount(_))
}
