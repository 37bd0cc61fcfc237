//! Limits and refusals that no other topic has.

use crate::stage::{Stage, invoice, line, text};
use serde_json::{Value, json};

#[tokio::test]
async fn a_web_address_that_is_none_is_refused() {
    let stage = Stage::new();
    let customer = |name: &str, uri: &str| json!({"DisplayName": name, "WebAddr": {"URI": uri}});
    for (name, uri) in [("A", "http://kings.example"), ("B", "www.kings.example")] {
        stage.post("customer", customer(name, uri)).await.object("Customer");
    }
    let error = stage.post("customer", customer("C", "not an address")).await.fault(400, "2200");
    assert_eq!(text(&error, "element"), "URI");
}

#[tokio::test]
async fn the_lines_of_an_address_have_2000_characters_together() {
    let stage = Stage::new();
    let customer = |name: &str, last: usize| {
        let full = "x".repeat(500);
        let address =
            json!({"Line1": full, "Line2": full, "Line3": full, "Line4": full, "Line5": "x".repeat(last)});
        json!({"DisplayName": name, "BillAddr": address})
    };
    stage.post("customer", customer("A", 0)).await.object("Customer");
    let error = stage.post("customer", customer("B", 1)).await.fault(400, "2050");
    assert!(text(&error, "Detail").contains("Max:2000 supported. Supplied length:2001"), "{error}");
}

#[tokio::test]
async fn the_request_id_of_a_batch_has_36_characters() {
    let stage = Stage::new();
    let items = json!({"BatchItemRequest": [{"bId": "1", "Query": "select * from Term"}]});
    let path = |length: usize| format!("batch?requestid={}", "r".repeat(length));
    assert_eq!(stage.post(&path(36), items.clone()).await.status, 200);
    let error = stage.post(&path(37), items).await.fault(400, "2130");
    assert_eq!(text(&error, "element"), "requestid");
}

#[tokio::test]
async fn a_statement_may_name_only_what_the_entity_has() {
    let stage = Stage::new();
    let reply = stage.query("select id, MetaData.CreateTime, displayname from Customer maxresults 1").await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    let error = stage.query("select Id, NoSuchField from Customer").await.fault(400, "4001");
    assert_eq!(
        text(&error, "Detail"),
        "QueryValidationError: Property NoSuchField not found for Entity Customer"
    );
}

#[tokio::test]
async fn the_company_says_that_its_subscription_has_ended() {
    let stage = Stage::new();
    let status = async || {
        let info = stage.read("CompanyInfo", "1").await;
        let pairs = info["NameValue"].as_array().unwrap().clone();
        pairs
            .into_iter()
            .find(|pair| pair["Name"] == "SubscriptionStatus")
            .map_or(Value::Null, |mut pair| pair["Value"].take())
    };
    assert_eq!(status().await, "PAID");
    stage.settings(json!({"subscription_ended": true})).await;
    assert_eq!(status().await, "EXPIRED");
}

#[tokio::test]
async fn a_total_has_fifteen_digits() {
    let stage = Stage::new();
    let body = |lines: usize| json!({"CustomerRef": {"value": "3"}, "Line": vec![line("499999999999999.99"); lines]});
    stage.post("invoice", body(2)).await.object("Invoice");
    let error = stage.post("invoice", body(3)).await.fault(400, "2140");
    assert_eq!(text(&error, "element"), "TotalAmt");
}

#[tokio::test]
async fn a_closed_period_answers_6210_with_a_password_and_6200_without() {
    let stage = Stage::new();
    let mut body = invoice("3", "1");
    body["TxnDate"] = "2026-01-31".into();
    for (password, code) in [(true, "6210"), (false, "6200")] {
        stage.settings(json!({"book_close_date": "2026-01-31", "book_close_password": password})).await;
        stage.post("invoice", body.clone()).await.fault(400, code);
    }
    body["TxnDate"] = "2026-02-01".into();
    stage.post("invoice", body).await.object("Invoice");
}

