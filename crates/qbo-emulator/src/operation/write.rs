//! Create, update, delete and void.

use super::bounds::{check_digits, check_open, check_period, check_subscription};
use super::credit::apply_credit;
use super::edition::permit;
use super::fiscal_year;
use super::looked_at::look_at;
use super::naming::{place, settle_name, spread_name};
use super::own::{creation, found, make};
use super::reference::{check_customer, check_references};
use super::send::send;
use super::switched::leave_out;
use super::{Desk, Effect, Operation, Order, Outcome};
use crate::books::{ChangeKind, Deletion, Id, Record, Switch};
use crate::entity::{
    ATTACHABLE, Class, Entity, VoidForm, Work, carry_ties, check_goods, number_addresses, show,
};
use crate::fault::Fault;
use crate::field::{Access, Draft, Mode, Shape, admit};
use crate::wire::{Members, Object, deleted};
use serde_json::Value;

/// Does what `order` says. Nothing is changed unless all of it is done.
///
/// # Errors
/// The fault that the service answers with.
pub(crate) fn write(desk: &mut Desk<'_>, order: &Order) -> Result<Outcome, Fault> {
    check_subscription(desk)?;
    permit(desk.settings.edition, order.entity)?;
    let class = order.entity.class;
    match order.operation {
        Operation::Create | Operation::Update if class == Class::Keyed => say(desk, order),
        Operation::Create if matches!(class, Class::List | Class::Transaction | Class::Fixed) => {
            create(desk, order)
        }
        Operation::Update if !matches!(class, Class::ReadOnly | Class::Fixed) => update(desk, order),
        Operation::Delete if class == Class::Transaction => delete(desk, order),
        Operation::Void => void(desk, order),
        Operation::Send => send(desk, order),
        operation => Err(Fault::unsupported(operation.word())),
    }
}

fn create(desk: &mut Desk<'_>, order: &Order) -> Result<Outcome, Fault> {
    let entity = order.entity;
    let draft = drafted(desk, order, Mode::Create)?;
    let body = complete(desk, order, None, draft.set.clone(), &draft)?;
    found(desk, entity, &body)?;
    let id = Id::from(desk.company.next_in(entity.sequence));
    enter(desk, entity, Record::new(id, body, desk.now), &draft.set)
}

/// Stores a new object, and what the service enters with it because the object says what it begins with.
fn enter(
    desk: &mut Desk<'_>,
    entity: &'static Entity,
    record: Record,
    given: &Object,
) -> Result<Outcome, Fault> {
    let outcome = store(desk, entity, None, record, Effect::Created);
    if let Some((name, body)) = entity.behaviour.opening(desk.company, &outcome.id, given) {
        make(desk, name, body)?;
    } else if entity.name == "Invoice"
        && desk.settings.apply_credit
        && desk.company.is_on(Switch::AutoApplyCredit)
    {
        apply_credit(desk, &outcome.id)?;
    } else {
        return Ok(outcome);
    }
    let begun = desk.company.find(entity.name, &outcome.id);
    let object = begun.map(|record| show(desk.company, entity, record)).unwrap_or_default();
    Ok(Outcome { object: Value::Object(object), ..outcome })
}

/// Says something that is found by what it says: anew, or again.
fn say(desk: &mut Desk<'_>, order: &Order) -> Result<Outcome, Fault> {
    let entity = order.entity;
    let draft = admit(entity.fields, &order.body, Mode::Create)?;
    let body = complete(desk, order, None, draft.set.clone(), &draft)?;
    let twin = entity.behaviour.twin(desk.company, &body).and_then(|id| desk.company.find(entity.name, &id));
    let Some(before) = twin.cloned() else {
        let id = Id::from(desk.company.next_in(entity.sequence));
        return Ok(store(desk, entity, None, Record::new(id, body, desk.now), Effect::Created));
    };
    let next = before.next(body, desk.now);
    Ok(store(desk, entity, Some(&before), next, Effect::Updated))
}

