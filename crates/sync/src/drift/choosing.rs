//! Doing what somebody chose at an entry that tells of somebody else's hands.

use db::{Sql, Tx};
use domain::change::{Action, Change, Record, RecordKind};
use planner::drift::Choice;
use planner::{Code, Desired};
use uuid::Uuid;

use super::heir;
use crate::connection::Connection;
use crate::desired::{look, unequal_for_now};
use crate::link::{self, Place, Settled};
use crate::log::{self, Entry, Status};
use crate::{Engine, Error, TOPIC, queue};

/// On PostgreSQL two people may choose at once; the second sees what the first has chosen.
const LOCK: Sql = Sql::each(
    "SELECT id FROM log_entries WHERE company_id = $1 AND id = $2",
    "SELECT id FROM log_entries WHERE company_id = $1 AND id = $2 FOR UPDATE",
);
const CHOOSE: Sql =
    Sql::both("UPDATE log_entries SET choice = $2, chosen_by = $3, chosen_at = $4 WHERE id = $1");
const COMPLETE: Sql = Sql::both(
    "UPDATE log_entries SET status = 'completed', code = NULL, reason = $2, finished_at = $3 WHERE id = $1",
);

pub(super) const ALL: &[Sql] = &[LOCK, CHOOSE, COMPLETE];

impl Engine {
    /// What may be chosen at an entry now.
    ///
    /// # Errors
    /// Any error of the database.
    pub async fn choices(&self, company_id: Uuid, entry: &Entry) -> Result<Vec<Choice>, Error> {
        match self.connection(company_id).await? {
            Some(connection) => offered(&mut self.db().begin_read().await?, &connection, entry).await,
            None => Ok(Vec::new()),
        }
    }

    /// Does what a user of the company chose at an entry. The same choice again changes nothing.
    ///
    /// # Errors
    /// [`Error::NoEntry`], or [`Error::NotOffered`] where it makes no sense.
    pub async fn choose(
        &self,
        company_id: Uuid,
        user_id: Uuid,
        id: Uuid,
        choice: Choice,
    ) -> Result<Entry, Error> {
        let connection = self.connection(company_id).await?.ok_or(Error::NotConnected)?;
        let mut tx = self.db().begin_write().await?;
        tx.sql(LOCK).bind(company_id).bind(id).optional().await?;
        let entry = log::get(&mut tx, company_id, id).await?;
        let offered = offered(&mut tx, &connection, &entry).await?;
        if !offered.contains(&choice) {
            let is_again = entry.chosen.as_ref().is_some_and(|chosen| chosen.choice == choice);
            return if is_again { Ok(entry) } else { Err(Error::NotOffered { choice, offered }) };
        }
        let user = store::users::get(&mut tx, company_id, user_id).await?.ok_or(Error::Stored("user"))?;
        let name = format!("{} {}", user.first_name, user.last_name);
        let by = if name.trim().is_empty() { user.email.as_str() } else { name.trim() };
        carry_out(self, &mut tx, &connection, &entry, choice).await?;
        log::look_again_around(&mut tx, company_id, connection.id, entry.record, self.now()).await?;
        tx.sql(CHOOSE).bind(id).bind(choice.code()).bind(by).bind(self.now()).execute().await?;
        tx.wake_on_commit(TOPIC);
        tx.commit().await?;
        self.log_entry(company_id, id).await
    }
}

/// What may be chosen: at a failed entry what fits its problem, at any other only the way back of what was unlinked.
async fn offered(tx: &mut Tx, connection: &Connection, entry: &Entry) -> Result<Vec<Choice>, Error> {
    match (entry.status, entry.code) {
        // What is to be chosen is chosen where it has happened.
        (Status::Failed, Some(_)) if entry.waits_for.is_some() => Ok(Vec::new()),
        (Status::Failed, Some(Code::MergedThere)) => {
            Ok(heir::offered(&heir::hanging_on(tx, connection, entry.record.id).await?))
        }
        (Status::Failed, Some(code)) => Ok(Choice::offered(code).to_vec()),
        (Status::Completed | Status::Skipped, _) if may_be_pushed(tx, connection, entry.record).await? => {
            Ok(vec![Choice::PushAgain])
        }
        _ => Ok(Vec::new()),
    }
}

/// Whether the record is unlinked, and nothing else here stands for its entity meanwhile.
async fn may_be_pushed(tx: &mut Tx, connection: &Connection, record: Record) -> Result<bool, Error> {
    let link = link::get(tx, connection.id, record).await?;
    let is_others = match &link.remote_id {
        Some(id) => link::is_owned_by_another(tx, connection.id, record, id).await?,
        None => false,
    };
    Ok(link.is_unlinked && !is_others)
}

