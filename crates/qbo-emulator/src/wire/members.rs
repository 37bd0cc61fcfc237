//! Reading and setting members of JSON objects.

use super::number::{decimal_of, money};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

/// A JSON object.
pub(crate) type Object = Map<String, Value>;

/// A reference to an entity: `{"value":"12"}`. Its name is put in when it is shown.
pub(crate) fn reference(id: &str) -> Value {
    json!({ "value": id })
}

/// Members by name, as the type that a rule wants. A member of another type counts as absent.
pub(crate) trait Members {
    /// The text of a member.
    fn text(&self, name: &str) -> Option<&str>;
    /// The truth of a member; absent is false.
    fn flag(&self, name: &str) -> bool;
    /// The number in a member.
    fn decimal(&self, name: &str) -> Option<Decimal>;
    /// The object in a member.
    fn object(&self, name: &str) -> Option<&Object>;
    /// The list in a member; absent is empty.
    fn list(&self, name: &str) -> &[Value];
    /// The id that a reference member points at.
    fn target(&self, name: &str) -> Option<&str>;
    /// Sets a member.
    fn put(&mut self, name: &str, value: impl Into<Value>);
    /// Sets a member that has no value yet.
    fn put_default(&mut self, name: &str, value: impl Into<Value>);

    /// The amount in a member; absent is zero.
    fn amount(&self, name: &str) -> Decimal {
        self.decimal(name).unwrap_or_default()
    }
    /// Sets an amount of money.
    fn put_money(&mut self, name: &str, amount: Decimal) {
        self.put(name, money(amount));
    }
}

impl Members for Object {
    fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    fn flag(&self, name: &str) -> bool {
        self.get(name).and_then(Value::as_bool).unwrap_or(false)
    }

    fn decimal(&self, name: &str) -> Option<Decimal> {
        decimal_of(self.get(name)?)
    }

    fn object(&self, name: &str) -> Option<&Object> {
        self.get(name)?.as_object()
    }

    fn list(&self, name: &str) -> &[Value] {
        self.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    fn target(&self, name: &str) -> Option<&str> {
        self.object(name)?.text("value")
    }

    fn put(&mut self, name: &str, value: impl Into<Value>) {
        self.insert(name.to_owned(), value.into());
    }

    fn put_default(&mut self, name: &str, value: impl Into<Value>) {
        if !self.contains_key(name) {
            self.put(name, value);
        }
    }
}
