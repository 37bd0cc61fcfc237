//! Reading the log.

use db::{Sql, Statement, Tx};
use uuid::Uuid;

use super::{Entry, Status, columns};
use crate::{Engine, Error};

/// Entries on one page, at most.
pub const MAX_PAGE_SIZE: i64 = 200;

/// Which entries are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those of this status.
    pub status: Option<Status>,
    /// Only those of the record with this id.
    pub record_id: Option<Uuid>,
}

/// A part of the log, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The entries of the page.
    pub entries: Vec<Entry>,
    /// Entries on all pages.
    pub count: i64,
}

macro_rules! filtered {
    () => {
        " FROM log_entries WHERE company_id = $1 AND ($2 = '' OR status = $2)
            AND ($3 = 0 OR record_id = $4)"
    };
}

const LIST: Sql =
    Sql::both(concat!("SELECT ", columns!(), filtered!(), " ORDER BY id DESC LIMIT $5 OFFSET $6"));
const COUNT: Sql = Sql::both(concat!("SELECT COUNT(*) AS count", filtered!()));
const GET: Sql =
    Sql::both(concat!("SELECT ", columns!(), " FROM log_entries WHERE company_id = $1 AND id = $2"));

pub(super) const ALL: &[Sql] = &[LIST, COUNT, GET];

impl Engine {
    /// The entries that fit `filter`, newest first: page `number` (from 1) of `size` (at most [`MAX_PAGE_SIZE`]).
    ///
    /// # Errors
    /// Any error of the database.
    pub async fn log(&self, company_id: Uuid, filter: Filter, number: i64, size: i64) -> Result<Page, Error> {
        let size = size.clamp(1, MAX_PAGE_SIZE);
        let offset = number.max(1).saturating_sub(1).saturating_mul(size);
        let mut tx = self.db().begin_read().await?;
        let count = bind(tx.sql(COUNT), company_id, filter).one().await?.get("count")?;
        let rows = bind(tx.sql(LIST), company_id, filter).bind(size).bind(offset).all().await?;
        Ok(Page { entries: rows.iter().map(Entry::read).collect::<Result<_, _>>()?, count })
    }

    /// One entry.
    ///
    /// # Errors
    /// [`Error::NoEntry`] when the company has none with this id.
    pub async fn log_entry(&self, company_id: Uuid, id: Uuid) -> Result<Entry, Error> {
        get(&mut self.db().begin_read().await?, company_id, id).await
    }
}

/// One entry.
pub(crate) async fn get(tx: &mut Tx, company_id: Uuid, id: Uuid) -> Result<Entry, Error> {
    let row = tx.sql(GET).bind(company_id).bind(id).optional().await?;
    Entry::read(&row.ok_or(Error::NoEntry(id))?)
}

fn bind(statement: Statement<'_>, company_id: Uuid, filter: Filter) -> Statement<'_> {
    let status = filter.status.map(Status::code).unwrap_or_default();
    statement
        .bind(company_id)
        .bind(status)
        .bind(i64::from(filter.record_id.is_some()))
        .bind(filter.record_id.unwrap_or_default())
}