async fn carry_out(
    engine: &Engine,
    tx: &mut Tx,
    connection: &Connection,
    entry: &Entry,
    choice: Choice,
) -> Result<(), Error> {
    let (record, now) = (entry.record, engine.now());
    match choice {
        Choice::PushAgain => {
            let was_unlinked = link::get(tx, connection.id, record).await?.is_unlinked;
            link::settle(tx, connection.id, record, Settled::Again).await?;
            queue_again(engine, tx, connection, entry).await?;
            if was_unlinked {
                look_at_money_on(engine, tx, connection, record).await?;
            }
            Ok(())
        }
        // Into whom, its own work finds out.
        Choice::Accept if entry.code == Some(Code::MergedThere) => {
            link::settle(tx, connection.id, record, Settled::Accepted).await?;
            queue_again(engine, tx, connection, entry).await
        }
        Choice::Accept => {
            link::settle(tx, connection.id, record, Settled::Accepted).await?;
            let what = "What is in QuickBooks was accepted; it stays until the record is changed here";
            complete(engine, tx, connection, entry, what).await
        }
        Choice::Unlink => {
            let parent_id = link::parent(tx, connection.id, record).await?;
            let is_money = matches!(record.kind, RecordKind::Payment | RecordKind::Refund);
            let is_gone = matches!(entry.code, Some(Code::DeletedThere | Code::VoidedThere));
            if is_gone && is_money {
                // Nothing of it is there any more, so nothing there can be put on it.
                link::apply(tx, Place::of(connection, record, parent_id, now), link::Change::Gone).await?;
            }
            link::settle(tx, connection.id, record, Settled::Unlinked(now)).await?;
            let mut what = "Unlinked; nothing more is sent until it is pushed again".to_owned();
            if let Some(unequal) = unequal_for_now(tx, connection, record, parent_id).await? {
                what = format!("{what}. {unequal}");
            }
            complete(engine, tx, connection, entry, &what).await?;
            queue::tell_again(engine, tx, connection, entry).await?;
            if is_gone { close_order_of(engine, tx, connection, record).await } else { Ok(()) }
        }
        Choice::Recreate => {
            let parent_id = link::parent(tx, connection.id, record).await?;
            link::apply(tx, Place::of(connection, record, parent_id, now), link::Change::Gone).await?;
            queue_again(engine, tx, connection, entry).await?;
            look_at_money_on(engine, tx, connection, record).await?;
            close_order_of(engine, tx, connection, record).await
        }
    }
}

/// QuickBooks opens an order whose bill somebody deletes: it is told again, where `bill` is one and does not come back, which would
/// close it. What others have changed of the order itself waits for somebody's choice.
async fn close_order_of(
    engine: &Engine,
    tx: &mut Tx,
    connection: &Connection,
    bill: Record,
) -> Result<(), Error> {
    if bill.kind != RecordKind::Bill {
        return Ok(());
    }
    let view = look(tx, connection, bill).await?;
    let comes_back = matches!(view.desired, Desired::Bill(_)) && !view.link.is_unlinked;
    let order = Record::new(RecordKind::PurchaseOrder, bill.id);
    let link = link::get(tx, connection.id, order).await?;
    if comes_back || link.remote_id.is_none() || link.is_unlinked || link.is_doubted {
        return Ok(());
    }
    link::settle(tx, connection.id, order, Settled::Again).await?;
    let (company_id, now) = (connection.company_id, engine.now());
    let change =
        Change { record: order, action: Action::Edit, title: log::title(tx, company_id, order).await? };
    Ok(log::ensure(tx, company_id, connection.id, &change, now, engine.ids()).await?)
}

/// Puts a failed entry back into the queue. Of one that has ended the record is queued anew.
async fn queue_again(
    engine: &Engine,
    tx: &mut Tx,
    connection: &Connection,
    entry: &Entry,
) -> Result<(), Error> {
    if log::requeue(tx, connection.company_id, entry.id, engine.now()).await? {
        return Ok(());
    }
    let change = Change { record: entry.record, action: Action::Edit, title: entry.title.clone() };
    Ok(log::ensure(tx, connection.company_id, connection.id, &change, engine.now(), engine.ids()).await?)
}

/// All money on an invoice goes with it: what QuickBooks holds, and what it never got.
async fn look_at_money_on(
    engine: &Engine,
    tx: &mut Tx,
    connection: &Connection,
    invoice: Record,
) -> Result<(), Error> {
    if invoice.kind != RecordKind::Invoice {
        return Ok(());
    }
    let company_id = connection.company_id;
    let mut money = link::children(tx, connection.id, invoice.id).await?;
    for saved in store::transactions::of_document(tx, company_id, invoice.id).await? {
        let kind = if saved.record.is_refund() { RecordKind::Refund } else { RecordKind::Payment };
        let record = Record::new(kind, saved.record.id);
        if !money.contains(&record) {
            money.push(record);
        }
    }
    for record in money {
        let title = log::title(tx, company_id, record).await?;
        let change = Change { record, action: Action::Edit, title };
        log::queue(tx, company_id, connection.id, &change, engine.now(), engine.ids()).await?;
    }
    Ok(())
}

/// Ends the entry, and lets go on what waited for its record or has failed behind it.
async fn complete(
    engine: &Engine,
    tx: &mut Tx,
    connection: &Connection,
    entry: &Entry,
    what: &str,
) -> Result<(), Error> {
    let (before, now) = (entry.reason.as_deref().unwrap_or_default(), engine.now());
    let reason = format!("{what}. Before that: {before}");
    tx.sql(COMPLETE).bind(entry.id).bind(reason).bind(now).execute().await?;
    Ok(queue::set_free(tx, connection.id, entry.record, now).await?)
}
