use super::*;
use crate::{Fingerprint, Link};
use serde_json::json;

fn sent() -> Value {
    json!({"CustomerRef": {"value": "58"}, "DocNumber": "1042", "TxnDate": "2026-03-31", "BillAddr": {"Line1": "1 Main St", "City": "Tucson"},
        "ShipAddr": {}, "Line": [{"Amount": 12, "DetailType": "SalesItemLineDetail", "Description": "Work",
            "SalesItemLineDetail": {"ItemRef": {"value": "7"}, "Qty": 1, "UnitPrice": 12}}],
        "TxnTaxDetail": {"TotalTax": 0}, "SyncToken": "2", "Id": "130", "sparse": true})
}

fn reply() -> Value {
    json!({"Id": "130", "SyncToken": "3", "domain": "QBO", "MetaData": {"LastUpdatedTime": "2026-04-01T09:30:00-07:00"},
        "CustomerRef": {"value": "58", "name": "Acme"}, "DocNumber": "1042", "TxnDate": "2026-03-31",
        "BillAddr": {"Id": "9", "Line1": "1 Main St", "City": "Tucson", "Lat": "1"},
        "Line": [{"Id": "1", "LineNum": 1, "Amount": 12.00, "DetailType": "SalesItemLineDetail", "Description": "Work",
                "SalesItemLineDetail": {"ItemRef": {"value": "7", "name": "Inventory Item"}, "Qty": 1, "UnitPrice": 12,
                    "ItemAccountRef": {"value": "79"}, "TaxCodeRef": {"value": "NON"}}},
            {"Amount": 12.00, "DetailType": "SubTotalLineDetail", "SubTotalLineDetail": {}}],
        "TxnTaxDetail": {"TotalTax": 0}, "TotalAmt": 12.00, "Balance": 12.00, "LinkedTxn": [], "PrintStatus": "NeedToPrint"})
}

/// How the invoice is no longer as it was left once `change` was made to it.
fn of_invoice(change: impl FnOnce(&mut Value)) -> Option<Drift> {
    let mut theirs = reply();
    change(&mut theirs);
    drift(Entity::Invoice, Some(&Held::of(Entity::Invoice, None, &sent(), &reply())), &theirs)
}

fn edits(drift: Option<Drift>) -> Vec<String> {
    match drift {
        Some(Drift::Edited(differences)) => differences.iter().map(Difference::to_string).collect(),
        other => panic!("{other:?} is no edit"),
    }
}

#[test]
fn what_the_service_changes_by_itself_is_no_drift() {
    assert_eq!(of_invoice(|_| {}), None);
    let paid = of_invoice(|theirs| {
        theirs["SyncToken"] = "4".into();
        theirs["Balance"] = 0.into();
        theirs["LinkedTxn"] = json!([{"TxnId": "131", "TxnType": "Payment"}]);
        theirs["MetaData"]["LastUpdatedTime"] = "2026-04-09T09:30:00-07:00".into();
        theirs["PrivateNote"] = "never sent, so not ours".into();
        theirs["PrintStatus"] = "PrintComplete".into();
    });
    assert_eq!(paid, None);
    let written_otherwise = of_invoice(|theirs| {
        theirs["TotalAmt"] = "12.0".parse::<serde_json::Number>().unwrap().into();
        theirs["CustomerRef"]["name"] = "Acme Ltd".into();
        theirs["Line"][0]["Id"] = "4".into();
        theirs["Line"][0]["SalesItemLineDetail"]["ItemAccountRef"]["value"] = "80".into();
        theirs["BillAddr"] =
            json!({"Id": "12", "Line1": "Acme", "Line2": "1 Main St", "Line3": "TUCSON, AZ"});
    });
    assert_eq!(written_otherwise, None);
}

