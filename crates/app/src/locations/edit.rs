//! Changing a location.

use super::{NOUN, change};
use crate::{Command, Error, Saved, Work};
use domain::Refusals;
use domain::change::Action;
use domain::location::{Location, LocationDetails};
use uuid::Uuid;

/// Changes a location.
#[derive(Debug, Clone)]
pub struct Edit<E> {
    /// Which location.
    pub id: Uuid,
    /// Makes the new details of those that are there now.
    pub edit: E,
}

impl<E> Command for Edit<E>
where
    E: FnOnce(&mut LocationDetails) -> Result<(), Refusals> + Send,
{
    type Output = Saved<Location>;

    async fn run(self, work: &mut Work) -> Result<Self::Output, Error> {
        let (id, company_id, now) = (self.id, work.company_id(), work.now());
        let before = store::locations::lock(work.tx(), company_id, id).await?;
        let before = before.ok_or_else(|| Error::not_found(NOUN, id))?;
        let mut details = before.record.details;
        (self.edit)(&mut details)?;
        let location = Location { id, details: details.checked()? };
        store::locations::update(work.tx(), company_id, &location, now).await?;
        work.changed(change(&location, Action::Edit));
        Ok(Saved { record: location, created_at: before.created_at, modified_at: now })
    }
}
