//! Several contacts at once.

use super::row::{columns, read};
use crate::Saved;
use db::{Error, Sql, Tx};
use domain::contact::Contact;
use std::collections::HashMap;
use uuid::Uuid;

pub(super) const BY_IDS: Sql = Sql::each(
    concat!(
        "SELECT ",
        columns!(),
        " FROM contacts WHERE company_id = $1 AND id IN (SELECT unhex(value) FROM json_each($2))"
    ),
    concat!("SELECT ", columns!(), " FROM contacts WHERE company_id = $1 AND id = ANY($2)"),
);

/// Those of the contacts that the company has, with one statement.
pub async fn by_ids(
    tx: &mut Tx,
    company_id: Uuid,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Saved<Contact>>, Error> {
    let rows = tx.sql(BY_IDS).bind(company_id).bind_list(ids).all().await?;
    rows.iter().map(|row| read(row).map(|contact| (contact.id, contact))).collect()
}
