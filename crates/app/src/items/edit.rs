//! Changing an item.

use super::assemble::assemble;
use super::{Input, change, find};
use crate::{Command, Error, Saved, Work};
use domain::Refusals;
use domain::change::Action;
use domain::item::Item;
use uuid::Uuid;

/// Changes an item, its values and its variations.
#[derive(Debug, Clone)]
pub struct Edit<E> {
    /// Which item.
    pub id: Uuid,
    /// What is said about it, given how it is now.
    pub edit: E,
}

impl<E> Command for Edit<E>
where
    E: FnOnce(&Item) -> Result<Input, Refusals> + Send,
{
    type Output = Saved<Item>;

    async fn run(self, work: &mut Work) -> Result<Self::Output, Error> {
        let before = find(work, self.id).await?;
        let input = (self.edit)(&before)?;
        let item = assemble(work, self.id, before.number, Some(&before), input).await?;
        let (company_id, now) = (work.company_id(), work.now());
        let item = store::items::update(work.tx(), company_id, item, now).await?;
        work.changed(change(&item, Action::Edit));
        Ok(Saved { record: item, created_at: before.created_at, modified_at: now })
    }
}
