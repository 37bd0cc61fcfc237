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
    /// Ids and names of those in use. One that has no name yet is called by its id (assumed).
    fn defined(&self, company: &Company) -> Vec<(&'static str, String)> {
        let Some(preferences) = company.preferences() else { return Vec::new() };
        let is_used =
            |id: &&str| self.value(preferences, self.switch, id, "BooleanValue") == Some(&Value::Bool(true));
        let name = |id: &'static str| {
            let name = self.value(preferences, self.name, id, "StringValue").and_then(Value::as_str);
            (id, name.map_or_else(|| format!("Custom {id}"), str::to_owned))
        };
        IDS.into_iter().filter(is_used).map(name).collect()
    }

    /// Puts in the fields in use, with the values sent or kept.
    ///
    /// # Errors
    /// 3000 where a field is sent that is not in use.
    pub(crate) fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        let defined = self.defined(work.company);
        for field in work.given.set.list(FIELDS).iter().filter_map(Value::as_object) {
            let id = field.text("DefinitionId").unwrap_or_default();
            if !defined.iter().any(|(defined, _)| *defined == id) {
                let detail = format!("Invalid Custom Field : {id}");
                return Err(Fault::new(Code::CUSTOM_FIELD, detail).element(FIELDS));
            }
        }
        let mut shown = Vec::new();
        for (id, name) in defined {
            let mut field = json!({"DefinitionId": id, "Name": name, "Type": "StringType"});
            let mut kept = body.list(FIELDS).iter().filter_map(Value::as_object);
            let own = kept.find(|field| field.text("DefinitionId") == Some(id));
            if let Some(text) = own.and_then(|field| field.text("StringValue")) {
                field["StringValue"] = text.into();
            }
            shown.push(field);
        }
        body.put(FIELDS, shown);
        Ok(())
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
