//! What follows once something has become of a record.

use db::Tx;
use domain::change::{Action, Change, Record, RecordKind};
use planner::{Code, Waiting};
use uuid::Uuid;

use super::money::InvoiceMoney;
use super::{bill, document, invoice, room};
use crate::connection::Connection;
use crate::{Error, link, log};

/// What follows once something has become of a record.
#[derive(Debug, Default)]
pub(crate) struct Afterwards {
    /// What has to be looked at again: the payments of its invoice, because what a refund takes from them is told on them, or
    /// the bill of a purchase order.
    pub(crate) again: Vec<Change>,
    /// Money on its invoice, or on the invoice that it is, whose entries have failed for what is no more.
    pub(crate) freed: Vec<Record>,
}

/// What follows now that something has become of `record`, which a person calls `title`.
pub(crate) async fn afterwards(
    tx: &mut Tx,
    connection: &Connection,
    record: Record,
    title: &str,
) -> Result<Afterwards, Error> {
    match record.kind {
        RecordKind::PurchaseOrder => {
            let bill = bill::to_be_told(tx, connection, record, title).await?;
            Ok(Afterwards { again: bill.into_iter().collect(), freed: Vec::new() })
        }
        RecordKind::Payment | RecordKind::Refund => of_money(tx, connection, record).await,
        RecordKind::Invoice => {
            // Money that was too much for the invoice may not be for what that has become.
            let has_failed = log::has_failed(tx, connection.id, record).await?;
            let refused = (!has_failed).then_some(Code::AmountRefused);
            let freed = room::came_about(tx, connection, record.id, refused).await?;
            Ok(Afterwards { again: Vec::new(), freed })
        }
        _ => Ok(Afterwards::default()),
    }
}

async fn of_money(tx: &mut Tx, connection: &Connection, record: Record) -> Result<Afterwards, Error> {
    let Some(id) = link::parent(tx, connection.id, record).await? else { return Ok(Afterwards::default()) };
    let is_unlinked = link::get(tx, connection.id, Record::new(RecordKind::Invoice, id)).await?.is_unlinked;
    let filed = document(tx, connection, id).await?.filter(|_| !is_unlinked);
    let Some(filed) = filed else { return Ok(Afterwards::default()) };
    let resized = invoice::of_another_size(tx, connection, id).await?;
    let money = InvoiceMoney::read(tx, connection, filed.document).await?;
    let unequal = money.unequal(tx, connection).await?;
    // What was too much beside other money may not be any more.
    let has_failed = log::has_failed(tx, connection.id, record).await?;
    let refused = (!has_failed).then_some(Code::AmountRefused);
    let mut freed = room::came_about(tx, connection, id, refused).await?;
    freed.extend(money.undeposited(tx, connection).await?);
    if record.kind == RecordKind::Refund {
        freed.extend(money.settled(tx, connection, &unequal).await?);
    }
    let change = |each: Waiting| Change { record: each.record, action: Action::Edit, title: each.title };
    Ok(Afterwards { again: unequal.into_iter().chain(resized).map(change).collect(), freed })
}

/// What has to be told beside what was done, where money on the invoice that `record` is, or is money on, leaves the two sides
/// unequal.
pub(crate) async fn unequal_for_now(
    tx: &mut Tx,
    connection: &Connection,
    record: Record,
    parent_id: Option<Uuid>,
) -> Result<Option<String>, Error> {
    let invoice = match record.kind {
        RecordKind::Invoice => Some(record.id),
        RecordKind::Payment | RecordKind::Refund => parent_id,
        _ => None,
    };
    let Some(id) = invoice else { return Ok(None) };
    let Some(filed) = document(tx, connection, id).await?.filter(|filed| !filed.document.cancelled) else {
        return Ok(None);
    };
    let total = filed.totals.total();
    Ok(InvoiceMoney::read(tx, connection, filed.document).await?.due_here_alone(total))
}
