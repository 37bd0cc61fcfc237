//! Removing a contact.

use super::{change, find};
use crate::{Command, Error, Work};
use domain::change::Action;
use uuid::Uuid;

/// Removes a contact that has no documents.
#[derive(Debug, Clone, Copy)]
pub struct Delete {
    /// Which contact.
    pub id: Uuid,
}

impl Command for Delete {
    type Output = ();

    async fn run(self, work: &mut Work) -> Result<(), Error> {
        let contact = find(work, self.id).await?;
        let details = &contact.details;
        let (company_id, kind) = (work.company_id(), details.kind);
        // Documents point to their contact, so the database knows whether there are any.
        store::contacts::delete(work.tx(), company_id, self.id).await.map_err(|error| {
            let (noun, name) = (kind.noun(), &details.name);
            Error::still_used(error, format!("The {noun} {name} has documents; archive it instead"))
        })?;
        work.deleted(kind.context(), self.id).await?;
        work.changed(change(&contact, Action::Delete));
        Ok(())
    }
}
