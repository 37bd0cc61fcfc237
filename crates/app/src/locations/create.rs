//! A new location.

use super::change;
use crate::{Command, Error, Saved, Work};
use domain::change::Action;
use domain::location::{Location, LocationDetails};

/// Makes a location.
#[derive(Debug, Clone)]
pub struct Create {
    /// What is said about it.
    pub details: LocationDetails,
}

impl Command for Create {
    type Output = Saved<Location>;

    async fn run(self, work: &mut Work) -> Result<Self::Output, Error> {
        let location = Location { id: work.next_id(), details: self.details.checked()? };
        let (company_id, now) = (work.company_id(), work.now());
        store::locations::insert(work.tx(), company_id, &location, now).await?;
        work.changed(change(&location, Action::Create));
        Ok(Saved { record: location, created_at: now, modified_at: now })
    }
}
