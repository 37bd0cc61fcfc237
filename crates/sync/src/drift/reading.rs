//! Reading what has changed in QuickBooks since the last time.

use db::Sql;
use jiff::{SignedDuration, Timestamp};
use quickbooks::{
    Access, CHANGES_LOOK_BACK, Changed, Changes, Client, Direction, Entity, Failure, FailureKind, Query,
};
use secrecy::SecretString;
use std::collections::VecDeque;

use super::finding::{Finding, judge};
use crate::connection::{self, Connection, TokenSource};
use crate::lease::{self, Lease};
use crate::{Engine, Error, link};

/// The kinds that records of ours stand for.
const KINDS: [Entity; 9] = [
    Entity::Customer,
    Entity::Vendor,
    Entity::Item,
    Entity::Invoice,
    // Before payments: what the end of an expense does to those is told at its refund.
    Entity::Purchase,
    Entity::Payment,
    Entity::PurchaseOrder,
    Entity::Bill,
    Entity::RefundReceipt,
];
/// How often it is read.
const EVERY: SignedDuration = SignedDuration::from_hours(24);
/// When it is read again where a record was at work, so that nothing could be told of it; and the least time between two
/// readings that nobody asked for.
pub(super) const SOON: SignedDuration = SignedDuration::from_hours(1);
/// Read twice, for changes that the service shows late.
const OVERLAP: SignedDuration = SignedDuration::from_mins(2);
/// How far our clock may be before QuickBooks'.
const CLOCKS_DIFFER_BY: SignedDuration = SignedDuration::from_mins(15);
/// Rows of one answer, where they are asked for kind by kind. Documents of a hundred lines still fit into an answer then.
const ROWS_MAX: u32 = 250;
/// Calls of one reading. Each brings up to a thousand changes; what is left over is told when it is sent again.
const CALLS_MAX: usize = 40;

const STORE: Sql = Sql::both("UPDATE connections SET changes_since = $2, changes_due_at = $3 WHERE id = $1");
pub(super) const ALL: &[Sql] = &[STORE];

/// Reads what others have changed, when it is time, and tells it in the log. Gives the connection as it is then, and how
/// many calls that took.
///
/// What can't be read now is told to whoever runs the server and tried again soon; it keeps nothing from being sent.
///
/// # Errors
/// The login has ended, or the database.
pub(crate) async fn read_when_due(
    engine: &Engine,
    connection: Connection,
    lease: Lease,
    tokens: &TokenSource,
) -> Result<(Connection, usize), Error> {
    let now = engine.now();
    if connection.changes_due_at.is_some_and(|due| now < due) {
        return Ok((connection, 0));
    }
    let mut reading = Reading {
        engine,
        connection: &connection,
        lease,
        tokens,
        client: engine.client()?,
        calls: 0,
        held_at: now,
        is_to_be_repeated: false,
    };
    let (since, wait) = match reading.whole().await {
        Ok(at) if !reading.is_to_be_repeated => (Some(at), EVERY),
        Ok(_) => (connection.changes_since, SOON),
        // Whether anything can be sent is for its own calls to find out.
        Err(Error::Refused(why) | Error::Unavailable(why)) => {
            tracing::warn!(connection = %connection.id, why, "QuickBooks does not tell what others have changed");
            (connection.changes_since, SOON)
        }
        Err(other) => return Err(other),
    };
    let calls = reading.calls;
    let mut tx = engine.db().begin_write().await?;
    lease::confirm(&mut tx, lease).await?;
    let due = now.saturating_add(wait).unwrap_or(Timestamp::MAX);
    tx.sql(STORE).bind(connection.id).bind(since).bind(due).execute().await?;
    let reads = i64::try_from(calls).unwrap_or(i64::MAX);
    connection::count(&mut tx, (connection.company_id, connection.id), now, reads, 0).await?;
    let after = connection::by_id(&mut tx, connection.company_id, connection.id).await?;
    tx.commit().await?;
    Ok((after.ok_or(Error::NotConnected)?, calls))
}

/// A question about changes.
enum Question {
    /// What has changed of these kinds since a moment that is not too long ago.
    Changes(Vec<Entity>, Timestamp),
    /// What is there of one kind that was changed since any moment, from this row on. Of what is gone it tells nothing.
    Rows(Entity, Timestamp, u32),
}

impl Question {
    /// How many kinds it is about.
    const fn kinds(&self) -> usize {
        match self {
            Self::Changes(kinds, _) => kinds.len(),
            Self::Rows(..) => 1,
        }
    }
}

struct Reading<'a> {
    engine: &'a Engine,
    connection: &'a Connection,
    lease: Lease,
    tokens: &'a TokenSource,
    client: Client,
    calls: usize,
    /// When the lease was taken or renewed last.
    held_at: Timestamp,
    /// A record that is otherwise than it was left had an open entry, or what was deleted of a kind could not be told.
    is_to_be_repeated: bool,
}

