//! Changing a contact.

use super::{change, find};
use crate::{Command, Error, Saved, Work};
use domain::Refusals;
use domain::change::Action;
use domain::contact::{Contact, ContactKind};
use uuid::Uuid;

/// Changes a contact's details, or whether it is archived.
///
/// A customer that becomes a supplier, or the other way round, is told as an edit of what it has become.
#[derive(Debug, Clone)]
pub struct Edit<E> {
    /// Which contact.
    pub id: Uuid,
    /// Makes the new contact of the one that is there now. Identity, number and revision stay, whatever it
    /// does.
    pub edit: E,
}

impl<E> Command for Edit<E>
where
    E: FnOnce(&mut Contact) -> Result<(), Refusals> + Send,
{
    type Output = Saved<Contact>;

    async fn run(self, work: &mut Work) -> Result<Self::Output, Error> {
        let before = find(work, self.id).await?;
        let before_kind = before.details.kind;
        let mut edited = before.record.clone();
        (self.edit)(&mut edited)?;
        let contact = Contact {
            details: edited.details.checked()?,
            archived: edited.archived,
            revision: before.revision + 1,
            ..before.record
        };
        if contact.details.kind != before_kind {
            check_no_documents(work, &contact, before_kind).await?;
        }
        let (company_id, now) = (work.company_id(), work.now());
        store::contacts::update(work.tx(), company_id, &contact, now).await?;
        work.changed(change(&contact, Action::Edit));
        Ok(Saved { record: contact, created_at: before.created_at, modified_at: now })
    }
}

/// Refuses another kind to a contact that has documents: an invoice is a customer's.
async fn check_no_documents(work: &mut Work, contact: &Contact, before: ContactKind) -> Result<(), Error> {
    let company_id = work.company_id();
    let counts = store::contacts::document_counts(work.tx(), company_id, &[contact.id]).await?;
    let Some(count) = counts.get(&contact.id) else {
        return Ok(());
    };
    let (name, after) = (&contact.details.name, contact.details.kind.noun());
    let reason = format!("{name} has {count} documents as a {}; make a new {after} instead", before.noun());
    Err(Refusals::one("context_id", "inUse", reason).into())
}
