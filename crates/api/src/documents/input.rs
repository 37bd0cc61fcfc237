//! What clients send about a document.

use super::line_input;
use crate::request::{Fields, Members};
use app::invoices::Input;
use domain::document::{DocumentKind, InvoiceStatus};
use domain::{Currency, Refusals};

/// What an edit asks for.
pub(super) enum Edit {
    /// To cancel the document.
    Cancel,
    /// To change its values.
    Values(Input),
}

/// A new document.
pub(super) fn create(members: &Members) -> Result<Input, Refusals> {
    let mut fields = members.fields();
    let kind = kind(&mut fields, "context_id");
    fields.require("context_id", kind);
    let input = read(&mut fields);
    fields.require("customer_id", input.contact_id);
    fields.require("issue_date", input.issue_date);
    fields.require("document_items", input.lines.as_ref());
    fields.finish(input)
}

/// A change of a document. Whoever changes the status of a document that was read sends all its other members too: they
/// are not looked at.
pub(super) fn edit(members: &Members) -> Result<Edit, Refusals> {
    let mut fields = members.fields();
    if fields.integer("status_id") == Some(InvoiceStatus::Cancelled.id()) {
        return fields.finish(Edit::Cancel);
    }
    kind(&mut fields, "context_id");
    let input = read(&mut fields);
    fields.finish(Edit::Values(input))
}

/// The kind of document in a member.
pub(super) fn kind(fields: &mut Fields<'_>, name: &str) -> Option<DocumentKind> {
    let id = fields.integer(name)?;
    let kind = DocumentKind::from_context(id);
    if kind.is_none() {
        let reason = match id {
            4 => "Estimates (4) are not offered yet; write 5 for an invoice".to_owned(),
            11 => "Purchase orders (11) are not offered yet; write 5 for an invoice".to_owned(),
            _ => format!("Write 5 for an invoice; {id} was given"),
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
