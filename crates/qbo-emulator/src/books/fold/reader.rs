//! Unfolding.

use super::{tag, vocabulary};
use crate::wire::Object;
use serde_json::{Number, Value};

/// The object in `bytes`.
pub(super) fn object(bytes: &[u8]) -> Option<Object> {
    let mut rest = bytes;
    let mut object = Object::new();
    while !rest.is_empty() {
        let name = name(&mut rest)?.to_owned();
        object.insert(name, value(&mut rest)?);
    }
    Some(object)
}

/// The member of that name in the object in `bytes`.
pub(super) fn member(bytes: &[u8], wanted: &str) -> Option<Value> {
    let wanted_number = vocabulary::number(wanted);
    let mut rest = bytes;
    while !rest.is_empty() {
        let number = count(&mut rest)?;
        let found = if number == 0 { text(&mut rest)? == wanted } else { number == wanted_number };
        if found {
            return value(&mut rest);
        }
        skip(&mut rest)?;
    }
    None
}

fn name<'a>(rest: &mut &'a [u8]) -> Option<&'a str> {
    match count(rest)? {
        0 => text(rest),
        number => vocabulary::name(number),
    }
}

fn value(rest: &mut &[u8]) -> Option<Value> {
    Some(match byte(rest)? {
        tag::FALSE => Value::Bool(false),
        tag::TRUE => Value::Bool(true),
        tag::NUMBER => Value::Number(Number::from_string_unchecked(text(rest)?.to_owned())),
        tag::TEXT => Value::String(text(rest)?.to_owned()),
        tag::LIST => {
            let mut inside = sized(rest)?;
            let mut values = Vec::new();
            while !inside.is_empty() {
                values.push(value(&mut inside)?);
            }
            Value::Array(values)
        }
        tag::OBJECT => Value::Object(object(sized(rest)?)?),
        _ => Value::Null,
    })
}

fn skip(rest: &mut &[u8]) -> Option<()> {
    if byte(rest)? >= tag::NUMBER {
        sized(rest)?;
    }
    Some(())
}

fn text<'a>(rest: &mut &'a [u8]) -> Option<&'a str> {
    std::str::from_utf8(sized(rest)?).ok()
}

fn sized<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = usize::try_from(count(rest)?).ok()?;
    rest.split_off(..length)
}

fn byte(rest: &mut &[u8]) -> Option<u8> {
    rest.split_off_first().copied()
}

fn count(rest: &mut &[u8]) -> Option<u64> {
    let mut count = 0;
    for shift in (0..64).step_by(7) {
        let byte = byte(rest)?;
        count |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            break;
        }
    }
    Some(count)
}
