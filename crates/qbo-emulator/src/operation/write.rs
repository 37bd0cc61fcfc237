//! Create, update, delete and void.

use super::edition::permit;
use super::naming::{place, settle_name, spread_name};
use super::reference::check_references;
use super::send::send;
use super::{Desk, Effect, Operation, Order, Outcome};
use crate::books::{ChangeKind, Deletion, Id, Record};
use crate::entity::{
    ATTACHABLE, Class, Entity, VoidForm, Work, by_name, carry_ties, check_goods, number_addresses, show,
};
use crate::fault::{Code, Fault};
use crate::field::{Access, Draft, Mode, Shape, admit};
use crate::wire::{Members, Object, date_of, deleted};
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
    let draft = admit(entity.fields, &order.body, Mode::Create)?;
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
    let Some((name, body)) = entity.behaviour.opening(desk.company, &outcome.id, given) else {
        return Ok(outcome);
    };
    make(desk, name, body)?;
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

/// Makes what comes along with a new object.
fn found(desk: &mut Desk<'_>, entity: &Entity, body: &Object) -> Result<(), Fault> {
    for (name, made) in entity.behaviour.founds(desk.company, body) {
        make(desk, name, made)?;
    }
    Ok(())
}

/// Makes something that the service writes itself: with members that no client may set, and without a number out of
/// those for documents (assumed).
fn make(desk: &mut Desk<'_>, name: &str, body: Value) -> Result<(), Fault> {
    let (Some(entity), Value::Object(body)) = (by_name(name), body) else { return Ok(()) };
    let draft = Draft { set: body, cleared: Vec::new() };
    let mut body = complete(desk, &creation(entity), None, draft.set.clone(), &draft)?;
    body.remove("DocNumber");
    let id = Id::from(desk.company.next_in(entity.sequence));
    store(desk, entity, None, Record::new(id, body, desk.now), Effect::Created);
    Ok(())
}

/// The order to create an object of which nobody asked in a request.
fn creation(entity: &'static Entity) -> Order {
    Order { entity, operation: Operation::Create, body: Object::new(), options: Vec::new(), request: None }
}

fn update(desk: &mut Desk<'_>, order: &Order) -> Result<Outcome, Fault> {
    let entity = order.entity;
    let mode = if is_sparse(order) { Mode::Sparse } else { Mode::Full };
    let draft = admit(entity.fields, &order.body, mode)?;
    let before = current(desk, order)?;
    let body = if entity.class == Class::Single {
        merged(&before.body, &draft.set)
    } else {
        updated(entity, &before.body, &draft, mode)
    };
    let body = complete(desk, order, Some(&before), body, &draft)?;
    let next = before.next(body, desk.now);
    Ok(store(desk, entity, Some(&before), next, Effect::Updated))
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
    let object = deleted(&before.id.to_string());
    Ok(Outcome { object, id: before.id, effect: Effect::Deleted, at: desk.now })
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

fn complete(
    desk: &mut Desk<'_>,
    order: &Order,
    before: Option<&Record>,
    mut body: Object,
    draft: &Draft,
) -> Result<Object, Fault> {
    let entity = order.entity;
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
    settle_name(desk.company, entity, before, draft, &mut body)?;
    for version in before.map(|before| &*before.body).into_iter().chain([&body, &draft.set]) {
        check_period(desk, version)?;
    }
    number_addresses(desk.company, entity, before.map(|before| &*before.body), &mut body);
    Ok(body)
}

fn store(
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

/// Nothing dated in a closed period can be written (fact sheet 12.5).
fn check_period(desk: &Desk<'_>, body: &Object) -> Result<(), Fault> {
    let date = body.text("TxnDate").or_else(|| body.text("OpenBalanceDate")).and_then(date_of);
    let (Some(closed), Some(date)) = (desk.settings.book_close_date, date) else {
        return Ok(());
    };
    if date > closed {
        return Ok(());
    }
    let detail = "The account period has closed and the account books cannot be updated through the QBO Services API. \
                  Please use the QBO website to make these changes.";
    Err(Fault::new(Code::PERIOD_CLOSED, detail).element(""))
}

/// Refuses to write for a company whose subscription has ended (fact sheet 12.5).
///
/// # Errors
/// 6190.
pub(super) fn check_subscription(desk: &Desk<'_>) -> Result<(), Fault> {
    if !desk.settings.subscription_ended {
        return Ok(());
    }
    let detail = format!(
        "Subscription period has ended or canceled or there was a billing problem : You can't add data to \
         QuickBooks Online {} because your trial or subscription period ended.",
        desk.settings.edition.title()
    );
    Err(Fault::new(Code::COMPANY_STATUS, detail).element(""))
}

/// Whether an entity shows a member that the service computes.
pub(super) fn computes(entity: &Entity, name: &str) -> bool {
    entity
        .field(name)
        .is_some_and(|field| field.access == Access::ReadOnly && !matches!(field.shape, Shape::Ignored))
}

/// What a POST without `operation` means: with an id it is an update (fact sheet 2.1).
pub(crate) fn meaning(body: &Object, entity: &Entity) -> Operation {
    if entity.class == Class::Single || member(body, "Id").is_some() {
        Operation::Update
    } else {
        Operation::Create
    }
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
        Class::Single | Class::ReadOnly => Draft { set: body, cleared: Vec::new() },
    };
    let body = complete(desk, &creation(entity), None, draft.set.clone(), &draft)?;
    if let Id::Number(number) = id {
        desk.company.reserve(entity.sequence, number);
    }
    enter(desk, entity, Record::new(id, body, desk.now), &draft.set).map(drop)
}
