//! Bodies in XML, from those in JSON.

use serde_json::Value;

/// The namespace of the vendor's schema.
const SPACE: &str = "http://schema.intuit.com/finance/v3";

/// Members that are attributes in XML.
const ATTRIBUTES: [&str; 6] = ["bId", "operation", "sparse", "domain", "name", "type"];

/// A body as an element of this name.
pub(super) fn document(name: &str, body: &Value) -> String {
    let mut text = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><{name} xmlns=\"{SPACE}\"");
    inside(&mut text, name, body);
    text
}

/// What follows the name of an element, up to its end.
fn inside(text: &mut String, name: &str, value: &Value) {
    let members = value.as_object();
    let is_attribute =
        |name: &str, value: &Value| ATTRIBUTES.contains(&name) && !value.is_object() && !value.is_array();
    for (name, value) in members.into_iter().flatten().filter(|(name, value)| is_attribute(name, value)) {
        text.push_str(&format!(" {name}=\"{}\"", escaped(value)));
    }
    text.push('>');
    match members {
        None => text.push_str(&escaped(value)),
        Some(members) => {
            for (name, value) in members.iter().filter(|(name, value)| !is_attribute(name, value)) {
                match value {
                    // What a reference points at is the text of its element.
                    Value::String(id) if name == "value" => {
                        text.push_str(&escaped(&Value::from(id.as_str())))
                    }
                    Value::Array(rows) => rows.iter().for_each(|row| element(text, name, row)),
                    _ => element(text, name, value),
                }
            }
        }
    }
    text.push_str(&format!("</{name}>"));
}

fn element(text: &mut String, name: &str, value: &Value) {
    text.push_str(&format!("<{name}"));
    inside(text, name, value);
}

fn escaped(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn objects_lists_and_references_become_elements() {
        let body = json!({"sparse": true, "CustomerRef": {"value": "1", "name": "A&B"}, "Line": [{"Amount": 1}, {}]});
        assert_eq!(
            document("Invoice", &body).split_once("v3\"").unwrap().1,
            " sparse=\"true\"><CustomerRef name=\"A&amp;B\">1</CustomerRef><Line><Amount>1</Amount></Line><Line></Line></Invoice>"
        );
    }
}
