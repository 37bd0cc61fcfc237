//! Which list of documents a client asks for.

use super::input;
use crate::request::{DEFAULT_PAGE_SIZE, Fields, Query, page, search};
use app::Page;
use app::documents::DocumentFilter;
use domain::Refusals;
use domain::document::DocumentStatus;

const SEARCHABLE: &[&str] = &["document_number", "name", "issue_date"];

/// Which list is wanted.
pub(super) struct Wanted {
    pub(super) filter: DocumentFilter,
    pub(super) page: Page,
    pub(super) compact: bool,
}

/// The query of a list.
pub(super) fn wanted(query: &Query) -> Result<Wanted, Refusals> {
    let mut fields = query.fields();
    let mut filter = DocumentFilter {
        kind: input::kind(&mut fields, "contextId"),
        contact_id: fields.uuid("customerId"),
        contact_number: fields.integer("accountNumber"),
        number: fields.integer("documentNumber"),
        modified_since: fields.moment("modifiedSince"),
        status: None,
        search: None,
    };
    match fields.filled("field").as_deref() {
        // What stands for something else is compared as that: a part of an id says nothing.
        Some("customer_id") => filter.contact_id = fields.uuid("s").or(filter.contact_id),
        Some("status_id") => filter.status = status(&mut fields),
        _ => filter.search = search(&mut fields, SEARCHABLE),
    }
    let page = page(&mut fields, DEFAULT_PAGE_SIZE);
    let compact = fields.flag("compact").unwrap_or(false);
    fields.finish(Wanted { filter, page, compact })
}

fn status(fields: &mut Fields<'_>) -> Option<DocumentStatus> {
    let id = fields.integer("s")?;
    let status = DocumentStatus::from_id(id);
    if status.is_none() {
        let reason = "Write 8 for cancelled, 9 for unpaid, 10 for partially paid, 11 for paid in full, 15 for not sent, \
                      16 for sent, 17 for partially received or 18 for received in full";
        fields.refuse("s", "inList", reason);
    }
    status
}