#[test]
fn each_value_that_was_sent_is_told_when_it_is_another_one() {
    let edited = of_invoice(|theirs| {
        theirs["TotalAmt"] = 30.into();
        theirs["TxnDate"] = "2026-04-05".into();
        theirs["CustomerRef"] = json!({"value": "61", "name": "Other Ltd"});
        theirs["BillAddr"]["City"] = "Phoenix".into();
        theirs["ShipAddr"] = json!({"Line1": "2 Side St"});
        theirs["Line"][0]["Amount"] = 20.into();
        theirs["Line"][0]["SalesItemLineDetail"]["UnitPrice"] = 20.into();
        theirs["Line"][1] = json!({"Amount": 10, "DetailType": "DescriptionOnly"});
        theirs["TxnTaxDetail"]["TotalTax"] = "1.25".parse::<serde_json::Number>().unwrap().into();
    });
    assert_eq!(
        edits(edited),
        [
            "total was 12.00 and is 30.00",
            "tax was 0.00 and is 1.25",
            "customer was Acme and is Other Ltd",
            "date was “2026-03-31” and is “2026-04-05”",
            "billing address was Tucson, 1 Main St and is Phoenix, 1 Main St",
            "shipping address was nothing and is 2 Side St",
            "line 1 was 12.00 (1 × 12) for “Work” and is 20.00 (1 × 20) for “Work”",
            "line 2 was not there and is 10.00",
        ]
    );
}

#[test]
fn a_line_that_is_no_longer_there_is_told_as_gone() {
    let edited = of_invoice(|theirs| {
        theirs["Line"].as_array_mut().unwrap().clear();
    });
    assert_eq!(edits(edited), ["line 1 was 12.00 (1 × 12) for “Work” and is gone"]);
}

#[test]
fn a_line_that_differs_in_what_is_not_shown_is_told_as_changed() {
    let edited = of_invoice(|theirs| {
        theirs["Line"][0]["SalesItemLineDetail"]["ItemRef"]["value"] = "8".into();
    });
    assert_eq!(edits(edited), ["line 1 (12.00 (1 × 12) for “Work”) was changed"]);
}

#[test]
fn a_long_list_of_differences_is_cut() {
    let differences = (0..TOLD_MAX + 3).map(|line| Difference {
        field: format!("line {line}"),
        left: "1.00".to_owned(),
        now: "2.00".to_owned(),
    });
    let text = Drift::Edited(differences.collect()).problem("Invoice 7").text;
    assert!(
        text.starts_with("Invoice 7 was changed in QuickBooks: line 0 was 1.00 and is 2.00; line 1"),
        "{text}"
    );
    assert!(
        text.contains("line 7 was") && !text.contains("line 8") && text.contains("; and 3 more. Push"),
        "{text}"
    );
}

#[test]
fn one_that_is_voided_deleted_or_merged_is_known_also_where_nothing_is_known_of_how_it_was_left() {
    let voided = json!({"Id": "130", "TotalAmt": 0, "PrivateNote": "Voided - seen"});
    let gone = json!({"Id": "130", "domain": "QBO", "status": "Deleted"});
    for left in [None, Some(&Held::of(Entity::Invoice, None, &sent(), &reply()))] {
        assert_eq!(drift(Entity::Invoice, left, &voided), Some(Drift::Voided));
        assert_eq!(drift(Entity::Invoice, left, &gone), Some(Drift::Deleted));
        assert_eq!(drift(Entity::Customer, left, &gone), Some(Drift::Merged));
    }
    assert_eq!(drift(Entity::Invoice, None, &reply()), None);
    let noted = json!({"Id": "130", "TotalAmt": 12, "PrivateNote": "Voided the old one"});
    assert_eq!(drift(Entity::Invoice, None, &noted), None);
    let of_nothing = json!({"Id": "130", "TotalAmt": 0, "PrivateNote": "free of charge"});
    assert_eq!(drift(Entity::Invoice, None, &of_nothing), None);
}

#[test]
fn one_that_is_made_inactive_is_told_once_and_keeps_its_name() {
    let sent = json!({"DisplayName": "Acme", "BillAddr": {}});
    let active = json!({"Id": "58", "DisplayName": "Acme", "Active": true});
    let inactive = json!({"Id": "58", "DisplayName": "Acme (deleted)", "Active": false});
    let left = Held::of(Entity::Customer, None, &sent, &active);
    assert_eq!(drift(Entity::Customer, Some(&left), &inactive), Some(Drift::Inactive));
    assert_eq!(drift(Entity::Customer, None, &inactive), Some(Drift::Inactive));
    let accepted = left.now(&inactive);
    assert_eq!(drift(Entity::Customer, Some(&accepted), &inactive), None);
    assert_eq!(drift(Entity::Customer, Some(&accepted), &active), None);
    let mut called = inactive.clone();
    called["PrimaryPhone"] = json!({"FreeFormNumber": "555"});
    assert_eq!(edits(drift(Entity::Customer, Some(&accepted), &called)), ["phone was nothing and is 555"]);
}

