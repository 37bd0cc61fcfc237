//! A new item.

use super::assemble::assemble;
use super::{Input, change};
use crate::{Command, Error, Saved, Work};
use domain::change::Action;
use domain::item::Item;
use store::counters::Counter;

/// Makes an item.
#[derive(Debug, Clone)]
pub struct Create {
    /// What is said about it.
    pub input: Input,
}

impl Command for Create {
    type Output = Saved<Item>;

    async fn run(self, work: &mut Work) -> Result<Self::Output, Error> {
        let (id, number) = (work.next_id(), work.next_number(Counter::Item).await?);
        let item = assemble(work, id, number, None, self.input).await?;
        let (company_id, now) = (work.company_id(), work.now());
        let item = store::items::insert(work.tx(), company_id, item, now).await?;
        work.changed(change(&item, Action::Create));
        Ok(Saved { record: item, created_at: now, modified_at: now })
    }
}
