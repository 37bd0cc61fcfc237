//! A QuickBooks company, as small as the steps need: entities with versions and unique names, and other people in it.

use planner::Verb;
use quickbooks::{Entity, Fault, FaultError, Write};
use serde_json::Value;
use std::collections::BTreeMap;

/// What the company holds.
#[derive(Debug, Clone, Default)]
pub(super) struct Company {
    kept: BTreeMap<String, Kept>,
    made: usize,
}

/// One entity.
#[derive(Debug, Clone)]
struct Kept {
    entity: Entity,
    name: Option<String>,
    version: usize,
    /// Whether it stands for the record that is decided about.
    ours: bool,
}

/// What other people do between two steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meddling {
    /// They save our entity, which raises its version.
    Save,
    /// They remove our entity.
    Remove,
    /// They make a customer that is called as our record.
    TakeName,
}

impl Company {
    /// Puts an entity there, not by the record's own steps.
    pub(super) fn put(&mut self, id: &str, entity: Entity, name: Option<&str>, version: usize, ours: bool) {
        let kept = Kept { entity, name: name.map(str::to_owned), version, ours };
        self.kept.insert(id.to_owned(), kept);
    }

    /// Live entities that stand for the record.
    pub(super) fn ours(&self) -> Vec<&str> {
        self.kept.iter().filter(|(_, kept)| kept.ours).map(|(id, _)| id.as_str()).collect()
    }

    /// Lets other people do something.
    pub(super) fn meddle(&mut self, meddling: Meddling, name: &str) {
        match meddling {
            Meddling::Save => {
                self.kept.values_mut().filter(|kept| kept.ours).for_each(|kept| kept.version += 1)
            }
            // Only transactions can be removed (fact sheet 2.6).
            Meddling::Remove => self.kept.retain(|_, kept| !(kept.ours && kept.entity.is_transaction())),
            Meddling::TakeName if self.holder(Entity::Customer, name).is_none() => {
                self.put("900", Entity::Customer, Some(name), 0, false);
            }
            Meddling::TakeName => {}
        }
    }

    /// Id and version of the entity of this kind that is called `name`.
    pub(super) fn find(&self, entity: Entity, name: &str) -> Option<(String, String)> {
        let (id, _) = self.kept.iter().find(|(_, kept)| {
            kept.entity == entity && kept.name.as_deref().is_some_and(|kept| kept == name)
        })?;
        self.read(id)
    }

    /// Id and version of the entity.
    pub(super) fn read(&self, id: &str) -> Option<(String, String)> {
        self.kept.get(id).map(|kept| (id.to_owned(), kept.version.to_string()))
    }

    /// Does what a write says, or refuses it with a code of the vendor (fact sheet 6.3).
    pub(super) fn write(&mut self, verb: Verb, write: &Write) -> Result<(String, String), Fault> {
        let text = |member: &str| write.body.get(member).and_then(Value::as_str);
        let name = text("DisplayName").or(text("Name")).map(str::to_owned);
        let id = match (verb, text("Id")) {
            (Verb::Create, _) => format!("{}", 500 + self.made),
            (_, Some(id)) => self.at_version(id, text("SyncToken")).map(|()| id.to_owned())?,
            _ => return Err(fault("2020")),
        };
        let holder = name.as_deref().and_then(|name| self.holder(write.entity, name));
        if holder.is_some_and(|holder| holder != id) {
            return Err(fault("6240"));
        }
        let before = match verb {
            Verb::Delete => {
                self.kept.remove(&id);
                return Ok((id, String::new()));
            }
            Verb::Create => None,
            Verb::Adopt | Verb::Update | Verb::Void => self.kept.remove(&id),
        };
        self.made += usize::from(before.is_none());
        let version = before.as_ref().map_or(0, |kept| kept.version + 1);
        let name = name.or(before.and_then(|kept| kept.name));
        self.put(&id, write.entity, name.as_deref(), version, true);
        Ok((id, version.to_string()))
    }

    fn at_version(&self, id: &str, token: Option<&str>) -> Result<(), Fault> {
        match self.kept.get(id) {
            None => Err(fault("610")),
            Some(kept) if Some(kept.version.to_string().as_str()) != token => Err(fault("5010")),
            Some(_) => Ok(()),
        }
    }

    /// Who has the name among all whose names must differ (fact sheet 8.1).
    fn holder(&self, entity: Entity, name: &str) -> Option<String> {
        let person = |entity| matches!(entity, Entity::Customer | Entity::Vendor);
        let rival = |kept: &Kept| kept.entity == entity || (person(kept.entity) && person(entity));
        let held = self.kept.iter().find(|(_, kept)| rival(kept) && kept.name.as_deref() == Some(name));
        held.map(|(id, _)| id.clone())
    }
}

fn fault(code: &str) -> Fault {
    let error = FaultError { code: code.to_owned(), ..FaultError::default() };
    Fault { kind: "ValidationFault".to_owned(), errors: vec![error] }
}
