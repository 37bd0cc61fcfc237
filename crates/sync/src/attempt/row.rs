//! Writing attempts, and finding the one whose outcome is not known.

use db::{Sql, Tx};
use domain::Money;
use domain::change::Record;
use jiff::Timestamp;
use planner::Verb;
use quickbooks::{Entity, Failure, FailureKind, ITEM_ID_CHARS_MAX, Query, Reply, RequestId, Write};
use uuid::Uuid;

use crate::connection::count;
use crate::{Error, log};

/// Characters of an answer that are kept.
const MAX_ANSWER_CHARS: usize = 4_000;

const BEGIN: Sql = Sql::both(
    "INSERT INTO attempts (company_id, id, connection_id, entry_id, record_kind, record_id, verb, request_id, method, path,
        write, fingerprint, expected_total, revision, outcome, started_at, batch_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'pending', $15, $16)",
);
const CONCLUDE: Sql = Sql::both(
    "UPDATE attempts SET outcome = $2, http_status = $3, fault_code = $4, answer = $5, intuit_tid = $6, finished_at = $7
     WHERE id = $1 AND outcome = 'pending'",
);
/// What became of a request is told by its answer, or by a search for what it may have made.
const UNRESOLVED: Sql = Sql::both(
    "SELECT verb, request_id, batch_id, write, fingerprint, expected_total, revision,
        (SELECT MIN(f.started_at) FROM attempts f WHERE f.connection_id = a.connection_id AND f.request_id = a.request_id) AS first_sent_at
     FROM attempts a
     WHERE connection_id = $1 AND record_kind = $2 AND record_id = $3 AND outcome IN ('pending', 'unknown')
       AND request_id IS NOT NULL AND write IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM attempts b WHERE b.connection_id = a.connection_id AND b.request_id = a.request_id
            AND (b.outcome = 'done' OR (b.outcome = 'refused' AND b.write IS NOT NULL)))
     ORDER BY id DESC LIMIT 1",
);

/// What was done last for an entry.
const DONE: Sql = Sql::both(
    "SELECT verb FROM attempts WHERE entry_id = $1 AND outcome = 'done' AND write IS NOT NULL ORDER BY id DESC LIMIT 1",
);

pub(super) const ALL: &[Sql] = &[BEGIN, CONCLUDE, UNRESOLVED, DONE];

/// A write as it was, or will be, sent.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct StoredWrite {
    pub(crate) verb: Verb,
    pub(crate) request_id: RequestId,
    pub(crate) write: Write,
    pub(crate) fingerprint: String,
    pub(crate) expected_total: Option<Money>,
    pub(crate) revision: i64,
    /// When it was, or will be, sent first.
    pub(crate) first_sent_at: Timestamp,
    /// How it was sent. A repeat has to go the same way, else QuickBooks does not know it again.
    pub(crate) sent_as: SentAs,
}

/// How a write was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SentAs {
    /// Not at all so far.
    NotYet,
    /// As a request of its own, under its request id.
    Alone,
    /// As an item of this batch: QuickBooks knows it by the two ids together (fact sheet 2.8).
    InBatch(Uuid),
}

impl StoredWrite {
    /// What it is called within a batch: the beginning of its request id, which is as good as random.
    pub(crate) fn item_id(&self) -> &str {
        let id = self.request_id.as_str();
        id.get(..ITEM_ID_CHARS_MAX).unwrap_or(id)
    }

    /// The batch it travels in.
    const fn batch_id(&self) -> Option<Uuid> {
        match self.sent_as {
            SentAs::InBatch(batch) => Some(batch),
            SentAs::NotYet | SentAs::Alone => None,
        }
    }

    /// Where it goes below the company's address.
    fn path(&self) -> String {
        match self.batch_id() {
            Some(batch) => format!("/batch?requestid={}", batch.simple()),
            None => self.write.path(),
        }
    }
}

/// A call that is about to be made.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Call<'a> {
    /// A change.
    Write(&'a StoredWrite),
    /// A look by name.
    Find(&'a Query),
    /// A search for what a creation of unknown outcome may have made; it has the creation's request id.
    Search(&'a StoredWrite, &'a Query),
    /// A look by id.
    Read(Entity, &'a str),
    /// A look at what an update of unknown outcome was to change; it has the update's request id.
    Recognise(&'a StoredWrite, &'a str),
}

impl Call<'_> {
    /// How many reads and writes it counts as.
    const fn weight(self) -> (i64, i64) {
        match self {
            Self::Write(_) => (0, 1),
            Self::Find(_) | Self::Search(..) | Self::Read(..) | Self::Recognise(..) => (1, 0),
        }
    }

    /// What it is called in the log, its method and its path.
    pub(crate) fn line(self) -> (&'static str, &'static str, String) {
        match self {
            Self::Write(stored) => (stored.verb.code(), stored.write.method(), stored.path()),
            Self::Find(query) | Self::Search(_, query) => {
                ("find", "GET", format!("/query?query={}", query.text()))
            }
            Self::Read(entity, id) => ("read", "GET", format!("/{}/{id}", entity.path())),
            Self::Recognise(stored, id) => Call::Read(stored.write.entity, id).line(),
        }
    }
}

/// What came of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outcome {
    code: &'static str,
    http_status: Option<u16>,
    fault_code: Option<String>,
    answer: String,
    intuit_tid: Option<String>,
}

