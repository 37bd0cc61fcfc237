//! The company's own fields on transactions (fact sheet 7, 11.6).

use super::Work;
use crate::books::Company;
use crate::fault::{Code, Fault};
use crate::field::{Field, Shape};
use crate::wire::{Members, Object};
use serde_json::{Value, json};

/// Ids of the own fields that a company can have on a kind of form (fact sheet 7).
const IDS: [&str; 3] = ["1", "2", "3"];

/// Holds the fields of a form, and the rows of a definition.
const FIELDS: &str = "CustomField";

/// How preferences define such fields: rows of switches, and rows of names.
pub(crate) const DEFINITIONS: Shape = Shape::List(&[Field::new(
    FIELDS,
    Shape::List(&[
        Field::text("Name", 100),
        Field::text("Type", 20),
        Field::text("StringValue", 31),
        Field::new("BooleanValue", Shape::Flag),
    ]),
)]);

/// Where the preferences define the fields of a kind of form, and what the rows are called; the id follows.
pub(crate) struct OwnFields {
    group: &'static str,
    member: &'static str,
    switch: &'static str,
    name: &'static str,
}

/// Those of sales forms.
pub(crate) const ON_SALES: OwnFields = OwnFields {
    group: "SalesFormsPrefs",
    member: "CustomField",
    switch: "SalesFormsPrefs.UseSalesCustom",
    name: "SalesFormsPrefs.SalesCustomName",
};

/// Those of purchase orders.
pub(crate) const ON_ORDERS: OwnFields = OwnFields {
    group: "VendorAndPurchasesPrefs",
    member: "POCustomField",
    switch: "PurchasePrefs.UsePurchaseCustom",
    name: "PurchasePrefs.PurchaseCustomName",
};

impl OwnFields {
    /// Whether the company uses a field.
    fn is_used(&self, company: &Company, id: &str) -> bool {
        let switch =
            company.preferences().and_then(|prefs| self.value(prefs, self.switch, id, "BooleanValue"));
        switch == Some(&Value::Bool(true))
    }

    /// What a field is called: by its id, as long as it has no name (assumed).
    fn name_of(&self, company: &Company, id: &str) -> String {
        let name = company.preferences().and_then(|prefs| self.value(prefs, self.name, id, "StringValue"));
        name.and_then(Value::as_str).map_or_else(|| format!("Custom {id}"), str::to_owned)
    }

    /// Puts in the fields in use, with the values sent or kept. One that has been switched off keeps its value, which
    /// nobody sees and no request changes (assumed).
    ///
    /// # Errors
    /// 3000 where a field is sent that is not in use.
    pub(crate) fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        for field in work.given.set.list(FIELDS).iter().filter_map(Value::as_object) {
            let id = field.text("DefinitionId").unwrap_or_default();
            if !IDS.contains(&id) || !self.is_used(work.company, id) {
                let detail = format!("Invalid Custom Field : {id}");
                return Err(Fault::new(Code::CUSTOM_FIELD, detail).element(FIELDS));
            }
        }
        let before = work.before.map(|before| &*before.body);
        let mut fields = Vec::new();
        for id in IDS {
            let is_used = self.is_used(work.company, id);
            let text = if is_used { text_of(body, id) } else { before.and_then(|body| text_of(body, id)) };
            if is_used || text.is_some() {
                let name = self.name_of(work.company, id);
                let mut field = json!({"DefinitionId": id, "Name": name, "Type": "StringType"});
                if let Some(text) = text {
                    field["StringValue"] = text.into();
                }
                fields.push(field);
            }
        }
        body.put(FIELDS, fields);
        Ok(())
    }

    /// Leaves out of a reply what is not in use.
    pub(crate) fn hide_unused(&self, company: &Company, shown: &mut Object) {
        let Some(Value::Array(fields)) = shown.get_mut(FIELDS) else { return };
        fields.retain(|field| {
            let id = field.as_object().and_then(|field| field.text("DefinitionId"));
            id.is_some_and(|id| self.is_used(company, id))
        });
    }

    /// Settles the definitions in the preferences: what is sent changes rows by name, the others stay.
    ///
    /// # Errors
    /// 2010 for a row of another name.
    pub(crate) fn settle(&self, before: Option<&Object>, preferences: &mut Object) -> Result<(), Fault> {
        for row in self.rows(preferences) {
            let name = row.text("Name").unwrap_or_default();
            let id = [self.switch, self.name].iter().find_map(|prefix| name.strip_prefix(prefix));
            if !id.is_some_and(|id| IDS.contains(&id)) {
                return Err(Fault::unknown_property(name));
            }
        }
        let settled = |kind: &str, prefix: &str, member: &str| -> Vec<Value> {
            let value = |id: &str| {
                let kept = || self.value(before?, prefix, id, member);
                let value = self.value(preferences, prefix, id, member).or_else(kept)?;
                Some(json!({"Name": format!("{prefix}{id}"), "Type": kind, member: value}))
            };
            IDS.into_iter().filter_map(value).collect()
        };
        let groups = [
            settled("BooleanType", self.switch, "BooleanValue"),
            settled("StringType", self.name, "StringValue"),
        ];
        let groups: Vec<Value> =
            groups.into_iter().filter(|rows| !rows.is_empty()).map(|rows| json!({ FIELDS: rows })).collect();
        if let Some(Value::Object(group)) = preferences.get_mut(self.group) {
            group.put(self.member, groups);
        }
        Ok(())
    }

    fn rows<'a>(&self, preferences: &'a Object) -> impl Iterator<Item = &'a Object> + use<'a> {
        let groups = preferences.object(self.group).map(|group| group.list(self.member)).unwrap_or_default();
        let rows = groups.iter().filter_map(Value::as_object).flat_map(|group| group.list(FIELDS));
        rows.filter_map(Value::as_object)
    }

    fn value<'a>(&self, preferences: &'a Object, prefix: &str, id: &str, member: &str) -> Option<&'a Value> {
        let own = |row: &&Object| row.text("Name").and_then(|name| name.strip_prefix(prefix)) == Some(id);
        self.rows(preferences).find(own)?.get(member)
    }
}

/// The value of a field on a form.
fn text_of<'a>(form: &'a Object, id: &str) -> Option<&'a str> {
    let mut fields = form.list(FIELDS).iter().filter_map(Value::as_object);
    fields.find(|field| field.text("DefinitionId") == Some(id))?.text("StringValue")
}
