//! Learns what became of a write of unknown outcome, once QuickBooks no longer knows its request: what a creation may have made is
//! searched for, what an update was to change is looked at.

use planner::drift;
use planner::fault::outcome_unclear;
use planner::marker::{Lost, Verdict};
use quickbooks::{QUERY_RESULTS_MAX, Query, Reply};
use serde_json::Value;
use uuid::Uuid;

use super::{Executor, Progress};
use crate::attempt::{self, Call, Outcome, StoredWrite};
use crate::desired::View;
use crate::log::Entry;
use crate::queue::Ending;
use crate::{Error, lease, link};

/// What the log says when the search has shown that nothing was entered, and nothing was sent since.
const NOT_ENTERED: &str = "A search showed that it had not been entered";

/// What a search has found. Its attempt is not concluded yet.
pub(super) struct Hits {
    pub(super) attempt_id: Uuid,
    /// The answer but for its rows.
    pub(super) reply: Reply,
    /// Those that stand for no other record here.
    pub(super) rows: Vec<Value>,
    /// Whether there were no more.
    is_all: bool,
}

impl Executor {
    /// Learns what became of `stored`: links what it made, or sets the record free to be created anew.
    pub(super) async fn search(
        &self,
        entry: &Entry,
        view: &View,
        stored: &StoredWrite,
    ) -> Result<Progress, Error> {
        let lost = Lost {
            record: entry.record,
            write: &stored.write,
            total: super::write::expected(view, stored),
            since: stored.first_sent_at,
        };
        let Hits { attempt_id, mut reply, rows, is_all } =
            match self.hits(entry, stored, &lost.search()).await? {
                Ok(hits) => hits,
                Err(progress) => return Ok(progress),
            };
        match lost.judge(rows, is_all) {
            Verdict::Missing => self.not_entered(entry, view, stored, attempt_id, &reply).await,
            Verdict::Found(entity) => {
                let reply = Reply { entity, ..reply };
                self.accepted(entry, view, stored, attempt_id, &reply).await
            }
            Verdict::Unclear(candidates) => {
                reply.entity = Value::Array(candidates.clone());
                self.conclude_attempts(&[attempt_id], &Outcome::done(&reply).still_unknown()).await?;
                let told: Vec<String> = candidates.iter().map(called).collect();
                Ok(Progress::Ended(Ending::Failed(outcome_unclear(&entry.title, &told))))
            }
        }
    }

    /// Learns what became of `stored`, an update whose repeat was refused because the entity has another version by now: done,
    /// where QuickBooks holds what was to be written. Else somebody has changed it before.
    pub(super) async fn recognise(
        &self,
        entry: &Entry,
        view: &View,
        stored: &StoredWrite,
    ) -> Result<Progress, Error> {
        let id = stored.write.body["Id"].as_str().unwrap_or_default();
        let made = match self.call(entry, Call::Recognise(stored, id)).await? {
            Ok(made) => made,
            Err(ending) => return Ok(Progress::Ended(ending)),
        };
        match made.result {
            Ok(reply) if drift::holds(&reply.entity, &stored.write.body) => {
                self.accepted(entry, view, stored, made.attempt_id, &reply).await
            }
            Ok(reply) => {
                let place = self.place(entry, view, stored.revision);
                let mut tx = self.engine.db().begin_write().await?;
                lease::confirm(&mut tx, self.lease).await?;
                attempt::conclude(&mut tx, made.attempt_id, &Outcome::done(&reply), self.engine.now())
                    .await?;
                link::refuse(&mut tx, place).await?;
                link::apply(&mut tx, place, link::Change::VersionUnknown).await?;
                tx.commit().await?;
                Ok(Progress::LookAgain)
            }
            Err(failure) => self.look_failed(entry, made.attempt_id, &failure).await,
        }
    }

    /// Searches on behalf of `stored`. Gives how it goes on when nothing was found out.
    pub(super) async fn hits(
        &self,
        entry: &Entry,
        stored: &StoredWrite,
        query: &Query,
    ) -> Result<Result<Hits, Progress>, Error> {
        let made = match self.call(entry, Call::Search(stored, query)).await? {
            Ok(made) => made,
            Err(ending) => return Ok(Err(Progress::Ended(ending))),
        };
        let attempt_id = made.attempt_id;
        let mut reply = match made.result {
            Ok(reply) => reply,
            Err(failure) => return self.look_failed(entry, attempt_id, &failure).await.map(Err),
        };
        let rows = rows(reply.entity.take());
        let is_all = rows.len() < usize::try_from(QUERY_RESULTS_MAX).unwrap_or(usize::MAX);
        let rows = self.unowned(entry, rows).await?;
        Ok(Ok(Hits { attempt_id, reply, rows, is_all }))
    }

    /// The rows that stand for no other record here.
    async fn unowned(&self, entry: &Entry, rows: Vec<Value>) -> Result<Vec<Value>, Error> {
        let mut tx = self.engine.db().begin_read().await?;
        let mut unowned = Vec::with_capacity(rows.len());
        for row in rows {
            let id = row["Id"].as_str().unwrap_or_default();
            if !link::is_owned_by_another(&mut tx, self.connection.id, entry.record, id).await? {
                unowned.push(row);
            }
        }
        Ok(unowned)
    }

    /// What is sent next is a new request, because the old one's answer is not wanted any more.
    async fn not_entered(
        &self,
        entry: &Entry,
        view: &View,
        stored: &StoredWrite,
        attempt_id: Uuid,
        reply: &Reply,
    ) -> Result<Progress, Error> {
        let mut tx = self.engine.db().begin_write().await?;
        lease::confirm(&mut tx, self.lease).await?;
        attempt::conclude(&mut tx, attempt_id, &Outcome::done(reply), self.engine.now()).await?;
        link::refuse(&mut tx, self.place(entry, view, stored.revision)).await?;
        tx.commit().await?;
        Ok(Progress::Changed(NOT_ENTERED.to_owned()))
    }
}

fn rows(found: Value) -> Vec<Value> {
    match found {
        Value::Array(rows) => rows,
        _ => Vec::new(),
    }
}

/// How a person tells an entry from others.
fn called(row: &Value) -> String {
    let text = |member: &str| row[member].as_str().unwrap_or_default().to_owned();
    let number = match text("DocNumber") {
        number if number.is_empty() => String::new(),
        number => format!("number {number} "),
    };
    format!(
        "{number}of {} over {} (entered {})",
        text("TxnDate"),
        row["TotalAmt"],
        row["MetaData"]["CreateTime"].as_str().unwrap_or_default()
    )
}
