//! What the books want of a purchase order.

use db::Tx;
use domain::change::{Record, RecordKind};
use planner::{Desired, Link, PurchaseOrderFacts};
use store::documents::Filed;
use uuid::Uuid;

use super::invoice::{about, items, too_early};
use super::{Found, bill, document, generic_item, party};
use crate::connection::Connection;
use crate::{Error, log};

/// The purchase order as it is now. One from before the integration was enabled is never sent, but one that was sent
/// before stays in step.
pub(super) async fn find(
    tx: &mut Tx,
    connection: &Connection,
    id: Uuid,
    link: &Link,
) -> Result<Found, Error> {
    let Some(filed) = document(tx, connection, id).await? else {
        let title = log::title(tx, connection.company_id, Record::new(RecordKind::PurchaseOrder, id)).await?;
        return Ok(Found::absent(bill::held(tx, connection, id, &title).await?.map(|bill| bill.gone)));
    };
    if let Some(reason) = too_early(connection, &filed, link) {
        return Ok(Found::out_of_scope(reason));
    }
    let revision = filed.document.revision;
    let facts = Box::new(facts(tx, connection, filed).await?);
    Ok(Found { desired: Desired::PurchaseOrder(facts), parent_id: None, revision })
}

async fn facts(tx: &mut Tx, connection: &Connection, filed: Filed) -> Result<PurchaseOrderFacts, Error> {
    let company_id = connection.company_id;
    let contact = store::contacts::get(tx, company_id, filed.document.contact_id).await?;
    let contact = contact.ok_or(Error::Stored("contact"))?.record;
    let items = items(tx, company_id, &filed.document.lines).await?;
    let vendor = Record::new(RecordKind::Supplier, contact.id);
    Ok(PurchaseOrderFacts {
        vendor: party(tx, connection, vendor, contact.details.name.clone()).await?,
        generic_item: generic_item(tx, connection).await?,
        bill: bill::held(tx, connection, filed.document.id, &filed.document.title()).await?,
        lines: filed.document.lines.iter().map(|line| about(line, &items)).collect(),
        totals: filed.totals,
        document: filed.document,
        contact,
    })
}