#[tokio::test]
async fn nothing_is_sold_to_an_inactive_customer() {
    let stage = Stage::new();
    let off =
        |active: bool, token: &str| json!({"Id": "3", "SyncToken": token, "sparse": true, "Active": active});
    stage.post("customer", off(false, "0")).await.object("Customer");
    for form in ["invoice", "estimate", "salesreceipt", "creditmemo"] {
        let error = stage.post(form, invoice("3", "1")).await.fault(400, "6250");
        assert_eq!(text(&error, "element"), "CustomerRef");
    }
    stage.post("customer", off(true, "1")).await.object("Customer");
    stage.post("invoice", invoice("3", "1")).await.object("Invoice");
}

#[tokio::test]
async fn a_customer_with_unbilled_expenses_stays_active() {
    let stage = Stage::new();
    let bill = |status: &str, customer: &str| {
        json!({"VendorRef": {"value": "41"}, "Line": [{"DetailType": "AccountBasedExpenseLineDetail", "Amount": 9,
            "AccountBasedExpenseLineDetail": {"AccountRef": {"value": "7"}, "BillableStatus": status, "CustomerRef": {"value": customer}}}]})
    };
    stage.post("bill", bill("NotBillable", "3")).await.object("Bill");
    let made = stage.post("bill", bill("Billable", "4")).await.object("Bill");
    let off = |id: &str| json!({"Id": id, "SyncToken": "0", "sparse": true, "Active": false});
    stage.post("customer", off("3")).await.object("Customer");
    let error = stage.post("customer", off("4")).await.fault(400, "6280");
    assert_eq!(text(&error, "element"), "Active");
    stage.post("bill?operation=delete", json!({"Id": made["Id"], "SyncToken": "0"})).await.object("Bill");
    stage.post("customer", off("4")).await.object("Customer");
}

#[tokio::test]
async fn a_client_cannot_say_that_a_line_has_been_billed() {
    let stage = Stage::new();
    let mut body = json!({"VendorRef": {"value": "41"}, "Line": [{"DetailType": "AccountBasedExpenseLineDetail", "Amount": 9,
        "AccountBasedExpenseLineDetail": {"AccountRef": {"value": "7"}, "BillableStatus": "HasBeenBilled", "CustomerRef": {"value": "3"}}}]});
    let error = stage.post("bill", body.clone()).await.fault(400, "6320");
    assert_eq!(text(&error, "element"), "BillableStatus");
    body["Line"][0]["AccountBasedExpenseLineDetail"]["BillableStatus"] = "Billable".into();
    stage.post("bill", body).await.object("Bill");
}

#[tokio::test]
async fn a_currency_is_one_of_the_list() {
    let stage = Stage::new();
    stage.settings(json!({"multi_currency": true})).await;
    stage.post("companycurrency", json!({"Code": "XYZ"})).await.fault(400, "2170");
    stage.post("companycurrency", json!({"Code": "JPY"})).await.object("CompanyCurrency");
}

#[tokio::test]
async fn a_link_to_what_is_no_kind_of_transaction_is_refused() {
    let stage = Stage::new();
    let sold = stage.invoice("3", "10").await;
    let mut payment = crate::stage::payment("3", text(&sold, "Id"), "10");
    payment["Line"][0]["LinkedTxn"][0]["TxnType"] = json!("Spaceship");
    let error = stage.post("payment", payment.clone()).await.fault(400, "2120");
    assert_eq!((text(&error, "Detail"), text(&error, "element")), ("Invalid Type : Spaceship", "TxnType"));
    payment["Line"][0]["LinkedTxn"][0]["TxnType"] = json!("Invoice");
    stage.post("payment", payment).await.object("Payment");
    let mut bill = invoice("3", "1");
    bill["LinkedTxn"] = json!([{"TxnId": "1", "TxnType": "Starship"}]);
    stage.post("invoice", bill.clone()).await.fault(400, "2120");
    bill["LinkedTxn"][0]["TxnType"] = json!("ReimburseCharge");
    stage.post("invoice", bill).await.object("Invoice");
}

