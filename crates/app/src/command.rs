//! Running a command.

use crate::{Actor, App, Error, Work};
use db::Tx;
use domain::change::Change;
use jiff::Timestamp;
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
    /// What the command refuses, or [`Error::Database`]. Nothing is kept then. An application that only plans
    /// ([`App::planning`]) always ends in an error: [`Error::Planned`] where the command is not refused.
    pub async fn run<C: Command>(&self, actor: Actor, command: C) -> Result<C::Output, Error> {
        let mut work = Work::begin(self.clone(), actor).await?;
        let output = command.run(&mut work).await?;
        let (mut tx, actor, now, changes) = work.finish();
        self.keep(&mut tx, actor, now, &changes).await?;
        if self.plans_only() {
            let plan = self.outbox().plan(&mut tx, actor.company_id, &changes).await;
            tx.rollback().await?;
            return Err(plan.map_or_else(Error::Unplannable, Error::Planned));
        }
        tx.commit().await?;
        Ok(output)
    }

    /// Writes changes to the history and hands them on.
    async fn keep(&self, tx: &mut Tx, actor: Actor, now: Timestamp, changes: &[Change]) -> Result<(), Error> {
        for change in changes {
            let id = self.next_id();
            store::changes::insert(tx, actor.company_id, id, change, actor.user_id, now).await?;
        }
        if !changes.is_empty() {
            self.outbox().record(tx, actor.company_id, changes).await?;
        }
        Ok(())
    }
}