fn update(desk: &mut Desk<'_>, order: &Order) -> Result<Outcome, Fault> {
    let entity = order.entity;
    let mode = if is_sparse(order) { Mode::Sparse } else { Mode::Full };
    let draft = drafted(desk, order, mode)?;
    let before = current(desk, order)?;
    let body = if entity.class == Class::Single {
        merged(&before.body, &draft.set)
    } else {
        updated(entity, &before.body, &draft, mode)
    };
    let body = complete(desk, order, Some(&before), body, &draft)?;
    if entity.class == Class::Company {
        fiscal_year::begin_in(desk, draft.set.text("FiscalYearStartMonth"));
    }
    let month = desk.company.fiscal_month().to_owned();
    let next = before.next(body, desk.now);
    let outcome = store(desk, entity, Some(&before), next, Effect::Updated);
    fiscal_year::told_since(desk, &month);
    Ok(outcome)
}

/// What a request for an object sets, as far as the company keeps it.
fn drafted(desk: &Desk<'_>, order: &Order, mode: Mode) -> Result<Draft, Fault> {
    let mut draft = admit(order.entity.fields, &order.body, mode)?;
    look_at(desk.company, &order.body)?;
    leave_out(desk.company, order.entity, &mut draft.set);
    Ok(draft)
}

fn is_sparse(order: &Order) -> bool {
    matches!(order.body.get("sparse"), Some(Value::Bool(true)))
}

fn delete(desk: &mut Desk<'_>, order: &Order) -> Result<Outcome, Fault> {
    let entity = order.entity;
    let before = current(desk, order)?;
    entity.behaviour.may_undo(desk.company, desk.settings, &before)?;
    check_period(desk, &before.body)?;
    desk.company.take(entity, &before.id);
    carry_ties(desk.company, entity, &before.id, Some(&before.body), desk.now);
    let gone = Deletion { entity: entity.name, id: before.id.clone(), at: desk.now };
    desk.company.deletions.note(gone);
    desk.company.news.note(entity.name, &before.id, ChangeKind::Deleted, desk.now);
    if entity.name == ATTACHABLE.name {
        desk.company.files.forget(&before.id);
    }
    let object = entity.behaviour.wrapped(&before.body, deleted(&before.id.to_string()));
    Ok(Outcome { object: Value::Object(object), id: before.id, effect: Effect::Deleted, at: desk.now })
}

fn void(desk: &mut Desk<'_>, order: &Order) -> Result<Outcome, Fault> {
    let entity = order.entity;
    if entity.behaviour.void_form() == VoidForm::Crash {
        return Err(Fault::crash());
    }
    let before = current(desk, order)?;
    let Some(body) = entity.behaviour.voided(&before.body) else { return Err(Fault::unsupported("void")) };
    let by_option = order.options.iter().any(|option| option == "void");
    if entity.behaviour.void_form() == VoidForm::Include && !by_option {
        return Err(Fault::unsupported("void"));
    }
    entity.behaviour.may_undo(desk.company, desk.settings, &before)?;
    check_period(desk, &before.body)?;
    let next = before.next(body, desk.now);
    Ok(store(desk, entity, Some(&before), next, Effect::Voided))
}

/// The object that the request names, in the version that it names.
fn current(desk: &Desk<'_>, order: &Order) -> Result<Record, Fault> {
    let single = order.entity.class == Class::Single;
    let id = match member(&order.body, "Id") {
        Some(id) => id,
        None if single => "1".to_owned(),
        None => return Err(Fault::missing("Id")),
    };
    if id.parse::<u64>().is_err() {
        return Err(Fault::no_id(&id));
    }
    let record = desk.company.look_up(order.entity.name, &id).cloned().ok_or_else(Fault::not_found)?;
    match member(&order.body, "SyncToken") {
        Some(token) if token == record.sync_token.to_string() => Ok(record),
        Some(_) => Err(Fault::stale()),
        None => Err(Fault::missing("SyncToken")),
    }
}

