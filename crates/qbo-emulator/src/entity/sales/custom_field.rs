//! The company's own fields on sales forms.

use crate::entity::Work;
use crate::fault::{Code, Fault};
use crate::wire::{Members, Object};
use serde_json::{Value, json};

/// Own fields that a company can have on sales forms (fact sheet 7).
const DEFINED_MAX: usize = 3;

/// The defined fields, by id: the preferences name them `SalesFormsPrefs.SalesCustomName1` and so on.
fn defined(work: &Work<'_>) -> Vec<(String, String)> {
    let forms = work.company.preferences().and_then(|prefs| prefs.object("SalesFormsPrefs"));
    let groups = forms.map(|forms| forms.list("CustomField")).unwrap_or_default();
    let rows: Vec<&Object> = groups
        .iter()
        .filter_map(Value::as_object)
        .flat_map(|group| group.list("CustomField"))
        .filter_map(Value::as_object)
        .collect();
    let name_of = |number: usize| {
        let key = format!("SalesFormsPrefs.SalesCustomName{number}");
        let row = rows.iter().find(|row| row.text("Name") == Some(&key))?;
        Some((number.to_string(), row.text("StringValue")?.to_owned()))
    };
    (1..=DEFINED_MAX).filter_map(name_of).collect()
}

/// Puts in the defined fields, with the values sent.
///
/// # Errors
/// 3000 for a field that the company does not have.
pub(crate) fn complete_custom_fields(work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
    let defined = defined(work);
    let sent = body.list("CustomField");
    for field in sent.iter().filter_map(Value::as_object) {
        let id = field.text("DefinitionId").unwrap_or_default();
        if !defined.iter().any(|(defined, _)| defined == id) {
            let detail = format!("Invalid Custom Field : {id}");
            return Err(Fault::new(Code::CUSTOM_FIELD, detail).element("CustomField"));
        }
    }
    let shown = defined.iter().map(|(id, name)| {
        let mut field = json!({"DefinitionId": id, "Name": name, "Type": "StringType"});
        let value = sent
            .iter()
            .filter_map(Value::as_object)
            .find(|field| field.text("DefinitionId") == Some(id.as_str()));
        if let Some(text) = value.and_then(|field| field.text("StringValue")) {
            field["StringValue"] = text.into();
        }
        field
    });
    let shown: Vec<Value> = shown.collect();
    body.put("CustomField", shown);
    Ok(())
}
