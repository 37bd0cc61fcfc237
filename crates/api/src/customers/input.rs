//! What clients send about contacts.

use crate::request::{DEFAULT_PAGE_SIZE, Fields, Members, Query, page, search};
use app::Page;
use app::contacts::ContactFilter;
use domain::Refusals;
use domain::contact::{Address, Contact, ContactDetails, ContactKind};

const SEARCHABLE: &[&str] = &["name", "customer_number", "office_email", "billing_country"];

/// Which list is wanted.
pub(super) struct Wanted {
    pub(super) filter: ContactFilter,
    pub(super) page: Page,
    pub(super) compact: bool,
}

/// The query of a list.
pub(super) fn wanted(query: &Query) -> Result<Wanted, Refusals> {
    let mut fields = query.fields();
    let filter = ContactFilter {
        kind: kind(&mut fields, "contextId"),
        email: fields.filled("emailAddress"),
        number: fields.integer("accountNumber"),
        archived: None,
        modified_since: fields.moment("modifiedSince"),
        search: search(&mut fields, SEARCHABLE),
    };
    let page = page(&mut fields, DEFAULT_PAGE_SIZE);
    let compact = fields.flag("compact").unwrap_or(false);
    fields.finish(Wanted { filter, page, compact })
}

/// The details of a new contact.
pub(super) fn details(members: &Members) -> Result<ContactDetails, Refusals> {
    let mut fields = members.fields();
    let kind = kind(&mut fields, "context_id");
    let kind = fields.require("context_id", kind).unwrap_or(ContactKind::Customer);
    let mut details = ContactDetails::of(kind);
    read(&mut fields, &mut details);
    if details.name.is_empty() {
        fields.require::<()>("name", None);
    }
    fields.finish(details)
}

/// Changes `contact` as the members say.
pub(super) fn edit(members: &Members, contact: &mut Contact) -> Result<(), Refusals> {
    let mut fields = members.fields();
    contact.details.kind = kind(&mut fields, "context_id").unwrap_or(contact.details.kind);
    contact.archived = fields.flag("archived").unwrap_or(contact.archived);
    read(&mut fields, &mut contact.details);
    fields.finish(())
}

fn kind(fields: &mut Fields<'_>, name: &str) -> Option<ContactKind> {
    let id = fields.integer(name)?;
    let kind = ContactKind::from_context(id);
    if kind.is_none() {
        let reason = format!("Write 2 for a customer, 8 for a prospect or 10 for a supplier; {id} was given");
        fields.refuse(name, "inList", reason);
    }
    kind
}

fn read(fields: &mut Fields<'_>, details: &mut ContactDetails) {
    fields.set_text("name", &mut details.name);
    fields.set_text("office_email", &mut details.email);
    // The original's field table and its examples have different names for it.
    fields.set_text("office_number", &mut details.phone);
    fields.set_text("office_phone", &mut details.phone);
    fields.set_text("office_fax", &mut details.fax);
    fields.set_text("url", &mut details.url);
    fields.set_text("vat_number", &mut details.vat_number);
    fields.set_percent("tax_rate1", &mut details.tax_rate1);
    fields.set_percent("tax_rate2", &mut details.tax_rate2);
    address(fields, "billing", &mut details.billing);
    address(fields, "shipping", &mut details.shipping);
}

fn address(fields: &mut Fields<'_>, prefix: &str, address: &mut Address) {
    fields.set_text(&format!("{prefix}_address_1"), &mut address.line1);
    fields.set_text(&format!("{prefix}_address_2"), &mut address.line2);
    fields.set_text(&format!("{prefix}_city"), &mut address.city);
    fields.set_text(&format!("{prefix}_region"), &mut address.region);
    fields.set_text(&format!("{prefix}_postal_code"), &mut address.postal_code);
    fields.set_text(&format!("{prefix}_country"), &mut address.country);
}
