//! Batches (fact sheet 4.1).

use super::{Desk, Effect, Operation, Order, changes, once};
use crate::entity::{Entity, by_name};
use crate::fault::{Code, Fault};
use crate::query;
use crate::report::report;
use crate::wire::{Members, Object};
use serde_json::{Value, json};

/// Items in one batch.
pub(crate) const BATCH_ITEMS_MAX: usize = 30;

/// Objects in the answer of one batch (fact sheet 4.1).
const BATCH_OBJECTS_MAX: u64 = 1_000;

/// The member with what a query has found.
const FOUND: &str = "QueryResponse";

/// The member with what has changed.
const CHANGED: &str = "CDCResponse";

/// Characters of the request id of a batch (fact sheet 2.8).
const REQUEST_CHARS_MAX: usize = 36;

/// Characters of a `bId` when the batch has a request id.
const ITEM_ID_CHARS_MAX: usize = 10;

/// Does the items one after the other, each for itself. `refused` may refuse an item before it is done.
///
/// # Errors
/// 2020 without items, 1040 with too many, 2130 with a request id that is too long; the items' own faults stand in the answer.
pub(crate) fn batch(
    desk: &mut Desk<'_>,
    body: &Object,
    request: Option<&str>,
    refused: &mut dyn FnMut(&str, Operation) -> Option<Fault>,
) -> Result<Value, Fault> {
    let Some(items) = body.get("BatchItemRequest").and_then(Value::as_array) else {
        return Err(Fault::missing("BatchItemRequest"));
    };
    if items.len() > BATCH_ITEMS_MAX {
        let detail =
            format!("Batch size exceeds allowed limit : at most {BATCH_ITEMS_MAX} items are supported");
        return Err(Fault::new(Code::BATCH_TOO_BIG, detail).element("BatchItemRequest"));
    }
    if request.is_some_and(|request| request.chars().count() > REQUEST_CHARS_MAX) {
        let detail =
            format!("Invalid Request Id Format : that of a batch has at most {REQUEST_CHARS_MAX} characters");
        return Err(Fault::new(Code::REQUEST_ID_FORMAT, detail).element("requestid"));
    }
    let mut objects = 0;
    let replies = items.iter().map(|item| {
        let members = item.as_object().cloned().unwrap_or_default();
        let mut reply = Object::new();
        if let Some(id) = members.get("bId") {
            reply.put("bId", id.clone());
        }
        match answer(desk, &members, request, refused) {
            Ok((name, value)) => {
                let found = objects_in(&name, &value);
                let more = found.unwrap_or(1);
                // What has been written is told whatever it adds.
                if found.is_some() && objects + more > BATCH_OBJECTS_MAX {
                    reply.put("Fault", too_much().object());
                } else {
                    objects += more;
                    reply.put(&name, value);
                }
            }
            Err(fault) => reply.put("Fault", fault.object()),
        }
        Value::Object(reply)
    });
    let replies: Vec<Value> = replies.collect();
    Ok(json!({ "BatchItemResponse": replies }))
}

fn answer(
    desk: &mut Desk<'_>,
    item: &Object,
    request: Option<&str>,
    refused: &mut dyn FnMut(&str, Operation) -> Option<Fault>,
) -> Result<(String, Value), Fault> {
    if let Some(found) = asked(desk, item)? {
        return Ok(found);
    }
    let (entity, body) = subject(item)?;
    let operation = operation(item)?;
    if let Some(fault) = refused(entity.name, operation) {
        return Err(fault);
    }
    let item_id = item.text("bId").unwrap_or_default();
    if request.is_some() && item_id.chars().count() > ITEM_ID_CHARS_MAX {
        let detail = format!("Invalid Request Id Format : a bId has at most {ITEM_ID_CHARS_MAX} characters");
        return Err(Fault::new(Code::REQUEST_ID_FORMAT, detail).element("bId"));
    }
    let options = options(item.text("optionsData").unwrap_or_default());
    let operation = if operation == Operation::Update && options.iter().any(|option| option == "void") {
        Operation::Void
    } else {
        operation
    };
    let request = request.map(|request| format!("{request} {item_id}"));
    let outcome = once(desk, &Order { entity, operation, body, options, request })?;
    if outcome.effect == Effect::Replayed {
        tracing::debug!(entity = entity.name, "first reply sent again");
    }
    Ok((entity.name.to_owned(), outcome.object))
}

/// What an item finds that only asks: a query, what has changed, or a report, which is named as in its address (assumed).
fn asked(desk: &Desk<'_>, item: &Object) -> Result<Option<(String, Value)>, Fault> {
    let (name, found) = if let Some(statement) = item.text("Query") {
        (FOUND, query::run(desk.company, statement, desk.now)?)
    } else if let Some(wanted) = item.object("CDCQuery") {
        let mut found = changes(desk, wanted.text("Entities"), wanted.text("ChangedSince"))?;
        (CHANGED, found[0].take())
    } else if let Some(wanted) = item.text("ReportQuery") {
        let (name, parameters) = wanted.split_once('?').unwrap_or((wanted, ""));
        let parameters: Vec<(String, String)> =
            url::form_urlencoded::parse(parameters.as_bytes()).into_owned().collect();
        let name = name.trim_start_matches('/').trim_start_matches("reports/");
        ("Report", report(desk.company, name, &parameters, desk.now)?)
    } else {
        return Ok(None);
    };
    Ok(Some((name.to_owned(), found)))
}

/// How many objects a query or what has changed brings into the answer.
fn objects_in(name: &str, found: &Value) -> Option<u64> {
    let count = |found: &Value| found.get("maxResults").and_then(Value::as_u64).unwrap_or_default();
    match name {
        FOUND => Some(count(found)),
        CHANGED => found.get(FOUND)?.as_array().map(|responses| responses.iter().map(count).sum()),
        _ => None,
    }
}

/// 10100: a query would bring more objects into the answer than it may have (code assumed).
fn too_much() -> Fault {
    let detail = format!("Result set too big : a batch answers with at most {BATCH_OBJECTS_MAX} objects");
    Fault::new(Code::RESULT_TOO_BIG, detail).element("Query")
}

fn subject(item: &Object) -> Result<(&'static Entity, Object), Fault> {
    let mut subjects = item.iter().filter_map(|(name, value)| Some((by_name(name)?, value.as_object()?)));
    let subject = subjects.next();
    if let Some((other, _)) = subjects.next() {
        let name = other.name;
        let detail =
            format!("Invalid Request, conflicting elements : an item is about one object, not also {name}");
        return Err(Fault::new(Code::CONFLICTING, detail).element(name));
    }
    let subject = subject.map(|(entity, body)| (entity, entity.opened(body)));
    subject.ok_or_else(|| Fault::new(Code::OBJECT_NAME, "Invalid or unsupported object name"))
}

fn operation(item: &Object) -> Result<Operation, Fault> {
    match item.text("operation") {
        // Without a word something is created (observed).
        Some("create") | None => Ok(Operation::Create),
        Some("update") => Ok(Operation::Update),
        Some("delete") => Ok(Operation::Delete),
        Some("void") => Ok(Operation::Void),
        Some(other) => Err(Fault::unsupported(other)),
    }
}

/// The words of `include` or `optionsData`.
pub(crate) fn options(list: &str) -> Vec<String> {
    list.split(',').map(|word| word.trim().to_ascii_lowercase()).filter(|word| !word.is_empty()).collect()
}
