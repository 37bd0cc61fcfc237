//! From state to steps: one function for every kind of record.

mod bill;
mod contact;
mod generic_item;
mod invoice;
mod payment;
mod purchase_order;
mod refund;
mod removal;
mod upsert;

use crate::{
    Decision, Desired, Known, Link, OutOfScope, Prerequisite, Problem, Remote, Settings, Until, Waiting,
};
use domain::change::RecordKind;
use quickbooks::Entity;
use serde_json::Value;

/// All that a decision follows from.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// Which kind of record.
    pub kind: RecordKind,
    /// What the books want.
    pub desired: &'a Desired,
    /// What was sent before.
    pub link: &'a Link,
    /// What a look during this run has shown.
    pub remote: &'a Remote,
    /// What is known of the QuickBooks company.
    pub known: &'a Known,
    /// The connection's choices.
    pub settings: &'a Settings,
}

pub use payment::is_equal;
pub use refund::refund_entity;

/// Why nothing is sent of what somebody has unlinked.
const UNLINKED: &str = "Unlinked from QuickBooks by choice; nothing is sent until somebody pushes it again";

/// What to do about the record. The same case always has the same answer.
pub fn decide(case: &Case<'_>) -> Decision {
    let decided = match case.desired {
        // Money goes with its invoice, so that is not forgotten before its money.
        Desired::Absent { blocked_by: Some(money) } if case.link.is_unlinked => {
            Ok(Decision::Wait(money.clone()))
        }
        Desired::Absent { .. } if case.link.is_unlinked => Ok(removal::forget(case)),
        _ if case.link.is_unlinked => Ok(Decision::Skip(UNLINKED.to_owned())),
        Desired::OutOfScope(reason) => Ok(Decision::Skip(why(reason))),
        Desired::Absent { .. } if is_contact(case.kind) => Ok(removal::forget(case)),
        Desired::Absent { blocked_by } => removal::delete(case, blocked_by.as_ref()),
        Desired::Voided { blocked_by } => removal::void(case, blocked_by.as_ref()),
        Desired::Contact(contact) => contact::decide(case, contact),
        Desired::Invoice(facts) => invoice::decide(case, facts),
        Desired::PurchaseOrder(facts) => purchase_order::decide(case, facts),
        Desired::Bill(facts) => bill::decide(case, facts),
        Desired::Payment(facts) => payment::decide(case, facts),
        Desired::Refund(facts) => refund::decide(case, facts),
        Desired::GenericItem => generic_item::decide(case),
    };
    decided.unwrap_or_else(Decision::Fail)
}

/// The kind of entity that stands for a kind of record in QuickBooks unless settings say otherwise; `None` for what is
/// never sent.
pub const fn entity(kind: RecordKind) -> Option<Entity> {
    match kind {
        RecordKind::Customer => Some(Entity::Customer),
        RecordKind::Supplier => Some(Entity::Vendor),
        RecordKind::Invoice => Some(Entity::Invoice),
        RecordKind::PurchaseOrder => Some(Entity::PurchaseOrder),
        RecordKind::Bill => Some(Entity::Bill),
        RecordKind::Payment => Some(Entity::Payment),
        RecordKind::Refund => Some(Entity::Purchase),
        RecordKind::GenericItem => Some(Entity::Item),
        RecordKind::Prospect | RecordKind::Category | RecordKind::Location | RecordKind::Item => None,
    }
}

const fn is_contact(kind: RecordKind) -> bool {
    matches!(kind, RecordKind::Customer | RecordKind::Supplier)
}

/// What the record goes by in QuickBooks: our name or number, with something added where someone else there has it.
fn called(case: &Case<'_>, ours: &str) -> String {
    let taken = case.link.taken.as_deref().filter(|taken| *taken == ours);
    taken.and_then(|taken| case.settings.suffixed(case.kind, taken)).unwrap_or_else(|| ours.to_owned())
}

/// `payload` of a document with the number that it goes by.
fn numbered(case: &Case<'_>, mut payload: Value) -> Value {
    if let Some(Value::String(number)) = payload.get_mut("DocNumber") {
        *number = called(case, number);
    }
    payload
}

/// The remote id of `needed`, or the decision to wait until it is there and nothing of its own is open.
fn ready(needed: &Prerequisite) -> Result<&str, Decision> {
    match needed.is_open && !needed.is_lost {
        true => Err(Decision::Wait(waiting(needed, Until::There))),
        false => there(needed),
    }
}

/// The remote id of `needed`, even while something of its own is open, or the decision to wait for it.
fn there(needed: &Prerequisite) -> Result<&str, Decision> {
    match needed.remote_id.as_deref() {
        // QuickBooks would refuse what refers to it.
        Some(_) if needed.is_lost => Err(Decision::Wait(waiting(needed, Until::Equal))),
        Some(id) => Ok(id),
        None => Err(Decision::Wait(waiting(needed, Until::There))),
    }
}

/// The decision while something else has to happen first. What was never sent is refused at once; of what was sent,
/// nobody can tell yet whether it has to be sent again.
fn meanwhile(case: &Case<'_>, wait: Decision, preflight: Result<(), Problem>) -> Result<Decision, Problem> {
    match case.link.remote_id {
        Some(_) => Ok(wait),
        None => preflight.map(|()| wait),
    }
}

fn waiting(needed: &Prerequisite, until: Until) -> Waiting {
    Waiting { record: needed.record, title: needed.title.clone(), until }
}

fn why(reason: &OutOfScope) -> String {
    match reason {
        OutOfScope::BeforeEnabling { enabled_at } => format!(
            "Created before the integration was enabled ({}); only later documents are sent",
            enabled_at.strftime("%Y-%m-%d %H:%M UTC")
        ),
        OutOfScope::NotSent => "This kind of record is not sent to QuickBooks".to_owned(),
        OutOfScope::NoBill => "No bill is made for it".to_owned(),
        OutOfScope::CancelledBeforeSending => "Cancelled before it was sent".to_owned(),
    }
}

/// Refusals of a total that doesn't fit are told as problems of the document.
fn out_of_range(title: &str) -> impl Fn(domain::money::OutOfRange) -> Problem {
    move |error| Problem::new(crate::Code::TooLong, format!("{title}: {error}; QuickBooks keeps 15 digits"))
}
