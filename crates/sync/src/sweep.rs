//! The sweep: compares books and links, without any call, and queues whatever has no entry.
//!
//! It also has the facts about a QuickBooks company read again while an entry has failed because of them.
//!
//! It closes every gap that is not meant to be there: changes made while the integration was off, a database restored
//! from a copy, an entry removed by hand.

use db::{Row, Sql, Tx};
use domain::change::{Action, Change, RecordKind};
use domain::document::{self, DocumentKind};
use domain::{Currency, Money, transaction};
use jiff::Timestamp;
use uuid::Uuid;

use crate::connection::{Connection, every_enabled};
use crate::{Engine, Error, log};

/// Records of one kind that one sweep queues; the next sweep goes on.
const MAX_FOUND: i64 = 1_000;

/// No entry that is open or failed: those have somebody's attention already.
macro_rules! unattended {
    ($kind:literal, $id:literal) => {
        concat!(
            " AND NOT EXISTS (SELECT 1 FROM log_entries e WHERE e.connection_id = $1 AND e.record_kind = ",
            $kind,
            " AND e.record_id = ",
            $id,
            " AND e.status IN ('queued', 'running', 'failed')) ORDER BY ",
            $id,
            " LIMIT $4"
        )
    };
}

macro_rules! contacts {
    ($further:literal) => {
        concat!(
            "SELECT c.id AS id, c.kind AS kind, c.name AS title, l.remote_id AS remote_id FROM contacts c
             LEFT JOIN links l ON l.connection_id = $1 AND l.record_id = c.id
                  AND l.record_kind = CASE c.kind WHEN 2 THEN 'customer' ELSE 'supplier' END
             WHERE c.company_id = $2 AND c.kind IN (2, 10) AND (c.modified_at >= $3 OR l.remote_id IS NOT NULL)
               AND (l.remote_id IS NULL OR l.revision < c.revision) AND l.unlinked_at IS NULL",
            $further,
            unattended!("CASE c.kind WHEN 2 THEN 'customer' ELSE 'supplier' END", "c.id")
        )
    };
}
/// Customers and suppliers saved since the integration was enabled, or linked before, that QuickBooks doesn't have
/// as they are.
const CONTACTS: Sql = Sql::both(contacts!(""));
/// The same where a company deals in several currencies: a contact goes with its first document.
const CONTACTS_WITH_DOCUMENTS: Sql = Sql::both(contacts!(
    " AND (l.remote_id IS NOT NULL OR EXISTS (SELECT 1 FROM documents d
            WHERE d.company_id = $2 AND d.contact_id = c.id))"
));
macro_rules! documents {
    ($cancelled:literal) => {
        concat!(
            "SELECT d.id AS id, d.kind AS kind, d.number AS number, l.remote_id AS remote_id FROM documents d
             LEFT JOIN links l ON l.connection_id = $1 AND l.record_id = d.id
                  AND l.record_kind = CASE d.kind WHEN 5 THEN 'invoice' ELSE 'purchase_order' END
             WHERE d.company_id = $2 AND d.kind IN (5, 11) AND (d.created_at >= $3 OR l.remote_id IS NOT NULL)
               AND (l.remote_id IS NULL OR l.revision < d.revision) AND l.unlinked_at IS NULL AND NOT (",
            $cancelled,
            " AND l.remote_id IS NULL)",
            unattended!("CASE d.kind WHEN 5 THEN 'invoice' ELSE 'purchase_order' END", "d.id")
        )
    };
}
/// Invoices and purchase orders created since then, or linked before.
const DOCUMENTS: Sql = Sql::each(documents!("d.cancelled = 1"), documents!("d.cancelled"));
macro_rules! money {
    ($kind:literal, $sign:literal) => {
        concat!(
            "SELECT t.id AS id, t.amount AS amount, d.currency AS currency, d.number AS number, l.remote_id AS remote_id FROM transactions t
             JOIN documents d ON d.company_id = t.company_id AND d.id = t.document_id
             LEFT JOIN links i ON i.connection_id = $1 AND i.record_kind = 'invoice' AND i.record_id = d.id
             LEFT JOIN links l ON l.connection_id = $1 AND l.record_kind = ",
            $kind,
            " AND l.record_id = t.id
             WHERE t.company_id = $2 AND t.amount ",
            $sign,
            " 0 AND (d.created_at >= $3 OR i.remote_id IS NOT NULL)
               AND (l.remote_id IS NULL OR l.revision < t.revision) AND l.unlinked_at IS NULL AND i.unlinked_at IS NULL",
            unattended!($kind, "t.id")
        )
    };
}
/// Payments of such invoices.
const PAYMENTS: Sql = Sql::both(money!("'payment'", ">"));
/// Refunds on such invoices.
const REFUNDS: Sql = Sql::both(money!("'refund'", "<"));
/// Linked contacts, documents, payments and refunds that the books no longer have.
const GONE: Sql = Sql::both(concat!(
    "SELECT l.record_id AS id, l.record_kind AS record_kind, l.remote_id AS remote_id,
        (SELECT e.title FROM log_entries e WHERE e.company_id = $2 AND e.record_id = l.record_id AND e.record_kind = l.record_kind
         ORDER BY e.id DESC LIMIT 1) AS title
     FROM links l
     WHERE l.connection_id = $1 AND l.company_id = $2 AND l.updated_at >= $3 AND l.remote_id IS NOT NULL
       AND ((l.record_kind IN ('customer', 'supplier')
              AND NOT EXISTS (SELECT 1 FROM contacts c WHERE c.company_id = $2 AND c.id = l.record_id))
         OR (l.record_kind IN ('invoice', 'purchase_order') AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.company_id = $2 AND d.id = l.record_id))
         OR (l.record_kind IN ('payment', 'refund') AND NOT EXISTS (SELECT 1 FROM transactions t WHERE t.company_id = $2 AND t.id = l.record_id)))",
    unattended!("l.record_kind", "l.record_id")
));

