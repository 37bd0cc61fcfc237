//! XML to JSON.

use super::schema::{Kind, kind};
use crate::wire::{Members, Object};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;
use serde_json::{Map, Value};

/// Elements within each other.
const DEPTH_MAX: usize = 64;

/// An element whose end has not come yet.
struct Open {
    name: String,
    kind: Option<&'static Kind>,
    /// May occur often.
    many: bool,
    members: Object,
    text: String,
}

/// The name of the outermost element, and what it holds. Namespaces are not looked at (assumed).
///
/// `None` for what is not XML, has a document type, or is too deep.
pub(crate) fn read(text: &str) -> Option<(String, Object)> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Open> = Vec::new();
    let mut root = None;
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                if root.is_some() || open.len() >= DEPTH_MAX {
                    return None;
                }
                open.push(begin(open.last(), &start)?);
            }
            Event::Empty(start) => {
                let begun = begin(open.last(), &start)?;
                end(&mut open, begun, &mut root)?;
            }
            Event::End(_) => {
                let ended = open.pop()?;
                end(&mut open, ended, &mut root)?;
            }
            Event::Text(text) => say(&mut open, &text.xml10_content())?,
            Event::CData(text) => say(&mut open, &text.xml10_content())?,
            Event::GeneralRef(reference) => say(&mut open, &character(&reference)?.to_string())?,
            Event::DocType(_) => return None,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
    }
    root.filter(|_| open.is_empty())
}

fn begin(parent: Option<&Open>, start: &BytesStart<'_>) -> Option<Open> {
    let name = start.local_name().as_ref().to_owned();
    let (kind, many) = match parent {
        None => (kind(&name), false),
        Some(parent) => parent.kind.and_then(|kind| kind.member(&name)).unwrap_or_default(),
    };
    let mut members = Map::new();
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        let name = attribute.key.as_ref();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
        if kind.is_some_and(|kind| kind.attributes.contains(&name)) {
            members.put(name, if name == "sparse" { truth(&value) } else { Value::from(&*value) });
        }
    }
    Some(Open { name, kind, many, members, text: String::new() })
}

fn truth(text: &str) -> Value {
    match text {
        "true" | "1" => Value::Bool(true),
        "false" | "0" => Value::Bool(false),
        other => Value::from(other),
    }
}

/// Text in an element; outside of all there may be only blanks.
fn say(open: &mut [Open], text: &str) -> Option<()> {
    match open.last_mut() {
        Some(open) => open.text.push_str(text),
        None if text.trim_matches(['\u{feff}', ' ', '\t', '\r', '\n']).is_empty() => {}
        None => return None,
    }
    Some(())
}

/// The character that a reference stands for. Only those that every document has are known.
fn character(reference: &BytesRef<'_>) -> Option<char> {
    if reference.is_char_ref() {
        return reference.resolve_char_ref().ok()?;
    }
    match &*reference.xml10_content() {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

/// Hands what an element holds to the one around it.
fn end(open: &mut [Open], mut ended: Open, root: &mut Option<(String, Object)>) -> Option<()> {
    let Some(parent) = open.last_mut() else {
        if root.is_some() {
            return None;
        }
        *root = Some((ended.name, ended.members));
        return Some(());
    };
    let value = match ended.kind {
        Some(kind) if kind.has_text => {
            ended.members.put("value", ended.text);
            Value::Object(ended.members)
        }
        Some(_) => Value::Object(ended.members),
        None if ended.members.is_empty() => Value::String(ended.text),
        None => Value::Object(ended.members),
    };
    let members = &mut parent.members;
    match members.get_mut(&ended.name) {
        Some(Value::Array(values)) => values.push(value),
        // What may stand there once and stands there twice becomes a list, which the field tables refuse.
        Some(first) => *first = Value::Array(vec![first.take(), value]),
        None if ended.many => members.put(&ended.name, vec![value]),
        None => members.put(&ended.name, value),
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_tree_is_read_by_the_types_of_its_elements() {
        let text = "<?xml version=\"1.0\"?><a:Invoice xmlns:a=\"x\" sparse=\"true\" domain=\"QBO\">\
            <a:Line><a:Amount>1.5</a:Amount></a:Line><a:CustomerRef name=\"A\">3</a:CustomerRef>\
            <a:CustomerMemo>R&amp;B &#65;<![CDATA[<b>]]></a:CustomerMemo><a:BillAddr/></a:Invoice>";
        let (root, read) = read(text).unwrap();
        let expected = json!({
            "sparse": true, "domain": "QBO", "Line": [{"Amount": "1.5"}],
            "CustomerRef": {"value": "3", "name": "A"}, "CustomerMemo": {"value": "R&B A<b>"}, "BillAddr": {},
        });
        assert_eq!((root.as_str(), Value::Object(read)), ("Invoice", expected));
    }

    #[test]
    fn what_is_no_document_is_not_read() {
        let deep = "<Invoice>".repeat(70) + &"</Invoice>".repeat(70);
        for text in [
            "",
            "{}",
            "<Invoice>",
            "<Invoice></Bill>",
            "<Invoice/><Invoice/>",
            "<Invoice/>x",
            "<!DOCTYPE a [<!ENTITY x \"y\">]><Invoice>&x;</Invoice>",
            "<Invoice>&x;</Invoice>",
            deep.as_str(),
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
