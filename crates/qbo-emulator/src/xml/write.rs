//! JSON to XML.

use super::NAMESPACE;
use super::schema::{Kind, Slot, kind};
use crate::wire::Object;
use serde_json::Value;

/// A whole reply.
pub(crate) fn write(reply: &Value) -> String {
    let root = if reply.get("Rows").is_some() {
        "Report"
    } else if reply.get("TaxCodeId").is_some() {
        "TaxService"
    } else {
        "IntuitResponse"
    };
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>");
    element(&mut out, root, Some(NAMESPACE), kind(root), reply);
    out
}

/// Places for extensions that the schema wants, with nothing in them; JSON leaves them out.
const EXTENSIONS: [(&str, &str); 3] = [
    ("Transfer", "TransferEx"),
    ("CreditCardPaymentTxn", "CreditCardPaymentEx"),
    ("CheckPayment", "CheckPaymentEx"),
];

/// Members of preferences that the schema lacks, or leaves to types that it does not tell.
const IN_JSON_ALONE: [&str; 3] = ["RevenueRecognitionEnabled", "CustomField", "POCustomField"];

/// One element, or several for a list, or none for nothing.
fn element(out: &mut String, name: &str, space: Option<&str>, kind: Option<&'static Kind>, value: &Value) {
    match value {
        Value::Null => {}
        Value::Array(values) => values.iter().for_each(|value| element(out, name, space, kind, value)),
        Value::Object(object) => {
            out.push('<');
            out.push_str(name);
            tree(out, space, kind.or_else(|| reference(object)), object);
            close(out, name);
        }
        scalar => {
            out.push('<');
            out.push_str(name);
            out.push('>');
            out.push_str(&text(scalar));
            close(out, name);
        }
    }
}

fn close(out: &mut String, name: &str) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

/// What the schema doesn't know but has a value is taken for a reference.
fn reference(object: &Object) -> Option<&'static Kind> {
    object.contains_key("value").then(|| kind("ReferenceType")).flatten()
}

/// Attributes and content of an element.
fn tree(out: &mut String, space: Option<&str>, kind: Option<&'static Kind>, object: &Object) {
    static UNKNOWN: Kind = Kind { name: "", attributes: Vec::new(), has_text: false, slots: Vec::new() };
    let kind = kind.unwrap_or(&UNKNOWN);
    for name in &kind.attributes {
        if let Some(value) = object.get(*name).filter(|value| !value.is_null()) {
            out.push_str(&format!(" {name}=\"{}\"", text(value)));
        }
    }
    if let Some(space) = space {
        out.push_str(&format!(" xmlns=\"{space}\""));
    }
    out.push('>');
    if kind.has_text {
        out.push_str(&object.get("value").map(text).unwrap_or_default());
        return;
    }
    if kind.name == "IntuitAnyType" {
        return any(out, object);
    }
    let is_left_out = |name: &str| kind.name.ends_with("Prefs") && IN_JSON_ALONE.contains(&name);
    for slot in &kind.slots {
        if !matches!(slot, Slot::Member { name, .. } if is_left_out(name)) {
            in_slot(out, *slot, object);
        }
    }
    // An empty field has a value all the same: the schema wants one.
    if kind.name == "CustomField" && !object.keys().any(|name| name.ends_with("Value")) {
        out.push_str("<StringValue></StringValue>");
    }
    for (_, extension) in EXTENSIONS.iter().filter(|(whose, _)| *whose == kind.name) {
        out.push_str(&format!("<{extension}></{extension}>"));
    }
    let is_known = |name: &str| kind.attributes.contains(&name) || kind.member(name).is_some();
    for (name, value) in object.iter().filter(|(name, _)| !is_known(name) && !is_left_out(name)) {
        element(out, name, None, None, value);
    }
}

fn in_slot(out: &mut String, slot: Slot, object: &Object) {
    match slot {
        Slot::Member { name, kind: inner, .. } => {
            if let Some(value) = object.get(name) {
                element(out, name, None, inner.and_then(kind), value);
            }
        }
        Slot::Open => {
            for (name, value) in object {
                if let Some(entity) = kind(name).filter(|kind| kind.is_entity()) {
                    element(out, name, None, Some(entity), value);
                }
            }
        }
    }
}

/// JSON wraps what may be anything in words of the service's own language (fact sheet 9.7).
fn any(out: &mut String, object: &Object) {
    let wrapped = object.get("any").and_then(Value::as_array);
    for inner in wrapped.into_iter().flatten().filter_map(Value::as_object) {
        let name = inner.get("name").and_then(Value::as_str).unwrap_or_default();
        let name = name.rsplit('}').next().unwrap_or_default();
        if let (Some(kind), Some(value)) = (kind(name), inner.get("value")) {
            element(out, name, None, Some(kind), value);
        }
    }
}

/// A value as text. Characters that XML can't hold are replaced.
fn text(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\r' => escaped.push_str("&#13;"),
            '\n' => escaped.push_str("&#10;"),
            '\t' => escaped.push('\t'),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    escaped
}
