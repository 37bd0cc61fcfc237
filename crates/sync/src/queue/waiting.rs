//! What becomes of an entry that has to wait for another record.

use db::Tx;
use domain::change::{Action, Change, RecordKind};
use planner::{Problem, Until, Waiting};
use uuid::Uuid;

use crate::desired::is_settled;
use crate::log::{self, Entry};
use crate::{Error, link};

/// What becomes of an entry that has to wait.
pub(super) enum Prospect {
    /// What it waits for has come about meanwhile, or holds it up no more.
    LooksAgain,
    /// It can't go on before somebody has seen to what it waits for.
    HeldUp(Problem),
    /// It waits, and tells what is wrong with what it waits for, if anything is.
    Waits { reason: Option<String> },
}

/// What becomes of `entry`, which has to wait as it was `waiting` when it was looked at.
pub(super) async fn prospect(
    tx: &mut Tx,
    connection_id: Uuid,
    entry: &Entry,
    waiting: &Waiting,
) -> Result<Prospect, Error> {
    if has_come(tx, connection_id, entry, waiting).await?
        || holds_nobody_up(tx, connection_id, entry, waiting).await?
    {
        return Ok(Prospect::LooksAgain);
    }
    if let Some(problem) = held_up(tx, connection_id, &entry.title, waiting).await? {
        return Ok(Prospect::HeldUp(problem));
    }
    let failure = log::failure(tx, connection_id, waiting.record).await?;
    Ok(Prospect::Waits { reason: failure.map(|failure| behind(&entry.title, waiting, failure).text) })
}

/// Whether what was waited for has come about since it was looked at.
async fn has_come(tx: &mut Tx, connection_id: Uuid, entry: &Entry, waiting: &Waiting) -> Result<bool, Error> {
    let record = waiting.record;
    Ok(match (waiting.until, entry.record.kind, record.kind) {
        (Until::There, ..) => link::ready(tx, connection_id, record).await?.is_some(),
        (Until::Gone, ..) => link::is_gone(tx, connection_id, record).await?,
        (Until::Equal, RecordKind::Refund, RecordKind::Payment) => {
            let is_sent = link::standing(tx, connection_id, entry.record).await?.remote_id.is_some();
            !is_sent
                && is_settled(tx, connection_id, record).await?
                && !log::has_failed(tx, connection_id, record).await?
        }
        // Only a look can tell. If it has come about meanwhile, the entry made for it says so at once.
        (Until::Equal, ..) => false,
    })
}

/// Money that has failed since it was looked at holds up no invoice, and a contact with nothing open no namesake: what waits has to
/// look again, and then goes on without it. A payment needs the room that other money is to make.
async fn holds_nobody_up(
    tx: &mut Tx,
    connection_id: Uuid,
    entry: &Entry,
    waiting: &Waiting,
) -> Result<bool, Error> {
    if matches!(entry.record.kind, RecordKind::Customer | RecordKind::Supplier) {
        return Ok(!log::is_open(tx, connection_id, waiting.record).await?);
    }
    let is_money = matches!(waiting.record.kind, RecordKind::Payment | RecordKind::Refund);
    let goes_on_without =
        is_money && waiting.until == Until::Equal && entry.record.kind == RecordKind::Invoice;
    Ok(goes_on_without && log::has_failed(tx, connection_id, waiting.record).await?)
}

/// Why `title`, which waits, can't go on: what it waits for has failed, so somebody has to see to that first. Whoever waits for
/// something to be made waits on, and tells what it waits for.
pub(crate) async fn held_up(
    tx: &mut Tx,
    connection_id: Uuid,
    title: &str,
    waiting: &Waiting,
) -> Result<Option<Problem>, Error> {
    if waiting.until == Until::There {
        return Ok(None);
    }
    let failure = log::failure(tx, connection_id, waiting.record).await?;
    Ok(failure.map(|failure| behind(title, waiting, failure)))
}

/// The problem of `title`, which waits for what has this `failure`.
fn behind(title: &str, waiting: &Waiting, failure: Problem) -> Problem {
    let text = format!("{title} waits for {}, which has failed: {}", waiting.title, failure.text);
    Problem { text, ..failure }
}

/// The change that brings about what is waited for.
pub(super) fn brought_about_by(waiting: &Waiting) -> Change {
    let action = match (waiting.until, waiting.record.kind) {
        (Until::Gone, _) => Action::Delete,
        (Until::There, RecordKind::GenericItem) => Action::SetUp,
        (Until::There, _) => Action::Create,
        (Until::Equal, _) => Action::Edit,
    };
    Change { record: waiting.record, action, title: waiting.title.clone() }
}
