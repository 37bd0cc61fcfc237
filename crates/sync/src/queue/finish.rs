//! How work on an entry ends, and what that sets free.

use db::{Sql, Tx};
use domain::change::{Record, RecordKind};
use jiff::Timestamp;
use planner::{Problem, Waiting};
use uuid::Uuid;

use super::waiting::{Prospect, brought_about_by, prospect};
use crate::connection::{self, Connection};
use crate::desired::afterwards;
use crate::lease::{self, Lease};
use crate::log::{self, Entry};
use crate::{Engine, Error, TOPIC};

/// How work on an entry ends.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Ending {
    /// QuickBooks holds what the books want.
    Completed(String),
    /// Nothing had to be sent.
    Skipped(String),
    /// Somebody has to do something.
    Failed(Problem),
    /// Something else has to happen first.
    Waiting(Waiting),
    /// Again at that moment, because of trouble that passes.
    Later {
        /// When.
        at: Timestamp,
        /// The trouble.
        reason: String,
        /// Whether it counts as an attempt without a known outcome.
        counts: bool,
    },
}

const FINISH: Sql = Sql::both(
    "UPDATE log_entries SET status = $2, code = $3, reason = $4, finished_at = $5, waits_kind = $6, waits_id = $7, waits_title = $8
     WHERE id = $1",
);
const POSTPONE: Sql = Sql::both(
    "UPDATE log_entries SET status = 'queued', due_at = $2, reason = $3, tries = tries + $4,
        waits_kind = $5, waits_id = $6, waits_title = $7
     WHERE id = $1",
);
const HAS_FOLLOWER: Sql = Sql::both(
    "SELECT 1 AS found FROM log_entries WHERE connection_id = $1 AND record_kind = $2 AND record_id = $3 AND status = 'queued'",
);
macro_rules! set_free {
    ($which:literal) => {
        concat!(
            "UPDATE log_entries SET status = 'queued', code = NULL, reason = NULL, finished_at = NULL, due_at = $4,
                waits_kind = NULL, waits_id = NULL, waits_title = NULL
             WHERE ",
            $which
        )
    };
}
/// What waits for the record, and what has failed because the record's own entry had. On PostgreSQL the rows are locked in the
/// order in which saves lock them, so that neither has to give up.
const SET_FREE: Sql = Sql::each(
    set_free!("connection_id = $1 AND status IN ('queued', 'failed') AND waits_kind = $2 AND waits_id = $3"),
    set_free!(
        "id IN (SELECT id FROM log_entries
                WHERE connection_id = $1 AND status IN ('queued', 'failed') AND waits_kind = $2 AND waits_id = $3
                ORDER BY id FOR UPDATE)"
    ),
);

/// Why an entry ends without an outcome of its own.
const TAKEN_OVER: &str = "A later entry took over";

pub(super) const ALL: &[Sql] = &[FINISH, POSTPONE, HAS_FOLLOWER, SET_FREE];

/// Writes the ending of `entry`, and sets free whatever waited for its record.
pub(crate) async fn finish(
    engine: &Engine,
    connection: &Connection,
    lease: Lease,
    entry: &Entry,
    ending: Ending,
) -> Result<(), Error> {
    let mut tx = engine.db().begin_write().await?;
    lease::confirm(&mut tx, lease).await?;
    let now = engine.now();
    let has_ended = !matches!(ending, Ending::Later { .. } | Ending::Waiting(_));
    match ending {
        Ending::Completed(note) => {
            close(&mut tx, lease, entry, now, Closed::without_problem("completed", note)).await?
        }
        Ending::Skipped(why) => {
            close(&mut tx, lease, entry, now, Closed::without_problem("skipped", why)).await?
        }
        Ending::Failed(problem) if has_follower(&mut tx, lease, entry).await? => {
            let why = format!("{TAKEN_OVER}. Before that: {}", problem.text);
            close(&mut tx, lease, entry, now, Closed::without_problem("skipped", why)).await?;
        }
        Ending::Failed(problem) if chosen_otherwise(&mut tx, connection, &problem).await? => {
            postpone(&mut tx, lease, entry, now, None, 0, None).await?;
        }
        Ending::Failed(problem) => {
            close(&mut tx, lease, entry, now, Closed::failed(problem, None)).await?;
        }
        Ending::Later { at, reason, counts } => {
            postpone(&mut tx, lease, entry, at, Some(reason), i64::from(counts), None).await?;
        }
        Ending::Waiting(waiting) => {
            wait(engine, &mut tx, connection.company_id, lease, entry, waiting).await?;
        }
    }
    if has_ended {
        tell_again(engine, &mut tx, connection, entry).await?;
    }
    tx.wake_on_commit(TOPIC);
    Ok(tx.commit().await?)
}

/// Whether the problem rests on settings that somebody has changed since it was found.
async fn chosen_otherwise(tx: &mut Tx, connection: &Connection, problem: &Problem) -> Result<bool, Error> {
    if !log::rests_on_settings(problem.code) {
        return Ok(false);
    }
    let now = connection::by_id(tx, connection.company_id, connection.id).await?;
    Ok(now.is_some_and(|now| now.settings != connection.settings))
}

