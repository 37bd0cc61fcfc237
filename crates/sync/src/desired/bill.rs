//! What the books want of the bill for a purchase order. Its record has the order's id.

use db::Tx;
use domain::change::{Action, Change, Record, RecordKind};
use planner::{BillFacts, Desired, HeldBill, Link, OutOfScope, Until, Waiting};
use uuid::Uuid;

use super::{Found, is_as_wanted, prerequisite, purchase_order};
use crate::connection::Connection;
use crate::{Error, link, log};

/// The bill as it should be now. One that was made goes as soon as its order is not received in full; whether new ones are
/// made is a setting, and counts for what is received from then on.
pub(super) async fn find(
    tx: &mut Tx,
    connection: &Connection,
    id: Uuid,
    bill: &Link,
) -> Result<Found, Error> {
    let record = Record::new(RecordKind::PurchaseOrder, id);
    let order = link::get(tx, connection.id, record).await?;
    let found = purchase_order::find(tx, connection, id, &order).await?;
    let desired = match found.desired {
        Desired::PurchaseOrder(order) if order.keeps_bill() => {
            let remote_order = prerequisite(tx, connection, record, order.document.title()).await?;
            // A new one is made once the order has been told, and not while more of it is to be told: that may wait for the old one to go.
            let may_be_made =
                !remote_order.is_open && connection.settings.makes_bill(order.document.received_at);
            if bill.remote_id.is_some() || may_be_made {
                let remote_lines = link::lines(tx, connection.id, record).await?;
                Desired::Bill(Box::new(BillFacts { order: *order, remote_order, remote_lines }))
            } else {
                Desired::OutOfScope(OutOfScope::NoBill)
            }
        }
        _ if bill.remote_id.is_some() => Desired::Absent { blocked_by: None },
        _ => Desired::OutOfScope(OutOfScope::NoBill),
    };
    Ok(Found { desired, parent_id: Some(id), revision: found.revision })
}

/// The bill of the purchase order `id`, which a person calls `order`, that QuickBooks still holds, or may hold.
pub(super) async fn held(
    tx: &mut Tx,
    connection: &Connection,
    id: Uuid,
    order: &str,
) -> Result<Option<HeldBill>, Error> {
    let record = Record::new(RecordKind::Bill, id);
    if link::is_gone(tx, connection.id, record).await? {
        return Ok(None);
    }
    let link = link::get(tx, connection.id, record).await?;
    let vendor = link.held.as_ref().and_then(|held| held.reference("VendorRef")).map(str::to_owned);
    let gone = Waiting { record, title: title(order), until: Until::Gone };
    Ok(Some(HeldBill { gone, vendor }))
}

/// How a person calls the bill of the purchase order that is called `order`.
pub(super) fn title(order: &str) -> String {
    format!("Bill ({order})")
}

/// The bill of the purchase order `order`, which a person calls `called`, when QuickBooks has to hear of it now that the
/// order has been told, or when what has failed about it is not wanted any more. What others have changed there waits for
/// somebody's choice.
pub(super) async fn to_be_told(
    tx: &mut Tx,
    connection: &Connection,
    order: Record,
    called: &str,
) -> Result<Option<Change>, Error> {
    let record = Record::new(RecordKind::Bill, order.id);
    if log::has_failed(tx, connection.id, order).await? {
        return Ok(None);
    }
    let link = link::get(tx, connection.id, record).await?;
    let found = find(tx, connection, order.id, &link).await?;
    let undoubted = Link { is_doubted: false, ..link.clone() };
    let is_told = match is_as_wanted(connection, record.kind, &found.desired, &undoubted) {
        true => !link.is_doubted && log::has_failed(tx, connection.id, record).await?,
        false => true,
    };
    let action = if link.remote_id.is_some() { Action::Edit } else { Action::Create };
    Ok(is_told.then(|| Change { record, action, title: title(called) }))
}
