//! What the books want of the money on an invoice.

use db::Tx;
use domain::Currency;
use domain::change::{Record, RecordKind};
use planner::{Desired, PaymentFacts};
use store::documents::Filed;
use uuid::Uuid;

use super::{Found, invoice, prerequisite};
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
    let customer = Record::new(RecordKind::Customer, filed.document.contact_id);
    let facts = PaymentFacts {
        remote_invoice: prerequisite(tx, connection, record, filed.document.title()).await?,
        customer: prerequisite(tx, connection, customer, "its customer").await?,
        returned: invoice::returned(tx, connection, transaction.document_id).await?,
        invoice: filed.document,
        transaction,
    };
    Ok(Found { desired: Desired::Payment(Box::new(facts)), parent_id, revision })
}

/// A refund as it is now: told to whoever keeps the books, unless its invoice is not sent anyway.
pub(super) async fn find_refund(tx: &mut Tx, connection: &Connection, id: Uuid) -> Result<Found, Error> {
    let Some(saved) = store::transactions::get(tx, connection.company_id, id).await? else {
        return Ok(Found::absent(None));
    };
    let filed = invoice_of(tx, connection, saved.document_id).await?;
    let link = link::get(tx, connection.id, Record::new(RecordKind::Invoice, saved.document_id)).await?;
    if let Some(reason) = invoice::too_early(connection, &filed, &link) {
        return Ok(Found::out_of_scope(reason));
    }
    let currency: Currency = filed.document.currency;
    let amount = (-saved.amount).to_decimal(currency);
    let title = format!("The refund of {amount} {currency} on invoice {}", filed.document.number);
    Ok(Found { desired: Desired::Refund { title }, parent_id: None, revision: saved.revision })
}

async fn invoice_of(tx: &mut Tx, connection: &Connection, id: Uuid) -> Result<Filed, Error> {
    store::documents::get(tx, connection.company_id, id).await?.ok_or(Error::Stored("document"))
}

/// The invoice that a payment, gone from the books, was sent for.
async fn parent(tx: &mut Tx, connection: &Connection, id: Uuid) -> Result<Option<Uuid>, Error> {
    link::parent(tx, connection.id, Record::new(RecordKind::Payment, id)).await
}
