//! Folding.

use super::{tag, vocabulary};
use crate::wire::Object;
use serde_json::Value;

/// Bytes that most objects need at most.
const USUAL: usize = 2_048;

/// The bytes of an object: its members one after the other, each a name and a value.
pub(super) fn write(object: &Object) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(USUAL);
    members(&mut bytes, object);
    bytes
}

fn members(bytes: &mut Vec<u8>, object: &Object) {
    for (name, member) in object {
        let number = vocabulary::number(name);
        count(bytes, number);
        if number == 0 {
            text(bytes, name);
        }
        value(bytes, member);
    }
}

fn value(bytes: &mut Vec<u8>, value: &Value) {
    match value {
        Value::Null => bytes.push(tag::NULL),
        Value::Bool(false) => bytes.push(tag::FALSE),
        Value::Bool(true) => bytes.push(tag::TRUE),
        Value::Number(number) => {
            bytes.push(tag::NUMBER);
            text(bytes, number.as_str());
        }
        Value::String(string) => {
            bytes.push(tag::TEXT);
            text(bytes, string);
        }
        Value::Array(values) => {
            bytes.push(tag::LIST);
            sized(bytes, |bytes| values.iter().for_each(|inner| self::value(bytes, inner)));
        }
        Value::Object(object) => {
            bytes.push(tag::OBJECT);
            sized(bytes, |bytes| members(bytes, object));
        }
    }
}

/// Writes something with its length before it.
fn sized(bytes: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) {
    let start = bytes.len();
    bytes.push(0);
    write(bytes);
    let length = bytes.len() - start - 1;
    match u8::try_from(length) {
        Ok(short) if short < 0x80 => bytes[start] = short,
        _ => {
            let mut long = Vec::with_capacity(4);
            count(&mut long, length as u64);
            bytes.splice(start..=start, long);
        }
    }
}

fn text(bytes: &mut Vec<u8>, text: &str) {
    count(bytes, text.len() as u64);
    bytes.extend_from_slice(text.as_bytes());
}

/// Seven bits a byte, the lowest first; the top bit says that more follow.
fn count(bytes: &mut Vec<u8>, mut count: u64) {
    while count >= 0x80 {
        bytes.push((count & 0x7f) as u8 | 0x80);
        count >>= 7;
    }
    bytes.push(count as u8);
}