#[test]
fn what_is_accepted_is_how_it_was_left() {
    let mut theirs = reply();
    theirs["TotalAmt"] = 30.into();
    theirs["DocNumber"] = Value::Null;
    let left = Held::of(Entity::Invoice, None, &sent(), &reply());
    let accepted = left.now(&theirs);
    assert_eq!(drift(Entity::Invoice, Some(&accepted), &theirs), None);
    assert_eq!(
        edits(drift(Entity::Invoice, Some(&accepted), &reply())),
        ["total was 30.00 and is 12.00", "number was nothing and is “1042”"]
    );
}

#[test]
fn a_write_of_one_member_leaves_the_others_known() {
    let whole = Held::of(
        Entity::PurchaseOrder,
        None,
        &json!({"POStatus": "Open", "Memo": ""}),
        &json!({"POStatus": "Open"}),
    );
    let closed = Held::of(
        Entity::PurchaseOrder,
        Some(&whole),
        &json!({"POStatus": "Closed"}),
        &json!({"POStatus": "Closed", "Memo": "x"}),
    );
    let theirs = json!({"POStatus": "Closed", "Memo": "y"});
    assert_eq!(edits(drift(Entity::PurchaseOrder, Some(&closed), &theirs)), ["memo was “x” and is “y”"]);
}

#[test]
fn a_payment_on_a_bill_is_no_change_of_the_bill() {
    let tied = |kinds: &[&str]| {
        let tied: Vec<_> = kinds.iter().map(|kind| json!({"TxnId": "9", "TxnType": kind})).collect();
        json!({"TxnDate": "2026-11-20", "LinkedTxn": tied})
    };
    let bill = tied(&["PurchaseOrder"]);
    let left = Held::of(Entity::Bill, None, &bill, &bill);
    let mut paid = tied(&["PurchaseOrder", "BillPaymentCheck"]);
    assert_eq!(drift(Entity::Bill, Some(&left), &paid), None);
    paid["TxnDate"] = "2026-11-21".into();
    assert_eq!(edits(drift(Entity::Bill, Some(&left), &paid)).len(), 1);
}

#[test]
fn a_bill_on_an_order_is_no_change_of_the_order_and_what_a_payment_pays_is() {
    let line = json!({"Amount": 5, "DetailType": "ItemBasedExpenseLineDetail"});
    let order = json!({"Line": [line], "POStatus": "Open"});
    let left = Held::of(Entity::PurchaseOrder, None, &order, &order);
    let mut billed = order.clone();
    billed["POStatus"] = "Closed".into();
    billed["Line"][0]["LinkedTxn"] = json!([{"TxnId": "140", "TxnType": "Bill"}]);
    assert_eq!(drift(Entity::PurchaseOrder, Some(&left), &billed), None);
    billed["Line"] = order["Line"].clone();
    let closed = edits(drift(Entity::PurchaseOrder, Some(&left), &billed));
    assert_eq!(closed, ["status was “Open” and is “Closed”"], "closed by nothing but a hand");
    billed["LinkedTxn"] = json!([{"TxnId": "140", "TxnType": "Bill"}]);
    assert_eq!(drift(Entity::PurchaseOrder, Some(&left), &billed), None);
    let pays = |id: &str| json!({"Line": [{"Amount": 5, "LinkedTxn": [{"TxnId": id, "TxnType": "Invoice"}], "LineEx": {"any": [id]}}]});
    let left = Held::of(Entity::Payment, None, &pays("130"), &pays("130"));
    assert_eq!(drift(Entity::Payment, Some(&left), &pays("130")), None);
    assert_eq!(edits(drift(Entity::Payment, Some(&left), &pays("131"))).len(), 1);
}

#[test]
fn only_the_linked_entity_drifts_and_not_once_it_was_voided_from_here() {
    let held = Some(Held::of(Entity::Invoice, None, &sent(), &reply()));
    let link = Link { remote_id: Some("130".to_owned()), held, ..Link::default() };
    let mut theirs = reply();
    theirs["TotalAmt"] = 30.into();
    assert!(link.drift(Entity::Invoice, &theirs).is_some());
    let voided = Link { fingerprint: Some(Fingerprint::voided().as_str().to_owned()), ..link.clone() };
    assert_eq!(voided.drift(Entity::Invoice, &theirs), None);
    theirs["Id"] = "131".into();
    assert_eq!(link.drift(Entity::Invoice, &theirs), None);
}
