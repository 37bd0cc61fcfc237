//! Looks at QuickBooks: by name, and by id.

use planner::drift::Held;
use planner::fault::{Meaning, meaning};
use planner::{Link, Remote};
use quickbooks::{Entity, Failure, FailureKind, Query};
use serde_json::Value;
use uuid::Uuid;

use super::{Executor, Progress};
use crate::attempt::{self, Call, Outcome};
use crate::desired::View;
use crate::log::Entry;
use crate::queue::Ending;
use crate::{Error, lease, link};

impl Executor {
    /// Looks for an active entity that is called `name`.
    pub(super) async fn find(
        &self,
        entry: &Entry,
        view: &View,
        entity: Entity,
        name: &str,
    ) -> Result<Progress, Error> {
        self.look(entry, view, entity, Call::Find(&find_by_name(entity, name))).await
    }

    /// Reads an entity for its present version.
    pub(super) async fn read(
        &self,
        entry: &Entry,
        view: &View,
        entity: Entity,
        id: &str,
    ) -> Result<Progress, Error> {
        self.look(entry, view, entity, Call::Read(entity, id)).await
    }

    async fn look(
        &self,
        entry: &Entry,
        view: &View,
        entity: Entity,
        call: Call<'_>,
    ) -> Result<Progress, Error> {
        let made = match self.call(entry, call).await? {
            Ok(made) => made,
            Err(ending) => return Ok(Progress::Ended(ending)),
        };
        match made.result {
            Ok(reply) => {
                let seen = found(&view.link, entity, &reply.entity);
                let drifted = matches!(seen, Remote::Found { drift: Some(_), .. });
                let found = drifted.then(|| Held::found(view.link.held.as_ref(), &reply.entity));
                self.seen(entry, made.attempt_id, Outcome::done(&reply), found).await?;
                self.note_deposit(entry, view, &reply.entity).await?;
                Ok(match &seen {
                    Remote::Found { id, .. } if self.is_a_namesakes(entry, id).await? => {
                        Progress::Ended(Ending::Failed(planner::fault::namesake(&entry.title)))
                    }
                    _ => Progress::Seen(seen),
                })
            }
            Err(failure) if is_gone(&failure) => {
                let found = view.link.remote_id.as_ref().map(|_| Held::found(None, &Value::Null));
                self.seen(entry, made.attempt_id, Outcome::of(&failure), found).await?;
                Ok(Progress::Seen(Remote::Missing))
            }
            Err(failure) => self.look_failed(entry, made.attempt_id, &failure).await,
        }
    }

    /// Keeps what a look at the record's own entity has shown of a bank deposit.
    async fn note_deposit(&self, entry: &Entry, view: &View, theirs: &Value) -> Result<(), Error> {
        let deposited = view.link.deposited_after(theirs);
        if deposited == view.link.deposited || theirs["Id"].as_str() != view.link.remote_id.as_deref() {
            return Ok(());
        }
        let mut tx = self.engine.db().begin_write().await?;
        lease::confirm(&mut tx, self.lease).await?;
        link::note_deposit(&mut tx, self.connection.id, entry.record, deposited.as_deref()).await?;
        Ok(tx.commit().await?)
    }

    /// Whether the entity stands for another record here, whose values must not be overwritten.
    async fn is_a_namesakes(&self, entry: &Entry, id: &str) -> Result<bool, Error> {
        let mut tx = self.engine.db().begin_read().await?;
        link::is_owned_by_another(&mut tx, self.connection.id, entry.record, id).await
    }

    pub(super) async fn look_failed(
        &self,
        entry: &Entry,
        attempt_id: Uuid,
        failure: &Failure,
    ) -> Result<Progress, Error> {
        let ending = self.try_later(entry, attempt_id, failure).await?;
        if failure.kind != FailureKind::Refused {
            return Ok(Progress::Ended(ending));
        }
        match meaning(None, &entry.title, failure.fault.as_ref()) {
            Meaning::Problem(problem) => Ok(Progress::Ended(Ending::Failed(problem))),
            Meaning::Later(why) => Ok(Progress::Ended(self.hold_off(why))),
            Meaning::LoginLost(why) => Ok(Progress::Ended(self.no_token(Error::LoginLost(why)).await?)),
            Meaning::Again => Ok(Progress::Ended(ending)),
            Meaning::AlreadyGone | Meaning::Stale | Meaning::Taken(_) => Ok(Progress::LookAgain),
        }
    }

    /// Stores what a look has shown, and what it has `found` where the entity is no longer as it was left.
    async fn seen(
        &self,
        entry: &Entry,
        attempt_id: Uuid,
        outcome: Outcome,
        found: Option<Held>,
    ) -> Result<(), Error> {
        let mut tx = self.engine.db().begin_write().await?;
        lease::confirm(&mut tx, self.lease).await?;
        attempt::conclude(&mut tx, attempt_id, &outcome, self.engine.now()).await?;
        if let Some(found) = found {
            link::doubt(&mut tx, self.connection.id, entry.record, &found).await?;
        }
        Ok(tx.commit().await?)
    }
}

/// The search for an active entity that is called `name`.
pub(crate) fn find_by_name(entity: Entity, name: &str) -> Query {
    Query::from(entity).eq(name_member(entity), name).max(1)
}

/// The member by which entities of this kind are called.
const fn name_member(entity: Entity) -> &'static str {
    match entity {
        Entity::Customer | Entity::Vendor => "DisplayName",
        _ => "Name",
    }
}

/// Reading what was deleted is refused with 610 (fact sheet 2.6).
pub(super) fn is_gone(failure: &Failure) -> bool {
    failure.kind == FailureKind::Refused && failure.code() == Some("610")
}

fn found(link: &Link, entity: Entity, theirs: &Value) -> Remote {
    let text = |member: &str| theirs.get(member).and_then(Value::as_str).map(str::to_owned);
    match (text("Id"), text("SyncToken")) {
        (Some(id), Some(sync_token)) => Remote::Found { id, sync_token, drift: link.drift(entity, theirs) },
        _ => Remote::Missing,
    }
}
