//! What has to make room on an invoice in QuickBooks for a payment.

use db::{Sql, Tx};
use domain::Money;
use domain::change::{Record, RecordKind};
use domain::transaction::Transaction;
use planner::{Beside, Code, Decision, Remote, Until, Waiting, in_the_way};
use uuid::Uuid;

use super::invoice::{leaving, of_another_size};
use super::look;
use super::money::{InvoiceMoney, is_under_way, its};
use crate::connection::Connection;
use crate::{Error, link, log};

/// Other money on the invoice, and what is waited for where it has to become less.
type Other = (Beside, Record, Until);

/// Money on an invoice that has failed behind something else, or with this code.
const BEHIND: Sql = Sql::both(
    "SELECT e.record_kind, e.record_id FROM log_entries e JOIN transactions t ON t.company_id = e.company_id AND t.id = e.record_id
     WHERE e.company_id = $1 AND e.connection_id = $2 AND e.record_kind IN ('payment', 'refund') AND e.status = 'failed'
       AND (e.waits_kind IS NOT NULL OR e.code = $4) AND t.document_id = $3",
);

pub(super) const ALL: &[Sql] = &[BEHIND];

/// Money on the invoice that has failed behind something else and need not wait for that any more, because room for it has come
/// another way; and what QuickBooks has `refused`.
pub(super) async fn came_about(
    tx: &mut Tx,
    connection: &Connection,
    invoice: Uuid,
    refused: Option<Code>,
) -> Result<Vec<Record>, Error> {
    let behind = tx.sql(BEHIND).bind(connection.company_id).bind(connection.id).bind(invoice);
    let behind = behind.bind(refused.map(Code::as_str));
    let mut free = Vec::new();
    for row in behind.all().await? {
        let kind =
            RecordKind::from_code(&row.get::<String>("record_kind")?).ok_or(Error::Stored("record kind"))?;
        let record = Record::new(kind, row.get("record_id")?);
        let view = Box::pin(look(tx, connection, record)).await?;
        if matches!(view.decision(connection, record.kind, &Remote::Unseen), Decision::Steps(_)) {
            free.push(record);
        }
    }
    Ok(free)
}

impl InvoiceMoney {
    /// What has to come before the payment `id`. An edit of the invoice does not, while that itself waits for money: a refund that it
    /// waits for may in turn wait for this payment.
    pub(super) async fn before(
        &self,
        tx: &mut Tx,
        connection: &Connection,
        id: Uuid,
        total: Money,
    ) -> Result<Option<Waiting>, Error> {
        match self.making_room_for(tx, connection, id, total).await? {
            None if self.making_room(tx, connection).await?.is_some() => Ok(None),
            None => of_another_size(tx, connection, self.invoice.id).await,
            making_room => Ok(making_room),
        }
    }

    /// What QuickBooks has to hear of before it has room for all that the books want of the payment `id`. `total` is the
    /// invoice's here.
    async fn making_room_for(
        &self,
        tx: &mut Tx,
        connection: &Connection,
        id: Uuid,
        total: Money,
    ) -> Result<Option<Waiting>, Error> {
        if let Some(leaving) = leaving(tx, connection, self.invoice.id).await? {
            return Ok(Some(leaving));
        }
        let Some(at) = self.payments.iter().position(|payment| payment.id == id) else { return Ok(None) };
        let mut others = self.gone(tx, connection).await?;
        for (place, payment) in self.payments.iter().enumerate().filter(|(place, _)| *place != at) {
            others.extend(self.other(tx, connection, payment, (id, place < at)).await?);
        }
        let total = self.total_there(tx, connection).await?.unwrap_or(total);
        let wanted = left(&self.payments[at], &self.shares);
        let beside: Vec<Beside> = others.iter().map(|(beside, ..)| *beside).collect();
        let Some((_, record, until)) = in_the_way(total, wanted, &beside).map(|place| others[place]) else {
            return Ok(None);
        };
        its(tx, connection, record, until).await.map(Some)
    }

    /// `payment` beside the one that needs room, and whether it was entered before that.
    async fn other(
        &self,
        tx: &mut Tx,
        connection: &Connection,
        payment: &Transaction,
        (beside, is_earlier): (Uuid, bool),
    ) -> Result<Option<Other>, Error> {
        let record = Record::new(RecordKind::Payment, payment.id);
        let Some(mut held) = held(tx, connection, record).await? else { return Ok(None) };
        if is_under_way(tx, connection, record).await? {
            held = payment.amount;
        }
        let goes_first = is_earlier && log::is_open(tx, connection.id, record).await?;
        let wanted = left(payment, &self.shares);
        if let Some(refund) = self.untold_of(payment.id, beside).filter(|_| held <= wanted) {
            let wanted = left(payment, &self.shares_of_all);
            let refund = Record::new(RecordKind::Refund, refund);
            return Ok(Some((Beside { held, wanted, goes_first }, refund, Until::Equal)));
        }
        let unsent = match held > wanted {
            true => self.unsent_of(tx, connection, payment.id).await?,
            false => None,
        };
        Ok(Some(match unsent {
            None => (Beside { held, wanted, goes_first }, record, Until::Equal),
            // It waits for the payment that needs room: see `room_for`.
            Some(refund) if self.is_source(refund, beside) => {
                (Beside { held, wanted: held, goes_first }, record, Until::Equal)
            }
            Some(refund) => {
                let refund = Record::new(RecordKind::Refund, refund);
                (Beside { held, wanted, goes_first }, refund, Until::Equal)
            }
        }))
    }

