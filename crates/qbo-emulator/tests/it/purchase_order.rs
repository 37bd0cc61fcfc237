//! Purchase orders, and the bills and expenses that take from them (fact sheet 10.2).

use crate::stage::{Stage, printed, text};
use serde_json::{Value, json};

/// An order of pumps at 25.00.
fn order(quantity: u32) -> Value {
    json!({
        "VendorRef": {"value": "41"},
        "Line": [{
            "DetailType": "ItemBasedExpenseLineDetail",
            "Amount": quantity * 25,
            "ItemBasedExpenseLineDetail": {"ItemRef": {"value": "11"}, "Qty": quantity, "UnitPrice": 25},
        }],
    })
}

/// A bill that takes pumps of an order's first line.
fn taking(order: &Value, quantity: u32) -> Value {
    let mut bill = self::order(quantity);
    bill["Line"][0]["LinkedTxn"] =
        json!([{"TxnId": order["Id"], "TxnType": "PurchaseOrder", "TxnLineId": "1"}]);
    bill
}

/// An expense that takes pumps of an order's first line.
fn spending(order: &Value, quantity: u32) -> Value {
    let line = taking(order, quantity)["Line"].take();
    json!({
        "PaymentType": "Cash",
        "AccountRef": {"value": "35"},
        "EntityRef": {"value": "41", "type": "Vendor"},
        "Line": line,
    })
}

#[tokio::test]
async fn a_minimal_order_is_completed() {
    let stage = Stage::new();
    let order = stage.post("purchaseorder", order(2)).await.object("PurchaseOrder");
    assert_eq!((text(&order, "POStatus"), text(&order, "DocNumber")), ("Open", "1001"));
    assert_eq!(printed(&order["TotalAmt"]), "50.00");
    assert_eq!(text(&order["APAccountRef"], "value"), "33");
    assert_eq!(text(&order["ShipAddr"], "City"), "San Pablo");
    let line = &order["Line"][0];
    assert_eq!((text(line, "Id"), &line["LinkedTxn"]), ("1", &json!([])));
    assert_eq!(line["ItemBasedExpenseLineDetail"]["TaxCodeRef"], json!({"value": "NON"}));
    assert_eq!(line["ItemBasedExpenseLineDetail"]["BillableStatus"], "NotBillable");
    let found = stage.ids("select * from PurchaseOrder where POStatus = 'Open'").await;
    assert_eq!(found, [text(&order, "Id")]);
    assert_eq!(printed(&stage.read("Vendor", "41").await["Balance"]), "0", "an order owes nothing");
}

#[tokio::test]
async fn an_order_needs_a_vendor_lines_and_items_that_can_be_bought() {
    let stage = Stage::new();
    for missing in ["VendorRef", "Line"] {
        let mut body = order(1);
        body.as_object_mut().unwrap().remove(missing);
        stage.post("purchaseorder", body).await.fault(400, "2020");
    }
    let mut sold = order(1);
    sold["Line"][0]["ItemBasedExpenseLineDetail"]["ItemRef"] = json!({"value": "1"});
    let error = stage.post("purchaseorder", sold).await.fault(400, "6000");
    assert!(text(&error, "Detail").contains("has no expense account"), "{error}");
    let mut wrong = order(1);
    wrong["Line"][0]["Amount"] = json!(24);
    stage.post("purchaseorder", wrong).await.fault(400, "6070");
    let mut bank = order(1);
    bank["APAccountRef"] = json!({"value": "35"});
    stage.post("purchaseorder", bank).await.fault(400, "6000");
}

