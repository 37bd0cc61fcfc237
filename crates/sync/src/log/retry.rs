//! Trying an entry again: because a person asks for it, or because what it failed for may be gone.

use db::{Sql, Tx};
use domain::change::Record;
use jiff::{SignedDuration, Timestamp};
use planner::Code;
use uuid::Uuid;

use super::family::look_again_around;
use super::{Entry, Status};
use crate::{Engine, Error, TOPIC, connection};

macro_rules! requeue {
    ($($which:literal),+ $(,)?) => {
        concat!(
            "UPDATE log_entries SET status = 'queued', due_at = $3, tries = 0, code = NULL, reason = NULL,
                waits_kind = NULL, waits_id = NULL, waits_title = NULL, finished_at = NULL
             WHERE ",
            $($which),+
        )
    };
}
const REQUEUE: Sql = Sql::both(requeue!("company_id = $1 AND id = $2 AND status IN ('failed', 'queued')"));
macro_rules! requeue_of {
    ($codes:literal) => {
        requeue!(
            "connection_id = $1 AND status = 'failed' AND code ",
            $codes,
            " AND NOT EXISTS (SELECT 1 FROM log_entries o WHERE o.connection_id = log_entries.connection_id
                AND o.record_kind = log_entries.record_kind AND o.record_id = log_entries.record_id
                AND o.status IN ('queued', 'running'))"
        )
    };
}
const REQUEUE_OF: Sql =
    Sql::each(requeue_of!("IN (SELECT value FROM json_each($2))"), requeue_of!("= ANY($2)"));
const REQUEUE_FAILED: Sql =
    Sql::both(requeue!("connection_id = $1 AND status = 'failed' AND record_kind = $2 AND record_id = $4"));
/// Of a contact as which the record was sent before.
const REQUEUE_FORMER_KIND: Sql = Sql::both(requeue!(
    "connection_id = $1 AND status = 'failed' AND record_kind IN ('customer', 'supplier') AND record_kind <> $2 AND record_id = $4"
));
/// The failed entry that a failed entry waits for.
const CAUSE: Sql = Sql::both(
    "SELECT c.id FROM log_entries c JOIN log_entries b ON b.connection_id = c.connection_id
        AND b.waits_kind = c.record_kind AND b.waits_id = c.record_id
     WHERE b.company_id = $1 AND b.id = $2 AND b.status = 'failed' AND c.status = 'failed' ORDER BY c.id DESC LIMIT 1",
);
const FORGET_FACTS: Sql = Sql::both(
    "UPDATE connections SET known_at = NULL
     WHERE id = (SELECT connection_id FROM log_entries WHERE company_id = $1 AND id = $2)",
);

/// Of what the entry is about, and of what it has failed behind.
const FORGET_DEPOSIT: Sql = Sql::both(
    "UPDATE links SET deposited = NULL WHERE company_id = $1 AND deposited IS NOT NULL AND EXISTS (
        SELECT 1 FROM log_entries e WHERE e.company_id = $1 AND e.id = $2 AND e.connection_id = links.connection_id
          AND (e.record_kind = links.record_kind AND e.record_id = links.record_id
            OR e.waits_kind = links.record_kind AND e.waits_id = links.record_id))",
);
/// A refund that is not there yet.
const NOT_BEGUN: Sql = Sql::both(
    "SELECT 1 AS found FROM log_entries e LEFT JOIN links l ON l.connection_id = e.connection_id
            AND l.record_kind = e.record_kind AND l.record_id = e.record_id
     WHERE e.company_id = $1 AND e.id = $2 AND e.record_kind = 'refund' AND l.remote_id IS NULL",
);
const LOOK_FIRST: Sql = Sql::both(
    "UPDATE connections SET changes_due_at = $3
     WHERE id = (SELECT connection_id FROM log_entries WHERE company_id = $1 AND id = $2)",
);

