//! What the books want of a record, read in one transaction together with its link.

mod afterwards;
mod bill;
mod contact;
mod invoice;
mod money;
mod payment;
mod purchase_order;
mod refund;
mod room;
mod sources;

pub(crate) use afterwards::{afterwards, unequal_for_now};
pub(crate) use sources::is_settled;

use db::Tx;
use domain::change::{Record, RecordKind};
use domain::contact::ContactKind;
use domain::document::Document;
use jiff::Timestamp;
use planner::{Case, Decision, Desired, Link, OutOfScope, Prerequisite, Remote, Waiting, decide, payload};
use store::documents::Filed;
use uuid::Uuid;

use crate::attempt::{StoredWrite, unresolved};
use crate::connection::Connection;
use crate::{Error, link};

/// Every statement of this folder.
pub(crate) const STATEMENTS: &[&[db::Sql]] = &[contact::ALL, room::ALL];

/// A record as it is now, on both sides.
#[derive(Debug)]
pub(crate) struct View {
    pub(crate) desired: Desired,
    pub(crate) link: Link,
    /// The write whose outcome has to be learned before anything else.
    pub(crate) unresolved: Option<StoredWrite>,
    /// The invoice, for money on it.
    pub(crate) parent_id: Option<Uuid>,
    /// The record's revision; 0 when it is gone.
    pub(crate) revision: i64,
}

impl View {
    /// What to do about the record, which is of this kind, after what a look has shown.
    pub(crate) fn decision(&self, connection: &Connection, kind: RecordKind, remote: &Remote) -> Decision {
        decision(connection, kind, &self.desired, &self.link, remote)
    }

    /// Where the link of `record`, of which this is the view, is stored.
    pub(crate) fn place(
        &self,
        connection: &Connection,
        record: Record,
        revision: i64,
        now: Timestamp,
    ) -> link::Place {
        link::Place { revision, ..link::Place::of(connection, record, self.parent_id, now) }
    }
}

/// What one kind of record is found to be.
struct Found {
    desired: Desired,
    parent_id: Option<Uuid>,
    revision: i64,
}

/// Reads everything that a decision about `record` follows from.
pub(crate) async fn look(tx: &mut Tx, connection: &Connection, record: Record) -> Result<View, Error> {
    let mut link = link::get(tx, connection.id, record).await?;
    let unresolved = unresolved(tx, connection.id, record).await?;
    let Found { desired, parent_id, revision } = match record.kind {
        RecordKind::Customer => contact::find(tx, connection, record, ContactKind::Customer, &link).await?,
        RecordKind::Supplier => contact::find(tx, connection, record, ContactKind::Supplier, &link).await?,
        RecordKind::Invoice => invoice::find(tx, connection, record.id, &link).await?,
        RecordKind::PurchaseOrder => purchase_order::find(tx, connection, record.id, &link).await?,
        RecordKind::Bill => bill::find(tx, connection, record.id, &link).await?,
        RecordKind::Payment => payment::find(tx, connection, record.id).await?,
        RecordKind::Refund => refund::find(tx, connection, record.id, &link).await?,
        RecordKind::GenericItem => Found { desired: Desired::GenericItem, parent_id: None, revision: 0 },
        RecordKind::Prospect | RecordKind::Category | RecordKind::Location | RecordKind::Item => {
            Found::out_of_scope(OutOfScope::NotSent)
        }
    };
    if let Some(invoice) = parent_id {
        // Money goes with its invoice.
        let invoice = Record::new(RecordKind::Invoice, invoice);
        link.is_unlinked |= link::get(tx, connection.id, invoice).await?.is_unlinked;
    }
    Ok(View { desired, link, unresolved, parent_id, revision })
}

impl Found {
    fn absent(blocked_by: Option<Waiting>) -> Self {
        Self { desired: Desired::Absent { blocked_by }, parent_id: None, revision: 0 }
    }

    fn out_of_scope(reason: OutOfScope) -> Self {
        Self { desired: Desired::OutOfScope(reason), parent_id: None, revision: 0 }
    }
}

/// The document, in QuickBooks' terms: a rate is what a currency is worth in the company's own, which tells nothing where
/// QuickBooks keeps its books in another one.
async fn document(tx: &mut Tx, connection: &Connection, id: Uuid) -> Result<Option<Filed>, Error> {
    let mut filed = store::documents::get(tx, connection.company_id, id).await?;
    if let Some(rated) = filed.as_mut().filter(|filed| filed.document.exchange_rate.is_some()) {
        let company =
            store::companies::get(tx, connection.company_id).await?.ok_or(Error::Stored("company"))?;
        let is_worth_at_home = company.currency.code() == connection.known.home_currency;
        rated.document.exchange_rate = rated.document.exchange_rate.filter(|_| is_worth_at_home);
    }
    Ok(filed)
}

/// Whether QuickBooks holds all that the books want of the record, as far as can be told without a look.
fn is_as_wanted(connection: &Connection, kind: RecordKind, desired: &Desired, link: &Link) -> bool {
    let decision = decision(connection, kind, desired, link, &Remote::Unseen);
    matches!(decision, Decision::UpToDate | Decision::Skip(_))
}

fn decision(
    connection: &Connection,
    kind: RecordKind,
    desired: &Desired,
    link: &Link,
    remote: &Remote,
) -> Decision {
    let (known, settings) = (&connection.known, &connection.settings);
    decide(&Case { kind, desired, link, remote, known, settings })
}

/// `record` as something that another record needs.
async fn prerequisite(
    tx: &mut Tx,
    connection: &Connection,
    record: Record,
    title: impl Into<String>,
) -> Result<Prerequisite, Error> {
    let link::Standing { remote_id, is_open, is_lost } = link::standing(tx, connection.id, record).await?;
    Ok(Prerequisite { record, title: title.into(), remote_id, is_open, is_lost, currency: None })
}

/// The contact `record`, to whom a document is written.
async fn party(
    tx: &mut Tx,
    connection: &Connection,
    record: Record,
    title: impl Into<String>,
) -> Result<Prerequisite, Error> {
    let held = link::get(tx, connection.id, record).await?.held;
    let currency = held.as_ref().and_then(|held| held.reference("CurrencyRef")).map(str::to_owned);
    Ok(Prerequisite { currency, ..prerequisite(tx, connection, record, title).await? })
}

/// The customer of an invoice, as something that money on it needs.
async fn customer_of(
    tx: &mut Tx,
    connection: &Connection,
    invoice: &Document,
) -> Result<Prerequisite, Error> {
    let contact = store::contacts::get(tx, connection.company_id, invoice.contact_id).await?;
    let name = contact.ok_or(Error::Stored("contact"))?.details.name.clone();
    party(tx, connection, Record::new(RecordKind::Customer, invoice.contact_id), name).await
}

/// The item that lines are booked on: the one that was chosen, or the one that is made for it.
async fn generic_item(tx: &mut Tx, connection: &Connection) -> Result<Prerequisite, Error> {
    let record = Record::new(RecordKind::GenericItem, connection.id);
    if let Some(chosen) = &connection.settings.item {
        let title = "the item that lines are booked on".to_owned();
        return Ok(Prerequisite {
            record,
            title,
            remote_id: Some(chosen.clone()),
            is_open: false,
            is_lost: false,
            currency: None,
        });
    }
    prerequisite(tx, connection, record, format!("the item “{}”", payload::GENERIC_ITEM_NAME)).await
}
