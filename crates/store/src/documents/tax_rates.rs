//! The rates that documents are taxed at.

use db::{Error, Sql, Tx};
use domain::Percent;
use uuid::Uuid;

/// The most pairs of rates that are told.
const MAX_PAIRS: i64 = 100;

pub(super) const OF_LINES: Sql = Sql::both(
    "SELECT DISTINCT tax1, tax2 FROM document_lines WHERE company_id = $1 AND kind IN ('item', 'service')
     ORDER BY tax1, tax2 LIMIT $2",
);

/// The pairs of rates of the company's lines.
///
/// # Errors
/// Any error of the database.
pub async fn tax_rates(tx: &mut Tx, company_id: Uuid) -> Result<Vec<(Percent, Percent)>, Error> {
    let rows = tx.sql(OF_LINES).bind(company_id).bind(MAX_PAIRS).all().await?;
    let pair = |row: &db::Row| {
        Ok((Percent::from_millionths(row.get("tax1")?), Percent::from_millionths(row.get("tax2")?)))
    };
    rows.iter().map(pair).collect()
}
