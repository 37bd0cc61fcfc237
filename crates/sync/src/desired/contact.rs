//! What the books want of a customer or supplier.

use db::{Sql, Tx};
use domain::change::{Record, RecordKind};
use domain::contact::ContactKind;
use planner::{ContactFacts, Desired, Link, OutOfScope, Until, Waiting};

use super::Found;
use crate::Error;
use crate::connection::Connection;

/// Another contact of the same name that was saved before, and whose entry is open: that one gets the name, whichever of
/// the two is worked on first.
const NAMESAKE: Sql = Sql::both(
    "SELECT c.id AS id, c.name AS name, e.record_kind AS record_kind FROM contacts c
     JOIN log_entries e ON e.company_id = $1 AND e.connection_id = $2 AND e.record_id = c.id
          AND e.record_kind = CASE c.kind WHEN 2 THEN 'customer' ELSE 'supplier' END AND e.status IN ('queued', 'running')
     WHERE c.company_id = $1 AND lower(c.name) = lower($3) AND c.kind IN (2, 10) AND c.id <> $4
       AND e.id < (SELECT o.id FROM log_entries o WHERE o.company_id = $1 AND o.connection_id = $2 AND o.record_id = $4
            AND o.record_kind = $5 AND o.status IN ('queued', 'running') ORDER BY o.id LIMIT 1)
       AND NOT EXISTS (SELECT 1 FROM links l WHERE l.connection_id = $2 AND l.record_kind = e.record_kind
            AND l.record_id = c.id AND l.remote_id IS NOT NULL)
     ORDER BY e.id LIMIT 1",
);

pub(super) const ALL: &[Sql] = &[NAMESAKE];

/// The contact as it is now, if it is still of this kind.
pub(super) async fn find(
    tx: &mut Tx,
    connection: &Connection,
    record: Record,
    kind: ContactKind,
    link: &Link,
) -> Result<Found, Error> {
    let (company_id, id) = (connection.company_id, record.id);
    let Some(saved) = store::contacts::get(tx, company_id, id).await? else {
        return Ok(Found::absent(None));
    };
    if saved.details.kind != kind {
        return Ok(Found::out_of_scope(OutOfScope::NotSent));
    }
    let (revision, contact) = (saved.revision, saved.record);
    let currency = match connection.enabled_at {
        Some(enabled_at) => store::documents::first_currency(tx, company_id, id, enabled_at).await?,
        None => None,
    };
    let namesake = match link.remote_id {
        Some(_) => None,
        None => namesake(tx, connection, record, &contact.details.name).await?,
    };
    let facts = Box::new(ContactFacts { contact, currency, namesake });
    Ok(Found { desired: Desired::Contact(facts), parent_id: None, revision })
}

async fn namesake(
    tx: &mut Tx,
    connection: &Connection,
    record: Record,
    name: &str,
) -> Result<Option<Waiting>, Error> {
    let asked = tx.sql(NAMESAKE).bind(connection.company_id).bind(connection.id).bind(name);
    let Some(row) = asked.bind(record.id).bind(record.kind.code()).optional().await? else { return Ok(None) };
    let kind = row.get::<String>("record_kind")?;
    let kind = RecordKind::from_code(&kind).ok_or(Error::Stored("record kind"))?;
    let record = Record::new(kind, row.get("id")?);
    let title = format!("the {} “{}”, which was saved before", kind.words(), row.get::<String>("name")?);
    Ok(Some(Waiting { record, title, until: Until::There }))
}
