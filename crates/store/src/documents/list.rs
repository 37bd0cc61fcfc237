//! Lists of documents.

use super::filed::{self, Filed};
use super::lines;
use crate::listed::{Listed, Page, Search, count};
use db::{Error, Sql, Statement, Tx};
use domain::document::{DocumentKind, DocumentStatus};
use jiff::Timestamp;
use uuid::Uuid;

// A filter that isn't asked for is null. `$7` is a status, `$8` the pattern, `$9` the field to search in.
macro_rules! matching {
    () => {
        "FROM documents d JOIN contacts c ON c.company_id = d.company_id AND c.id = d.contact_id
         WHERE d.company_id = $1
           AND (CAST($2 AS BIGINT) IS NULL OR d.kind = $2)
           AND d.contact_id = COALESCE($3, d.contact_id)
           AND (CAST($4 AS BIGINT) IS NULL OR c.number = $4)
           AND (CAST($5 AS BIGINT) IS NULL OR d.number = $5)
           AND d.modified_at >= $6
           AND (CAST($7 AS BIGINT) IS NULL OR $7 = CASE
                WHEN d.kind = 11 AND d.sent_at IS NULL THEN 15
                WHEN d.kind = 11 AND NOT EXISTS (SELECT 1 FROM document_lines o
                     WHERE o.company_id = d.company_id AND o.document_id = d.id
                       AND o.kind IN ('item', 'service') AND o.received <> o.quantity) THEN 18
                WHEN d.kind = 11 AND EXISTS (SELECT 1 FROM document_lines o
                     WHERE o.company_id = d.company_id AND o.document_id = d.id AND o.received <> 0) THEN 17
                WHEN d.kind = 11 THEN 16
                WHEN d.cancelled THEN 8
                WHEN d.paid = 0 AND d.total_lines - d.total_discount + d.total_tax1 + d.total_tax2 <> 0 THEN 9
                WHEN d.paid < d.total_lines - d.total_discount + d.total_tax1 + d.total_tax2 THEN 10
                ELSE 11 END)
           AND (CAST($8 AS TEXT) IS NULL
                OR ($9 IN ('', 'document_number') AND CAST(d.number AS TEXT) LIKE $8 ESCAPE '\\')
                OR ($9 IN ('', 'name') AND lower(d.name) LIKE lower($8) ESCAPE '\\')
                OR ($9 = '' AND lower(c.name) LIKE lower($8) ESCAPE '\\')
                OR ($9 = 'issue_date' AND CAST(d.issue_date AS TEXT) LIKE $8 ESCAPE '\\'))"
    };
}

pub(super) const COUNT: Sql = Sql::both(concat!("SELECT COUNT(*) AS count ", matching!()));
pub(super) const LIST: Sql =
    Sql::both(concat!("SELECT d.* ", matching!(), " ORDER BY d.number DESC, d.id LIMIT $10 OFFSET $11"));

/// Which documents are wanted. What is `None` limits nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DocumentFilter {
    /// Documents of this kind.
    pub kind: Option<DocumentKind>,
    /// Those written to this contact.
    pub contact_id: Option<Uuid>,
    /// Those written to the contact of this number.
    pub contact_number: Option<i64>,
    /// Those with this number.
    pub number: Option<i64>,
    /// Those saved at or after this moment.
    pub modified_since: Option<Timestamp>,
    /// Those that stand there.
    pub status: Option<DocumentStatus>,
    /// Search in `document_number`, `name` or `issue_date`; without a field, in the first two and the contact's name.
    pub search: Option<Search>,
}

/// A page of the documents that `filter` lets pass, newest number first, with their lines.
pub async fn list(
    tx: &mut Tx,
    company_id: Uuid,
    filter: &DocumentFilter,
    page: Page,
) -> Result<Listed<Filed>, Error> {
    let count = count(&bind(tx.sql(COUNT), company_id, filter).one().await?)?;
    let statement = bind(tx.sql(LIST), company_id, filter).bind(page.size).bind(page.offset());
    let mut rows = statement.all().await?.iter().map(filed::read).collect::<Result<Vec<_>, _>>()?;
    lines::attach(tx, company_id, &mut rows).await?;
    Ok(Listed { rows, count })
}

fn bind<'t>(statement: Statement<'t>, company_id: Uuid, filter: &DocumentFilter) -> Statement<'t> {
    statement
        .bind(company_id)
        .bind(filter.kind.map(DocumentKind::context))
        .bind(filter.contact_id)
        .bind(filter.contact_number)
        .bind(filter.number)
        .bind(filter.modified_since.unwrap_or(Timestamp::UNIX_EPOCH))
        .bind(filter.status.map(DocumentStatus::id))
        .bind(filter.search.as_ref().map(Search::pattern))
        .bind(filter.search.as_ref().map_or("", Search::field))
}