#[tokio::test]
async fn orders_are_numbered_by_a_preference_of_their_own() {
    let stage = Stage::new();
    stage.custom_numbers().await;
    let mut body = order(1);
    body["DocNumber"] = json!("PO-7");
    let order = stage.post("purchaseorder", body.clone()).await.object("PurchaseOrder");
    assert_eq!(text(&order, "DocNumber"), "1001", "the switch of sales forms does not count");
    let pairs = [json!({"Name": "VendorAndPurchasesPrefs.UseCustomTxnNumbers", "Value": "true"})];
    stage.prefer(json!({"OtherPrefs": {"NameValue": pairs}})).await;
    let order = stage.post("purchaseorder", body.clone()).await.object("PurchaseOrder");
    assert_eq!(text(&order, "DocNumber"), "PO-7");
    stage.post("purchaseorder", body.clone()).await.fault(400, "6140");
    stage.post("purchaseorder?include=allowduplicatedocnum", body).await.object("PurchaseOrder");
}

#[tokio::test]
async fn an_order_is_closed_and_opened_by_its_status() {
    let stage = Stage::new();
    let order = stage.post("purchaseorder", order(1)).await.object("PurchaseOrder");
    let body = |token: &str, status: &str| json!({"Id": order["Id"], "SyncToken": token, "sparse": true, "POStatus": status});
    let closed = stage.post("purchaseorder", body("0", "Closed")).await.object("PurchaseOrder");
    assert_eq!((text(&closed, "POStatus"), &closed["Line"]), ("Closed", &order["Line"]));
    let open = stage.post("purchaseorder", body("1", "Open")).await.object("PurchaseOrder");
    assert_eq!(text(&open, "POStatus"), "Open");
    stage.post("purchaseorder", body("2", "Shut")).await.fault(400, "2170");
}

#[tokio::test]
async fn bills_take_from_an_order_and_close_it() {
    let stage = Stage::new();
    let order = stage.post("purchaseorder", order(3)).await.object("PurchaseOrder");
    let id = text(&order, "Id");
    let bill = stage.post("bill", taking(&order, 2)).await.object("Bill");
    assert_eq!(bill["LinkedTxn"], json!([{"TxnId": id, "TxnType": "PurchaseOrder"}]));
    let part = stage.read("PurchaseOrder", id).await;
    assert_eq!((text(&part, "POStatus"), printed(&part["Line"][0]["Received"]).as_str()), ("Open", "2"));
    assert_eq!(part["LinkedTxn"], json!([{"TxnId": bill["Id"], "TxnType": "Bill"}]));
    assert_eq!(text(&part, "SyncToken"), "1");
    let rest = stage.post("bill", taking(&order, 1)).await.object("Bill");
    assert_eq!(text(&stage.read("PurchaseOrder", id).await, "POStatus"), "Closed");
    let gone = json!({"Id": rest["Id"], "SyncToken": "0"});
    stage.post("bill?operation=delete", gone).await.object("Bill");
    assert_eq!(text(&stage.read("PurchaseOrder", id).await, "POStatus"), "Open");
}

#[tokio::test]
async fn nothing_more_is_taken_of_a_line_that_has_been_received_in_full() {
    let stage = Stage::new();
    let made = stage.post("purchaseorder", order(3)).await.object("PurchaseOrder");
    let id = text(&made, "Id");
    let bill = stage.post("bill", taking(&made, 3)).await.object("Bill");
    let error = stage.post("bill", taking(&made, 1)).await.fault(400, "620");
    assert!(text(&error, "Detail").contains("received in full"), "{error}");
    // The bill itself may be written again, and whatever has gone back can be taken anew.
    let mut again = taking(&made, 2);
    again["Id"] = bill["Id"].clone();
    again["SyncToken"] = json!("0");
    stage.post("bill", again).await.object("Bill");
    // More may come than was left.
    stage.post("bill", taking(&made, 5)).await.object("Bill");
    let full = stage.read("PurchaseOrder", id).await;
    assert_eq!((text(&full, "POStatus"), printed(&full["Line"][0]["Received"]).as_str()), ("Closed", "7"));
    stage.post("bill", taking(&made, 1)).await.fault(400, "620");
    // Another bill of the same vendor that is linked to nothing is no matter of the order.
    stage.post("bill", order(1)).await.object("Bill");
}

