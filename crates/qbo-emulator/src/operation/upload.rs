//! Uploads: attachments with their files (fact sheet 4.3).

use super::{Desk, Operation, Order, once};
use crate::books::File;
use crate::entity::{ATTACHABLE, by_name};
use crate::fault::{Code, Fault};
use crate::wire::{Members, Object, Part};
use crate::xml;
use serde_json::{Value, json};

/// Names of the parts, before their number.
const METADATA: &str = "file_metadata_";
const CONTENT: &str = "file_content_";

/// Keeps each file with the metadata of the same number, and answers for each by itself. Metadata left out is
/// made from the part's own name and type.
///
/// # Errors
/// 6041 without a file; the faults of single files stand in the answer.
pub(crate) fn upload(desk: &mut Desk<'_>, parts: &[Part], request: Option<&str>) -> Result<Value, Fault> {
    let contents = parts.iter().filter_map(|part| Some((part.name.strip_prefix(CONTENT)?, part)));
    let contents: Vec<(&str, &Part)> = contents.collect();
    if contents.is_empty() {
        let detail = format!("Invalid file : no part is named {CONTENT}0");
        return Err(Fault::new(Code::UPLOAD_FILE, detail));
    }
    let answers = contents.into_iter().map(|(number, content)| {
        let metadata = parts.iter().find(|part| part.name.strip_prefix(METADATA) == Some(number));
        match attach(desk, metadata, content, request.map(|request| format!("{request} {number}"))) {
            Ok(object) => json!({ "Attachable": object }),
            Err(fault) => json!({ "Fault": fault.object() }),
        }
    });
    Ok(answers.collect())
}

fn attach(
    desk: &mut Desk<'_>,
    metadata: Option<&Part>,
    content: &Part,
    request: Option<String>,
) -> Result<Value, Fault> {
    let mut body: Object = match metadata {
        Some(part) => metadata_of(part).ok_or_else(Fault::unreadable)?,
        None => Object::new(),
    };
    body.put_default("FileName", content.file_name.as_deref().unwrap_or("attachment"));
    body.put_default("ContentType", content.kind.as_deref().unwrap_or("application/octet-stream"));
    if !desk.company.files.has_room(content.bytes.len()) {
        let detail = "Upload size exceeds limit : delete attachments to make room for more";
        return Err(Fault::new(Code::UPLOAD_SIZE, detail));
    }
    let file = File {
        name: body.text("FileName").unwrap_or_default().to_owned(),
        kind: body.text("ContentType").unwrap_or_default().to_owned(),
        bytes: content.bytes.clone(),
    };
    let order =
        Order { entity: &ATTACHABLE, operation: Operation::Create, body, options: Vec::new(), request };
    let outcome = once(desk, &order)?;
    desk.company.files.keep(outcome.id.clone(), file);
    let shown = desk.company.find(ATTACHABLE.name, &outcome.id).zip(by_name(ATTACHABLE.name));
    let shown = shown.map(|(record, entity)| crate::entity::show(desk.company, entity, record));
    Ok(shown.map_or(outcome.object, Value::Object))
}

/// Metadata in JSON or XML, as the part says.
fn metadata_of(part: &Part) -> Option<Object> {
    if !part.kind.as_deref().is_some_and(|kind| kind.contains("xml")) {
        return serde_json::from_slice(&part.bytes).ok();
    }
    let (root, object) = xml::read(std::str::from_utf8(&part.bytes).ok()?)?;
    (root == ATTACHABLE.name).then_some(object)
}
