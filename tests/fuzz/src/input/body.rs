//! JSON bodies.

use crate::corpus::{CHARACTERS, EDGES};
use crate::dice::Dice;
use serde_json::{Map, Value, json};

/// Times that an element of an array is repeated, at most.
const REPEATED_MAX: usize = 60;

/// Collects the names of members, at all depths.
pub(super) fn names(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            into.extend(members.keys().cloned());
            members.values().for_each(|inner| names(inner, into));
        }
        Value::Array(elements) => elements.iter().for_each(|inner| names(inner, into)),
        _ => {}
    }
}

/// Changes one place of a body. New parts come from `donor`, new members from `names`.
pub(super) fn mutate(dice: &mut Dice, body: &mut Value, donor: &Value, names: &[String]) {
    let place = somewhere(dice, body);
    match place {
        Value::Object(members) if dice.chance(70) => in_object(dice, members, donor, names),
        Value::Array(elements) if !elements.is_empty() && dice.chance(70) => in_array(dice, elements),
        Value::String(text) if dice.chance(50) => in_text(dice, text),
        other => *other = new_value(dice, donor),
    }
}

/// A value inside, or the whole.
fn somewhere<'a>(dice: &mut Dice, value: &'a mut Value) -> &'a mut Value {
    let inner = match value {
        Value::Object(members) => members.len(),
        Value::Array(elements) => elements.len(),
        _ => 0,
    };
    if inner == 0 || dice.chance(20) {
        return value;
    }
    let place = dice.below(inner);
    match value {
        Value::Array(elements) => somewhere(dice, &mut elements[place]),
        Value::Object(members) => match members.values_mut().nth(place) {
            Some(inner) => somewhere(dice, inner),
            None => unreachable!("the place is below the number of members"),
        },
        other => other,
    }
}

fn in_object(dice: &mut Dice, members: &mut Map<String, Value>, donor: &Value, names: &[String]) {
    let name = members.keys().nth(dice.below(members.len())).cloned();
    match (dice.below(4), name) {
        (0, Some(name)) => drop(members.remove(&name)),
        (1, Some(name)) => {
            let value = members.remove(&name).unwrap_or_default();
            members.insert(dice.pick(names).clone(), value);
        }
        (2, Some(name)) => drop(members.insert(name, new_value(dice, donor))),
        _ => drop(members.insert(dice.pick(names).clone(), new_value(dice, donor))),
    }
}

fn in_array(dice: &mut Dice, elements: &mut Vec<Value>) {
    let place = dice.below(elements.len());
    match dice.below(3) {
        0 => drop(elements.remove(place)),
        1 => elements.push(json!({})),
        _ => {
            let element = elements[place].clone();
            elements.extend((0..dice.below(REPEATED_MAX)).map(|_| element.clone()));
        }
    }
}

fn in_text(dice: &mut Dice, text: &mut String) {
    match dice.below(4) {
        0 => *text = text.repeat(dice.below(200)),
        1 => text.push_str(dice.pick::<&str>(&CHARACTERS)),
        2 => *text = format!("{}{text}", dice.pick(&CHARACTERS)),
        _ => *text = dice.below(200).to_string(),
    }
}

fn new_value(dice: &mut Dice, donor: &Value) -> Value {
    match dice.below(4) {
        0 => somewhere(dice, &mut donor.clone()).clone(),
        1 => json!(dice.below(200).to_string()),
        _ => serde_json::from_str(dice.pick::<&str>(&EDGES)).unwrap_or_default(),
    }
}
