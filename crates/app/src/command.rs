//! Running a command.

use crate::{Actor, App, Error, Work};
use db::Tx;
use std::future::Future;

/// Something that a user does to the books.
pub trait Command: Send {
    /// What the user gets to see of it.
    type Output: Send;

    /// Does it, inside the transaction of `work`. Every record that changes is told to [`Work::changed`].
    ///
    /// # Errors
    /// [`Error::Refused`] when a rule says no, [`Error::NotFound`] when a record isn't there. Nothing is kept
    /// then.
    fn run(self, work: &mut Work) -> impl Future<Output = Result<Self::Output, Error>> + Send;
}

impl App {
    /// Runs a command for `actor`. The books, the history and what the outbox writes are committed together.
    ///
    /// # Errors
    /// What the command refuses, or [`Error::Database`]. Nothing is kept then.
    pub async fn run<C: Command>(&self, actor: Actor, command: C) -> Result<C::Output, Error> {
        let mut work = Work::begin(self.clone(), actor).await?;
        let output = command.run(&mut work).await?;
        self.keep(work).await?.commit().await?;
        Ok(output)
    }

    /// Writes the changes of `work` to the history and hands them on.
    async fn keep(&self, work: Work) -> Result<Tx, Error> {
        let (mut tx, actor, now, changes) = work.finish();
        for change in &changes {
            let id = self.next_id();
            store::changes::insert(&mut tx, actor.company_id, id, change, actor.user_id, now).await?;
        }
        if !changes.is_empty() {
            self.outbox().record(&mut tx, actor.company_id, &changes).await?;
        }
        Ok(tx)
    }
}
