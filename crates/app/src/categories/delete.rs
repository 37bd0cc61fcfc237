//! Removing a category.

use super::{change, find};
use crate::{Command, Error, Work};
use domain::change::Action;
use uuid::Uuid;

/// Removes a category that has no items.
#[derive(Debug, Clone, Copy)]
pub struct Delete {
    /// Which category.
    pub id: Uuid,
}

impl Command for Delete {
    type Output = ();

    async fn run(self, work: &mut Work) -> Result<(), Error> {
        let category = find(work, self.id).await?;
        let company_id = work.company_id();
        // Items point to their category, so the database knows whether there are any.
        store::categories::delete(work.tx(), company_id, self.id).await.map_err(|error| {
            let name = &category.details.name;
            Error::still_used(
                error,
                format!("The category {name} has items; move them to another category first"),
            )
        })?;
        work.changed(change(&category, Action::Delete));
        Ok(())
    }
}
