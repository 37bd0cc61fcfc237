//! What a definite refusal of a write means, and how the entry goes on.

use db::Tx;
use planner::fault::{Meaning, is_at_the_door, meaning, naming};
use planner::{Code, Problem, Verb};
use quickbooks::{Failure, FailureKind};
use uuid::Uuid;

use super::{Executor, Progress};
use crate::attempt::{self, Outcome, StoredWrite};
use crate::desired::View;
use crate::log::Entry;
use crate::queue::Ending;
use crate::{Error, connection, drift, lease, link};

impl Executor {
    /// Stores the refusal of `stored`, and tells what comes of it.
    pub(super) async fn refused(
        &self,
        entry: &Entry,
        view: &View,
        stored: &StoredWrite,
        attempt_id: Uuid,
        failure: &Failure,
    ) -> Result<Progress, Error> {
        let place = self.place(entry, view, stored.revision);
        let fault = failure.fault.as_ref();
        let meaning = match meaning(Some(stored.verb), &entry.title, fault) {
            Meaning::Again => {
                let unsure = Failure { kind: FailureKind::Unknown, ..failure.clone() };
                return Ok(Progress::Ended(self.try_later(entry, attempt_id, &unsure).await?));
            }
            Meaning::Later(why) => {
                self.waved_off(view, attempt_id, failure).await?;
                return Ok(Progress::Ended(self.hold_off(why)));
            }
            Meaning::LoginLost(why) => {
                self.waved_off(view, attempt_id, failure).await?;
                return Ok(Progress::Ended(self.no_token(Error::LoginLost(why)).await?));
            }
            Meaning::Stale if view.unresolved.is_some() && stored.verb == Verb::Update => {
                // An earlier try may have been carried out, and be what has raised the version.
                let outcome = Outcome::of(failure).still_unknown();
                self.conclude_attempts(&[attempt_id], &outcome).await?;
                return Box::pin(self.recognise(entry, view, stored)).await;
            }
            Meaning::Problem(problem) if problem.code != Code::RemoteGone => {
                Meaning::Problem(naming(problem, fault, &view.desired.refers()))
            }
            other => other,
        };
        if view.unresolved.is_some()
            && is_at_the_door(failure.http_status, failure.fault.as_ref())
            && let Meaning::Problem(problem) = meaning
        {
            // An earlier try may have been carried out: a retry asks for it again, by the same request id.
            self.conclude_attempts(&[attempt_id], &Outcome::of(failure).still_unknown()).await?;
            return Ok(Progress::Ended(Ending::Failed(problem)));
        }
        let mut tx = self.engine.db().begin_write().await?;
        lease::confirm(&mut tx, self.lease).await?;
        attempt::conclude(&mut tx, attempt_id, &Outcome::of(failure), self.engine.now()).await?;
        link::refuse(&mut tx, place).await?;
        let progress = match meaning {
            Meaning::AlreadyGone => {
                link::apply(&mut tx, place, link::Change::Gone).await?;
                Progress::Changed("It was gone from QuickBooks already".to_owned())
            }
            Meaning::Stale => {
                link::apply(&mut tx, place, link::Change::VersionUnknown).await?;
                Progress::LookAgain
            }
            Meaning::Taken(problem) => {
                tx.commit().await?;
                return self.taken(entry, view, stored, problem).await;
            }
            Meaning::Again | Meaning::Later(_) | Meaning::LoginLost(_) => Progress::LookAgain,
            Meaning::Problem(_) if is_not_found(failure) && view.link.sync_token.is_some() => {
                // Either the entity is gone or something that it refers to: a look tells.
                link::apply(&mut tx, place, link::Change::VersionUnknown).await?;
                Progress::LookAgain
            }
            // Repeated as it was sent first; by now the books may want less of it.
            Meaning::Problem(problem) if problem.code == Code::AmountRefused && view.unresolved.is_some() => {
                Progress::LookAgain
            }
            Meaning::Problem(problem) => {
                self.note_problem(&mut tx, entry, place, stored, &problem).await?;
                if problem.code == Code::RemoteGone {
                    tx.commit().await?;
                    return self.find_lost(entry, view, problem, fault).await.map(Progress::Ended);
                }
                Progress::Ended(Ending::Failed(problem))
            }
        };
        tx.commit().await?;
        Ok(progress)
    }

    /// Stores that nobody looked at the request: what became of an earlier try of it, that does not tell.
    async fn waved_off(&self, view: &View, attempt_id: Uuid, failure: &Failure) -> Result<(), Error> {
        let outcome = Outcome::of(failure);
        let is_repeat = view.unresolved.is_some();
        self.conclude_attempts(&[attempt_id], &if is_repeat { outcome.still_unknown() } else { outcome })
            .await
    }

    /// Keeps what the refusal of `stored` tells, besides of the entry itself.
    async fn note_problem(
        &self,
        tx: &mut Tx,
        entry: &Entry,
        place: link::Place,
        stored: &StoredWrite,
        problem: &Problem,
    ) -> Result<(), Error> {
        let (id, now) = (self.connection.id, self.engine.now());
        match problem.code {
            Code::Deposited => {
                let version = stored.write.body["SyncToken"].as_str();
                link::note_deposit(tx, id, entry.record, version).await?;
            }
            Code::RemoteGone => {
                // A retry looks first.
                link::apply(tx, place, link::Change::VersionUnknown).await?;
                connection::doubt(tx, id, now).await?;
            }
            Code::AmountRefused | Code::Linked => drift::look_soon(tx, &self.connection, now).await?,
            _ => {}
        }
        Ok(())
    }
}

/// Something that the request names is not there (fact sheet 6.3).
fn is_not_found(failure: &Failure) -> bool {
    failure.code() == Some("610")
}
