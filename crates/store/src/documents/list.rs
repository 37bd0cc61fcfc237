//! Finding documents.

use super::filed::{self, Filed};
use super::lines;
use db::{Sql, Statement, Tx};
use domain::document::{DocumentKind, InvoiceStatus};
use jiff::Timestamp;
use uuid::Uuid;

/// Which documents to list. What is `None` doesn't narrow the list.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of this kind.
    pub kind: Option<DocumentKind>,
    /// Written to this contact.
    pub contact_id: Option<Uuid>,
    /// Written to the contact of this number.
    pub contact_number: Option<i64>,
    /// With this number.
    pub number: Option<i64>,
    /// Changed at this moment or later.
    pub modified_since: Option<Timestamp>,
    /// Standing there.
    pub status: Option<InvoiceStatus>,
    /// Matching a text.
    pub search: Option<Search>,
}

/// A text to look for. Case doesn't matter.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// What to look for.
    pub text: String,
    /// Where; in all of the columns, and in the contact's name, when there is none.
    pub column: Option<Column>,
    /// Equal to the text, in place of containing it.
    pub exact: bool,
}

/// A column that can be searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The document's number.
    Number,
    /// The short summary.
    Name,
    /// The day on it, as `2026-11-23`.
    IssueDate,
}

// $1 company, $2 kind, $3 contact, $4 contact's number, $5 number, $6 since, $7 status, $8 pattern, $9 column.
// One text for all filters: a company's documents are found by index, the rest is compared row by row.
macro_rules! matching {
    ($select:literal, $tail:literal) => {
        concat!(
            $select,
            " FROM documents d
              JOIN contacts c ON c.company_id = d.company_id AND c.id = d.contact_id
              WHERE d.company_id = $1
                AND d.kind = COALESCE($2, d.kind)
                AND d.contact_id = COALESCE($3, d.contact_id)
                AND c.number = COALESCE($4, c.number)
                AND d.number = COALESCE($5, d.number)
                AND d.modified_at >= COALESCE($6, d.modified_at)
                AND (CAST($7 AS BIGINT) IS NULL OR $7 = CASE
                      WHEN d.cancelled THEN 8
                      WHEN d.paid = 0 AND d.total_lines - d.total_discount + d.total_tax1 + d.total_tax2 <> 0 THEN 9
                      WHEN d.paid < d.total_lines - d.total_discount + d.total_tax1 + d.total_tax2 THEN 10
                      ELSE 11 END)
                AND (CAST($8 AS TEXT) IS NULL
                  OR ($9 IN ('', 'number') AND CAST(d.number AS TEXT) LIKE $8 ESCAPE '!')
                  OR ($9 IN ('', 'name') AND lower(d.name) LIKE $8 ESCAPE '!')
                  OR ($9 IN ('', 'issue_date') AND CAST(d.issue_date AS TEXT) LIKE $8 ESCAPE '!')
                  OR ($9 = '' AND lower(c.name) LIKE $8 ESCAPE '!'))",
            $tail
        )
    };
}

const LIST: Sql = Sql::both(matching!("SELECT d.*", " ORDER BY d.number DESC, d.id LIMIT $10 OFFSET $11"));
const COUNT: Sql = Sql::both(matching!("SELECT COUNT(*) AS count", ""));

pub(super) const ALL: &[Sql] = &[LIST, COUNT];

/// At most `limit` documents after the first `offset`, newest number first, with their lines.
///
/// # Errors
/// Any of the database's.
pub async fn list(
    tx: &mut Tx,
    company_id: Uuid,
    filter: &Filter,
    limit: i64,
    offset: i64,
) -> Result<Vec<Filed>, db::Error> {
    let rows = narrowed(tx.sql(LIST), company_id, filter).bind(limit).bind(offset).all().await?;
    let mut found = rows.iter().map(filed::read).collect::<Result<Vec<_>, _>>()?;
    lines::attach(tx, company_id, &mut found).await?;
    Ok(found)
}

/// How many documents there are to list.
///
/// # Errors
/// Any of the database's.
pub async fn count(tx: &mut Tx, company_id: Uuid, filter: &Filter) -> Result<i64, db::Error> {
    narrowed(tx.sql(COUNT), company_id, filter).one().await?.get("count")
}

fn narrowed<'t>(statement: Statement<'t>, company_id: Uuid, filter: &Filter) -> Statement<'t> {
    let search = filter.search.as_ref();
    statement
        .bind(company_id)
        .bind(filter.kind.map(DocumentKind::context))
        .bind(filter.contact_id)
        .bind(filter.contact_number)
        .bind(filter.number)
        .bind(filter.modified_since)
        .bind(filter.status.map(InvoiceStatus::id))
        .bind(search.map(Search::pattern))
        .bind(search.map_or("", Search::column))
}

impl Search {
    /// The text as a pattern of `LIKE`, with `!` before what would be a wildcard.
    fn pattern(&self) -> String {
        let text = self.text.to_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_");
        if self.exact { text } else { format!("%{text}%") }
    }

    fn column(&self) -> &'static str {
        match self.column {
            None => "",
            Some(Column::Number) => "number",
            Some(Column::Name) => "name",
            Some(Column::IssueDate) => "issue_date",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wildcard_in_the_text_is_searched_for_as_it_is() {
        let search = |text: &str, exact| Search { text: text.to_owned(), column: None, exact }.pattern();
        assert_eq!(search("10%_!", true), "10!%!_!!");
        assert_eq!(search("Tea", false), "%tea%");
    }
}
