//! Removing an item.

use super::{CONTEXT, change, find};
use crate::{Command, Error, Work};
use domain::change::Action;
use uuid::Uuid;

/// Removes an item that is on no document.
#[derive(Debug, Clone, Copy)]
pub struct Delete {
    /// Which item.
    pub id: Uuid,
}

impl Command for Delete {
    type Output = ();

    async fn run(self, work: &mut Work) -> Result<(), Error> {
        let item = find(work, self.id).await?;
        let company_id = work.company_id();
        // Lines point to their item, so the database knows whether there are any.
        store::items::delete(work.tx(), company_id, self.id).await.map_err(|error| {
            let name = &item.details.name;
            Error::still_used(error, format!("The item {name} is on documents; archive it instead"))
        })?;
        work.deleted(CONTEXT, self.id).await?;
        work.changed(change(&item, Action::Delete));
        Ok(())
    }
}
