//! What QuickBooks would be told, call by call, without telling it.
//!
//! A plan is a rehearsal: the same looks at the books and the same decisions as in earnest, in a transaction that is never
//! committed. Each call gets the ordinary answer in imagination, and a plan says what was supposed.

mod rehearsal;

use db::{Sql, Tx};
use domain::change::{Change, Record};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::connection::Connection;
use crate::{Engine, Error};
use rehearsal::Rehearsal;

/// Every statement of this folder.
pub(crate) const STATEMENTS: &[&[Sql]] = &[rehearsal::ALL];

/// The calls that would be made, in their order, and how it would end for each record.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Plan {
    /// The calls.
    pub steps: Vec<PlannedStep>,
    /// How it would end, record by record.
    pub endings: Vec<PlannedEnding>,
    /// Whether that is all; a very long plan is cut.
    pub is_whole: bool,
}

/// A call that would be made.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlannedStep {
    /// For which record.
    pub record: PlannedRecord,
    /// `create`, `update`, `delete`, `void`, `adopt`, `find` or `read`.
    pub verb: &'static str,
    /// HTTP method.
    pub method: &'static str,
    /// Path and query below the company's address.
    pub path: String,
    /// What would be sent. An id that QuickBooks would give first is called `new 1`, `new 2`, …
    pub body: Option<Value>,
    /// What the rest of the plan rests on, where the answer might be another one.
    pub supposed: Option<&'static str>,
}

/// How it would end for a record.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlannedEnding {
    /// The record.
    pub record: PlannedRecord,
    /// How the record's entry would stand then.
    pub status: PlannedStatus,
    /// Why, by its code, where it fails.
    pub code: Option<&'static str>,
    /// Why, or what it waits for.
    pub reason: Option<String>,
}

impl PlannedEnding {
    /// Whether it is how it would end for `record`.
    fn is_of(&self, record: Record) -> bool {
        self.record.kind == record.kind.code() && self.record.id == record.id
    }
}

/// How an entry would stand at the end of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PlannedStatus {
    /// QuickBooks would hold what it should.
    Completed,
    /// Nothing would have to be sent.
    Skipped,
    /// Somebody would have to do something.
    Failed,
    /// Something else would have to go first, and can't.
    Waiting,
}

/// A record of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlannedRecord {
    /// Its kind.
    pub kind: &'static str,
    /// Its id here.
    pub id: Uuid,
    /// How a person calls it.
    pub title: String,
}

impl Engine {
    /// What would be done about the record of a log entry now. Nothing is kept and no call is made.
    ///
    /// # Errors
    /// [`Error::NoEntry`], or [`Error::NotConnected`] without a connection.
    pub async fn plan_of(&self, company_id: Uuid, entry_id: Uuid) -> Result<Plan, Error> {
        let entry = self.log_entry(company_id, entry_id).await?;
        let connection = self.connection(company_id).await?.ok_or(Error::NotConnected)?;
        let mut tx = self.db().begin_write().await?;
        let plan = self.rehearse(&mut tx, &connection, vec![(entry.record, entry.title)]).await;
        tx.rollback().await?;
        plan
    }

    /// What would be done about changes that were made in `tx`, which must not be committed then. Nothing, where the
    /// integration is off.
    ///
    /// # Errors
    /// Any error of the database.
    pub async fn plan(&self, tx: &mut Tx, company_id: Uuid, changes: &[Change]) -> Result<Plan, Error> {
        let connection = crate::connection::current(tx, company_id).await?;
        let Some(connection) = connection.filter(|connection| connection.enabled_at.is_some()) else {
            return Ok(Plan { is_whole: true, ..Plan::default() });
        };
        let told = changes.iter().filter(|change| crate::log::is_told(change));
        let records = told.map(|change| (change.record, change.title.clone())).collect();
        self.rehearse(tx, &connection, records).await
    }

    async fn rehearse(
        &self,
        tx: &mut Tx,
        connection: &Connection,
        records: Vec<(Record, String)>,
    ) -> Result<Plan, Error> {
        Rehearsal::new(tx, connection, self.now(), records).run().await
    }
}