impl Outcome {
    /// It worked.
    pub(crate) fn done(reply: &Reply) -> Self {
        Self {
            code: "done",
            http_status: Some(reply.http_status),
            fault_code: None,
            answer: reply.entity.to_string().chars().take(MAX_ANSWER_CHARS).collect(),
            intuit_tid: reply.intuit_tid.clone(),
        }
    }

    /// The same answer, which does not tell what became of an earlier try of the same request.
    pub(crate) fn still_unknown(self) -> Self {
        Self { code: "unknown", ..self }
    }

    /// The same answer, which says that nothing was carried out.
    pub(crate) fn not_sent(self) -> Self {
        Self { code: "not_sent", ..self }
    }

    /// It did not.
    pub(crate) fn of(failure: &Failure) -> Self {
        let code = match failure.kind {
            FailureKind::NotSent => "not_sent",
            FailureKind::Unknown => "unknown",
            FailureKind::Throttled { .. } => "throttled",
            FailureKind::Unauthorized => "unauthorized",
            FailureKind::Refused => "refused",
        };
        Self {
            code,
            http_status: failure.http_status,
            fault_code: failure.code().map(log::storable),
            answer: log::storable(&failure.text).chars().take(MAX_ANSWER_CHARS).collect(),
            intuit_tid: failure.intuit_tid.clone(),
        }
    }
}

/// Where an attempt belongs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Owner {
    pub(crate) company_id: Uuid,
    pub(crate) connection_id: Uuid,
    pub(crate) entry_id: Uuid,
    pub(crate) record: Record,
}

/// Writes the attempt `id` down and counts it. The call may be made once this is committed.
pub(crate) async fn begin(
    tx: &mut Tx,
    id: Uuid,
    owner: Owner,
    call: Call<'_>,
    now: Timestamp,
) -> Result<(), Error> {
    let (verb, method, path) = call.line();
    let (stored, request_id) = match call {
        Call::Write(stored) => (Some(stored), Some(&stored.request_id)),
        Call::Search(stored, _) | Call::Recognise(stored, _) => (None, Some(&stored.request_id)),
        Call::Find(_) | Call::Read(..) => (None, None),
    };
    let write = stored.map(|stored| serde_json::to_value(&stored.write)).transpose();
    tx.sql(BEGIN)
        .bind(owner.company_id)
        .bind(id)
        .bind(owner.connection_id)
        .bind(owner.entry_id)
        .bind(owner.record.kind.code())
        .bind(owner.record.id)
        .bind(verb)
        .bind(request_id.map(RequestId::as_str))
        .bind(method)
        .bind(path)
        .bind(write.map_err(|_| Error::Stored("write"))?)
        .bind(stored.map(|stored| stored.fingerprint.as_str()))
        .bind(stored.and_then(|stored| stored.expected_total).map(Money::minor_units))
        .bind(stored.map_or(0, |stored| stored.revision))
        .bind(now)
        .bind(stored.and_then(StoredWrite::batch_id))
        .execute()
        .await?;
    let (reads, writes) = call.weight();
    Ok(count(tx, (owner.company_id, owner.connection_id), now, reads, writes).await?)
}

/// Completes the attempt by its outcome.
pub(crate) async fn conclude(tx: &mut Tx, id: Uuid, outcome: &Outcome, now: Timestamp) -> Result<(), Error> {
    tx.sql(CONCLUDE)
        .bind(id)
        .bind(outcome.code)
        .bind(outcome.http_status.map(i64::from))
        .bind(outcome.fault_code.as_deref())
        .bind(&outcome.answer)
        .bind(outcome.intuit_tid.as_deref())
        .bind(now)
        .execute()
        .await?;
    Ok(())
}

/// The write that was done last for the entry.
pub(crate) async fn done(tx: &mut Tx, entry_id: Uuid) -> Result<Option<Verb>, Error> {
    let row = tx.sql(DONE).bind(entry_id).optional().await?;
    let verb: Option<String> = row.map(|row| row.get("verb")).transpose()?;
    verb.map(|verb| Verb::from_code(&verb).ok_or(Error::Stored("verb"))).transpose()
}

/// The record's write whose outcome is not known, if there is one.
pub(crate) async fn unresolved(
    tx: &mut Tx,
    connection_id: Uuid,
    record: Record,
) -> Result<Option<StoredWrite>, Error> {
    let found =
        tx.sql(UNRESOLVED).bind(connection_id).bind(record.kind.code()).bind(record.id).optional().await?;
    let Some(row) = found else { return Ok(None) };
    let verb: String = row.get("verb")?;
    let request_id: String = row.get("request_id")?;
    let expected_total: Option<i64> = row.get("expected_total")?;
    let batch: Option<Uuid> = row.get("batch_id")?;
    Ok(Some(StoredWrite {
        verb: Verb::from_code(&verb).ok_or(Error::Stored("verb"))?,
        request_id: RequestId::new(request_id).map_err(|_| Error::Stored("request id"))?,
        write: serde_json::from_value(row.get("write")?).map_err(|_| Error::Stored("write"))?,
        fingerprint: row.get::<Option<String>>("fingerprint")?.unwrap_or_default(),
        expected_total: expected_total.map(Money::from_minor_units),
        revision: row.get("revision")?,
        first_sent_at: row.get("first_sent_at")?,
        sent_as: batch.map_or(SentAs::Alone, SentAs::InBatch),
    }))
}
