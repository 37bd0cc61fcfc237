use super::*;
use serde_json::json;

fn members(value: Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap()
}

fn refused(fields: Fields<'_>) -> Vec<(String, &'static str)> {
    let refusals = fields.finish(()).unwrap_err();
    refusals.iter().map(|refusal| (refusal.field.clone(), refusal.rule)).collect()
}

#[test]
fn a_missing_a_null_and_a_blank_member_are_no_number_and_no_mistake() {
    let members = members(json!({ "null": null, "blank": " " }));
    let mut fields = Fields::of(&members);
    assert_eq!([fields.integer("missing"), fields.integer("null"), fields.integer("blank")], [None; 3]);
    assert!(fields.finish(()).is_ok());
}

#[test]
fn a_member_that_cannot_be_read_is_named_with_the_rule() {
    let members = members(json!({ "price": "much", "tax": 101, "name": {} }));
    let mut fields = Fields::of(&members);
    assert_eq!((fields.price("price"), fields.percent("tax"), fields.text("name")), (None, None, None));
    let expected = [("price", "numeric"), ("tax", "range"), ("name", "scalar")];
    assert_eq!(refused(fields), expected.map(|(field, rule)| (field.to_owned(), rule)));
}

#[test]
fn what_is_wrong_in_a_list_is_named_with_its_place() {
    let members = members(json!({ "lines": [{ "quantity": 1 }, { "quantity": "x" }, 7] }));
    let mut fields = Fields::of(&members);
    let read = fields.each("lines", |line| line.quantity("quantity").map(|quantity| quantity.to_string()));
    assert_eq!(read, Some(vec![Some("1".to_owned()), None]));
    let expected = [("lines.1.quantity", "numeric"), ("lines.2", "object")];
    assert_eq!(refused(fields), expected.map(|(field, rule)| (field.to_owned(), rule)));
}

#[test]
fn null_takes_an_optional_value_away_and_a_missing_member_leaves_it() {
    let members = members(json!({ "tax_rate1": null }));
    let mut fields = Fields::of(&members);
    let (mut first, mut second) = (Some(Percent::ZERO), Some(Percent::ZERO));
    fields.set_percent("tax_rate1", &mut first);
    fields.set_percent("tax_rate2", &mut second);
    assert_eq!((first, second), (None, Some(Percent::ZERO)));
}

#[test]
fn a_required_member_that_cannot_be_read_is_refused_once() {
    let members = members(json!({ "customer_id": "nobody" }));
    let mut fields = Fields::of(&members);
    let id = fields.uuid("customer_id");
    fields.require("customer_id", id);
    let date = fields.date("issue_date");
    fields.require("issue_date", date);
    assert_eq!(refused(fields).iter().map(|(_, rule)| *rule).collect::<Vec<_>>(), ["uuid", "_required"]);
}
