//! A contact that somebody has merged into another one there, which was accepted here: a document of theirs tells into whom.

use planner::drift::{Choice, Drift, Held};
use planner::{Desired, identity};
use quickbooks::Entity;
use serde_json::Value;

use super::look::is_gone;
use super::{Executor, Progress, linked};
use crate::attempt::{Call, Outcome};
use crate::desired::View;
use crate::drift::{hand_over, hanging_on};
use crate::link::{self, Settled};
use crate::log::Entry;
use crate::queue::Ending;
use crate::{Error, lease};

/// Documents that are looked at for it: some may be gone themselves.
const LOOKS_MAX: usize = 4;

/// Whether somebody has chosen that what is written to the contact goes to the one into whom it was merged.
pub(super) fn is_to_follow(entry: &Entry, view: &View) -> bool {
    let is_accepted = entry.chosen.as_ref().is_some_and(|chosen| chosen.choice == Choice::Accept);
    let is_tied = view.link.remote_id.is_some() && !view.link.is_unlinked;
    is_accepted && is_tied && matches!(view.desired, Desired::Contact(_))
}

impl Executor {
    /// Ties the contact to the one into whom it was merged. Nothing of its own is sent from then on: that one has values of its
    /// own, and may stand for another contact here.
    pub(super) async fn follow(&self, entry: &Entry, view: &View) -> Result<Progress, Error> {
        let heir = match self.heir(entry).await? {
            Ok(Some(heir)) => heir,
            Ok(None) => return Ok(Progress::Ended(Ending::Failed(Drift::Merged.problem(&entry.title)))),
            Err(progress) => return Ok(progress),
        };
        let (id, name) = (heir["Id"].as_str().unwrap_or_default(), heir["DisplayName"].as_str());
        let (from, name) = (view.link.remote_id.as_deref().unwrap_or_default(), name.unwrap_or_default());
        let mut change = linked(entry.record.kind, id.to_owned())?;
        if let link::Change::Present { held, entity, .. } = &mut change {
            *held = Some(Held::of(*entity, view.link.held.as_ref(), &Value::Null, &heir));
        }
        let (connection, now) = (&self.connection, self.engine.now());
        let mut tx = self.engine.db().begin_write().await?;
        lease::confirm(&mut tx, self.lease).await?;
        link::apply(&mut tx, self.place(entry, view, view.revision), change).await?;
        link::settle(&mut tx, connection.id, entry.record, Settled::Unlinked(now)).await?;
        let hanging = hanging_on(&mut tx, connection, entry.record.id).await?;
        hand_over(&mut tx, connection, hanging, (from, id, name), now).await?;
        tx.commit().await?;
        Ok(Progress::Changed(format!(
            "Merged into “{name}” in QuickBooks (id {id}): what is written to it here goes to that one there, and nothing of its \
             own is sent"
        )))
    }

    /// The one whose the contact's documents are now; nothing, where none of them tells.
    async fn heir(&self, entry: &Entry) -> Result<Result<Option<Value>, Progress>, Error> {
        let contact = planner::entity(entry.record.kind).ok_or(Error::Stored("kind"))?;
        let mut tx = self.engine.db().begin_read().await?;
        let hanging = hanging_on(&mut tx, &self.connection, entry.record.id).await?;
        tx.rollback().await?;
        for each in hanging.iter().take(LOOKS_MAX) {
            let document = match self.there(entry, each.entity, &each.remote_id).await? {
                Ok(document) => document,
                Err(progress) => return Ok(Err(progress)),
            };
            let Some(id) = document.as_ref().and_then(identity::party) else { continue };
            match self.there(entry, contact, id).await? {
                Ok(None) => {}
                seen => return Ok(seen),
            }
        }
        Ok(Ok(None))
    }

    /// What is there under an id; what to do where it can't be looked at.
    async fn there(
        &self,
        entry: &Entry,
        entity: Entity,
        id: &str,
    ) -> Result<Result<Option<Value>, Progress>, Error> {
        let made = match self.call(entry, Call::Read(entity, id)).await? {
            Ok(made) => made,
            Err(ending) => return Ok(Err(Progress::Ended(ending))),
        };
        let (outcome, seen) = match made.result {
            Ok(reply) => (Outcome::done(&reply), Some(reply.entity)),
            Err(failure) if is_gone(&failure) => (Outcome::of(&failure), None),
            Err(failure) => return Ok(Err(self.look_failed(entry, made.attempt_id, &failure).await?)),
        };
        self.conclude_attempts(&[made.attempt_id], &outcome).await?;
        Ok(Ok(seen))
    }
}
