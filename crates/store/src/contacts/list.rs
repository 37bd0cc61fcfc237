//! Lists of contacts.

use super::row::{columns, read};
use crate::Saved;
use crate::listed::{Listed, Page, Search, count};
use db::{Error, Sql, Statement, Tx};
use domain::contact::{Contact, ContactKind};
use jiff::Timestamp;
use uuid::Uuid;

// A filter that isn't asked for is null. `$7` is the pattern, `$8` the field to search in.
macro_rules! filter {
    () => {
        "WHERE company_id = $1
           AND (CAST($2 AS BIGINT) IS NULL OR kind = $2)
           AND (CAST($3 AS TEXT) IS NULL OR lower(email) = lower($3))
           AND (CAST($4 AS BIGINT) IS NULL OR number = $4)
           AND (CAST($5 AS BOOLEAN) IS NULL OR archived = $5)
           AND modified_at >= $6
           AND (CAST($7 AS TEXT) IS NULL
                OR ($8 IN ('', 'name') AND lower(name) LIKE lower($7) ESCAPE '\\')
                OR ($8 IN ('', 'office_email') AND lower(email) LIKE lower($7) ESCAPE '\\')
                OR ($8 IN ('', 'customer_number') AND CAST(number AS TEXT) LIKE $7 ESCAPE '\\')
                OR ($8 = 'billing_country' AND lower(billing_country) LIKE lower($7) ESCAPE '\\'))"
    };
}

pub(super) const COUNT: Sql = Sql::both(concat!("SELECT COUNT(*) AS count FROM contacts ", filter!()));
pub(super) const LIST: Sql = Sql::both(concat!(
    "SELECT ",
    columns!(),
    " FROM contacts ",
    filter!(),
    " ORDER BY number LIMIT $9 OFFSET $10"
));

/// Which contacts are wanted. What is `None` limits nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContactFilter {
    /// Customers, prospects or suppliers.
    pub kind: Option<ContactKind>,
    /// Those with this e-mail address, whatever its case.
    pub email: Option<String>,
    /// The one with this number.
    pub number: Option<i64>,
    /// Only archived ones, or only the others.
    pub archived: Option<bool>,
    /// Those saved at or after this moment.
    pub modified_since: Option<Timestamp>,
    /// Search in `name`, `office_email`, `customer_number` or `billing_country`; without a field, in the
    /// first three.
    pub search: Option<Search>,
}

/// A page of the contacts that `filter` lets pass, by number.
pub async fn list(
    tx: &mut Tx,
    company_id: Uuid,
    filter: &ContactFilter,
    page: Page,
) -> Result<Listed<Saved<Contact>>, Error> {
    let count = count(&bind(tx.sql(COUNT), company_id, filter).one().await?)?;
    let statement = bind(tx.sql(LIST), company_id, filter).bind(page.size).bind(page.offset());
    let rows = statement.all().await?;
    Ok(Listed { rows: rows.iter().map(read).collect::<Result<_, _>>()?, count })
}

fn bind<'t>(statement: Statement<'t>, company_id: Uuid, filter: &ContactFilter) -> Statement<'t> {
    statement
        .bind(company_id)
        .bind(filter.kind.map(ContactKind::context))
        .bind(filter.email.as_deref())
        .bind(filter.number)
        .bind(filter.archived)
        .bind(filter.modified_since.unwrap_or(Timestamp::UNIX_EPOCH))
        .bind(filter.search.as_ref().map(Search::pattern))
        .bind(filter.search.as_ref().map_or("", Search::field))
}
