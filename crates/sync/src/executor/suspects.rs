//! Who it was when QuickBooks refuses because something that is referred to is gone or out of use: the suspects are looked at,
//! one by one, and what is found is told at the record itself.

use domain::change::RecordKind;
use planner::drift::{Drift, Held};
use planner::fault::naming;
use planner::{Prerequisite, Problem, Until, Waiting};
use quickbooks::Fault;
use serde_json::Value;

use super::Executor;
use super::look::is_gone;
use crate::attempt::{self, Call, Outcome};
use crate::desired::View;
use crate::log::Entry;
use crate::queue::Ending;
use crate::{Error, drift, lease, link, log};

/// Looks that one refusal may cost. A payment on which many refunds hang has more suspects than that.
const LOOKS_MAX: usize = 4;

/// What a look at a suspect has shown.
enum Suspect {
    /// It is gone or out of use, which its own entry tells.
    Lost,
    /// It is there and in use.
    Fine,
    /// Nobody can tell.
    Open,
}

impl Executor {
    /// How an entry ends that was refused with `problem`. It waits for what is found to be lost; where nothing is, those that are
    /// still suspected are named.
    pub(super) async fn find_lost(
        &self,
        entry: &Entry,
        view: &View,
        problem: Problem,
        fault: Option<&Fault>,
    ) -> Result<Ending, Error> {
        let needs = view.desired.needs();
        let mut suspected = Vec::new();
        for (place, needed) in needs.iter().enumerate() {
            let shown = if place < LOOKS_MAX { self.suspect(entry, needed).await? } else { Suspect::Open };
            match shown {
                Suspect::Lost => {
                    let title = needed.title.clone();
                    return Ok(Ending::Waiting(Waiting {
                        record: needed.record,
                        title,
                        until: Until::Equal,
                    }));
                }
                Suspect::Fine => {}
                Suspect::Open => suspected.extend(needed.called()),
            }
        }
        // What none of them tells, a look at all that others have changed may.
        let mut tx = self.engine.db().begin_write().await?;
        drift::look_soon(&mut tx, &self.connection, self.engine.now()).await?;
        tx.commit().await?;
        let named = if suspected.is_empty() { view.desired.refers() } else { suspected };
        Ok(Ending::Failed(naming(problem, fault, &named)))
    }

    async fn suspect(&self, entry: &Entry, needed: &Prerequisite) -> Result<Suspect, Error> {
        let record = needed.record;
        // The item is on the lists that are read again after such a refusal; what is at work tells by itself.
        let (Some(id), false) = (&needed.remote_id, needed.is_open || record.kind == RecordKind::GenericItem)
        else {
            return Ok(Suspect::Open);
        };
        let mut tx = self.engine.db().begin_read().await?;
        let link = link::get(&mut tx, self.connection.id, record).await?;
        tx.rollback().await?;
        let Some(entity) = link.entity.or(planner::entity(record.kind)) else { return Ok(Suspect::Open) };
        let Ok(made) = self.call(entry, Call::Read(entity, id)).await? else { return Ok(Suspect::Open) };
        let (outcome, drift, theirs) = match &made.result {
            Ok(reply) => {
                // That it is inactive may have been accepted. Now it is needed.
                let is_inactive = reply.entity["Active"] == false;
                let drift = link.drift(entity, &reply.entity).or(is_inactive.then_some(Drift::Inactive));
                (Outcome::done(reply), drift, &reply.entity)
            }
            Err(failure) => {
                let gone = is_gone(failure).then(|| Drift::gone(entity));
                (Outcome::of(failure), gone, &Value::Null)
            }
        };
        let lost = drift.map(|drift| drift.problem(&needed.title)).filter(|problem| problem.code.is_lost());
        let mut tx = self.engine.db().begin_write().await?;
        lease::confirm(&mut tx, self.lease).await?;
        attempt::conclude(&mut tx, made.attempt_id, &outcome, self.engine.now()).await?;
        let shown = match &lost {
            Some(_) if log::is_open(&mut tx, self.connection.id, record).await? => Suspect::Open,
            Some(problem) => {
                if !log::has_failed(&mut tx, self.connection.id, record).await? {
                    drift::tell(&self.engine, &mut tx, &self.connection, record, problem).await?;
                    let found = Held::found(link.held.as_ref().filter(|_| !theirs.is_null()), theirs);
                    link::doubt(&mut tx, self.connection.id, record, &found).await?;
                }
                Suspect::Lost
            }
            None if made.result.is_ok() => Suspect::Fine,
            None => Suspect::Open,
        };
        tx.commit().await?;
        Ok(shown)
    }
}