/// A system member as text, whether it was sent as text or as a number.
pub(crate) fn member(body: &Object, name: &str) -> Option<String> {
    match body.get(name)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Sparse: what was there with the request laid over it. Full: only what the client may not set is kept.
fn updated(entity: &Entity, before: &Object, draft: &Draft, mode: Mode) -> Object {
    let mut body = before.clone();
    if mode == Mode::Full {
        let writable = |field: &&crate::field::Field| field.access == Access::Writable;
        entity.fields.iter().filter(writable).for_each(|field| drop(body.remove(field.name)));
    }
    for name in &draft.cleared {
        body.remove(*name);
    }
    body.extend(draft.set.clone());
    body
}

/// Preferences: groups are merged member by member, pairs by name.
fn merged(before: &Object, given: &Object) -> Object {
    let mut body = before.clone();
    for (name, value) in given {
        match (body.get_mut(name), value) {
            (Some(Value::Object(group)), Value::Object(given)) => *group = merged(group, given),
            (Some(Value::Array(pairs)), Value::Array(given)) => {
                let named = |pair: &Value| pair.get("Name").cloned();
                pairs.retain(|pair| !given.iter().any(|other| named(other) == named(pair)));
                pairs.extend(given.iter().cloned());
            }
            _ => body.put(name, value.clone()),
        }
    }
    body
}

pub(super) fn complete(
    desk: &mut Desk<'_>,
    order: &Order,
    before: Option<&Record>,
    mut body: Object,
    draft: &Draft,
) -> Result<Object, Fault> {
    let entity = order.entity;
    check_customer(desk.company, entity, &draft.set)?;
    check_references(desk.company, entity.fields, &draft.set)?;
    let work = Work {
        company: desk.company,
        settings: desk.settings,
        now: desk.now,
        before,
        given: draft,
        sparse: is_sparse(order),
        options: &order.options,
    };
    place(desk.company, entity, before, &mut body)?;
    entity.behaviour.complete(&work, &mut body)?;
    check_goods(desk.company, entity.behaviour, &body)?;
    check_digits(&body)?;
    settle_name(desk.company, entity, before, draft, &mut body)?;
    for version in before.map(|before| &*before.body).into_iter().chain([&body, &draft.set]) {
        check_period(desk, version)?;
    }
    let start = body.text("InvStartDate");
    if before.is_none_or(|before| before.body.text("InvStartDate") != start) {
        // The stock that an item begins with is booked on that day.
        check_open(desk, start)?;
    }
    number_addresses(desk.company, entity, before.map(|before| &*before.body), &mut body);
    Ok(body)
}

pub(super) fn store(
    desk: &mut Desk<'_>,
    entity: &'static Entity,
    before: Option<&Record>,
    record: Record,
    effect: Effect,
) -> Outcome {
    let id = record.id.clone();
    let former = before.map(|record| &*record.body);
    desk.company.put(entity, record);
    let kind = match effect {
        Effect::Created => ChangeKind::Created,
        Effect::Voided => ChangeKind::Voided,
        _ => ChangeKind::Updated,
    };
    desk.company.news.note(entity.name, &id, kind, desk.now);
    spread_name(desk.company, entity, &id, former);
    carry_ties(desk.company, entity, &id, former, desk.now);
    let object = desk.company.find(entity.name, &id).map(|record| show(desk.company, entity, record));
    Outcome { object: Value::Object(object.unwrap_or_default()), id, effect, at: desk.now }
}

/// Whether an entity shows a member that the service computes.
pub(super) fn computes(entity: &Entity, name: &str) -> bool {
    entity
        .field(name)
        .is_some_and(|field| field.access == Access::ReadOnly && !matches!(field.shape, Shape::Ignored))
}

/// What a POST without `operation` means: with an id it is an update (fact sheet 2.1).
pub(crate) fn meaning(body: &Object, entity: &Entity) -> Operation {
    let id = entity.behaviour.opened(body).map_or_else(|| member(body, "Id"), |body| member(&body, "Id"));
    let is_there = matches!(entity.class, Class::Single | Class::Company);
    if is_there || id.is_some() { Operation::Update } else { Operation::Create }
}

/// Puts an object into the books under a given id, as a seed does.
///
/// # Errors
/// The fault that a request with this object would be answered with.
pub(crate) fn plant(desk: &mut Desk<'_>, entity: &'static Entity, id: Id, body: Object) -> Result<(), Fault> {
    // What requests can't write is planted as it stands.
    let draft = match entity.class {
        Class::List | Class::Transaction | Class::Fixed | Class::Keyed => {
            admit(entity.fields, &body, Mode::Create)?
        }
        Class::Single | Class::Company | Class::ReadOnly => Draft { set: body, cleared: Vec::new() },
    };
    let body = complete(desk, &creation(entity), None, draft.set.clone(), &draft)?;
    if let Id::Number(number) = id {
        desk.company.reserve(entity.sequence, number);
    }
    enter(desk, entity, Record::new(id, body, desk.now), &draft.set).map(drop)
}
