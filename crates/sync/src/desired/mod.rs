//! What the books want of a record, read in one transaction together with its link.

mod invoice;
mod payment;

use db::Tx;
use domain::change::{Record, RecordKind};
use domain::contact::ContactKind;
use planner::{Desired, Link, OutOfScope, Prerequisite};
use uuid::Uuid;

use crate::attempt::{StoredWrite, unresolved};
use crate::connection::Connection;
use crate::{Error, link};

/// A record as it is now, on both sides.
#[derive(Debug)]
pub(crate) struct View {
    pub(crate) desired: Desired,
    pub(crate) link: Link,
    /// The write whose outcome has to be learned before anything else.
    pub(crate) unresolved: Option<StoredWrite>,
    /// The invoice, for a payment.
    pub(crate) parent_id: Option<Uuid>,
    /// The record's revision; 0 when it is gone.
    pub(crate) revision: i64,
}

/// What one kind of record is found to be.
struct Found {
    desired: Desired,
    parent_id: Option<Uuid>,
    revision: i64,
}

/// Reads everything that a decision about `record` follows from.
pub(crate) async fn look(tx: &mut Tx, connection: &Connection, record: Record) -> Result<View, Error> {
    let link = link::get(tx, connection.id, record).await?;
    let unresolved = unresolved(tx, connection.id, record).await?;
    let Found { desired, parent_id, revision } = match record.kind {
        RecordKind::Customer => contact(tx, connection, record.id, ContactKind::Customer).await?,
        RecordKind::Supplier => contact(tx, connection, record.id, ContactKind::Supplier).await?,
        RecordKind::Invoice => invoice::find(tx, connection, record.id, &link).await?,
        RecordKind::Payment => payment::find(tx, connection, record.id).await?,
        RecordKind::Refund => payment::find_refund(tx, connection, record.id).await?,
        RecordKind::GenericItem => Found { desired: Desired::GenericItem, parent_id: None, revision: 0 },
        RecordKind::Prospect
        | RecordKind::Category
        | RecordKind::Location
        | RecordKind::Item
        | RecordKind::PurchaseOrder => Found::out_of_scope(OutOfScope::NotSent),
    };
    Ok(View { desired, link, unresolved, parent_id, revision })
}

impl Found {
    fn absent(blocked_by: Option<Prerequisite>) -> Self {
        Self { desired: Desired::Absent { blocked_by }, parent_id: None, revision: 0 }
    }

    fn out_of_scope(reason: OutOfScope) -> Self {
        Self { desired: Desired::OutOfScope(reason), parent_id: None, revision: 0 }
    }
}

async fn contact(tx: &mut Tx, connection: &Connection, id: Uuid, kind: ContactKind) -> Result<Found, Error> {
    let Some(saved) = store::contacts::get(tx, connection.company_id, id).await? else {
        return Ok(Found::absent(None));
    };
    if saved.details.kind != kind {
        return Ok(Found::out_of_scope(OutOfScope::NotSent));
    }
    let revision = saved.revision;
    Ok(Found { desired: Desired::Contact(Box::new(saved.record)), parent_id: None, revision })
}

/// `record` as something that another record needs.
async fn prerequisite(
    tx: &mut Tx,
    connection: &Connection,
    record: Record,
    title: impl Into<String>,
) -> Result<Prerequisite, Error> {
    let remote_id = link::ready(tx, connection.id, record).await?;
    Ok(Prerequisite { record, title: title.into(), remote_id })
}
