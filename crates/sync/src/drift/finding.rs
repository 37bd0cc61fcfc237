//! Comparing an entity that has changed with how it was left.

use db::{Sql, Tx};
use domain::change::{Action, Record, RecordKind};
use planner::drift::Held;
use planner::{Desired, Link, Problem};
use quickbooks::Changed;

use crate::connection::Connection;
use crate::desired::{View, look};
use crate::lease::{self, Lease};
use crate::{Engine, Error, link, log};

const TELL: Sql = Sql::both(
    "INSERT INTO log_entries (company_id, id, connection_id, record_kind, record_id, action, title, status, code, reason,
        merged, tries, queued_at, due_at, finished_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'failed', $8, $9, 0, 0, $10, $10, $10)",
);

pub(super) const ALL: &[Sql] = &[TELL];

/// What came of looking at one entity that has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Finding {
    /// It is as it was left, nobody's here, or told already.
    Nothing,
    /// It is otherwise, and the record is at work: nobody knows yet what comes of it.
    AtWork,
    /// It is otherwise, which the log tells now.
    Told,
}

/// Looks at one entity that has changed, and writes a failed entry where it is no longer as it was left.
pub(super) async fn judge(
    engine: &Engine,
    connection: &Connection,
    lease: Lease,
    changed: &Changed,
) -> Result<Finding, Error> {
    let mut tx = engine.db().begin_read().await?;
    let id = changed.id().unwrap_or_default();
    let Some(record) = link::by_remote(&mut tx, connection.id, changed.entity, id).await? else {
        return Ok(Finding::Nothing);
    };
    let link = link::get(&mut tx, connection.id, record).await?;
    let otherwise = otherwise(&mut tx, connection, changed, record, &link).await?;
    tx.rollback().await?;
    note_deposit(engine, connection, lease, changed, record, &link).await?;
    let Some((view, problem)) = otherwise else { return Ok(Finding::Nothing) };
    let mut tx = engine.db().begin_write().await?;
    lease::confirm(&mut tx, lease).await?;
    if log::is_open(&mut tx, connection.id, record).await? {
        return Ok(Finding::AtWork);
    }
    if log::has_failed(&mut tx, connection.id, record).await? {
        return Ok(Finding::Nothing);
    }
    tell(engine, &mut tx, connection, record, &problem).await?;
    let found = Held::found(view.link.held.as_ref(), &changed.body);
    link::doubt(&mut tx, connection.id, record, &found).await?;
    tx.commit().await?;
    Ok(Finding::Told)
}

/// Keeps whether the entity is part of a bank deposit. What such a deposit held up goes on once it is off.
async fn note_deposit(
    engine: &Engine,
    connection: &Connection,
    lease: Lease,
    changed: &Changed,
    record: Record,
    link: &Link,
) -> Result<(), Error> {
    let deposited = link.deposited_after(&changed.body);
    if deposited == link.deposited {
        return Ok(());
    }
    let mut tx = engine.db().begin_write().await?;
    lease::confirm(&mut tx, lease).await?;
    link::note_deposit(&mut tx, connection.id, record, deposited.as_deref()).await?;
    if deposited.is_none() {
        log::retry_what_a_deposit_holds(&mut tx, connection.id, engine.now()).await?;
    }
    Ok(tx.commit().await?)
}

/// The problem that the entity, which stands for `record`, is no longer as it was left. Only of what the books want
/// to be there: what they don't want goes by itself.
async fn otherwise(
    tx: &mut Tx,
    connection: &Connection,
    changed: &Changed,
    record: Record,
    link: &Link,
) -> Result<Option<(View, Problem)>, Error> {
    let version = changed.body["SyncToken"].as_str();
    if version.is_some() && version == link.sync_token.as_deref() {
        return Ok(None);
    }
    let view = look(tx, connection, record).await?;
    if view.link.is_unlinked || view.unresolved.is_some() || !is_wanted(connection, &view.desired) {
        return Ok(None);
    }
    let Some(drift) = view.link.drift(changed.entity, &changed.body) else { return Ok(None) };
    let left = without_lost_refunds(tx, connection, &view).await?;
    if left.is_some_and(|left| left.drift(changed.entity, &changed.body).is_none()) {
        return Ok(None);
    }
    let title = log::title(tx, connection.company_id, record).await?;
    Ok(Some((view, drift.problem(&title))))
}

/// The link of money on an invoice, had it never been put on refunds that are known to be gone there: QuickBooks takes the lines
/// of what is gone off a payment, which is told at the refund.
async fn without_lost_refunds(
    tx: &mut Tx,
    connection: &Connection,
    view: &View,
) -> Result<Option<Link>, Error> {
    let (Some(invoice), Some(held)) = (view.parent_id, &view.link.held) else { return Ok(None) };
    let mut gone = Vec::new();
    for record in link::children(tx, connection.id, invoice).await? {
        let standing = link::standing(tx, connection.id, record).await?;
        if record.kind == RecordKind::Refund && standing.is_lost {
            gone.extend(standing.remote_id);
        }
    }
    Ok(Some(Link { held: Some(held.without_lines_on(&gone)), ..view.link.clone() }))
}

fn is_wanted(connection: &Connection, desired: &Desired) -> bool {
    match desired {
        Desired::Contact(_)
        | Desired::Invoice(_)
        | Desired::PurchaseOrder(_)
        | Desired::Bill(_)
        | Desired::Payment(_)
        | Desired::Refund(_) => true,
        Desired::GenericItem => connection.settings.item.is_none(),
        Desired::Voided { .. } | Desired::Absent { .. } | Desired::OutOfScope(_) => false,
    }
}

/// Writes the failed entry that tells of somebody else's hands on the record.
pub(crate) async fn tell(
    engine: &Engine,
    tx: &mut Tx,
    connection: &Connection,
    record: Record,
    problem: &Problem,
) -> Result<(), Error> {
    let title = log::title(tx, connection.company_id, record).await?;
    tx.sql(TELL)
        .bind(connection.company_id)
        .bind(engine.ids().next())
        .bind(connection.id)
        .bind(record.kind.code())
        .bind(record.id)
        .bind(Action::ChangeThere.code())
        .bind(title)
        .bind(problem.code.as_str())
        .bind(log::storable(&problem.text))
        .bind(engine.now())
        .execute()
        .await?;
    Ok(())
}
