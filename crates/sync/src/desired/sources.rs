//! What a refund is taken from, and what holds that up.

use db::Tx;
use domain::Money;
use domain::change::{Record, RecordKind};
use domain::transaction::Transaction;
use planner::{Code, Problem, Source, Until, Waiting, preflight};
use uuid::Uuid;

use super::money::{InvoiceMoney, its};
use crate::connection::Connection;
use crate::{Error, link, log};

impl InvoiceMoney {
    /// The payments that the refund is taken from and that have to let go, and one of them that has to be seen to: one that has
    /// not let go of the invoice, or whose own entry has failed while the refund is not sent. That entry tells of its deposit, too.
    pub(super) async fn sources(
        &self,
        tx: &mut Tx,
        connection: &Connection,
        refund: Uuid,
        is_sent: bool,
    ) -> Result<(Vec<Source>, Option<Waiting>), Error> {
        let (mut sources, mut failed) = (Vec::new(), None);
        for payment in self.payments.iter().filter(|payment| self.is_source(refund, payment.id)) {
            let record = Record::new(RecordKind::Payment, payment.id);
            let link = link::get(tx, connection.id, record).await?;
            if link.is_unlinked {
                continue;
            }
            let has_failed = log::has_failed(tx, connection.id, record).await?;
            let dated = link.dated().unwrap_or(payment.date);
            let refusal = match link.remote_id {
                Some(_) => None,
                None => self.refusal(tx, connection, payment.clone()).await?,
            };
            sources.push(Source { dated, is_deposited: link.deposited.is_some() && !has_failed, refusal });
            if failed.is_none() && has_failed {
                failed = Some(its(tx, connection, record, Until::Equal).await?);
            }
        }
        let holder = match is_sent {
            true => {
                let unequal = self.unequal(tx, connection).await?;
                unequal.into_iter().find(|payment| self.is_source(refund, payment.record.id))
            }
            false => failed,
        };
        Ok((sources, holder))
    }

    /// What has failed and holds up a payment that the refund is taken from. One that is not sent goes with the refund, which can't
    /// wait for it.
    pub(super) async fn holding_up(
        &self,
        tx: &mut Tx,
        connection: &Connection,
        refund: Uuid,
        total: Money,
    ) -> Result<Option<Waiting>, Error> {
        for payment in self.payments.iter().filter(|payment| self.is_source(refund, payment.id)) {
            let record = Record::new(RecordKind::Payment, payment.id);
            if link::get(tx, connection.id, record).await?.remote_id.is_some() {
                continue;
            }
            if let Some(before) = self.before(tx, connection, payment.id, total).await?
                && log::has_failed(tx, connection.id, before.record).await?
            {
                return Ok(Some(before));
            }
        }
        Ok(None)
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
            let (sources, failed) = money.sources(tx, connection, *id, false).await?;
            if failed.is_none() && sources.iter().all(|source| !source.is_deposited) {
                undeposited.push(record);
            }
        }
        Ok(undeposited)
    }

    /// Whether the refund takes from the payment.
    fn is_source(&self, refund: Uuid, payment: Uuid) -> bool {
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
