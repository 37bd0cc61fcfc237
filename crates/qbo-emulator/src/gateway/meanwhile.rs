//! Somebody else at work: what another user does to a record just before a request takes effect.

use super::Call;
use crate::books::{ChangeKind, Id, Record};
use crate::emulator::{Settings, World};
use crate::entity::{Entity, by_name, by_path};
use crate::fault::Fault;
use crate::operation::{Desk, Operation, Order, can_merge, member, merge, write};
use crate::wire::{Members, Object};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What the other user does, and to which record.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Meanwhile {
    #[serde(rename = "do")]
    deed: Deed,
    /// What an edit sets; without it only the `SyncToken` grows.
    #[serde(default, skip_serializing_if = "Object::is_empty")]
    set: Object,
    /// The record, where it is not the one that the request is about.
    #[serde(default)]
    entity: Option<String>,
    #[serde(default)]
    id: Option<String>,
    /// Whom a merge leaves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    into: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Deed {
    Edit,
    Void,
    Delete,
    Deactivate,
    Merge,
}

impl Meanwhile {
    /// Looks at the entity that is named, and whether a merge says into whom.
    ///
    /// # Errors
    /// The text names it.
    pub(super) fn check(&self) -> Result<(), String> {
        if let Some(name) = self.entity.as_deref().filter(|name| by_name(name).is_none()) {
            return Err(format!("entity is {name}: it must be an entity such as Invoice"));
        }
        let who = self.entity.as_deref().and_then(by_name).filter(|entity| !can_merge(entity));
        if let (Deed::Merge, Some(entity)) = (self.deed, who) {
            return Err(format!("entity is {}: only customers and vendors can be merged", entity.name));
        }
        match (self.deed, &self.into) {
            (Deed::Merge, None) => Err("into is missing: it must be the Id of the one who stays".to_owned()),
            (Deed::Merge, Some(_)) | (_, None) => Ok(()),
            (_, Some(into)) => Err(format!("into is {into}: only a merge goes into another one")),
        }
    }
}

/// Lets the other user do it. What the rules forbid, or can't be done to such a record, is not done. Users at a
/// screen are not kept from deleting what has payments, so links are lenient here.
pub(super) fn happen(world: &mut World, call: &Call, meanwhile: &Meanwhile, now: Timestamp) {
    let Some(company) = world.companies.get_mut(&call.realm) else { return };
    let Some((entity, id)) = target(call, meanwhile) else { return };
    let Some(record) = company.find(entity.name, &id).cloned() else { return };
    let settings = Settings { strict_links: false, ..Settings::clone(&company.settings) };
    let mut desk = Desk { company, settings: &settings, now };
    if let Err(fault) = act(&mut desk, entity, &record, meanwhile) {
        tracing::warn!(entity = entity.name, %id, fault = %fault.detail, "a rule could not act meanwhile");
    }
}

fn act(
    desk: &mut Desk<'_>,
    entity: &'static Entity,
    record: &Record,
    meanwhile: &Meanwhile,
) -> Result<(), Fault> {
    let mut body = meanwhile.set.clone();
    let operation = match meanwhile.deed {
        Deed::Edit if body.is_empty() => {
            let next = record.next(record.body.clone(), desk.now);
            desk.company.put(entity, next);
            desk.company.news.note(entity.name, &record.id, ChangeKind::Updated, desk.now);
            return Ok(());
        }
        Deed::Merge => {
            let into = meanwhile.into.as_deref().unwrap_or_default();
            return merge(desk, entity, &record.id, &Id::parse(into));
        }
        Deed::Edit => Operation::Update,
        Deed::Void => Operation::Void,
        Deed::Delete => Operation::Delete,
        Deed::Deactivate => {
            body.put("Active", false);
            Operation::Update
        }
    };
    body.put("Id", record.id.to_string());
    body.put("SyncToken", record.sync_token.to_string());
    body.put("sparse", true);
    let options = if operation == Operation::Void { vec!["void".to_owned()] } else { Vec::new() };
    write(desk, &Order { entity, operation, body, options, request: None }).map(drop)
}

/// The record that a rule names, else the one that the request is about.
fn target(call: &Call, meanwhile: &Meanwhile) -> Option<(&'static Entity, Id)> {
    let first = call.segments.first().map(String::as_str).unwrap_or_default();
    let entity = match &meanwhile.entity {
        Some(name) => by_name(name)?,
        None => by_path(first)?,
    };
    let own = || {
        let in_path = call.segments.get(1).cloned();
        in_path.or_else(|| member(call.object().ok()?, "Id"))
    };
    let id = meanwhile.id.clone().or_else(own)?;
    Some((entity, Id::parse(&id)))
}
