//! Attachable (fact sheet 4.3). Its file, if it has one, is among the company's files.

use super::{Behaviour, Class, Entity, Numbering, Work, by_name};
use crate::books::{Company, Record};
use crate::fault::Fault;
use crate::field::{CUSTOM_FIELDS, FREE_REF, Field, Shape};
use crate::wire::{Members, Object};
use serde_json::Value;

/// A note or file at other objects.
pub(crate) static ATTACHABLE: Entity = Entity {
    name: "Attachable",
    path: "attachable",
    class: Class::Transaction,
    fields: FIELDS,
    sequence: "Attachable",
    naming: None,
    numbering: Numbering::None,
    counted: true,
    word: "Attachables",
    behaviour: &Attachable,
};

static FIELDS: &[Field] = &[
    Field::text("FileName", 1000).sort(),
    Field::text("Note", 2000).filter(),
    Field::new("Category", Shape::Choice(CATEGORIES)).filter(),
    Field::text("ContentType", 100),
    Field::text("Tag", 2000).filter(),
    Field::text("PlaceName", 2000),
    Field::text("Lat", 100),
    Field::text("Long", 100),
    Field::new("AttachableRef", REFS).filter(),
    Field::ignored("CustomField"),
    Field::ignored("FileAccessUri"),
    Field::ignored("TempDownloadUri"),
    Field::ignored("Size"),
    Field::ignored("ThumbnailFileAccessUri"),
    Field::ignored("ThumbnailTempDownloadUri"),
    Field::ignored("documentId"),
];

const CATEGORIES: &[&str] = &["Contact Photo", "Document", "Image", "Receipt", "Signature", "Sound", "Other"];

const REFS: Shape = Shape::List(&[
    Field::new("EntityRef", FREE_REF).filter(),
    Field::new("IncludeOnSend", Shape::Flag),
    Field::text("LineInfo", 20),
    Field::new("CustomField", CUSTOM_FIELDS),
    Field::ignored("NoRefOnly"),
    Field::ignored("Inactive"),
]);

struct Attachable;

impl Behaviour for Attachable {
    fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        if body.text("Note").is_none() && body.text("FileName").is_none() {
            let text = "You must have at least a note string or file attachment";
            return Err(Fault::business(text).element("Note"));
        }
        for row in body.list("AttachableRef").iter().filter_map(Value::as_object) {
            let Some(target) = row.object("EntityRef") else { continue };
            let id = target.text("value").unwrap_or_default();
            let entity = target.text("type").and_then(by_name).ok_or_else(|| Fault::missing("type"))?;
            if work.company.look_up(entity.name, id).is_none() {
                return Err(Fault::no_reference(entity.word, id));
            }
        }
        forget_names(body);
        Ok(())
    }

    fn dress(&self, company: &Company, record: &Record, shown: &mut Object) {
        if let Some(file) = company.files.get(&record.id) {
            shown.put("Size", file.bytes.len());
            shown.put("FileAccessUri", format!("/v3/company/{}/download/{}", company.realm, record.id));
        }
    }
}

/// Objects that something is attached to are shown by type and id: the name that a client sends does not count.
fn forget_names(body: &mut Object) {
    let Some(Value::Array(rows)) = body.get_mut("AttachableRef") else { return };
    for target in rows.iter_mut().filter_map(|row| row.get_mut("EntityRef")?.as_object_mut()) {
        target.remove("name");
    }
}
