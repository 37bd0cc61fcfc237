//! Unique names, names of inactive objects, and names under a parent.

use super::write::computes;
use crate::books::{Company, Id, NameOwner, Record};
use crate::entity::{Entity, Naming};
use crate::fault::{Code, Fault};
use crate::field::Draft;
use crate::wire::{Members, Object};
use serde_json::Value;

/// Levels under each other, the top one included (fact sheet 8.1).
const LEVELS_MAX: usize = 5;

/// Levels of categories of items (fact sheet 8.4).
const CATEGORIES_MAX: usize = 4;

/// Puts an object under its parent.
///
/// # Errors
/// 6180 when that is too deep, 900 when the parent is the object itself or below it.
pub(super) fn place(
    company: &Company,
    entity: &Entity,
    before: Option<&Record>,
    body: &mut Object,
) -> Result<(), Fault> {
    if !computes(entity, "FullyQualifiedName") {
        return Ok(());
    }
    body.remove("Level");
    let Some(parent) = body.target("ParentRef").and_then(|id| company.look_up(entity.name, id)) else {
        return Ok(());
    };
    let above = |record: &&Record| company.look_up(entity.name, record.body.target("ParentRef")?);
    let line = std::iter::successors(Some(parent), above).take(LEVELS_MAX + 1);
    if before.is_some_and(|own| line.clone().any(|record| record.id == own.id)) {
        return Err(Fault::new(Code::PARENT_BELOW, "Parent cannot be child").element("ParentRef"));
    }
    let level = line.count();
    let most = if body.text("Type") == Some("Category") { CATEGORIES_MAX } else { LEVELS_MAX };
    if level >= most {
        let detail = format!("Sub level limit : at most {most} levels are supported");
        return Err(Fault::new(Code::SUB_LEVEL, detail).element("ParentRef"));
    }
    if computes(entity, "Level") {
        body.put("Level", level);
    }
    Ok(())
}

/// Settles the name: retired when the object becomes inactive, back when it becomes active, and unique.
///
/// # Errors
/// 6240 when another object has it.
pub(super) fn settle_name(
    company: &Company,
    entity: &Entity,
    before: Option<&Record>,
    draft: &Draft,
    body: &mut Object,
) -> Result<(), Fault> {
    let Some(naming) = entity.naming else { return Ok(()) };
    let Some((space, name)) = entity.name_of(body).map(|(space, name)| (space, name.to_owned())) else {
        return Ok(());
    };
    let active = |body: &Object| body.get("Active") != Some(&Value::Bool(false));
    let was_active = before.is_none_or(|before| active(&before.body));
    let mut name = name;
    match (was_active, active(body)) {
        (true, false) => name = company.names.retired(&space, &name),
        (false, true) if !draft.set.contains_key(naming.field) => name = without_suffix(&name).to_owned(),
        _ => {}
    }
    if let Some(owner) = company.names.owner(&space, &name) {
        let own = before.is_some_and(|before| owner.entity == entity.name && owner.id == before.id);
        if !own {
            return Err(duplicate(entity, naming, owner));
        }
    }
    body.put(naming.field, name);
    qualify(company, entity, body);
    Ok(())
}

/// `Amy (deleted)` and `Amy (deleted-1)` become `Amy` again (assumed).
fn without_suffix(name: &str) -> &str {
    match name.rfind(" (deleted") {
        Some(start) if name.ends_with(')') => &name[..start],
        _ => name,
    }
}

fn duplicate(entity: &Entity, naming: Naming, owner: &NameOwner) -> Fault {
    let who = if owner.entity == entity.name { naming.noun } else { "customer, vendor or employee" };
    let detail = format!(
        "The name supplied already exists. : Another {who} is already using this name. Please use a different name."
    );
    Fault::new(Code::DUPLICATE_NAME, detail).element("")
}

/// Sets `FullyQualifiedName`: `Parent:Child`.
fn qualify(company: &Company, entity: &Entity, body: &mut Object) {
    if !computes(entity, "FullyQualifiedName") {
        return;
    }
    let Some(own) = entity.naming.and_then(|naming| body.text(naming.field)).map(str::to_owned) else {
        return;
    };
    let parent = body.target("ParentRef").and_then(|id| company.look_up(entity.name, id));
    let qualified = match parent.and_then(|parent| parent.body.text("FullyQualifiedName")) {
        Some(above) => format!("{above}:{own}"),
        None => own,
    };
    body.put("FullyQualifiedName", qualified);
}

/// After a rename: the qualified names of everything below follow, level by level.
pub(super) fn spread_name(company: &mut Company, entity: &'static Entity, id: &Id, before: Option<&Object>) {
    let now = company.find(entity.name, id).and_then(|record| record.body.text("FullyQualifiedName"));
    if before.is_none() || now == before.and_then(|body| body.text("FullyQualifiedName")) {
        return;
    }
    let mut level: Vec<Id> = vec![id.clone()];
    for _ in 0..LEVELS_MAX {
        let below: Vec<Id> = level.iter().flat_map(|id| company.children(entity.name, id)).cloned().collect();
        for child in &below {
            let Some(mut record) = company.find(entity.name, child).cloned() else { continue };
            qualify(company, entity, &mut record.body);
            company.put(entity, record);
        }
        level = below;
    }
}
