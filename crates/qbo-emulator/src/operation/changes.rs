//! Change data capture (fact sheet 4.2).

use super::Desk;
use crate::books::{Deletion, LOOK_BACK, Record};
use crate::entity::{Entity, by_name, show};
use crate::fault::{Code, Fault};
use crate::wire::{Members, Object, deleted, local_moment, stamp};
use jiff::Timestamp;
use serde_json::{Value, json};

/// Objects in an answer, over all entities.
const OBJECTS_MAX: usize = 1_000;

/// Entities that are not captured.
const NOT_CAPTURED: [&str; 5] = ["JournalCode", "RecurringTransaction", "TaxAgency", "TaxCode", "TaxRate"];

/// Everything of the entities named that has changed since a moment, each entity in the order of its changes,
/// what is deleted last. What would be more than the answer may hold is left out (assumed).
///
/// # Errors
/// 2020 for a missing parameter, 2000 for an entity that is not captured, 2060 for a moment that can't be read,
/// 2190 for one more than 30 days ago.
pub(crate) fn changes(desk: &Desk<'_>, entities: Option<&str>, since: Option<&str>) -> Result<Value, Fault> {
    let entities = captured(entities.ok_or_else(|| Fault::missing("entities"))?)?;
    let since = moment(since.ok_or_else(|| Fault::missing("changedSince"))?, desk.now)?;
    let mut room = OBJECTS_MAX;
    let responses: Vec<Value> = entities.iter().map(|entity| of(desk, entity, since, &mut room)).collect();
    Ok(json!([{ "QueryResponse": responses }]))
}

/// The entities that a list with commas names, each once.
fn captured(list: &str) -> Result<Vec<&'static Entity>, Fault> {
    let mut entities: Vec<&'static Entity> = Vec::new();
    for name in list.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        let found = by_name(name).filter(|entity| !NOT_CAPTURED.contains(&entity.name));
        let entity = found.ok_or_else(|| {
            Fault::new(Code::OBJECT_NAME, format!("Invalid or unsupported object name : {name}"))
                .element("entities")
        })?;
        if !entities.iter().any(|known| known.name == entity.name) {
            entities.push(entity);
        }
    }
    if entities.is_empty() { Err(Fault::missing("entities")) } else { Ok(entities) }
}

/// A date is its first moment in the service's own time. A `+` that was sent bare arrives as a blank.
fn moment(text: &str, now: Timestamp) -> Result<Timestamp, Fault> {
    let text = text.trim().replace(' ', "+");
    let parsed = text.parse().ok().or_else(|| local_moment(&text));
    let since: Timestamp = parsed.ok_or_else(|| {
        let detail = format!("{}. Supplied value:{text}", Code::DATE_FORMAT.message);
        Fault::new(Code::DATE_FORMAT, detail).element("changedSince")
    })?;
    if now.duration_since(since) > LOOK_BACK {
        let detail =
            format!("Invalid Date Range : changedSince is more than 30 days ago. Supplied value:{text}");
        return Err(Fault::new(Code::DATE_RANGE, detail).element("changedSince"));
    }
    Ok(since)
}

/// What has changed of one entity; `{}` when nothing has.
fn of(desk: &Desk<'_>, entity: &'static Entity, since: Timestamp, room: &mut usize) -> Value {
    let table = desk.company.table(entity.name);
    let mut changed: Vec<&Record> = table
        .into_iter()
        .flat_map(|table| table.scan())
        .filter(|record| whole(record.updated) >= whole(since))
        .collect();
    changed.sort_by_key(|record| record.updated);
    let shown = changed.into_iter().map(|record| Value::Object(show(desk.company, entity, record)));
    let gone = desk.company.deletions.since(entity.name, since).map(told);
    let objects: Vec<Value> = shown.chain(gone).take(*room).collect();
    *room -= objects.len();
    if objects.is_empty() {
        return json!({});
    }
    let mut response = Object::new();
    response.put("startPosition", 1);
    response.put("maxResults", objects.len());
    if entity.counted {
        response.put("totalCount", objects.len());
    }
    response.put(entity.name, objects);
    Value::Object(response)
}

/// Replies show whole seconds, and what they show must be good to go on from.
fn whole(moment: Timestamp) -> i64 {
    moment.as_second()
}

fn told(deletion: &Deletion) -> Value {
    let mut told = deleted(&deletion.id.to_string());
    told.put("MetaData", json!({ "LastUpdatedTime": stamp(deletion.at) }));
    Value::Object(told)
}
