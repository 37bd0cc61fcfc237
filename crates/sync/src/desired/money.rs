//! All money on one invoice: what refunds take from which payment, and what QuickBooks holds of that.

use db::Tx;
use domain::change::{Record, RecordKind};
use domain::document::Document;
use domain::transaction::Transaction;
use planner::{PaymentFacts, RefundForm, Refunded, Share, Until, Waiting, is_equal, shares};
use quickbooks::Entity;
use std::collections::BTreeMap;
use uuid::Uuid;

use super::invoice::leaving;
use super::{customer_of, prerequisite};
use crate::connection::Connection;
use crate::{Error, link, log};

/// All money on one invoice.
pub(super) struct InvoiceMoney {
    invoice: Document,
    payments: Vec<Transaction>,
    shares: BTreeMap<Uuid, Vec<Share>>,
}

impl InvoiceMoney {
    /// The money on `invoice`, as the books have it.
    pub(super) async fn read(tx: &mut Tx, connection: &Connection, invoice: Document) -> Result<Self, Error> {
        let mut saved = store::transactions::of_document(tx, connection.company_id, invoice.id).await?;
        saved.sort_by_key(|each| (each.created_at, each.record.id));
        let mut counted = Vec::with_capacity(saved.len());
        for each in saved {
            if !each.record.is_refund() || counts(tx, connection, each.record.id).await? {
                counted.push(each.record);
            }
        }
        let shares = shares(&counted);
        counted.retain(|each| !each.is_refund());
        Ok(Self { invoice, payments: counted, shares })
    }

    /// What is needed to say one of its payments in QuickBooks' words, but for what makes room for it.
    pub(super) async fn facts(
        &self,
        tx: &mut Tx,
        connection: &Connection,
        transaction: Transaction,
    ) -> Result<PaymentFacts, Error> {
        let invoice = Record::new(RecordKind::Invoice, self.invoice.id);
        let mut refunded = Vec::new();
        for share in self.shares.get(&transaction.id).into_iter().flatten() {
            let refund = Record::new(RecordKind::Refund, share.refund);
            let title = log::title(tx, connection.company_id, refund).await?;
            let refund = prerequisite(tx, connection, refund, title).await?;
            refunded.push(Refunded { refund, amount: share.amount });
        }
        Ok(PaymentFacts {
            remote_invoice: prerequisite(tx, connection, invoice, self.invoice.title()).await?,
            customer: customer_of(tx, connection, &self.invoice).await?,
            refunded,
            making_room: None,
            invoice: self.invoice.clone(),
            transaction,
        })
    }

    /// Money other than `but` that QuickBooks has to hear of before more is put on the invoice or its total becomes less.
    pub(super) async fn making_room(
        &self,
        tx: &mut Tx,
        connection: &Connection,
        but: Option<Uuid>,
    ) -> Result<Option<Waiting>, Error> {
        match leaving(tx, connection, self.invoice.id).await? {
            Some(leaving) => Ok(Some(leaving)),
            None => self.lowering(tx, connection, but).await,
        }
    }

    /// A payment other than `but` of which QuickBooks puts more on the invoice than the books do. One whose own entry
    /// failed holds nobody up: somebody has to do something about it first.
    async fn lowering(
        &self,
        tx: &mut Tx,
        connection: &Connection,
        but: Option<Uuid>,
    ) -> Result<Option<Waiting>, Error> {
        let shared = self.payments.iter().filter(|payment| self.shares.contains_key(&payment.id));
        for payment in shared.filter(|payment| Some(payment.id) != but) {
            let record = Record::new(RecordKind::Payment, payment.id);
            let link = link::get(tx, connection.id, record).await?;
            let Some(held) = link.applied.filter(|_| !link.is_unlinked) else { continue };
            let wanted = self.facts(tx, connection, payment.clone()).await?.applied();
            if held > wanted && !log::has_failed(tx, connection.id, record).await? {
                return Ok(Some(its(tx, connection, record, Until::Equal).await?));
            }
        }
        Ok(None)
    }

    /// The payments that QuickBooks holds otherwise than the books want.
    pub(super) async fn unequal(&self, tx: &mut Tx, connection: &Connection) -> Result<Vec<Waiting>, Error> {
        let mut unequal = Vec::new();
        for payment in &self.payments {
            let record = Record::new(RecordKind::Payment, payment.id);
            let link = link::get(tx, connection.id, record).await?;
            if link.remote_id.is_none() || link.is_unlinked {
                continue;
            }
            let facts = self.facts(tx, connection, payment.clone()).await?;
            if !is_equal(&facts, &connection.known, &connection.settings, &link) {
                unequal.push(its(tx, connection, record, Until::Equal).await?);
            }
        }
        Ok(unequal)
    }
}

/// Whether a refund takes from payments in QuickBooks: one that is told by a receipt doesn't, nor does one that can't be
/// told until somebody has done something.
async fn counts(tx: &mut Tx, connection: &Connection, id: Uuid) -> Result<bool, Error> {
    let record = Record::new(RecordKind::Refund, id);
    let link = link::get(tx, connection.id, record).await?;
    Ok(match (link.remote_id, link.entity) {
        (Some(_), entity) => entity != Some(Entity::RefundReceipt),
        (None, _) => {
            connection.settings.refund_form == RefundForm::PaidOut
                && !log::has_failed(tx, connection.id, record).await?
        }
    })
}

/// Money that something else waits for.
pub(super) async fn its(
    tx: &mut Tx,
    connection: &Connection,
    record: Record,
    until: Until,
) -> Result<Waiting, Error> {
    Ok(Waiting { record, title: log::title(tx, connection.company_id, record).await?, until })
}
