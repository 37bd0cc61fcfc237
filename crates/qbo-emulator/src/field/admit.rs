//! A request body against a field table.

use super::scalar::scalar;
use super::{Access, Field, Shape, Target};
use crate::fault::{Code, Fault};
use crate::wire::{Members, Object};
use serde_json::Value;

/// Lines, linked transactions or attachments that one transaction may have (fact sheet 2.4).
const LIST_MAX: usize = 10_000;

/// The lines of an address.
const ADDRESS_LINES: [&str; 5] = ["Line1", "Line2", "Line3", "Line4", "Line5"];

/// Characters that they may have together (fact sheet 7).
const ADDRESS_CHARS_MAX: usize = 2_000;

/// Members that every entity has beside its table (fact sheet 7).
const SYSTEM: [&str; 6] = ["Id", "SyncToken", "MetaData", "domain", "sparse", "status"];

/// How a body is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Create,
    /// Members left out are cleared.
    Full,
    /// Members left out are kept.
    Sparse,
}

/// What a request sets, checked, in the form in which it is kept.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    /// Members with a value.
    pub(crate) set: Object,
    /// Members sent blank: a sparse update clears them.
    pub(crate) cleared: Vec<&'static str>,
}

impl Draft {
    /// Whether the request spoke of this member, with a value or blank.
    pub(crate) fn mentions(&self, name: &str) -> bool {
        self.set.contains_key(name) || self.cleared.contains(&name)
    }
}

/// Checks `body` member by member.
///
/// # Errors
/// 2010 for a member that is not in the table, 2020 for a required one that is missing, else the code of the
/// limit that was broken.
pub(crate) fn admit(table: &'static [Field], body: &Object, mode: Mode) -> Result<Draft, Fault> {
    let mut draft = Draft::default();
    for (name, value) in body {
        if SYSTEM.contains(&name.as_str()) {
            continue;
        }
        let Some(field) = table.iter().find(|field| field.name == name) else {
            return Err(Fault::unknown_property(name));
        };
        let taken = match field.access {
            Access::Writable => true,
            Access::CreateOnly => mode == Mode::Create,
            Access::ReadOnly => false,
        };
        // Null neither sets nor clears (fact sheet 2.5).
        if !taken || value.is_null() {
            continue;
        }
        match member(field, value)? {
            Some(kept) => draft.set.put(name, kept),
            None => draft.cleared.push(field.name),
        }
    }
    require(table, &mut draft, mode)?;
    Ok(draft)
}

fn require(table: &'static [Field], draft: &mut Draft, mode: Mode) -> Result<(), Fault> {
    for field in table.iter().filter(|field| field.required) {
        let missing = match mode {
            Mode::Sparse => draft.cleared.contains(&field.name),
            Mode::Create => !draft.set.contains_key(field.name),
            Mode::Full => field.access == Access::Writable && !draft.set.contains_key(field.name),
        };
        if missing {
            return Err(Fault::missing(field.name));
        }
    }
    // Names can't be removed by a sparse update (fact sheet 2.5).
    let is_name =
        |name: &str| table.iter().any(|field| field.name == name && matches!(field.shape, Shape::Name(_)));
    draft.cleared.retain(|name| !is_name(name));
    Ok(())
}

/// The value of a member as it is kept; `None` when it is blank.
fn member(field: &Field, value: &Value) -> Result<Option<Value>, Fault> {
    match field.shape {
        Shape::Ignored => Ok(None),
        Shape::Ref(target) => reference(field.name, target, value),
        Shape::Object(table) => object(table, value),
        Shape::List(table) => list(field.name, table, value),
        shape => scalar(field.name, shape, value),
    }
}

/// Only `value` counts (fact sheet 2.4); a free reference keeps its name, which nothing else would know.
fn reference(name: &str, target: Target, value: &Value) -> Result<Option<Value>, Fault> {
    let Value::Object(members) = value else { return Err(Fault::unreadable()) };
    if let Some(other) = members.keys().find(|key| !matches!(key.as_str(), "value" | "name" | "type")) {
        return Err(Fault::unknown_property(other));
    }
    let id = match members.get("value") {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(id)) => id.trim().to_owned(),
        Some(Value::Number(id)) => id.to_string(),
        Some(_) => return Err(Fault::unreadable()),
    };
    let mut kept = Object::new();
    match target {
        Target::Entity(_) | Target::Person => kept.put("value", id.as_str()),
        Target::Free(max) => {
            if let Some(text) = scalar(name, Shape::Text(max), &Value::from(id.as_str()))? {
                kept.put("value", text);
            }
            // A name never counts, so one that is too long is no fault: it may be that of a record.
            let fits = |text: &&str| text.chars().count() <= max;
            if let Some(text) =
                members.text("name").map(str::trim).filter(fits).filter(|text| !text.is_empty())
            {
                kept.put("name", text);
            }
        }
    }
    if let Some(kind) = members.text("type") {
        kept.put("type", kind);
    }
    Ok((!id.is_empty()).then_some(Value::Object(kept)))
}

fn object(table: &'static [Field], value: &Value) -> Result<Option<Value>, Fault> {
    let Value::Object(members) = value else { return Err(Fault::unreadable()) };
    let mut kept = Object::new();
    for (name, value) in members {
        let Some(field) = table.iter().find(|field| field.name == name) else {
            return Err(Fault::unknown_property(name));
        };
        if field.access == Access::ReadOnly || value.is_null() {
            continue;
        }
        if let Some(value) = member(field, value)? {
            kept.put(name, value);
        }
    }
    check_lines(&kept)?;
    Ok((!kept.is_empty()).then_some(Value::Object(kept)))
}

/// The lines of an address have a limit together, too.
fn check_lines(kept: &Object) -> Result<(), Fault> {
    let lines = ADDRESS_LINES.iter().filter_map(|name| kept.text(name));
    let length: usize = lines.map(|line| line.chars().count()).sum();
    if length <= ADDRESS_CHARS_MAX {
        return Ok(());
    }
    let detail = format!(
        "String length specified does not match the supported length. Min:0 Max:{ADDRESS_CHARS_MAX} supported. \
         Supplied length:{length}"
    );
    Err(Fault::new(Code::STRING_LENGTH, detail).element("Line1"))
}

fn list(name: &str, table: &'static [Field], value: &Value) -> Result<Option<Value>, Fault> {
    let Value::Array(rows) = value else { return Err(Fault::unreadable()) };
    if rows.len() > LIST_MAX {
        let detail = format!("{name} has {} entries, at most {LIST_MAX} are supported", rows.len());
        return Err(Fault::new(Code::NUMBER_RANGE, detail).element(name));
    }
    let mut kept = Vec::with_capacity(rows.len());
    for row in rows {
        kept.push(object(table, row)?.unwrap_or_else(|| Value::Object(Object::new())));
    }
    Ok((!kept.is_empty()).then_some(Value::Array(kept)))
}
