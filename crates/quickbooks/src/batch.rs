//! Many changes in one request (fact sheet 4.1).

use std::collections::HashSet;

use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value, json};

use crate::{
    Entity, Error, Failure, FailureKind, Fault, Operation, Reply, RequestId, Write,
    failure::{capped, classify},
    redaction::without_secrets,
};

/// Most changes in one batch.
pub const BATCH_ITEMS_MAX: usize = 30;

/// Most characters of the request id of a batch (fact sheet 2.8).
const REQUEST_ID_CHARS_MAX: usize = 36;

/// Most characters of the id of an item of a batch (fact sheet 2.8).
pub const ITEM_ID_CHARS_MAX: usize = 10;

/// One change in a batch.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    /// Names it within the batch, for good: the service answers a repeat of batch and item with the stored first answer.
    pub id: &'a str,
    /// The change.
    pub write: &'a Write,
}

/// Changes that travel together. They don't depend on each other, and each has an outcome of its own.
#[derive(Debug, Clone)]
pub struct Batch<'a> {
    request_id: &'a RequestId,
    items: &'a [Item<'a>],
}

impl<'a> Batch<'a> {
    /// These changes under this request id.
    ///
    /// # Errors
    /// [`Error::Batch`] unless the request id has at most 36 characters, there are 1 to [`BATCH_ITEMS_MAX`] items, each
    /// with an id of its own of 1 to [`ITEM_ID_CHARS_MAX`] characters, and none is a void, which is not documented for
    /// batches.
    pub fn new(request_id: &'a RequestId, items: &'a [Item<'a>]) -> Result<Self, Error> {
        let mut ids = HashSet::new();
        let reason = if request_id.as_str().len() > REQUEST_ID_CHARS_MAX {
            format!("its request id {request_id} is longer than {REQUEST_ID_CHARS_MAX} characters")
        } else if !(1..=BATCH_ITEMS_MAX).contains(&items.len()) {
            format!("it has {} items: give 1 to {BATCH_ITEMS_MAX}", items.len())
        } else if let Some(item) = items.iter().find(|item| !has_length(item.id)) {
            format!("its item {:?} needs an id of 1 to {ITEM_ID_CHARS_MAX} characters", item.id)
        } else if let Some(item) = items.iter().find(|item| !ids.insert(item.id)) {
            format!("two of its items are called {:?}", item.id)
        } else if let Some(item) = items.iter().find(|item| !item.write.may_be_in_a_batch()) {
            format!("its item {:?} is a void: send it alone", item.id)
        } else {
            return Ok(Self { request_id, items });
        };
        Err(Error::Batch { reason })
    }

    /// Names the batch.
    pub(crate) const fn request_id(&self) -> &'a RequestId {
        self.request_id
    }

    /// What is sent.
    pub(crate) fn body(&self) -> Value {
        let item = |item: &Item<'_>| {
            let mut members = Map::new();
            members.insert("bId".to_owned(), item.id.into());
            members.insert("operation".to_owned(), json!(item.write.operation));
            members.insert(item.write.entity.name().to_owned(), item.write.body.clone());
            Value::Object(members)
        };
        json!({ "BatchItemRequest": self.items.iter().map(item).collect::<Vec<_>>() })
    }

    /// The outcome of each item, in the order of the items; `None` when it is no answer to a batch. An item that the
    /// answer leaves out has an unknown outcome. The token shows up nowhere in them.
    pub(crate) fn read(
        &self,
        token: &SecretString,
        mut answer: Value,
        http_status: u16,
        intuit_tid: Option<&str>,
    ) -> Option<Vec<Result<Reply, Failure>>> {
        let answers = answer.get_mut("BatchItemResponse")?.as_array_mut()?;
        let outcome = |item: &Item<'_>| {
            let answer = answers.iter_mut().find(|answer| answer["bId"] == item.id).map(Value::take);
            outcome(item.write.entity, token, answer, http_status, intuit_tid)
        };
        Some(self.items.iter().map(outcome).collect())
    }
}

impl Write {
    /// Whether the service's documentation names the operation for batches: create, update and delete.
    pub const fn may_be_in_a_batch(&self) -> bool {
        !matches!(self.operation, Operation::Void)
    }
}

fn has_length(id: &str) -> bool {
    (1..=ITEM_ID_CHARS_MAX).contains(&id.len())
}

fn outcome(
    entity: Entity,
    token: &SecretString,
    answer: Option<Value>,
    http_status: u16,
    intuit_tid: Option<&str>,
) -> Result<Reply, Failure> {
    let failure = |kind, fault, text| Failure {
        kind,
        http_status: Some(http_status),
        fault,
        intuit_tid: intuit_tid.map(str::to_owned),
        text,
    };
    let Some(answer) = answer else {
        let text = "the answer to the batch leaves this item out".to_owned();
        return Err(failure(FailureKind::Unknown, None, text));
    };
    let text = without_secrets(&answer.to_string(), &[token.expose_secret()]);
    let fault = Fault::read(&text);
    let text = capped(text);
    if let Some(kind) = classify(http_status, fault.as_ref(), None) {
        return Err(failure(kind, fault, text));
    }
    Reply::read(entity, answer, http_status, intuit_tid.map(str::to_owned))
        .ok_or_else(|| failure(FailureKind::Unknown, None, text))
}