/// Queues what follows from what has become of the entry's record.
pub(crate) async fn tell_again(
    engine: &Engine,
    tx: &mut Tx,
    connection: &Connection,
    entry: &Entry,
) -> Result<(), Error> {
    let (company_id, now, ids) = (connection.company_id, engine.now(), engine.ids());
    let after = afterwards(tx, connection, entry.record, &entry.title).await?;
    for change in &after.again {
        match change.record.kind {
            // What has failed of a bill was about the order as it was before.
            RecordKind::Bill => log::queue(tx, company_id, connection.id, change, now, ids).await?,
            _ => log::ensure(tx, company_id, connection.id, change, now, ids).await?,
        }
    }
    for record in after.freed {
        log::requeue_failed(tx, connection.id, record, engine.now()).await?;
    }
    Ok(log::look_again_around(tx, company_id, connection.id, entry.record, now).await?)
}

/// Begins to wait, unless what is waited for has come about since it was looked at, or can't.
async fn wait(
    engine: &Engine,
    tx: &mut Tx,
    company_id: Uuid,
    lease: Lease,
    entry: &Entry,
    waiting: Waiting,
) -> Result<(), Error> {
    let (now, connection_id) = (engine.now(), lease.connection_id);
    let reason = match prospect(tx, connection_id, entry, &waiting).await? {
        Prospect::LooksAgain => return postpone(tx, lease, entry, now, None, 0, None).await,
        Prospect::HeldUp(_) if has_follower(tx, lease, entry).await? => {
            return postpone(tx, lease, entry, now, None, 0, None).await;
        }
        Prospect::HeldUp(problem) => {
            return close(tx, lease, entry, now, Closed::failed(problem, Some(waiting))).await;
        }
        Prospect::Waits { reason } => reason,
    };
    log::ensure(tx, company_id, connection_id, &brought_about_by(&waiting), now, engine.ids()).await?;
    postpone(tx, lease, entry, now, reason, 0, Some(waiting)).await
}

/// How an entry stands in the end.
struct Closed {
    status: &'static str,
    code: Option<&'static str>,
    reason: String,
    /// What has failed first, when that is why.
    behind: Option<Waiting>,
}

impl Closed {
    const fn without_problem(status: &'static str, reason: String) -> Self {
        Self { status, code: None, reason, behind: None }
    }

    fn failed(problem: Problem, behind: Option<Waiting>) -> Self {
        Self { status: "failed", code: Some(problem.code.as_str()), reason: problem.text, behind }
    }
}

async fn close(
    tx: &mut Tx,
    lease: Lease,
    entry: &Entry,
    now: Timestamp,
    closed: Closed,
) -> Result<(), Error> {
    tx.sql(FINISH)
        .bind(entry.id)
        .bind(closed.status)
        .bind(closed.code)
        .bind(log::storable(&closed.reason))
        .bind(now)
        .bind(closed.behind.as_ref().map(|waiting| waiting.record.kind.code()))
        .bind(closed.behind.as_ref().map(|waiting| waiting.record.id))
        .bind(closed.behind.map(|waiting| waiting.title))
        .execute()
        .await?;
    Ok(set_free(tx, lease.connection_id, entry.record, now).await?)
}

/// Lets go on whatever waited for the record, or has failed because of it.
pub(crate) async fn set_free(
    tx: &mut Tx,
    connection_id: Uuid,
    record: Record,
    now: Timestamp,
) -> Result<(), db::Error> {
    let waiting = tx.sql(SET_FREE).bind(connection_id).bind(record.kind.code()).bind(record.id);
    waiting.bind(now).execute().await.map(drop)
}

/// Back into the queue; when a later change has queued the record again already, that entry goes on in its place.
async fn postpone(
    tx: &mut Tx,
    lease: Lease,
    entry: &Entry,
    at: Timestamp,
    reason: Option<String>,
    tries: i64,
    waiting: Option<Waiting>,
) -> Result<(), Error> {
    if has_follower(tx, lease, entry).await? {
        let closed = Closed::without_problem("skipped", TAKEN_OVER.to_owned());
        return close(tx, lease, entry, at, closed).await;
    }
    tx.sql(POSTPONE)
        .bind(entry.id)
        .bind(at)
        .bind(reason.as_deref().map(log::storable))
        .bind(tries)
        .bind(waiting.as_ref().map(|waiting| waiting.record.kind.code()))
        .bind(waiting.as_ref().map(|waiting| waiting.record.id))
        .bind(waiting.map(|waiting| waiting.title))
        .execute()
        .await?;
    Ok(())
}

/// Whether a later change has queued the record again already.
async fn has_follower(tx: &mut Tx, lease: Lease, entry: &Entry) -> Result<bool, Error> {
    let record = entry.record;
    let follower = tx.sql(HAS_FOLLOWER).bind(lease.connection_id).bind(record.kind.code()).bind(record.id);
    Ok(follower.optional().await?.is_some())
}