#[tokio::test]
async fn what_is_left_of_an_order_that_was_closed_by_hand_can_be_taken() {
    let stage = Stage::new();
    let made = stage.post("purchaseorder", order(3)).await.object("PurchaseOrder");
    let close = json!({"Id": made["Id"], "SyncToken": "0", "sparse": true, "POStatus": "Closed"});
    stage.post("purchaseorder", close).await.object("PurchaseOrder");
    stage.post("bill", taking(&made, 1)).await.object("Bill");
    let order = stage.read("PurchaseOrder", text(&made, "Id")).await;
    assert_eq!((text(&order, "POStatus"), printed(&order["Line"][0]["Received"]).as_str()), ("Closed", "1"));
}

#[tokio::test]
async fn an_order_with_bills_stays_and_one_without_is_deleted() {
    let stage = Stage::new();
    let order = stage.post("purchaseorder", order(3)).await.object("PurchaseOrder");
    let bill = stage.post("bill", taking(&order, 2)).await.object("Bill");
    let delete = |token: &str| json!({"Id": order["Id"], "SyncToken": token});
    stage.post("purchaseorder?operation=delete", delete("1")).await.fault(400, "6000");
    stage.post("bill?operation=delete", json!({"Id": bill["Id"], "SyncToken": "0"})).await.object("Bill");
    stage.post("purchaseorder?operation=delete", delete("2")).await.object("PurchaseOrder");
    stage.get(&format!("purchaseorder/{}", text(&order, "Id"))).await.fault(400, "610");
    stage.post("purchaseorder?operation=void", delete("2")).await.fault(400, "610");
}

#[tokio::test]
async fn a_bill_is_linked_to_its_own_vendors_order_alone() {
    let stage = Stage::new();
    let order = stage.post("purchaseorder", order(3)).await.object("PurchaseOrder");
    let mut other = taking(&order, 1);
    other["VendorRef"] = json!({"value": "42"});
    stage.post("bill", other).await.fault(400, "620");
    let mut nothing = taking(&order, 1);
    nothing["Line"][0]["LinkedTxn"][0]["TxnId"] = json!("99999");
    stage.post("bill", nothing).await.fault(400, "610");
    let mut no_line = taking(&order, 1);
    no_line["Line"][0]["LinkedTxn"][0]["TxnLineId"] = json!("9");
    stage.post("bill", no_line).await.fault(400, "620");
    stage.post("bill", taking(&order, 1)).await.object("Bill");
}

#[tokio::test]
async fn expenses_take_from_an_order_as_bills_do() {
    let stage = Stage::new();
    let order = stage.post("purchaseorder", order(3)).await.object("PurchaseOrder");
    let id = text(&order, "Id");
    let tie = json!([{"TxnId": id, "TxnType": "PurchaseOrder"}]);
    let state = async || {
        let order = stage.read("PurchaseOrder", id).await;
        let received = order["Line"][0].get("Received").map(printed);
        (text(&order, "POStatus").to_owned(), received.unwrap_or_default())
    };
    let part = stage.post("purchase", spending(&order, 2)).await.object("Purchase");
    assert_eq!(part["LinkedTxn"], tie);
    assert_eq!(part["Line"][0]["LinkedTxn"][0]["TxnLineId"], "1");
    assert_eq!(state().await, ("Open".into(), "2".into()));
    let tied = stage.read("PurchaseOrder", id).await;
    assert_eq!(tied["LinkedTxn"], json!([{"TxnId": part["Id"], "TxnType": "Expense"}]));
    assert_eq!(text(&tied, "SyncToken"), "1");
    let delete = |object: &Value, token: &str| json!({"Id": object["Id"], "SyncToken": token});
    stage.post("purchaseorder?operation=delete", delete(&order, "1")).await.fault(400, "6000");
    // A bill takes the rest, and nothing is left for another expense.
    let rest = stage.post("bill", taking(&order, 1)).await.object("Bill");
    assert_eq!(state().await, ("Closed".into(), "3".into()));
    stage.post("purchase", spending(&order, 1)).await.fault(400, "620");
    // An update that speaks of something else keeps the tie, one without it lets go.
    let note = json!({"Id": part["Id"], "SyncToken": "0", "sparse": true, "PaymentType": "Cash", "PrivateNote": "x"});
    let noted = stage.post("purchase", note).await.object("Purchase");
    assert_eq!((&noted["LinkedTxn"], state().await.0.as_str()), (&tie, "Closed"));
    let mut free = spending(&order, 2);
    free["Id"] = part["Id"].clone();
    free["SyncToken"] = json!("1");
    free["Line"][0].as_object_mut().unwrap().remove("LinkedTxn");
    let free = stage.post("purchase", free).await.object("Purchase");
    assert_eq!(free["LinkedTxn"], json!([]));
    assert_eq!(state().await, ("Open".into(), "1".into()));
    let again = stage.post("purchase", spending(&order, 2)).await.object("Purchase");
    assert_eq!(state().await, ("Closed".into(), "3".into()));
    stage.post("purchase?operation=delete", delete(&again, "0")).await.object("Purchase");
    stage.post("bill?operation=delete", delete(&rest, "0")).await.object("Bill");
    assert_eq!(state().await, ("Open".into(), String::new()));
    let token = stage.read("PurchaseOrder", id).await["SyncToken"].clone();
    let gone = json!({"Id": id, "SyncToken": token});
    stage.post("purchaseorder?operation=delete", gone).await.object("PurchaseOrder");
}

