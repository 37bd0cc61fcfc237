//! The discount on the whole (fact sheet 9.3).

use crate::stage::{Stage, line, printed};
use serde_json::{Value, json};

fn with_discount(discount: Value) -> Value {
    json!({"CustomerRef": {"value": "3"}, "Line": [line("80"), line("20"), discount]})
}

fn percent(percent: &str) -> Value {
    json!({
        "DetailType": "DiscountLineDetail",
        "DiscountLineDetail": {"PercentBased": true, "DiscountPercent": percent},
    })
}

#[tokio::test]
async fn a_percentage_is_taken_of_the_subtotal_whatever_amount_is_sent() {
    let stage = Stage::new();
    let mut discount = percent("12.5");
    discount["Amount"] = json!(1);
    let invoice = stage.post("invoice", with_discount(discount)).await.object("Invoice");
    assert_eq!(printed(&invoice["TotalAmt"]), "87.50");
    let line = &invoice["Line"][3];
    assert_eq!(printed(&line["Amount"]), "12.50");
    assert!(line.get("Id").is_none());
    assert_eq!(
        line["DiscountLineDetail"]["DiscountAccountRef"],
        json!({"value": "86", "name": "Discounts given"})
    );
}

#[tokio::test]
async fn an_amount_is_taken_as_it_is() {
    let stage = Stage::new();
    let discount = json!({"DetailType": "DiscountLineDetail", "Amount": 5, "DiscountLineDetail": {"PercentBased": false}});
    let invoice = stage.post("invoice", with_discount(discount)).await.object("Invoice");
    assert_eq!(printed(&invoice["TotalAmt"]), "95.00");
}

#[tokio::test]
async fn a_discount_needs_a_percentage_or_an_amount() {
    let stage = Stage::new();
    let bare = json!({"DetailType": "DiscountLineDetail", "DiscountLineDetail": {"PercentBased": false}});
    stage.post("invoice", with_discount(bare)).await.fault(400, "6090");
    let bare = json!({"DetailType": "DiscountLineDetail", "DiscountLineDetail": {"PercentBased": true}});
    stage.post("invoice", with_discount(bare)).await.fault(400, "6090");
    stage.post("invoice", with_discount(percent("101"))).await.fault(400, "2150");
    stage.post("invoice", with_discount(percent("100"))).await.object("Invoice");
}

#[tokio::test]
async fn discounts_that_are_switched_off_are_refused() {
    let stage = Stage::new();
    stage.prefer(json!({"SalesFormsPrefs": {"AllowDiscount": false}})).await;
    stage.post("invoice", with_discount(percent("10"))).await.fault(400, "6000");
}

#[tokio::test]
async fn a_second_discount_line_is_refused() {
    let stage = Stage::new();
    let body = json!({"CustomerRef": {"value": "3"}, "Line": [line("80"), percent("1"), percent("2")]});
    stage.post("invoice", body).await.fault(400, "6000");
}

#[tokio::test]
async fn a_discount_is_booked_to_income_or_cost() {
    let stage = Stage::new();
    for (account, status) in [("84", 400), ("33", 400), ("35", 400), ("86", 200), ("6", 200)] {
        let mut discount = percent("10");
        discount["DiscountLineDetail"]["DiscountAccountRef"] = json!({"value": account});
        let reply = stage.post("invoice", with_discount(discount)).await;
        assert_eq!(reply.status, status, "{account}: {}", reply.text);
        if status == 400 {
            reply.fault(400, "6000");
        }
    }
}

#[tokio::test]
async fn a_discount_is_no_charge() {
    let stage = Stage::new();
    let mut discount = json!({"DetailType": "DiscountLineDetail", "Amount": -5, "DiscountLineDetail": {"PercentBased": false}});
    stage.post("invoice", with_discount(discount.clone())).await.fault(400, "2290");
    discount["Amount"] = json!(0);
    stage.post("invoice", with_discount(discount)).await.object("Invoice");
}
