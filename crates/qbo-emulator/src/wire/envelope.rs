//! What is wrapped around a reply.

use super::{Members, Object, reply_time};
use jiff::Timestamp;
use serde_json::{Map, Value};

/// One object under its entity's name: `{"Customer":{…},"time":"…"}`.
pub(crate) fn one(name: &str, object: Value, now: Timestamp) -> Value {
    let mut reply = Map::new();
    reply.insert(name.to_owned(), object);
    reply.insert("time".to_owned(), Value::String(reply_time(now)));
    Value::Object(reply)
}

/// What is left of a deleted transaction (fact sheet 2.6).
pub(crate) fn deleted(id: &str) -> Object {
    let mut object = Object::new();
    object.put("status", "Deleted");
    object.put("domain", "QBO");
    object.put("Id", id);
    object
}
