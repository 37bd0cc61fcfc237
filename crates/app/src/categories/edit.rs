//! Changing a category.

use super::{Input, change, checked, find};
use crate::{Command, Error, Saved, Work};
use domain::Refusals;
use domain::category::Category;
use domain::change::Action;
use uuid::Uuid;

/// Changes a category and its fields. A field that it no longer has is removed with every item's value of it.
#[derive(Debug, Clone)]
pub struct Edit<E> {
    /// Which category.
    pub id: Uuid,
    /// What is said about it, given how it is now.
    pub edit: E,
}

impl<E> Command for Edit<E>
where
    E: FnOnce(&Category) -> Result<Input, Refusals> + Send,
{
    type Output = Saved<Category>;

    async fn run(self, work: &mut Work) -> Result<Self::Output, Error> {
        let before = find(work, self.id).await?;
        let input = (self.edit)(&before)?;
        let category = checked(work, self.id, &before.fields, input)?;
        let (company_id, now) = (work.company_id(), work.now());
        store::categories::update(work.tx(), company_id, &category, now).await?;
        work.changed(change(&category, Action::Edit));
        Ok(Saved { record: category, created_at: before.created_at, modified_at: now })
    }
}
