//! JSON objects in little space: members are numbers of a shared vocabulary, values carry their length, so that one
//! member is read without the others. An invoice takes a twentieth of what it takes as a tree.

mod reader;
mod vocabulary;
mod writer;

use crate::wire::Object;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use std::sync::Arc;

/// First byte of a value.
mod tag {
    pub(super) const NULL: u8 = 0;
    pub(super) const FALSE: u8 = 1;
    pub(super) const TRUE: u8 = 2;
    pub(super) const NUMBER: u8 = 3;
    pub(super) const TEXT: u8 = 4;
    pub(super) const LIST: u8 = 5;
    pub(super) const OBJECT: u8 = 6;
}

/// An object, folded. Clones share their bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Folded(Arc<[u8]>);

impl Folded {
    /// Folds an object.
    pub(crate) fn of(object: &Object) -> Self {
        Self(writer::write(object).into())
    }

    /// The object as it was.
    pub(crate) fn unfold(&self) -> Object {
        // Only this module makes these bytes, so they can always be read.
        reader::object(&self.0).unwrap_or_default()
    }

    /// One member, the others unread.
    pub(crate) fn member(&self, name: &str) -> Option<Value> {
        reader::member(&self.0, name)
    }

    /// Bytes that it takes.
    pub(crate) fn size(&self) -> usize {
        self.0.len()
    }
}

impl Serialize for Folded {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.unfold().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Folded {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Object::deserialize(deserializer).map(|object| Self::of(&object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn object(value: Value) -> Object {
        value.as_object().cloned().unwrap()
    }

    #[test]
    fn an_object_is_unfolded_as_it_was() {
        let invoice = object(json!({
            "DocNumber": "1001", "TotalAmt": 30, "Balance": null, "FreeFormAddress": true, "Deposit": false,
            "Line": [{"Id": "1", "Amount": 10, "SalesItemLineDetail": {"ItemRef": {"value": "1"}}}, [], {}],
            "A name that no table has": "ünï\u{0}cödé",
        }));
        let folded = Folded::of(&invoice);
        assert_eq!(folded.unfold(), invoice);
        for (name, value) in &invoice {
            assert_eq!(folded.member(name).as_ref(), Some(value), "{name}");
        }
        assert_eq!(folded.member("DueDate"), None);
        assert_eq!(folded.member("Another name that no table has"), None);
    }

    #[test]
    fn numbers_keep_their_digits() {
        for text in ["30.00", "1e5", "-0.10", "12345678901234567890.123456789"] {
            let number: Value = serde_json::from_str(text).unwrap();
            let folded = Folded::of(&object(json!({ "Amount": number })));
            assert_eq!(folded.member("Amount").unwrap().to_string(), number.to_string());
        }
    }

    #[test]
    fn folding_saves_most_of_the_names() {
        let line =
            json!({"DetailType": "SalesItemLineDetail", "SalesItemLineDetail": {"ItemRef": {"value": "1"}}});
        let invoice = object(json!({"CustomerRef": {"value": "1"}, "Line": [line, line]}));
        assert!(Folded::of(&invoice).size() * 2 < json!(invoice).to_string().len());
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            ".{0,300}".prop_map(Value::from),
        ];
        let name = prop_oneof![Just("Line".to_owned()), Just("value".to_owned()), ".{0,20}"];
        leaf.prop_recursive(4, 40, 6, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::btree_map(name.clone(), inner, 0..6)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn whatever_is_folded_comes_back(value in value()) {
            let object = object(json!({ "Line": value, "DocNumber": "1" }));
            let folded = Folded::of(&object);
            prop_assert_eq!(folded.member("DocNumber"), Some(json!("1")));
            prop_assert_eq!(folded.unfold(), object);
        }
    }
}
