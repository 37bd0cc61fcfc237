//! The values of an item's custom fields.

use super::input::ValueInput;
use domain::category::CustomField;
use domain::item::{CustomValue, MAX_CUSTOM_VALUES};
use domain::{Refusals, text};
use std::collections::HashMap;
use uuid::Uuid;

/// The values that the item has then, by the fields' place. `before` are those that it has now, `fields`
/// those of its category: values of another category's fields are dropped.
pub(super) fn merged(
    before: &[CustomValue],
    fields: &[CustomField],
    inputs: Vec<ValueInput>,
    refusals: &mut Refusals,
) -> Vec<CustomValue> {
    if inputs.len() > MAX_CUSTOM_VALUES {
        let reason = format!("An item has at most {MAX_CUSTOM_VALUES} values; {} were given", inputs.len());
        refusals.add("item_details", "maxValues", reason);
        return Vec::new();
    }
    let mut values: HashMap<Uuid, String> =
        before.iter().map(|value| (value.field_id, value.value.clone())).collect();
    for (place, ValueInput { field_id, value }) in inputs.into_iter().enumerate() {
        let field = format!("item_details.{place}.value");
        values.insert(field_id, text::checked(&field, &value, text::MAX_PARAGRAPHS, refusals));
        if !fields.iter().any(|field| field.id == field_id) {
            let field = format!("item_details.{place}.custom_field_id");
            refusals.add(field, "exists", format!("The item's category has no field with the id {field_id}"));
        }
    }
    let value = |field: &CustomField| {
        let value = values.remove(&field.id).filter(|value| !value.is_empty())?;
        let CustomField { id: field_id, name, publish, weight } = field.clone();
        Some(CustomValue { field_id, name, publish, weight, value })
    };
    fields.iter().filter_map(value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(number: u128) -> CustomField {
        let id = Uuid::from_u128(number);
        CustomField { id, name: format!("Field {number}"), publish: true, weight: 0 }
    }

    fn value(number: u128, value: &str) -> CustomValue {
        let CustomField { id: field_id, name, publish, weight } = field(number);
        CustomValue { field_id, name, publish, weight, value: value.to_owned() }
    }

    fn said(number: u128, value: &str) -> ValueInput {
        ValueInput { field_id: Uuid::from_u128(number), value: value.to_owned() }
    }

    #[test]
    fn what_is_said_goes_over_what_is_there_and_blank_removes() {
        let mut refusals = Refusals::default();
        let before = [value(1, "a"), value(2, "b"), value(3, "c")];
        let fields = [field(1), field(2), field(3)];
        let inputs = vec![said(2, "new"), said(3, " ")];
        let merged = merged(&before, &fields, inputs, &mut refusals);
        assert_eq!(merged, [value(1, "a"), value(2, "new")]);
        assert!(refusals.unless_any(()).is_ok());
    }

    #[test]
    fn a_field_of_another_category_is_refused_when_said_and_dropped_when_there() {
        let mut refusals = Refusals::default();
        assert_eq!(merged(&[value(1, "a")], &[field(2)], vec![], &mut refusals), []);
        merged(&[], &[field(2)], vec![said(1, "a")], &mut refusals);
        let refusals = refusals.unless_any(()).unwrap_err();
        let fields: Vec<_> = refusals.iter().map(|refusal| refusal.field.as_str()).collect();
        assert_eq!(fields, ["item_details.0.custom_field_id"]);
    }
}
