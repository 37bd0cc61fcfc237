//! All money on one invoice: what refunds take from which payment, and what QuickBooks holds of that.

use db::Tx;
use domain::Money;
use domain::change::{Record, RecordKind};
use domain::document::Document;
use domain::transaction::Transaction;
use planner::{
    PaymentFacts, Refunded, Share, Until, Waiting, is_equal, receipts, refund_entity, shares, untaken,
};
use quickbooks::Entity;
use std::collections::BTreeMap;
use uuid::Uuid;

use super::invoice::leaving;
use super::{customer_of, prerequisite};
use crate::attempt::unresolved;
use crate::connection::Connection;
use crate::{Error, link, log};

/// All money on one invoice.
pub(super) struct InvoiceMoney {
    pub(super) invoice: Document,
    /// In the order in which they were entered.
    pub(super) payments: Vec<Transaction>,
    pub(super) shares: Shares,
    /// The same, as they are once each refund is told.
    pub(super) shares_of_all: Shares,
    /// What refunds give back that are told by a receipt.
    receipts: Money,
    /// What refunds give back that is taken from no payment there, because somebody has unlinked the refund or the payment.
    untaken: Money,
    /// Refunds that are not told until somebody has done something.
    pub(super) untold: Vec<Uuid>,
}

/// What refunds take from payments, by the payment.
pub(super) type Shares = BTreeMap<Uuid, Vec<Share>>;

impl InvoiceMoney {
    /// The money on `invoice`, as the books have it.
    pub(super) async fn read(tx: &mut Tx, connection: &Connection, invoice: Document) -> Result<Self, Error> {
        Self::read_with(tx, connection, invoice, None).await
    }

    /// The same, as it is once the refund `sought` is sent, even if its entry has failed.
    pub(super) async fn read_with(
        tx: &mut Tx,
        connection: &Connection,
        invoice: Document,
        sought: Option<Uuid>,
    ) -> Result<Self, Error> {
        let mut saved = store::transactions::of_document(tx, connection.company_id, invoice.id).await?;
        saved.sort_by_key(|each| (each.created_at, each.record.id));
        let (mut counted, mut all) = (Vec::with_capacity(saved.len()), Vec::with_capacity(saved.len()));
        let (mut receipts, mut untaken, mut untold) = (Money::ZERO, Money::ZERO, Vec::new());
        for each in saved {
            let told = told(tx, connection, &each.record).await?;
            if matches!(told, Told::OnPayments | Told::NotYet) {
                all.push(each.record.clone());
            }
            match told {
                Told::OnPayments => counted.push(each.record),
                Told::ByReceipt => receipts = receipts - each.record.amount,
                Told::NotAtAll => untaken = untaken - each.record.amount,
                Told::NotYet if sought == Some(each.record.id) => counted.push(each.record),
                Told::NotYet => untold.push(each.record.id),
            }
        }
        let (shares, shares_of_all) = (shares(&counted), shares(&all));
        counted.retain(|each| !each.is_refund());
        for (id, shares) in &shares {
            let payment = link::get(tx, connection.id, Record::new(RecordKind::Payment, *id)).await?;
            if payment.is_unlinked && payment.remote_id.is_some() {
                untaken = shares.iter().fold(untaken, |untaken, share| untaken + share.amount);
            }
        }
        Ok(Self { invoice, payments: counted, shares, shares_of_all, receipts, untaken, untold })
    }

    /// What stays on the invoice in QuickBooks above its `total` here.
    pub(super) fn returned(&self, total: Money) -> Money {
        receipts::returned(total, self.applied(), self.receipts)
    }

    /// What has to be told of money that is due here and not in QuickBooks.
    pub(super) fn due_here_alone(&self, total: Money) -> Option<String> {
        let due = receipts::due_here_alone(total, self.applied(), self.receipts);
        let told = [receipts::told(&self.invoice, due), untaken(&self.invoice, self.untaken)];
        let told: Vec<String> = told.into_iter().flatten().collect();
        (!told.is_empty()).then(|| told.join(". "))
    }

