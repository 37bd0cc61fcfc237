//! What clients send about a document.

use super::line_input;
use crate::request::{Fields, Members};
use app::documents::{Filed, Input};
use app::purchase_orders::Receipt;
use domain::document::{DocumentKind, DocumentStatus};
use domain::{Currency, Refusals};

/// What an edit asks for.
pub(super) enum Edit {
    /// To cancel the invoice.
    Cancel,
    /// To mark the purchase order as sent, or as not sent.
    MarkAsSent(bool),
    /// To receive all that the purchase order orders.
    ReceiveInFull,
    /// To change its values.
    Values(Input),
}

/// A new document.
pub(super) fn create(members: &Members) -> Result<(DocumentKind, Input), Refusals> {
    let mut fields = members.fields();
    let kind = kind(&mut fields, "context_id");
    let kind = fields.require("context_id", kind).unwrap_or(DocumentKind::Invoice);
    let input = read(&mut fields);
    fields.require("customer_id", input.contact_id);
    fields.require("issue_date", input.issue_date);
    fields.require("document_items", input.lines.as_ref());
    fields.finish((kind, input))
}

/// A change of the document that is there. Whoever changes the status of a document that was read sends all its other
/// members too: they are not looked at.
pub(super) fn edit(members: &Members, before: &Filed) -> Result<Edit, Refusals> {
    let mut fields = members.fields();
    if let Some(id) = fields.integer("status_id")
        && let Some(edit) = status_edit(&mut fields, id, before)
    {
        return fields.finish(edit);
    }
    if kind(&mut fields, "context_id").is_some_and(|kind| kind != before.document.kind) {
        let reason = format!("{} can't become something else", before.document.title());
        fields.refuse("context_id", "fixed", reason);
    }
    let input = read(&mut fields);
    fields.finish(Edit::Values(input))
}

/// The change that another status asks for; the status that is there asks for none. That of an invoice follows its
/// money, so all but one are passed over.
fn status_edit(fields: &mut Fields<'_>, id: i64, before: &Filed) -> Option<Edit> {
    use DocumentStatus::{Cancelled, NotSent, ReceivedInFull, Sent};
    let (is, asked) = (before.status(), DocumentStatus::from_id(id));
    match (before.document.kind, asked) {
        (DocumentKind::Invoice, Some(Cancelled)) => Some(Edit::Cancel),
        (DocumentKind::Invoice, _) => None,
        (DocumentKind::PurchaseOrder, Some(asked)) if asked == is => None,
        (DocumentKind::PurchaseOrder, Some(NotSent)) => Some(Edit::MarkAsSent(false)),
        (DocumentKind::PurchaseOrder, Some(Sent)) if is == NotSent => Some(Edit::MarkAsSent(true)),
        (DocumentKind::PurchaseOrder, Some(ReceivedInFull)) => Some(Edit::ReceiveInFull),
        (DocumentKind::PurchaseOrder, _) => {
            let reason = format!(
                "{} is {}; write 15 for not sent, 16 for sent or 18 for received in full. Units are received, and \
                 receipts taken back, through its receive.json",
                before.document.title(),
                is.name()
            );
            fields.refuse("status_id", "inList", reason);
            None
        }
    }
}

/// What of a purchase order has come; nothing when the body names no lines, which means all of it.
pub(super) fn receipts(members: &Members) -> Result<Option<Vec<Receipt>>, Refusals> {
    let mut fields = members.fields();
    let receipts = fields.each("document_items", |line| {
        let (id, quantity) = (line.uuid("id"), line.quantity("quantity"));
        let line_id = line.require("id", id).unwrap_or_default();
        Receipt { line_id, quantity: line.require("quantity", quantity).unwrap_or_default() }
    });
    fields.finish(receipts)
}

/// The kind of document in a member.
pub(super) fn kind(fields: &mut Fields<'_>, name: &str) -> Option<DocumentKind> {
    let id = fields.integer(name)?;
    let kind = DocumentKind::from_context(id);
    if kind.is_none() {
        let reason = match id {
            4 => "Estimates (4) are not offered yet; write 5 for an invoice or 11 for a purchase order"
                .to_owned(),
            _ => format!("Write 5 for an invoice or 11 for a purchase order; {id} was given"),
        };
        fields.refuse(name, "inList", reason);
    }
    kind
}

fn read(fields: &mut Fields<'_>) -> Input {
    Input {
        contact_id: fields.uuid("customer_id"),
        name: fields.text("name"),
        issue_date: fields.date("issue_date"),
        shipping_address: fields.text("shipping_address"),
        external_po_number: fields.text("external_po_number"),
        currency: currency(fields),
        exchange_rate: fields.exchange_rate("exchange_rate"),
        lines: fields.each("document_items", line_input::read),
    }
}

fn currency(fields: &mut Fields<'_>) -> Option<Currency> {
    let code = fields.filled("currency")?;
    let currency = Currency::from_code(&code.to_ascii_uppercase());
    if currency.is_none() {
        fields.refuse("currency", "inList", "Write the ISO code of a currency such as USD");
    }
    currency
}
