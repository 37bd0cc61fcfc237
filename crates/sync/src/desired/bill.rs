//! What the books want of the bill for a purchase order. Its record has the order's id.

use db::Tx;
use domain::change::{Record, RecordKind};
use planner::settings::BillOnReceipt;
use planner::{BillFacts, Case, Decision, Desired, Link, OutOfScope, Remote, Until, Waiting, decide};
use uuid::Uuid;

use super::{Found, prerequisite, purchase_order};
use crate::connection::Connection;
use crate::{Error, link, log};

/// The bill as it should be now. One that was made goes as soon as its order is not received in full; whether new ones are
/// made is a setting.
pub(super) async fn find(
    tx: &mut Tx,
    connection: &Connection,
    id: Uuid,
    bill: &Link,
) -> Result<Found, Error> {
    let record = Record::new(RecordKind::PurchaseOrder, id);
    let order = link::get(tx, connection.id, record).await?;
    let found = purchase_order::find(tx, connection, id, &order).await?;
    let is_made = bill.remote_id.is_some() || connection.settings.bill_on_receipt == BillOnReceipt::Yes;
    let desired = match found.desired {
        Desired::PurchaseOrder(order) if is_made && order.document.is_received_in_full() => {
            let title = order.document.title();
            let remote_order = prerequisite(tx, connection, record, title).await?;
            let remote_lines = link::lines(tx, connection.id, record).await?;
            Desired::Bill(Box::new(BillFacts { order: *order, remote_order, remote_lines }))
        }
        _ if bill.remote_id.is_some() => Desired::Absent { blocked_by: None },
        _ => Desired::OutOfScope(OutOfScope::NoBill),
    };
    Ok(Found { desired, parent_id: Some(id), revision: found.revision })
}

/// The bill of the purchase order `id` that QuickBooks still holds, or may hold.
pub(super) async fn held(tx: &mut Tx, connection: &Connection, id: Uuid) -> Result<Option<Waiting>, Error> {
    let record = Record::new(RecordKind::Bill, id);
    let is_gone = link::is_gone(tx, connection.id, record).await?;
    Ok((!is_gone).then(|| Waiting { record, title: "its bill".to_owned(), until: Until::Gone }))
}

/// The bill of the purchase order `order`, when QuickBooks has to hear of it now that the order has been told.
pub(super) async fn to_be_told(
    tx: &mut Tx,
    connection: &Connection,
    order: Record,
) -> Result<Option<Record>, Error> {
    let record = Record::new(RecordKind::Bill, order.id);
    if log::has_failed(tx, connection.id, order).await? {
        return Ok(None);
    }
    let link = link::get(tx, connection.id, record).await?;
    let found = find(tx, connection, order.id, &link).await?;
    let decision = decide(&Case {
        kind: record.kind,
        desired: &found.desired,
        link: &link,
        remote: &Remote::Unseen,
        known: &connection.known,
        settings: &connection.settings,
    });
    Ok((!matches!(decision, Decision::UpToDate | Decision::Skip(_))).then_some(record))
}
