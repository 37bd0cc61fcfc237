//! What the books want of an invoice.

use db::Tx;
use domain::change::{Record, RecordKind};
use domain::document::{Line, LineKind};
use domain::item::Item;
use planner::{Desired, InvoiceFacts, LineFacts, Link, OutOfScope, Until, Waiting};
use std::collections::HashMap;
use store::documents::Filed;
use uuid::Uuid;

use super::money::{InvoiceMoney, its};
use super::{Found, document, generic_item, is_as_wanted, party};
use crate::connection::Connection;
use crate::{Error, link};

/// The invoice as it is now. One from before the integration was enabled is never sent, but one that was sent before
/// stays in step.
pub(super) async fn find(
    tx: &mut Tx,
    connection: &Connection,
    id: Uuid,
    link: &Link,
) -> Result<Found, Error> {
    let blocked_by = money_of(tx, connection, id).await?;
    let Some(filed) = document(tx, connection, id).await? else {
        return Ok(Found::absent(blocked_by));
    };
    if let Some(reason) = too_early(connection, &filed, link) {
        return Ok(Found::out_of_scope(reason));
    }
    let revision = filed.document.revision;
    if filed.document.cancelled {
        return Ok(Found { desired: Desired::Voided { blocked_by }, parent_id: None, revision });
    }
    let facts = Box::new(facts(tx, connection, filed).await?);
    Ok(Found { desired: Desired::Invoice(facts), parent_id: None, revision })
}

/// Why the document is not sent because of its age.
pub(super) fn too_early(connection: &Connection, filed: &Filed, link: &Link) -> Option<OutOfScope> {
    let enabled_at = connection.enabled_at?;
    let early = filed.document.created_at < enabled_at && link.remote_id.is_none();
    early.then_some(OutOfScope::BeforeEnabling { enabled_at })
}

async fn facts(tx: &mut Tx, connection: &Connection, filed: Filed) -> Result<InvoiceFacts, Error> {
    let company_id = connection.company_id;
    let company = store::companies::get(tx, company_id).await?.ok_or(Error::Stored("company"))?;
    let contact = store::contacts::get(tx, company_id, filed.document.contact_id).await?;
    let contact = contact.ok_or(Error::Stored("contact"))?.record;
    let items = items(tx, company_id, &filed.document.lines).await?;
    let customer = Record::new(RecordKind::Customer, contact.id);
    let money = InvoiceMoney::read(tx, connection, filed.document.clone()).await?;
    Ok(InvoiceFacts {
        customer: party(tx, connection, customer, contact.details.name.clone()).await?,
        generic_item: generic_item(tx, connection).await?,
        making_room: money.making_room(tx, connection).await?,
        returned: money.returned(filed.totals.total()),
        lines: filed.document.lines.iter().map(|line| about(line, &items)).collect(),
        discount_order: company.discount,
        totals: filed.totals,
        document: filed.document,
        contact,
    })
}

pub(super) async fn items(
    tx: &mut Tx,
    company_id: Uuid,
    lines: &[Line],
) -> Result<HashMap<Uuid, Item>, Error> {
    let mut items = HashMap::new();
    for line in lines {
        if let LineKind::Item { item_id, .. } = line.kind
            && !items.contains_key(&item_id)
            && let Some(saved) = store::items::get(tx, company_id, item_id).await?
        {
            items.insert(item_id, saved.record);
        }
    }
    Ok(items)
}

pub(super) fn about(line: &Line, items: &HashMap<Uuid, Item>) -> LineFacts {
    let LineKind::Item { item_id, stock_id } = line.kind else { return LineFacts::default() };
    let Some(item) = items.get(&item_id) else { return LineFacts::default() };
    let chosen =
        item.variations.iter().find(|variation| variation.stock.iter().any(|row| Some(row.id) == stock_id));
    let mut fields: Vec<_> = item.custom_values.iter().filter(|value| value.publish).collect();
    fields.sort_by_key(|value| value.weight);
    LineFacts {
        item_name: item.details.name.clone(),
        sku: item.details.sku.clone(),
        serial_number: item.details.serial_number.clone(),
        variation: chosen.map(|variation| variation.name.clone()).unwrap_or_default(),
        custom_fields: fields.into_iter().map(|value| (value.name.clone(), value.value.clone())).collect(),
    }
}

/// The invoice, when QuickBooks has to hear of it because what refund receipts take off it there has changed.
pub(super) async fn of_another_size(
    tx: &mut Tx,
    connection: &Connection,
    id: Uuid,
) -> Result<Option<Waiting>, Error> {
    let record = Record::new(RecordKind::Invoice, id);
    let link = link::get(tx, connection.id, record).await?;
    let Desired::Invoice(facts) = find(tx, connection, id, &link).await?.desired else { return Ok(None) };
    let total = facts.total().to_decimal(facts.document.currency);
    let is_of_that_size = match &link.held {
        Some(held) => held.total() == Some(total),
        None => facts.returned.is_zero(),
    };
    if link.remote_id.is_none() || is_of_that_size {
        return Ok(None);
    }
    let title = facts.document.title();
    let is_as_wanted = is_as_wanted(connection, record.kind, &Desired::Invoice(facts), &link);
    Ok((!is_as_wanted).then_some(Waiting { record, title, until: Until::Equal }))
}

/// Money on the invoice that QuickBooks still holds, or may hold.
async fn money_of(tx: &mut Tx, connection: &Connection, id: Uuid) -> Result<Option<Waiting>, Error> {
    match link::child(tx, connection.id, id).await? {
        Some(record) => its(tx, connection, record, Until::Gone).await.map(Some),
        None => leaving(tx, connection, id).await,
    }
}

/// A payment of the invoice that was taken back here and is about to go from QuickBooks.
pub(super) async fn leaving(
    tx: &mut Tx,
    connection: &Connection,
    id: Uuid,
) -> Result<Option<Waiting>, Error> {
    match link::leaving(tx, connection.company_id, connection.id, id).await? {
        Some(record) => its(tx, connection, record, Until::Gone).await.map(Some),
        None => Ok(None),
    }
}