impl Reading<'_> {
    /// Reads and judges everything; gives the moment from which the next reading goes on.
    async fn whole(&mut self) -> Result<Timestamp, Error> {
        let now = self.engine.now();
        let mut tx = self.engine.db().begin_read().await?;
        let is_any = link::is_any(&mut tx, self.connection.id).await?;
        tx.rollback().await?;
        let before = |moment: Timestamp, by| moment.saturating_sub(by).unwrap_or(Timestamp::MIN);
        if !is_any {
            return Ok(before(now, CLOCKS_DIFFER_BY));
        }
        let earliest = before(now, CHANGES_LOOK_BACK - CLOCKS_DIFFER_BY - OVERLAP);
        let since = self.connection.changes_since.unwrap_or(earliest);
        let mut questions = VecDeque::from([Question::Changes(KINDS.to_vec(), since.max(earliest))]);
        if since < earliest {
            tracing::warn!(connection = %self.connection.id, %since, "too long ago for QuickBooks to tell what was deleted since");
            questions.extend(KINDS.map(|kind| Question::Rows(kind, since, 1)));
        }
        let mut next = None;
        while let Some(question) = questions.pop_front() {
            if self.calls >= CALLS_MAX {
                tracing::warn!(connection = %self.connection.id, "too much has changed to look at all of it");
                break;
            }
            self.hold_on().await?;
            let answer = self.ask(&question).await?;
            self.is_to_be_repeated |= answer.is_none() && question.kinds() == 1;
            for question in further(&question, answer.as_ref()).into_iter().rev() {
                questions.push_front(question);
            }
            if let Some(answer) = answer {
                next = next.or(answer.at);
                self.judge(&answer.objects).await?;
            }
        }
        Ok(before(next.unwrap_or_else(|| before(now, CLOCKS_DIFFER_BY)), OVERLAP))
    }

    /// Keeps the lease, however long the reading takes.
    async fn hold_on(&mut self) -> Result<(), Error> {
        let now = self.engine.now();
        if now.duration_since(self.held_at) >= lease::RENEWAL {
            lease::renew(self.engine, self.lease).await?;
            self.held_at = now;
        }
        Ok(())
    }

    async fn judge(&mut self, changed: &[Changed]) -> Result<(), Error> {
        for changed in changed {
            self.hold_on().await?;
            match Box::pin(judge(self.engine, self.connection, self.lease, changed)).await? {
                Finding::AtWork => self.is_to_be_repeated = true,
                Finding::Told => {
                    tracing::info!(connection = %self.connection.id, kind = %changed.entity, id = changed.id(), "somebody changed it in QuickBooks");
                }
                Finding::Nothing => {}
            }
        }
        Ok(())
    }

    /// The answer; `None` when none came and smaller ones can be asked for: it may have been too long, or taken too long.
    async fn ask(&mut self, question: &Question) -> Result<Option<Changes>, Error> {
        let token = self.tokens.access().await?;
        let told = match self.call(question, &token).await {
            // It may have ended before its time. One that was just renewed has not.
            Err(failure) if failure.kind == FailureKind::Unauthorized => {
                let token = self.tokens.renew(&token).await?;
                self.call(question, &token).await
            }
            told => told,
        };
        match (told, question) {
            (Err(failure), Question::Changes(kinds, _)) if failure.kind == FailureKind::Unknown => {
                tracing::warn!(connection = %self.connection.id, why = %failure, ?kinds, "what has changed is asked for in smaller parts");
                Ok(None)
            }
            (told, _) => Ok(Some(told?)),
        }
    }

    async fn call(&mut self, question: &Question, token: &SecretString) -> Result<Changes, Failure> {
        self.calls += 1;
        let access = Access { realm: &self.connection.realm, token };
        match question {
            Question::Changes(kinds, since) => self.client.changes(access, kinds, *since).await,
            Question::Rows(entity, since, start) => {
                let since = since.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
                let query = Query::from(*entity)
                    .at_least("MetaData.LastUpdatedTime", &since)
                    .order_by("MetaData.LastUpdatedTime", Direction::Ascending)
                    .start(*start)
                    .max(ROWS_MAX);
                let query = if entity.is_transaction() { query } else { query.active_any() };
                let rows = self.client.query(access, &query).await?.rows;
                let objects = rows.into_iter().map(|body| Changed { entity: *entity, body }).collect();
                Ok(Changes { objects, at: None })
            }
        }
    }
}

/// What has to be asked next when an answer was full, or none came: kind by kind, then from the last change on that it told,
/// or row by row. Deleted ones come last, so those of a kind that alone fills an answer may be left out.
fn further(question: &Question, answer: Option<&Changes>) -> Vec<Question> {
    match (question, answer) {
        (Question::Rows(kind, since, start), Some(answer)) if answer.objects.len() >= ROWS_MAX as usize => {
            vec![Question::Rows(*kind, *since, start + ROWS_MAX)]
        }
        (Question::Rows(..), _) => Vec::new(),
        (Question::Changes(..), Some(answer)) if answer.is_all() => Vec::new(),
        (Question::Changes(kinds, since), answer) => match (kinds.as_slice(), answer) {
            ([kind], Some(answer)) => {
                let last = answer.objects.iter().filter_map(Changed::at).max();
                let later = last.filter(|last| last > since);
                later.map(|last| Question::Changes(vec![*kind], last)).into_iter().collect()
            }
            ([kind], None) => vec![Question::Rows(*kind, *since, 1)],
            (several, _) => several.iter().map(|kind| Question::Changes(vec![*kind], *since)).collect(),
        },
    }
}