macro_rules! forget_old_facts {
    ($codes:literal) => {
        concat!(
            "UPDATE connections SET known_at = NULL WHERE id = $1 AND login_lost IS NULL AND known_at <= $2 AND EXISTS (
                SELECT 1 FROM log_entries e WHERE e.connection_id = connections.id AND e.status = 'failed' AND e.code ",
            $codes,
            ")"
        )
    };
}
const FORGET_OLD_FACTS: Sql =
    Sql::each(forget_old_facts!("IN (SELECT value FROM json_each($3))"), forget_old_facts!("= ANY($3)"));

pub(super) const ALL: &[Sql] = &[
    REQUEUE,
    REQUEUE_FAILED,
    REQUEUE_FORMER_KIND,
    CAUSE,
    FORGET_FACTS,
    FORGET_DEPOSIT,
    NOT_BEGUN,
    LOOK_FIRST,
    REQUEUE_OF,
    FORGET_OLD_FACTS,
];

/// How old the facts may be while an entry has failed because of them: whoever moves the closing date does not wait for
/// tomorrow, and a company costs no more than a handful of reads an hour.
const HELD_FACTS_MAX_AGE: SignedDuration = SignedDuration::from_hours(1);

/// Entries in a row of which each waits for the next: a refund for a payment, that for its invoice, that for its customer.
const CAUSES_MAX: usize = 4;

/// Problems that may be gone once something else is chosen.
const ON_SETTINGS: [Code; 8] = [
    Code::AccountMissing,
    Code::ChoiceGone,
    Code::CurrencyNotPossible,
    Code::TaxRateUnmapped,
    Code::DiscountsOff,
    Code::NameTaken,
    Code::NumberTaken,
    Code::RemoteGone,
];

/// Problems that may be gone once the facts about the QuickBooks company are read again.
const ON_FACTS: [Code; 9] = [
    Code::ChoiceGone,
    Code::RemoteGone,
    Code::CurrencyNotPossible,
    Code::DiscountsOff,
    Code::SalesTaxOff,
    Code::TaxRateUnmapped,
    Code::PeriodClosed,
    Code::AccountMissing,
    Code::FeatureMissing,
];

impl Engine {
    /// Puts a failed entry back into the queue; looks at a waiting one at once. What is sent is decided from the
    /// books as they are then.
    ///
    /// # Errors
    /// [`Error::NoEntry`], or [`Error::NotRetriable`] when it is running or done.
    pub async fn retry(&self, company_id: Uuid, id: Uuid) -> Result<Entry, Error> {
        let entry = self.log_entry(company_id, id).await?;
        let mut tx = self.db().begin_write().await?;
        if entry.code.is_some_and(rests_on_facts) {
            tx.sql(FORGET_FACTS).bind(company_id).bind(id).execute().await?;
        }
        if entry.code == Some(Code::Deposited) {
            // Nobody has told whether it is off the deposit. A change of what is there asks that itself; before anything new is
            // made for it, a look has to tell.
            match tx.sql(NOT_BEGUN).bind(company_id).bind(id).optional().await? {
                Some(_) => tx.sql(LOOK_FIRST).bind(company_id).bind(id).bind(self.now()).execute().await?,
                None => tx.sql(FORGET_DEPOSIT).bind(company_id).bind(id).execute().await?,
            };
        }
        let causes = causes(&mut tx, company_id, id).await?;
        let is_queued = requeue(&mut tx, company_id, id, self.now()).await?;
        for cause in causes {
            requeue(&mut tx, company_id, cause, self.now()).await?;
        }
        if !is_queued || !matches!(entry.status, Status::Failed | Status::Queued) {
            return Err(Error::NotRetriable(entry.status.code()));
        }
        if let Some(connection) = connection::current(&mut tx, company_id).await? {
            look_again_around(&mut tx, company_id, connection.id, entry.record, self.now()).await?;
        }
        tx.wake_on_commit(TOPIC);
        tx.commit().await?;
        self.log_entry(company_id, id).await
    }
}

/// What the failed entry waits for, what that waits for, and so on.
async fn causes(tx: &mut Tx, company_id: Uuid, id: Uuid) -> Result<Vec<Uuid>, Error> {
    let mut causes = Vec::new();
    while causes.len() < CAUSES_MAX {
        let behind = causes.last().copied().unwrap_or(id);
        let Some(row) = tx.sql(CAUSE).bind(company_id).bind(behind).optional().await? else { break };
        causes.push(row.get("id")?);
    }
    Ok(causes)
}

