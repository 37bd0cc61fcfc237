//! What the books want of money given back.

use db::Tx;
use domain::change::{Record, RecordKind};
use planner::{Desired, Link, RefundFacts, Until, Waiting, refund_entity};
use quickbooks::Entity;
use uuid::Uuid;

use super::money::{InvoiceMoney, its};
use super::payment::invoice_of;
use super::{Found, customer_of, document, generic_item, invoice, prerequisite};
use crate::connection::Connection;
use crate::{Error, link};

/// A refund as it is now. It goes with its invoice: where that is not sent, neither is the refund.
pub(super) async fn find(
    tx: &mut Tx,
    connection: &Connection,
    id: Uuid,
    link: &Link,
) -> Result<Found, Error> {
    let Some(saved) = store::transactions::get(tx, connection.company_id, id).await? else {
        let parent_id = link::parent(tx, connection.id, Record::new(RecordKind::Refund, id)).await?;
        let blocked_by = match (&link.remote_id, parent_id) {
            (Some(_), Some(invoice)) => holder(tx, connection, invoice).await?,
            _ => None,
        };
        return Ok(Found { parent_id, ..Found::absent(blocked_by) });
    };
    let transaction = saved.record;
    let filed = invoice_of(tx, connection, transaction.document_id).await?;
    let record = Record::new(RecordKind::Invoice, transaction.document_id);
    if let Some(reason) = invoice::too_early(connection, &filed, &link::get(tx, connection.id, record).await?)
    {
        return Ok(Found::out_of_scope(reason));
    }
    let (revision, parent_id) = (transaction.revision, Some(transaction.document_id));
    let (taken_from, holder) = match refund_entity(link, &connection.settings) {
        Entity::Purchase => {
            let money = InvoiceMoney::read_with(tx, connection, filed.document.clone(), Some(id)).await?;
            let holder = match link.remote_id {
                Some(_) => money.not_let_go(tx, connection, id).await?,
                None => money.before_refund(tx, connection, id, filed.totals.total()).await?,
            };
            (money.sources(tx, connection, id).await?, holder)
        }
        _ => (Vec::new(), None),
    };
    let facts = RefundFacts {
        taken_from,
        holder,
        remote_invoice: prerequisite(tx, connection, record, filed.document.title()).await?,
        customer: customer_of(tx, connection, &filed.document).await?,
        generic_item: generic_item(tx, connection).await?,
        invoice: filed.document,
        transaction,
    };
    Ok(Found { desired: Desired::Refund(Box::new(facts)), parent_id, revision })
}

/// A payment of the invoice that may still be put on the refund: QuickBooks has to hear first that it no longer is.
async fn holder(tx: &mut Tx, connection: &Connection, invoice: Uuid) -> Result<Option<Waiting>, Error> {
    if let Some(left) = link::left_behind(tx, connection.company_id, connection.id, invoice).await? {
        return its(tx, connection, left, Until::Gone).await.map(Some);
    }
    if let Some(leaving) = invoice::leaving(tx, connection, invoice).await? {
        return Ok(Some(leaving));
    }
    let Some(filed) = document(tx, connection, invoice).await? else {
        return Ok(None);
    };
    let money = InvoiceMoney::read(tx, connection, filed.document).await?;
    Ok(money.unequal(tx, connection).await?.into_iter().next())
}
