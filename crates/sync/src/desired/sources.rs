//! What a refund is taken from, and what holds that up.

use db::Tx;
use domain::Money;
use domain::change::{Record, RecordKind};
use domain::transaction::Transaction;
use planner::{Code, Link, Problem, Source, Until, Waiting, preflight};
use uuid::Uuid;

use super::money::{InvoiceMoney, its};
use crate::connection::Connection;
use crate::{Error, link, log};

impl InvoiceMoney {
    /// The payments that the refund is taken from and that have to let go.
    pub(super) async fn sources(
        &self,
        tx: &mut Tx,
        connection: &Connection,
        refund: Uuid,
    ) -> Result<Vec<Source>, Error> {
        let mut sources = Vec::new();
        for (payment, link) in self.taken_from(tx, connection, refund).await? {
            let record = Record::new(RecordKind::Payment, payment.id);
            let has_failed = log::has_failed(tx, connection.id, record).await?;
            let dated = link.dated().unwrap_or(payment.date);
            let refusal = self.refusal(tx, connection, payment).await?;
            sources.push(Source { dated, is_deposited: link.deposited.is_some() && !has_failed, refusal });
        }
        Ok(sources)
    }

    /// What has to be seen to before the refund is sent: a payment that it is taken from and whose own entry has failed, which tells
    /// of its deposit, too; what has failed and holds one up; one that QuickBooks does not have as it should, or that is being told.
    pub(super) async fn before_refund(
        &self,
        tx: &mut Tx,
        connection: &Connection,
        refund: Uuid,
        total: Money,
    ) -> Result<Option<Waiting>, Error> {
        if let Some(failed) = self.failed(tx, connection, refund).await? {
            return Ok(Some(failed));
        }
        let mut unsettled = None;
        for (payment, link) in self.taken_from(tx, connection, refund).await? {
            let record = Record::new(RecordKind::Payment, payment.id);
            if link.remote_id.is_none()
                && let Some(before) = self.before(tx, connection, payment.id, total).await?
                && log::has_failed(tx, connection.id, before.record).await?
            {
                return Ok(Some(before));
            }
            if unsettled.is_none() && !is_settled(tx, connection.id, record).await? {
                unsettled = Some(its(tx, connection, record, Until::Equal).await?);
            }
        }
        Ok(unsettled)
    }

    /// A payment that the refund, which is sent, is taken from, and that has not let go of the invoice yet.
    pub(super) async fn not_let_go(
        &self,
        tx: &mut Tx,
        connection: &Connection,
        refund: Uuid,
    ) -> Result<Option<Waiting>, Error> {
        let unequal = self.unequal(tx, connection).await?;
        Ok(unequal.into_iter().find(|payment| self.is_source(refund, payment.record.id)))
    }

    async fn failed(
        &self,
        tx: &mut Tx,
        connection: &Connection,
        refund: Uuid,
    ) -> Result<Option<Waiting>, Error> {
        for (payment, _) in self.taken_from(tx, connection, refund).await? {
            let record = Record::new(RecordKind::Payment, payment.id);
            if log::has_failed(tx, connection.id, record).await? {
                return its(tx, connection, record, Until::Equal).await.map(Some);
            }
        }
        Ok(None)
    }

    /// The payments that the refund is taken from, but for those that somebody has unlinked.
    async fn taken_from(
        &self,
        tx: &mut Tx,
        connection: &Connection,
        refund: Uuid,
    ) -> Result<Vec<(Transaction, Link)>, Error> {
        let mut taken_from = Vec::new();
        for payment in self.payments.iter().filter(|payment| self.is_source(refund, payment.id)) {
            let link = link::get(tx, connection.id, Record::new(RecordKind::Payment, payment.id)).await?;
            if !link.is_unlinked {
                taken_from.push((payment.clone(), link));
            }
        }
        Ok(taken_from)
    }

    /// Refunds that have failed because a payment was part of a bank deposit, and of which no payment is any more.
    pub(super) async fn undeposited(
        &self,
        tx: &mut Tx,
        connection: &Connection,
    ) -> Result<Vec<Record>, Error> {
        let mut undeposited = Vec::new();
        for id in &self.untold {
            let record = Record::new(RecordKind::Refund, *id);
            let failure = log::failure(tx, connection.id, record).await?;
            if failure.is_none_or(|problem| problem.code != Code::Deposited) {
                continue;
            }
            let money = Self::read_with(tx, connection, self.invoice.clone(), Some(*id)).await?;
            let sources = money.sources(tx, connection, *id).await?;
            let has_failed = money.failed(tx, connection, *id).await?.is_some();
            if !has_failed && sources.iter().all(|source| !source.is_deposited) {
                undeposited.push(record);
            }
        }
        Ok(undeposited)
    }

    /// Whether the refund takes from the payment.
    pub(super) fn is_source(&self, refund: Uuid, payment: Uuid) -> bool {
        self.shares.get(&payment).into_iter().flatten().any(|share| share.refund == refund)
    }

    /// Why the payment can't be sent, as far as that is known before any call.
    async fn refusal(
        &self,
        tx: &mut Tx,
        connection: &Connection,
        payment: Transaction,
    ) -> Result<Option<Problem>, Error> {
        let facts = self.facts(tx, connection, payment).await?;
        Ok(preflight::payment(&facts, &connection.known, &connection.settings).err())
    }
}

/// Whether QuickBooks has the payment, nothing of its own is open, and nobody there has changed it since: a refund may be taken from it.
pub(crate) async fn is_settled(tx: &mut Tx, connection_id: Uuid, payment: Record) -> Result<bool, Error> {
    let is_ready = link::ready(tx, connection_id, payment).await?.is_some();
    Ok(is_ready && !link::get(tx, connection_id, payment).await?.is_doubted)
}