/// Puts an entry that has failed or waits back into the queue; tells whether it was one.
pub(crate) async fn requeue(
    tx: &mut Tx,
    company_id: Uuid,
    id: Uuid,
    now: Timestamp,
) -> Result<bool, db::Error> {
    Ok(tx.sql(REQUEUE).bind(company_id).bind(id).bind(now).execute().await? > 0)
}

/// Puts the failed entry of the record back into the queue.
pub(crate) async fn requeue_failed(
    tx: &mut Tx,
    connection_id: Uuid,
    record: Record,
    now: Timestamp,
) -> Result<(), db::Error> {
    let failed =
        tx.sql(REQUEUE_FAILED).bind(connection_id).bind(record.kind.code()).bind(now).bind(record.id);
    failed.execute().await.map(drop)
}

/// Puts what has failed of the contact `record` when it was one of another kind back into the queue: that ends there.
pub(crate) async fn requeue_of_former_kind(
    tx: &mut Tx,
    connection_id: Uuid,
    record: Record,
    now: Timestamp,
) -> Result<(), db::Error> {
    let former = tx.sql(REQUEUE_FORMER_KIND).bind(connection_id).bind(record.kind.code()).bind(now);
    former.bind(record.id).execute().await.map(drop)
}

/// Puts the failed entries of a connection whose problems may be gone with other settings back into the queue.
pub(crate) async fn retry_what_rests_on_settings(
    tx: &mut Tx,
    connection_id: Uuid,
    now: Timestamp,
) -> Result<(), db::Error> {
    retry_all_of(tx, connection_id, &ON_SETTINGS, now).await
}

/// Puts the failed entries of a connection whose problems may be gone with other facts back into the queue.
pub(crate) async fn retry_what_rests_on_facts(
    tx: &mut Tx,
    connection_id: Uuid,
    now: Timestamp,
) -> Result<(), db::Error> {
    retry_all_of(tx, connection_id, &ON_FACTS, now).await
}

/// Puts the failed entries of a connection that a bank deposit holds up back into the queue: something was taken off one.
pub(crate) async fn retry_what_a_deposit_holds(
    tx: &mut Tx,
    connection_id: Uuid,
    now: Timestamp,
) -> Result<(), db::Error> {
    retry_all_of(tx, connection_id, &[Code::Deposited], now).await
}

/// Has the facts read again when an entry failed because of them and they are no longer fresh.
pub(crate) async fn doubt_facts_that_hold(
    tx: &mut Tx,
    connection_id: Uuid,
    now: Timestamp,
) -> Result<(), db::Error> {
    let old = now.saturating_sub(HELD_FACTS_MAX_AGE).unwrap_or(Timestamp::MIN);
    // What is gone there may be anything, and the facts tell of little: a refusal throws doubt on them, once.
    let codes: Vec<_> =
        ON_FACTS.into_iter().filter(|code| *code != Code::RemoteGone).map(Code::as_str).collect();
    tx.sql(FORGET_OLD_FACTS).bind(connection_id).bind(old).bind_list(&codes).execute().await.map(drop)
}

async fn retry_all_of(
    tx: &mut Tx,
    connection_id: Uuid,
    codes: &[Code],
    now: Timestamp,
) -> Result<(), db::Error> {
    let codes: Vec<_> = codes.iter().map(|code| code.as_str()).collect();
    tx.sql(REQUEUE_OF).bind(connection_id).bind_list(&codes).bind(now).execute().await?;
    tx.wake_on_commit(TOPIC);
    Ok(())
}

/// Whether the problem may be gone once something else is chosen.
pub(crate) fn rests_on_settings(code: Code) -> bool {
    ON_SETTINGS.contains(&code)
}

/// Whether the problem may be gone once the facts about the QuickBooks company are read again.
fn rests_on_facts(code: Code) -> bool {
    ON_FACTS.contains(&code)
}
