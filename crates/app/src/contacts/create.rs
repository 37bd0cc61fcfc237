//! A new contact.

use super::change;
use crate::{Command, Error, Saved, Work};
use domain::change::Action;
use domain::contact::{Contact, ContactDetails};
use store::counters::Counter;

/// Makes a contact.
#[derive(Debug, Clone)]
pub struct Create {
    /// What is said about it.
    pub details: ContactDetails,
}

impl Command for Create {
    type Output = Saved<Contact>;

    async fn run(self, work: &mut Work) -> Result<Self::Output, Error> {
        let details = self.details.checked()?;
        let number = work.next_number(Counter::Contact).await?;
        let contact = Contact { id: work.next_id(), number, details, archived: false, revision: 1 };
        let (company_id, now) = (work.company_id(), work.now());
        store::contacts::insert(work.tx(), company_id, &contact, now).await?;
        work.changed(change(&contact, Action::Create));
        Ok(Saved { record: contact, created_at: now, modified_at: now })
    }
}
