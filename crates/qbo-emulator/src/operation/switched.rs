//! What a company has switched off is not kept (fact sheet 11.6; that it is dropped without a word is assumed).

use crate::books::{Company, Switch};
use crate::entity::{Class, Entity};
use crate::wire::Object;
use serde_json::Value;

/// Takes classes and departments out of a transaction where the company does not sort by them.
pub(super) fn leave_out(company: &Company, entity: &Entity, sent: &mut Object) {
    if entity.class != Class::Transaction {
        return;
    }
    let is_off = |switch: Switch| !company.is_on(switch);
    for (name, of_header, of_lines) in [
        ("ClassRef", is_off(Switch::ClassTrackingPerTxn), is_off(Switch::ClassTrackingPerTxnLine)),
        ("DepartmentRef", is_off(Switch::TrackDepartments), is_off(Switch::TrackDepartments)),
    ] {
        if of_header {
            sent.remove(name);
        }
        if of_lines && let Some(lines) = sent.get_mut("Line") {
            remove_within(lines, name);
        }
    }
}

fn remove_within(value: &mut Value, name: &str) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(|value| remove_within(value, name)),
        Value::Object(members) => {
            members.remove(name);
            members.values_mut().for_each(|value| remove_within(value, name));
        }
        _ => {}
    }
}
