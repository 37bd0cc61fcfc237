//! Calls that succeeded.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{Entity, Failure, FailureKind};

/// An object as the service returned it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// The object under the entity's name.
    pub entity: Value,
    /// The HTTP status.
    pub http_status: u16,
    /// The vendor's name of the call.
    pub intuit_tid: Option<String>,
}

impl Reply {
    /// Takes the object of this kind out of an answer; `None` when there is none.
    pub(crate) fn read(
        kind: Entity,
        mut answer: Value,
        http_status: u16,
        intuit_tid: Option<String>,
    ) -> Option<Self> {
        let entity = answer.get_mut(kind.name()).map(Value::take).filter(Value::is_object)?;
        Some(Self { entity, http_status, intuit_tid })
    }

    /// The object as a type of [`model`](crate::model).
    ///
    /// # Errors
    /// A [`Failure`] of kind [`FailureKind::Unknown`] when a member has a shape that the type does
    /// not allow: the call has had its effect, but what it was can't be told.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        parse(self.entity.clone(), self.http_status, self.intuit_tid.as_deref())
    }

    /// The object's id.
    pub fn id(&self) -> Option<&str> {
        self.entity.get("Id").and_then(Value::as_str)
    }

    /// The object's version, needed for the next update. A deleted object has none.
    pub fn sync_token(&self) -> Option<&str> {
        self.entity.get("SyncToken").and_then(Value::as_str)
    }

    /// Whether this is the answer to a delete (fact sheet 2.6).
    pub fn is_deleted(&self) -> bool {
        self.entity.get("status").and_then(Value::as_str) == Some("Deleted")
    }
}

/// The rows that met a query.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryReply {
    /// The rows; empty when nothing was found and for a count. A page is the last one when it has
    /// fewer rows than were asked for.
    pub rows: Vec<Value>,
    /// The number of rows in all. Rely on it for a count only (fact sheet 3).
    pub total_count: Option<u64>,
    /// The HTTP status.
    pub http_status: u16,
    /// The vendor's name of the call.
    pub intuit_tid: Option<String>,
}

impl QueryReply {
    /// Takes the rows of this kind out of an answer; `None` when it is no answer to a query.
    pub(crate) fn read(
        kind: Entity,
        mut answer: Value,
        http_status: u16,
        intuit_tid: Option<String>,
    ) -> Option<Self> {
        let response = answer.get_mut("QueryResponse").filter(|response| response.is_object())?;
        let rows = match response.get_mut(kind.name()).map(Value::take) {
            None => Vec::new(),
            Some(Value::Array(rows)) => rows,
            Some(_) => return None,
        };
        let total_count = response.get("totalCount").and_then(Value::as_u64);
        Some(Self { rows, total_count, http_status, intuit_tid })
    }

    /// The rows as a type of [`model`](crate::model).
    ///
    /// # Errors
    /// As for [`Reply::parse`], for the first row that does not fit.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<Vec<T>, Failure> {
        let row = |row: &Value| parse(row.clone(), self.http_status, self.intuit_tid.as_deref());
        self.rows.iter().map(row).collect()
    }
}

fn parse<T: DeserializeOwned>(
    value: Value,
    http_status: u16,
    intuit_tid: Option<&str>,
) -> Result<T, Failure> {
    serde_json::from_value(value).map_err(|error| Failure {
        kind: FailureKind::Unknown,
        http_status: Some(http_status),
        fault: None,
        intuit_tid: intuit_tid.map(str::to_owned),
        text: format!("the answer has an unexpected shape: {error}"),
    })
}