    /// What its payments put on the invoice.
    fn applied(&self) -> Money {
        let paid: Money = self.payments.iter().map(|payment| payment.amount).sum();
        let given: Money = self.shares.values().flatten().map(|share| share.amount).sum();
        paid - given
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
            room: self.room_for(tx, connection, transaction.id).await?,
            invoice: self.invoice.clone(),
            transaction,
        })
    }

    /// Money that QuickBooks has to hear of before the invoice's total becomes less.
    pub(super) async fn making_room(
        &self,
        tx: &mut Tx,
        connection: &Connection,
    ) -> Result<Option<Waiting>, Error> {
        match leaving(tx, connection, self.invoice.id).await? {
            Some(leaving) => Ok(Some(leaving)),
            None => self.lowering(tx, connection).await,
        }
    }

    /// A payment of which QuickBooks puts more on the invoice than the books do, or the refund that it waits for to let go. A payment
    /// whose own entry failed does not hold the invoice up: somebody has to do something about it first.
    async fn lowering(&self, tx: &mut Tx, connection: &Connection) -> Result<Option<Waiting>, Error> {
        for payment in self.payments.iter().filter(|payment| self.shares.contains_key(&payment.id)) {
            let record = Record::new(RecordKind::Payment, payment.id);
            let link = link::get(tx, connection.id, record).await?;
            let is_under_way = is_under_way(tx, connection, record).await?;
            let held = link.applied.filter(|_| !link.is_unlinked).unwrap_or(Money::ZERO);
            let facts = self.facts(tx, connection, payment.clone()).await?;
            if !is_under_way && held <= facts.applied() || log::has_failed(tx, connection.id, record).await? {
                continue;
            }
            let unsent = facts.refunded.iter().map(|share| &share.refund).find(|it| it.remote_id.is_none());
            let lowers = unsent.filter(|_| !is_under_way).map_or(record, |refund| refund.record);
            return its(tx, connection, lowers, Until::Equal).await.map(Some);
        }
        Ok(None)
    }

    /// Payments that QuickBooks holds as the books want them, and whose last entry has failed: what it was to do is not
    /// wanted any more.
    pub(super) async fn settled(
        &self,
        tx: &mut Tx,
        connection: &Connection,
        unequal: &[Waiting],
    ) -> Result<Vec<Record>, Error> {
        let mut settled = Vec::new();
        for payment in &self.payments {
            let record = Record::new(RecordKind::Payment, payment.id);
            let link = link::get(tx, connection.id, record).await?;
            let is_equal = link.remote_id.is_some() && !link.is_unlinked && !link.is_doubted;
            if is_equal
                && unequal.iter().all(|each| each.record != record)
                && log::has_failed(tx, connection.id, record).await?
            {
                settled.push(record);
            }
        }
        Ok(settled)
    }

    /// The payments that QuickBooks holds, or may hold, otherwise than the books want.
    pub(super) async fn unequal(&self, tx: &mut Tx, connection: &Connection) -> Result<Vec<Waiting>, Error> {
        let mut unequal = Vec::new();
        for payment in &self.payments {
            let record = Record::new(RecordKind::Payment, payment.id);
            let link = link::get(tx, connection.id, record).await?;
            if link.remote_id.is_none() || link.is_unlinked {
                continue;
            }
            let facts = self.facts(tx, connection, payment.clone()).await?;
            let is_equal = is_equal(&facts, &connection.known, &connection.settings, &link);
            if !is_equal || is_under_way(tx, connection, record).await? {
                unequal.push(its(tx, connection, record, Until::Equal).await?);
            }
        }
        Ok(unequal)
    }
}

/// How QuickBooks is told of money on an invoice.
enum Told {
    /// By payments: each payment itself, and each refund that is paid out, which is taken from payments.
    OnPayments,
    /// By a refund receipt.
    ByReceipt,
    /// Not until somebody has done something.
    NotYet,
    /// Not at all: somebody has unlinked it, and nothing of it is there.
    NotAtAll,
}

async fn told(tx: &mut Tx, connection: &Connection, money: &Transaction) -> Result<Told, Error> {
    if !money.is_refund() {
        return Ok(Told::OnPayments);
    }
    let record = Record::new(RecordKind::Refund, money.id);
    let link = link::get(tx, connection.id, record).await?;
    if link.is_unlinked && link.remote_id.is_none() {
        return Ok(Told::NotAtAll);
    }
    if refund_entity(&link, &connection.settings) == Entity::RefundReceipt {
        return Ok(Told::ByReceipt);
    }
    let has_failed = link.remote_id.is_none() && log::has_failed(tx, connection.id, record).await?;
    Ok(if has_failed { Told::NotYet } else { Told::OnPayments })
}

/// Whether a write of the record was sent of which nobody knows yet what it did.
pub(super) async fn is_under_way(
    tx: &mut Tx,
    connection: &Connection,
    record: Record,
) -> Result<bool, Error> {
    Ok(unresolved(tx, connection.id, record).await?.is_some())
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