#[tokio::test]
async fn an_expense_is_linked_to_its_own_vendors_order_alone() {
    let stage = Stage::new();
    let order = stage.post("purchaseorder", order(3)).await.object("PurchaseOrder");
    let bill = stage.post("bill", self::order(1)).await.object("Bill");
    let with = |change: &dyn Fn(&mut Value)| {
        let mut body = spending(&order, 1);
        change(&mut body);
        body
    };
    for (body, code) in [
        (with(&|body| body["Line"][0]["LinkedTxn"][0]["TxnId"] = json!("99999")), "610"),
        (with(&|body| body["Line"][0]["LinkedTxn"][0]["TxnId"] = bill["Id"].clone()), "610"),
        (with(&|body| body["Line"][0]["LinkedTxn"][0]["TxnLineId"] = json!("9")), "620"),
        (
            with(&|body| body["Line"][0]["LinkedTxn"] = json!([{"TxnId": bill["Id"], "TxnType": "Bill"}])),
            "620",
        ),
        (with(&|body| body["EntityRef"]["value"] = json!("42")), "620"),
        (with(&|body| body["EntityRef"] = json!({"value": "3", "type": "Customer"})), "620"),
        (with(&|body| drop(body.as_object_mut().unwrap().remove("EntityRef"))), "620"),
    ] {
        stage.post("purchase", body).await.fault(400, code);
    }
    stage.post("purchase", spending(&order, 1)).await.object("Purchase");
}

#[tokio::test]
async fn what_goes_back_to_a_vendor_is_taken_from_no_order() {
    let stage = Stage::new();
    let order = stage.post("purchaseorder", order(3)).await.object("PurchaseOrder");
    stage.post("vendorcredit", taking(&order, 1)).await.fault(400, "620");
    stage.post("vendorcredit", self::order(1)).await.object("VendorCredit");
    let card = json!({"Name": "Card", "AccountType": "Credit Card"});
    let card = stage.post("account", card).await.object("Account");
    let mut charge = spending(&order, 1);
    charge["PaymentType"] = json!("CreditCard");
    charge["AccountRef"] = json!({"value": card["Id"]});
    let mut credit = charge.clone();
    credit["Credit"] = json!(true);
    stage.post("purchase", credit.clone()).await.fault(400, "620");
    credit["Line"][0].as_object_mut().unwrap().remove("LinkedTxn");
    credit["LinkedTxn"] = json!([{"TxnId": order["Id"], "TxnType": "PurchaseOrder"}]);
    stage.post("purchase", credit).await.fault(400, "620");
    stage.post("purchase", charge).await.object("Purchase");
}
