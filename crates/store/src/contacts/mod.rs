//! Contacts: customers, prospects and suppliers.

mod by_ids;
mod list;
mod row;

pub use by_ids::by_ids;
pub use list::{ContactFilter, list};

use crate::Saved;
use db::{Error, Sql, Statement, Tx};
use domain::Percent;
use domain::contact::{Address, Contact, ContactDetails};
use jiff::Timestamp;
use std::collections::HashMap;
use uuid::Uuid;

const INSERT: Sql = Sql::both(
    "INSERT INTO contacts (
        company_id, id, number, created_at, modified_at, archived, revision,
        kind, name, email, phone, fax, url, vat_number, tax_rate1, tax_rate2,
        billing_line1, billing_line2, billing_city, billing_region, billing_postal_code, billing_country,
        shipping_line1, shipping_line2, shipping_city, shipping_region, shipping_postal_code, shipping_country
     ) VALUES (
        $1, $2, $3, $4, $4, $5, 1,
        $6, $7, $8, $9, $10, $11, $12, $13, $14,
        $15, $16, $17, $18, $19, $20,
        $21, $22, $23, $24, $25, $26
     )",
);
const UPDATE: Sql = Sql::both(
    "UPDATE contacts SET
        modified_at = $3, archived = $4, revision = revision + 1,
        kind = $5, name = $6, email = $7, phone = $8, fax = $9, url = $10,
        vat_number = $11, tax_rate1 = $12, tax_rate2 = $13,
        billing_line1 = $14, billing_line2 = $15, billing_city = $16,
        billing_region = $17, billing_postal_code = $18, billing_country = $19,
        shipping_line1 = $20, shipping_line2 = $21, shipping_city = $22,
        shipping_region = $23, shipping_postal_code = $24, shipping_country = $25
     WHERE company_id = $1 AND id = $2",
);
const GET: Sql =
    Sql::both(concat!("SELECT ", row::columns!(), " FROM contacts WHERE company_id = $1 AND id = $2"));
const LOCK: Sql = Sql::each(
    concat!("SELECT ", row::columns!(), " FROM contacts WHERE company_id = $1 AND id = $2"),
    // Not FOR UPDATE: documents that point to the contact may be saved meanwhile.
    concat!("SELECT ", row::columns!(), " FROM contacts WHERE company_id = $1 AND id = $2 FOR NO KEY UPDATE"),
);
const DOCUMENT_COUNTS: Sql = Sql::each(
    "SELECT contact_id, COUNT(*) AS count FROM documents
     WHERE company_id = $1 AND contact_id IN (SELECT unhex(value) FROM json_each($2)) GROUP BY contact_id",
    "SELECT contact_id, COUNT(*) AS count FROM documents
     WHERE company_id = $1 AND contact_id = ANY($2) GROUP BY contact_id",
);
const DELETE: Sql = Sql::both("DELETE FROM contacts WHERE company_id = $1 AND id = $2");

pub(crate) const ALL: &[Sql] =
    &[INSERT, UPDATE, GET, LOCK, DOCUMENT_COUNTS, DELETE, by_ids::BY_IDS, list::COUNT, list::LIST];

/// Adds a contact as its first revision.
pub async fn insert(tx: &mut Tx, company_id: Uuid, contact: &Contact, now: Timestamp) -> Result<(), Error> {
    let statement = tx.sql(INSERT).bind(company_id).bind(contact.id).bind(contact.number).bind(now);
    details(statement.bind(contact.archived), &contact.details).execute().await.map(drop)
}

/// Saves a contact's details and whether it is archived, as the next revision.
pub async fn update(tx: &mut Tx, company_id: Uuid, contact: &Contact, now: Timestamp) -> Result<(), Error> {
    let statement = tx.sql(UPDATE).bind(company_id).bind(contact.id).bind(now);
    details(statement.bind(contact.archived), &contact.details).execute().await.map(drop)
}

/// One contact.
pub async fn get(tx: &mut Tx, company_id: Uuid, id: Uuid) -> Result<Option<Saved<Contact>>, Error> {
    tx.sql(GET).bind(company_id).bind(id).optional().await?.as_ref().map(row::read).transpose()
}

/// One contact, which nobody else can save before this transaction ends.
pub async fn lock(tx: &mut Tx, company_id: Uuid, id: Uuid) -> Result<Option<Saved<Contact>>, Error> {
    tx.sql(LOCK).bind(company_id).bind(id).optional().await?.as_ref().map(row::read).transpose()
}

/// How many documents each of these contacts has; those without any are left out.
pub async fn document_counts(
    tx: &mut Tx,
    company_id: Uuid,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, i64>, Error> {
    let rows = tx.sql(DOCUMENT_COUNTS).bind(company_id).bind_list(ids).all().await?;
    rows.iter().map(|row| Ok((row.get("contact_id")?, row.get("count")?))).collect()
}

/// Removes a contact.
///
/// # Errors
/// [`Error::ForeignKey`] when it has documents.
pub async fn delete(tx: &mut Tx, company_id: Uuid, id: Uuid) -> Result<(), Error> {
    tx.sql(DELETE).bind(company_id).bind(id).execute().await.map(drop)
}

/// Binds the details in the order of both statements.
fn details<'t>(statement: Statement<'t>, details: &ContactDetails) -> Statement<'t> {
    let statement = statement
        .bind(details.kind.context())
        .bind(&details.name)
        .bind(&details.email)
        .bind(&details.phone)
        .bind(&details.fax)
        .bind(&details.url)
        .bind(&details.vat_number)
        .bind(details.tax_rate1.map(Percent::millionths))
        .bind(details.tax_rate2.map(Percent::millionths));
    address(address(statement, &details.billing), &details.shipping)
}

fn address<'t>(statement: Statement<'t>, address: &Address) -> Statement<'t> {
    statement
        .bind(&address.line1)
        .bind(&address.line2)
        .bind(&address.city)
        .bind(&address.region)
        .bind(&address.postal_code)
        .bind(&address.country)
}