#[tokio::test]
async fn a_tax_line_names_a_rate_that_is_there() {
    let stage = Stage::new();
    let taxed = |rate: &str| {
        let mut body = invoice("3", "10");
        body["TxnTaxDetail"] = json!({"TaxLine": [{"Amount": 1, "DetailType": "TaxLineDetail",
            "TaxLineDetail": {"TaxRateRef": {"value": rate}}}]});
        body
    };
    let rate = stage.ids("select * from TaxRate").await.remove(0);
    stage.post("invoice", taxed(&rate)).await.object("Invoice");
    let error = stage.post("invoice", taxed("99")).await.fault(400, "6470");
    assert_eq!(text(&error, "element"), "TaxRateRef");
}

#[tokio::test]
async fn the_whole_number_of_a_card_is_refused() {
    let stage = Stage::new();
    let paid = |number: &str| {
        json!({"CustomerRef": {"value": "3"}, "TotalAmt": 1,
        "CreditCardPayment": {"CreditChargeInfo": {"Number": number}}})
    };
    stage.post("payment", paid("xxxxxxxxxxxx1111")).await.object("Payment");
    let error = stage.post("payment", paid("4111 1111 1111 1111")).await.fault(400, "6530");
    assert_eq!(text(&error, "element"), "Number");
}

#[tokio::test]
async fn who_is_billed_for_a_sub_customer_stays_while_something_is_open() {
    let stage = Stage::new();
    let parent = stage.customer("Parent").await;
    let child = json!({"DisplayName": "Child", "Job": true, "ParentRef": {"value": parent["Id"]}});
    let child = stage.post("customer", child).await.object("Customer");
    let change = |token: &str, with: bool| json!({"Id": child["Id"], "SyncToken": token, "sparse": true, "BillWithParent": with});
    stage.post("customer", change("0", true)).await.object("Customer");
    stage.invoice(text(&child, "Id"), "10").await;
    stage.post("customer", change("1", false)).await.fault(400, "6130");
    for way in [
        json!({"ParentRef": {"value": ""}, "Job": false}),
        json!({"Job": false}),
        json!({"ParentRef": {"value": "3"}}),
    ] {
        let mut body = json!({"Id": child["Id"], "SyncToken": "1", "sparse": true});
        body.as_object_mut().unwrap().extend(way.as_object().unwrap().clone());
        stage.post("customer", body).await.fault(400, "6130");
    }
    stage.post("customer", change("1", true)).await.object("Customer");
}

#[tokio::test]
async fn only_a_sub_customer_is_billed_with_its_parent() {
    let stage = Stage::new();
    let body = json!({"DisplayName": "Top", "BillWithParent": true});
    assert_eq!(stage.post("customer", body).await.object("Customer")["BillWithParent"], false);
    let body =
        json!({"DisplayName": "Sub", "Job": true, "ParentRef": {"value": "3"}, "BillWithParent": true});
    let sub = stage.post("customer", body).await.object("Customer");
    assert_eq!(sub["BillWithParent"], true);
    let out =
        json!({"Id": sub["Id"], "SyncToken": "0", "sparse": true, "Job": false, "ParentRef": {"value": ""}});
    assert_eq!(stage.post("customer", out).await.object("Customer")["BillWithParent"], false);
}

#[tokio::test]
async fn time_is_told_in_one_way() {
    let stage = Stage::new();
    let mut time = json!({"NameOf": "Vendor", "VendorRef": {"value": "41"}, "Hours": 2,
        "StartTime": "2026-03-02T08:00:00-08:00", "EndTime": "2026-03-02T10:00:00-08:00"});
    stage.post("timeactivity", time.clone()).await.fault(400, "2600");
    time.as_object_mut().unwrap().remove("Hours");
    stage.post("timeactivity", time.clone()).await.object("TimeActivity");
    time["EndTime"] = json!("2026-03-02T15:59:59Z");
    stage.post("timeactivity", time.clone()).await.fault(400, "2190");
    time["EndTime"] = json!("2026-03-02T16:00:00Z");
    stage.post("timeactivity", time).await.object("TimeActivity");
}
