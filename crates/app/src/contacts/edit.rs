//! Changing a contact.

use super::{change, find};
use crate::{Command, Error, Saved, Work};
use domain::Refusals;
use domain::change::Action;
use domain::contact::Contact;
use uuid::Uuid;

/// Changes a contact's details, or whether it is archived.
///
/// A customer that becomes a supplier, or the other way round, is told as an edit of what it has become.
#[derive(Debug, Clone)]
pub struct Edit<E> {
    /// Which contact.
    pub id: Uuid,
    /// Makes the new contact of the one that is there now. Identity, number and revision stay, whatever it does.
    pub edit: E,
}

impl<E> Command for Edit<E>
where
    E: FnOnce(&mut Contact) -> Result<(), Refusals> + Send,
{
    type Output = Saved<Contact>;

    async fn run(self, work: &mut Work) -> Result<Self::Output, Error> {
        let before = find(work, self.id).await?;
        let mut edited = before.record.clone();
        (self.edit)(&mut edited)?;
        let contact = Contact {
            details: edited.details.checked()?,
            archived: edited.archived,
            revision: before.revision + 1,
            ..before.record
        };
        let (company_id, now) = (work.company_id(), work.now());
        store::contacts::update(work.tx(), company_id, &contact, now).await?;
        work.changed(change(&contact, Action::Edit));
        Ok(Saved { record: contact, created_at: before.created_at, modified_at: now })
    }
}
