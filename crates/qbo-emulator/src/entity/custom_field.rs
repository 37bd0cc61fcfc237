//! The company's own fields on transactions (fact sheet 7, 11.6).

use super::Work;
use crate::books::Company;
use crate::fault::{Code, Fault};
use crate::field::{Field, Shape};
use crate::wire::{Members, Object};
use serde_json::{Value, json};

/// Own fields that a company can have on a kind of form (fact sheet 7).
const DEFINED_MAX: usize = 3;

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

/// Where the preferences define the fields of a kind of form, and what the rows are called; a number follows.
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
    /// Ids and names of those in use. One that has no name yet is called by its number (assumed).
    fn defined(&self, company: &Company) -> Vec<(String, String)> {
        let Some(preferences) = company.preferences() else { return Vec::new() };
        let is_used = |number: &usize| {
            self.value(preferences, self.switch, *number, "BooleanValue") == Some(&Value::Bool(true))
        };
        let name = |number: usize| {
            let name = self.value(preferences, self.name, number, "StringValue").and_then(Value::as_str);
            (number.to_string(), name.map_or_else(|| format!("Custom {number}"), str::to_owned))
        };
        (1..=DEFINED_MAX).filter(is_used).map(name).collect()
    }

    /// Puts in the fields in use, with the values sent or kept.
    ///
    /// # Errors
    /// 3000 where a field is sent that is not in use.
    pub(crate) fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        let defined = self.defined(work.company);
        let id = |field: &Object| field.text("DefinitionId").unwrap_or_default().to_owned();
        for id in work.given.set.list(FIELDS).iter().filter_map(Value::as_object).map(id) {
            if !defined.iter().any(|(defined, _)| *defined == id) {
                let detail = format!("Invalid Custom Field : {id}");
                return Err(Fault::new(Code::CUSTOM_FIELD, detail).element(FIELDS));
            }
        }
        let mut shown = Vec::new();
        for (number, name) in &defined {
            let mut field = json!({"DefinitionId": number, "Name": name, "Type": "StringType"});
            let mut kept = body.list(FIELDS).iter().filter_map(Value::as_object);
            let own = kept.find(|field| id(field) == *number);
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
            let is_own = |number| {
                name == format!("{}{number}", self.switch) || name == format!("{}{number}", self.name)
            };
            if !(1..=DEFINED_MAX).any(is_own) {
                return Err(Fault::unknown_property(name));
            }
        }
        let settled = |kind: &str, prefix: &str, member: &str| -> Vec<Value> {
            let value = |number| {
                let kept = || self.value(before?, prefix, number, member);
                let value = self.value(preferences, prefix, number, member).or_else(kept)?;
                Some(json!({"Name": format!("{prefix}{number}"), "Type": kind, member: value}))
            };
            (1..=DEFINED_MAX).filter_map(value).collect()
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

    fn value<'a>(
        &self,
        preferences: &'a Object,
        prefix: &str,
        number: usize,
        member: &str,
    ) -> Option<&'a Value> {
        let name = format!("{prefix}{number}");
        self.rows(preferences).find(|row| row.text("Name") == Some(&name))?.get(member)
    }
}
