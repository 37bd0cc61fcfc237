//! A new category.

use super::{Input, change, checked};
use crate::{Command, Error, Saved, Work};
use domain::category::Category;
use domain::change::Action;

/// Makes a category.
#[derive(Debug, Clone)]
pub struct Create {
    /// What is said about it.
    pub input: Input,
}

impl Command for Create {
    type Output = Saved<Category>;

    async fn run(self, work: &mut Work) -> Result<Self::Output, Error> {
        let id = work.next_id();
        let category = checked(work, id, &[], self.input)?;
        let (company_id, now) = (work.company_id(), work.now());
        store::categories::insert(work.tx(), company_id, &category, now).await?;
        work.changed(change(&category, Action::Create));
        Ok(Saved { record: category, created_at: now, modified_at: now })
    }
}
