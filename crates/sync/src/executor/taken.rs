//! A name or a number that someone else has in QuickBooks: the same thing is taken over, else ours goes by another one.

use planner::{Code, Desired, Problem, Remote, Verb, identity};
use quickbooks::{QUERY_RESULTS_MAX, Query, Reply};
use serde_json::Value;

use super::{Executor, Progress};
use crate::attempt::{Outcome, StoredWrite};
use crate::desired::View;
use crate::log::Entry;
use crate::queue::Ending;
use crate::{Error, lease, link};

impl Executor {
    /// Looks who has the name or number for which `stored` was refused, in one call. `problem` is what is told when
    /// nothing can be done about it.
    pub(super) async fn taken(
        &self,
        entry: &Entry,
        view: &View,
        stored: &StoredWrite,
        problem: Problem,
    ) -> Result<Progress, Error> {
        let is_new = stored.verb == Verb::Create;
        if let Some((_, name)) = identity::name(&stored.write) {
            return match self.find(entry, view, stored.write.entity, name).await? {
                Progress::Seen(Remote::Missing) => self.evade(entry, view, name, problem).await,
                Progress::Seen(_) if !is_new => Ok(Progress::Ended(Ending::Failed(another(entry, name)))),
                seen => Ok(seen),
            };
        }
        match identity::number(&stored.write) {
            Some(number) if is_new => self.same_document(entry, view, stored, (number, problem)).await,
            Some(number) => self.evade(entry, view, number, problem).await,
            None => Ok(Progress::Ended(Ending::Failed(problem))),
        }
    }

    /// Links the document of this number when it is that of the same customer or supplier, with our total and tax, and
    /// stands for nothing else here: somebody has entered it there already. It stays as it is.
    async fn same_document(
        &self,
        entry: &Entry,
        view: &View,
        stored: &StoredWrite,
        (number, problem): (&str, Problem),
    ) -> Result<Progress, Error> {
        let query = Query::from(stored.write.entity).eq("DocNumber", number).max(QUERY_RESULTS_MAX);
        let mut hits = match self.hits(entry, stored, &query).await? {
            Ok(hits) => hits,
            Err(progress) => return Ok(progress),
        };
        let party = identity::party(&stored.write.body);
        hits.rows.retain(|row| {
            identity::party(row) == party && super::write::difference(entry, view, stored, row).is_none()
        });
        match hits.rows.pop() {
            Some(entity) if hits.rows.is_empty() => {
                let reply = Reply { entity, ..hits.reply };
                let id = reply.id().unwrap_or_default().to_owned();
                let linked = self.accepted(entry, view, stored, hits.attempt_id, &reply).await?;
                Ok(match linked {
                    Progress::Changed(_) => Progress::Changed(format!(
                        "Linked to the one of this number, with the same name and total, that was in QuickBooks already (id {id}); \
                         it stays as it is there"
                    )),
                    other => other,
                })
            }
            _ => {
                self.conclude_attempts(&[hits.attempt_id], &Outcome::done(&hits.reply)).await?;
                self.evade(entry, view, number, problem).await
            }
        }
    }

    /// Has the record go by another name or number than `ours`, unless that one is taken as well.
    async fn evade(
        &self,
        entry: &Entry,
        view: &View,
        ours: &str,
        problem: Problem,
    ) -> Result<Progress, Error> {
        let (kind, settings) = (entry.record.kind, &self.connection.settings);
        let other = view.link.taken.as_deref().and_then(|taken| settings.suffixed(kind, taken));
        if other.as_deref() == Some(ours) || settings.evasion(kind, ours).is_none() {
            return Ok(Progress::Ended(Ending::Failed(problem)));
        }
        let mut tx = self.engine.db().begin_write().await?;
        lease::confirm(&mut tx, self.lease).await?;
        link::note_taken(&mut tx, self.connection.id, entry.record, ours).await?;
        tx.commit().await?;
        Ok(Progress::LookAgain)
    }

    /// That what was written goes by another name or number than ours, and why; nothing when it doesn't.
    pub(super) fn evasion(&self, entry: &Entry, view: &View, stored: &StoredWrite, reply: &Reply) -> String {
        let taken = view.link.taken.as_deref();
        let other = taken.and_then(|taken| self.connection.settings.suffixed(entry.record.kind, taken));
        let name = identity::name(&stored.write).map(|(_, name)| name);
        let there = name.or_else(|| identity::number(&stored.write));
        match (taken, there) {
            (Some(taken), Some(there)) if other.as_deref() == Some(there) => {
                format!(" as “{there}”, because another one there has “{taken}”")
            }
            _ => numbered_there(&view.desired, &reply.entity),
        }
    }
}

/// The problem that what is linked is to be called as another one of its kind.
fn another(entry: &Entry, name: &str) -> Problem {
    let kind = entry.record.kind.words();
    let text = format!(
        "{} can't be renamed in QuickBooks: another {kind} there has the name “{name}” already. If the two are one, keep one of them here; \
         else rename this one, or the other one in QuickBooks",
        entry.title
    );
    Problem::new(Code::NameTaken, text)
}

/// That QuickBooks has given a document a number of its own, as it does while custom numbers are off (fact sheet 9.6).
fn numbered_there(desired: &Desired, entity: &Value) -> String {
    let ours = match desired {
        Desired::Invoice(facts) => facts.document.number,
        Desired::PurchaseOrder(facts) => facts.document.number,
        _ => return String::new(),
    };
    let theirs = entity["DocNumber"].as_str().filter(|theirs| *theirs != ours.to_string());
    theirs.map(|theirs| format!("; its number there is {theirs}")).unwrap_or_default()
}
