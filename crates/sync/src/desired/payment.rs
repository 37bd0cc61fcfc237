//! What the books want of a payment.

use db::Tx;
use domain::change::{Record, RecordKind};
use planner::Desired;
use store::documents::Filed;
use uuid::Uuid;

use super::money::InvoiceMoney;
use super::{Found, document, invoice};
use crate::connection::Connection;
use crate::{Error, link};

/// A payment as it is now. It goes with its invoice: where that is not sent, neither is the payment.
pub(super) async fn find(tx: &mut Tx, connection: &Connection, id: Uuid) -> Result<Found, Error> {
    let Some(saved) = store::transactions::get(tx, connection.company_id, id).await? else {
        return Ok(Found { parent_id: parent(tx, connection, id).await?, ..Found::absent(None) });
    };
    let transaction = saved.record;
    let filed = invoice_of(tx, connection, transaction.document_id).await?;
    let record = Record::new(RecordKind::Invoice, transaction.document_id);
    let link = link::get(tx, connection.id, record).await?;
    if let Some(reason) = invoice::too_early(connection, &filed, &link) {
        return Ok(Found::out_of_scope(reason));
    }
    let (revision, parent_id) = (transaction.revision, Some(transaction.document_id));
    let total = filed.totals.total();
    let money = InvoiceMoney::read(tx, connection, filed.document).await?;
    let mut facts = money.facts(tx, connection, transaction).await?;
    facts.making_room = money.before(tx, connection, id, total).await?;
    facts.remote_invoice.is_open &= money.making_room(tx, connection).await?.is_none();
    Ok(Found { desired: Desired::Payment(Box::new(facts)), parent_id, revision })
}

pub(super) async fn invoice_of(tx: &mut Tx, connection: &Connection, id: Uuid) -> Result<Filed, Error> {
    document(tx, connection, id).await?.ok_or(Error::Stored("document"))
}

/// The invoice that a payment, gone from the books, was sent for.
async fn parent(tx: &mut Tx, connection: &Connection, id: Uuid) -> Result<Option<Uuid>, Error> {
    Ok(link::parent(tx, connection.id, Record::new(RecordKind::Payment, id)).await?)
}
