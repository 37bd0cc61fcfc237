//! Contacts: customers, prospects and suppliers.

mod create;
mod delete;
mod edit;
mod queries;

pub use create::Create;
pub use delete::Delete;
pub use edit::Edit;
pub use queries::{MAX_PAGE, document_counts, get, list};
pub use store::contacts::ContactFilter;

use crate::{Error, Saved, Work};
use domain::change::{Action, Change, RecordKind};
use domain::contact::{Contact, ContactKind};
use uuid::Uuid;

/// The word for any contact, where its kind isn't known.
const NOUN: &str = "contact";

/// The contact of the work's company, locked until the work ends.
async fn find(work: &mut Work, id: Uuid) -> Result<Saved<Contact>, Error> {
    let company_id = work.company_id();
    let contact = store::contacts::lock(work.tx(), company_id, id).await?;
    contact.ok_or_else(|| Error::not_found(NOUN, id))
}

/// Which kind of record a contact of this kind is.
pub const fn record_kind(kind: ContactKind) -> RecordKind {
    match kind {
        ContactKind::Customer => RecordKind::Customer,
        ContactKind::Prospect => RecordKind::Prospect,
        ContactKind::Supplier => RecordKind::Supplier,
    }
}

/// `action` done to `contact`, which people call by its name.
fn change(contact: &Contact, action: Action) -> Change {
    Change::new(record_kind(contact.details.kind), contact.id, action, &contact.details.name)
}