    /// The most that QuickBooks has room for of the payment `id`, while a refund that is taken from it is not there: that waits for the
    /// payment, which so can't wait for the room that it makes elsewhere.
    pub(super) async fn room_for(
        &self,
        tx: &mut Tx,
        connection: &Connection,
        id: Uuid,
    ) -> Result<Option<Money>, Error> {
        let mut of_all = self.shares_of_all.get(&id).into_iter().flatten();
        let has_failed = of_all.any(|share| self.untold.contains(&share.refund));
        if !has_failed && self.unsent_of(tx, connection, id).await?.is_none() {
            return Ok(None);
        }
        let Some(total) = self.total_there(tx, connection).await? else { return Ok(None) };
        let mut room = total;
        for (beside, ..) in self.gone(tx, connection).await? {
            room = room - beside.held;
        }
        for payment in self.payments.iter().filter(|payment| payment.id != id) {
            let record = Record::new(RecordKind::Payment, payment.id);
            let is_under_way = is_under_way(tx, connection, record).await?;
            let held = held(tx, connection, record).await?.unwrap_or(Money::ZERO);
            room = room - if is_under_way { payment.amount } else { held };
        }
        Ok(Some(room.max(Money::ZERO)))
    }

    /// A refund that is taken from `payment` and is not there yet, for which that waits to let go.
    async fn unsent_of(
        &self,
        tx: &mut Tx,
        connection: &Connection,
        payment: Uuid,
    ) -> Result<Option<Uuid>, Error> {
        for share in self.shares.get(&payment).into_iter().flatten() {
            let refund = Record::new(RecordKind::Refund, share.refund);
            if link::get(tx, connection.id, refund).await?.remote_id.is_none() {
                return Ok(Some(share.refund));
            }
        }
        Ok(None)
    }

    /// A refund of `payment` that is not told until somebody has done something. One that is taken from `beside`, too, waits for
    /// that itself.
    fn untold_of(&self, payment: Uuid, beside: Uuid) -> Option<Uuid> {
        let of = |id: Uuid| self.shares_of_all.get(&id).into_iter().flatten().map(|share| share.refund);
        of(payment).find(|refund| self.untold.contains(refund) && of(beside).all(|other| other != *refund))
    }

    /// Payments that the books no longer have, and QuickBooks still.
    async fn gone(&self, tx: &mut Tx, connection: &Connection) -> Result<Vec<Other>, Error> {
        let mut gone = Vec::new();
        for record in link::children(tx, connection.id, self.invoice.id).await? {
            let is_here = self.payments.iter().any(|payment| payment.id == record.id);
            if record.kind != RecordKind::Payment || is_here {
                continue;
            }
            if let Some(held) = held(tx, connection, record).await? {
                let beside = Beside { held, wanted: Money::ZERO, goes_first: false };
                gone.push((beside, record, Until::Gone));
            }
        }
        Ok(gone)
    }

    /// The invoice's total in QuickBooks, where that is known.
    async fn total_there(&self, tx: &mut Tx, connection: &Connection) -> Result<Option<Money>, Error> {
        let invoice = Record::new(RecordKind::Invoice, self.invoice.id);
        let held = link::get(tx, connection.id, invoice).await?.held;
        let total = held.and_then(|held| held.total());
        Ok(total.and_then(|total| Money::rounded(total, self.invoice.currency).ok()))
    }
}

/// What QuickBooks has of the payment on its invoice; `None` where it is not known to have it any more, or where nothing more is
/// sent of it.
async fn held(tx: &mut Tx, connection: &Connection, record: Record) -> Result<Option<Money>, Error> {
    let link = link::get(tx, connection.id, record).await?;
    let is_lost = link::standing(tx, connection.id, record).await?.is_lost;
    Ok((!link.is_unlinked && !is_lost).then(|| link.applied.unwrap_or(Money::ZERO)))
}

/// What is left of the payment once refunds have taken their shares.
fn left(payment: &Transaction, shares: &super::money::Shares) -> Money {
    let given = shares.get(&payment.id).into_iter().flatten();
    given.fold(payment.amount, |left, share| left - share.amount)
}