pub(crate) const ALL: &[Sql] = &[CONTACTS, CONTACTS_WITH_DOCUMENTS, DOCUMENTS, PAYMENTS, REFUNDS, GONE];

impl Engine {
    /// Compares books and links of every enabled connection, and queues whatever has no entry. Makes no call. What goes
    /// wrong with one company is told and keeps none of the others waiting.
    ///
    /// # Errors
    /// Any error of the database that is not one company's alone.
    pub async fn sweep(&self) -> Result<(), Error> {
        let mut tx = self.db().begin_read().await?;
        let connections = every_enabled(&mut tx).await?;
        tx.rollback().await?;
        for connection in connections {
            if let Err(error) = self.sweep_connection(&connection).await {
                tracing::error!(%error, connection = %connection.id, "a company could not be swept; the next sweep tries again");
            }
        }
        Ok(())
    }

    async fn sweep_connection(&self, connection: &Connection) -> Result<(), Error> {
        let mut tx = self.db().begin_write().await?;
        let found = queue_missing(self, &mut tx, connection).await?;
        if found > 0 {
            tracing::info!(company = %connection.company_id, found, "the sweep queued records without an entry");
        }
        log::close_former(&mut tx, connection.company_id, self.now()).await?;
        log::doubt_facts_that_hold(&mut tx, connection.id, self.now()).await?;
        Ok(tx.commit().await?)
    }
}

/// Reads what a row tells.
type Reader = fn(&Row) -> Result<Change, Error>;

/// Queues whatever QuickBooks should hold otherwise than it does, and that has no entry; tells how much that is.
pub(crate) async fn queue_missing(
    engine: &Engine,
    tx: &mut Tx,
    connection: &Connection,
) -> Result<usize, Error> {
    let Some(enabled_at) = connection.enabled_at else { return Ok(0) };
    let contacts = if connection.known.multi_currency { CONTACTS_WITH_DOCUMENTS } else { CONTACTS };
    let questions: [(Sql, Reader); 5] =
        [(contacts, contact), (DOCUMENTS, document), (PAYMENTS, money), (REFUNDS, money), (GONE, gone)];
    let mut changes = Vec::new();
    for (question, change) in questions {
        let asked = tx.sql(question).bind(connection.id).bind(connection.company_id);
        let since = if question == GONE { Timestamp::UNIX_EPOCH } else { enabled_at };
        for row in asked.bind(since).bind(MAX_FOUND).all().await? {
            changes.push(change(&row)?);
        }
    }
    log::record(tx, connection.company_id, &changes, engine.now(), engine.ids()).await?;
    Ok(changes.len())
}

fn contact(row: &Row) -> Result<Change, Error> {
    let kind = if row.get::<i64>("kind")? == 2 { RecordKind::Customer } else { RecordKind::Supplier };
    Ok(Change::new(kind, id(row)?, action(row)?, row.get::<String>("title")?))
}

fn document(row: &Row) -> Result<Change, Error> {
    let kind = DocumentKind::from_context(row.get("kind")?).ok_or(Error::Stored("document kind"))?;
    let title = document::title(kind, row.get("number")?);
    Ok(Change::new(kind.record_kind(), id(row)?, action(row)?, title))
}

fn money(row: &Row) -> Result<Change, Error> {
    let amount = Money::from_minor_units(row.get("amount")?);
    let (kind, action) = match amount.is_negative() {
        true => (RecordKind::Refund, Action::ApplyRefund),
        false => (RecordKind::Payment, Action::ApplyPayment),
    };
    let currency = Currency::from_code(&row.get::<String>("currency")?).ok_or(Error::Stored("currency"))?;
    let title = transaction::title(amount, currency, DocumentKind::Invoice.noun(), row.get("number")?);
    Ok(Change::new(kind, id(row)?, action, title))
}

fn gone(row: &Row) -> Result<Change, Error> {
    let kind =
        RecordKind::from_code(&row.get::<String>("record_kind")?).ok_or(Error::Stored("record kind"))?;
    let remote_id: String = row.get("remote_id")?;
    let called: Option<String> = row.get("title")?;
    let title = called.unwrap_or_else(|| format!("{} {remote_id} in QuickBooks", kind.words()));
    Ok(Change::new(kind, id(row)?, Action::Delete, title))
}

fn id(row: &Row) -> Result<Uuid, Error> {
    Ok(row.get("id")?)
}

fn action(row: &Row) -> Result<Action, Error> {
    let linked = row.get::<Option<String>>("remote_id")?.is_some();
    Ok(if linked { Action::Edit } else { Action::Create })
}
