//! Payments and what they do to invoices (fact sheet 9.7, 12).

use crate::stage::{Stage, line, number, payment, printed, text};
use serde_json::{Value, json};

#[tokio::test]
async fn a_payment_lowers_the_balance_of_its_invoice_and_raises_its_sync_token() {
    let stage = Stage::new();
    let invoice = stage.invoice("3", "100").await;
    let payment = stage.payment("3", text(&invoice, "Id"), "55").await;
    assert_eq!(printed(&payment["UnappliedAmt"]), "0");
    assert_eq!(payment["ProcessPayment"], false);
    assert_eq!(payment["DepositToAccountRef"], json!({"value": "4", "name": "Undeposited Funds"}));
    let extra = payment["Line"][0]["LineEx"]["any"].as_array().unwrap();
    let pairs: Vec<(&str, &str)> =
        extra.iter().map(|pair| (text(&pair["value"], "Name"), text(&pair["value"], "Value"))).collect();
    assert_eq!(
        pairs,
        [("txnId", text(&invoice, "Id")), ("txnOpenBalance", "100.00"), ("txnReferenceNumber", "1038")]
    );
    let paid = stage.read("Invoice", text(&invoice, "Id")).await;
    assert_eq!(printed(&paid["Balance"]), "45.00");
    assert_eq!(text(&paid, "SyncToken"), "1");
    assert_eq!(paid["LinkedTxn"], json!([{"TxnId": payment["Id"], "TxnType": "Payment"}]));
    assert_eq!(printed(&stage.read("Customer", "3").await["Balance"]), "45.00");
}

#[tokio::test]
async fn what_is_not_applied_is_the_customers_credit() {
    let stage = Stage::new();
    let invoice = stage.invoice("3", "50").await;
    let mut body = payment("3", text(&invoice, "Id"), "50");
    body["TotalAmt"] = json!(65);
    let payment = stage.post("payment", body).await.object("Payment");
    assert_eq!(printed(&payment["UnappliedAmt"]), "15.00");
    assert_eq!(printed(&stage.read("Customer", "3").await["Balance"]), "-15.00");
    let free =
        stage.post("payment", json!({"CustomerRef": {"value": "3"}, "TotalAmt": 5})).await.object("Payment");
    assert_eq!(free["Line"], json!([]));
    assert_eq!(printed(&free["UnappliedAmt"]), "5.00");
}

#[tokio::test]
async fn lines_above_the_amount_are_refused() {
    let stage = Stage::new();
    let invoice = stage.invoice("3", "50").await;
    let mut body = payment("3", text(&invoice, "Id"), "50");
    body["TotalAmt"] = number("49.99");
    let error = stage.post("payment", body).await.fault(400, "6000");
    assert!(
        text(&error, "Detail").contains("Amount applied is greater than payment or refund amount."),
        "{error}"
    );
}

#[tokio::test]
async fn a_line_above_the_open_balance_is_refused() {
    let stage = Stage::new();
    let invoice = stage.invoice("3", "50").await;
    let id = text(&invoice, "Id");
    stage.post("payment", payment("3", id, "50.01")).await.fault(400, "6000");
    let half = json!({"Amount": 30, "LinkedTxn": [{"TxnId": id, "TxnType": "Invoice"}]});
    let twice = json!({"CustomerRef": {"value": "3"}, "TotalAmt": 60, "Line": [half, half]});
    stage.post("payment", twice).await.fault(400, "6000");
    stage.payment("3", id, "50").await;
    stage.post("payment", payment("3", id, "0.01")).await.fault(400, "6000");
}

#[tokio::test]
async fn a_payment_needs_an_amount_that_is_not_negative() {
    let stage = Stage::new();
    let error = stage.post("payment", json!({"CustomerRef": {"value": "3"}})).await.fault(400, "6000");
    assert!(text(&error, "Detail").contains("You must set a transaction amount."), "{error}");
    stage.post("payment", json!({"CustomerRef": {"value": "3"}, "TotalAmt": -1})).await.fault(400, "6000");
    stage.post("payment", json!({"TotalAmt": 1})).await.fault(400, "2020");
}

#[tokio::test]
async fn an_invoice_of_another_customer_is_refused_and_one_of_a_sub_customer_is_not() {
    let stage = Stage::new();
    let other = stage.invoice("4", "50").await;
    stage.post("payment", payment("3", text(&other, "Id"), "50")).await.fault(400, "6000");
    let job = stage.invoice("8", "50").await;
    stage.payment("7", text(&job, "Id"), "50").await;
}

#[tokio::test]
async fn what_is_paid_must_exist() {
    let stage = Stage::new();
    stage.post("payment", payment("3", "9999", "1")).await.fault(400, "610");
    let bare = json!({"CustomerRef": {"value": "3"}, "TotalAmt": 1, "Line": [{"Amount": 1}]});
    stage.post("payment", bare).await.fault(400, "2020");
}

#[tokio::test]
async fn money_is_put_into_a_bank_or_current_asset_account() {
    let stage = Stage::new();
    let into = |account: &str| json!({"CustomerRef": {"value": "3"}, "TotalAmt": 1, "DepositToAccountRef": {"value": account}});
    stage.post("payment", into("35")).await.object("Payment");
    let error = stage.post("payment", into("1")).await.fault(400, "6000");
    assert!(text(&error, "Detail").contains("a different type of account"), "{error}");
    stage.post("payment", into("9999")).await.fault(400, "2500");
    assert_eq!(printed(&stage.read("Account", "35").await["CurrentBalance"]), "1202.00");
}

#[tokio::test]
async fn a_reference_number_has_at_most_21_characters() {
    let stage = Stage::new();
    let body = |length: usize| json!({"CustomerRef": {"value": "3"}, "TotalAmt": 1, "PaymentRefNum": "7".repeat(length)});
    stage.post("payment", body(21)).await.object("Payment");
    stage.post("payment", body(22)).await.fault(400, "2050");
}

#[tokio::test]
async fn a_deleted_payment_opens_its_invoices_again() {
    let stage = Stage::new();
    let invoice = stage.invoice("3", "100").await;
    let payment = stage.payment("3", text(&invoice, "Id"), "100").await;
    let body = json!({"Id": payment["Id"], "SyncToken": "0"});
    let gone = stage.post("payment?operation=delete", body.clone()).await.object("Payment");
    assert_eq!(gone, json!({"status": "Deleted", "domain": "QBO", "Id": payment["Id"]}));
    let open = stage.read("Invoice", text(&invoice, "Id")).await;
    assert_eq!(printed(&open["Balance"]), "100.00");
    assert_eq!(open["LinkedTxn"], json!([]));
    assert_eq!(text(&open, "SyncToken"), "2");
    assert_eq!(printed(&stage.read("Account", "4").await["CurrentBalance"]), "2062.52");
    stage.get(&format!("payment/{}", text(&payment, "Id"))).await.fault(400, "610");
    stage.post("payment?operation=delete", body).await.fault(400, "610");
}

#[tokio::test]
async fn an_update_of_the_lines_moves_the_money() {
    let stage = Stage::new();
    let (first, second) = (stage.invoice("3", "60").await, stage.invoice("3", "60").await);
    let payment = stage.payment("3", text(&first, "Id"), "60").await;
    let to = |token: &str, lines: Value| json!({"Id": payment["Id"], "SyncToken": token, "sparse": true, "Line": lines});
    let split = json!([
        {"Amount": 20, "LinkedTxn": [{"TxnId": first["Id"], "TxnType": "Invoice"}]},
        {"Amount": 40, "LinkedTxn": [{"TxnId": second["Id"], "TxnType": "Invoice"}]},
    ]);
    stage.post("payment", to("0", split)).await.object("Payment");
    assert_eq!(printed(&stage.read("Invoice", text(&first, "Id")).await["Balance"]), "40.00");
    assert_eq!(printed(&stage.read("Invoice", text(&second, "Id")).await["Balance"]), "20.00");
    let none = stage.post("payment", to("1", json!([]))).await.object("Payment");
    assert_eq!(printed(&none["UnappliedAmt"]), "60.00");
    assert_eq!(printed(&stage.read("Invoice", text(&first, "Id")).await["Balance"]), "60.00");
}

#[tokio::test]
async fn an_invoice_lowered_below_its_payments_leaves_the_rest_unapplied() {
    let stage = Stage::new();
    let invoice = stage.invoice("3", "100").await;
    let payment = stage.payment("3", text(&invoice, "Id"), "80").await;
    let body = json!({"Id": invoice["Id"], "SyncToken": "1", "sparse": true, "Line": [line("50")]});
    let lowered = stage.post("invoice", body).await.object("Invoice");
    assert_eq!(printed(&lowered["Balance"]), "0");
    let payment = stage.read("Payment", text(&payment, "Id")).await;
    assert_eq!(printed(&payment["UnappliedAmt"]), "30.00");
    assert_eq!(printed(&payment["Line"][0]["Amount"]), "50.00");
    assert_eq!(text(&payment, "SyncToken"), "1");
    assert_eq!(printed(&stage.read("Customer", "3").await["Balance"]), "-30.00");
}

#[tokio::test]
async fn an_invoice_with_payments_is_neither_deleted_nor_moved_to_another_customer() {
    let stage = Stage::new();
    let invoice = stage.invoice("3", "100").await;
    stage.payment("3", text(&invoice, "Id"), "80").await;
    let error = stage
        .post("invoice?operation=delete", json!({"Id": invoice["Id"], "SyncToken": "1"}))
        .await
        .fault(400, "6000");
    assert!(text(&error, "Detail").contains("linked to other transactions. Unlink them first."), "{error}");
    let body = json!({"Id": invoice["Id"], "SyncToken": "1", "sparse": true, "CustomerRef": {"value": "4"}});
    stage.post("invoice", body).await.fault(400, "6000");
}

#[tokio::test]
async fn with_lenient_links_the_payments_of_a_deleted_invoice_become_unapplied() {
    let stage = Stage::new();
    stage.settings(json!({"strict_links": false})).await;
    let invoice = stage.invoice("3", "100").await;
    let payment = stage.payment("3", text(&invoice, "Id"), "80").await;
    let body = json!({"Id": invoice["Id"], "SyncToken": "1"});
    stage.post("invoice?operation=delete", body).await.object("Invoice");
    let payment = stage.read("Payment", text(&payment, "Id")).await;
    assert_eq!(payment["Line"], json!([]));
    assert_eq!(printed(&payment["UnappliedAmt"]), "80.00");
    assert_eq!(printed(&stage.read("Customer", "3").await["Balance"]), "-80.00");
}

#[tokio::test]
async fn a_line_of_a_payment_has_one_link() {
    let stage = Stage::new();
    let made = stage.invoice("3", "10").await;
    let mut body = payment("3", text(&made, "Id"), "10");
    let more = json!({"TxnId": "130", "TxnType": "Invoice"});
    body["Line"][0]["LinkedTxn"].as_array_mut().unwrap().push(more);
    stage.post("payment", body.clone()).await.fault(400, "620");
    body["Line"][0]["LinkedTxn"].as_array_mut().unwrap().pop();
    stage.post("payment", body).await.object("Payment");
}

#[tokio::test]
async fn a_link_of_the_wrong_type_is_refused_as_such() {
    let stage = Stage::new();
    let made = stage.invoice("3", "10").await;
    for kind in ["Bill", "Estimate", "CreditMemo", "Customer"] {
        let mut body = payment("3", text(&made, "Id"), "10");
        body["Line"][0]["LinkedTxn"][0]["TxnType"] = json!(kind);
        let error = stage.post("payment", body.clone()).await.fault(400, "620");
        assert_eq!(text(&error, "Message"), "Txn ID Cannot Be Linked");
        body["Line"][0]["LinkedTxn"][0]["TxnId"] = json!("99999");
        stage.post("payment", body).await.fault(400, "610");
    }
}

#[tokio::test]
async fn a_payment_is_booked_to_the_receivables_named() {
    let stage = Stage::new();
    let other = json!({"Name": "AR2", "AccountType": "Accounts Receivable"});
    let other = stage.post("account", other).await.object("Account")["Id"].clone();
    let mut body = json!({"CustomerRef": {"value": "3"}, "TotalAmt": 9, "ARAccountRef": {"value": "35"}});
    stage.post("payment", body.clone()).await.fault(400, "6000");
    body["ARAccountRef"] = json!({ "value": other });
    let made = stage.post("payment", body).await.object("Payment");
    assert_eq!(made["ARAccountRef"], json!({"value": other, "name": "AR2"}));
    let balance = async |id: &str| printed(&stage.read("Account", id).await["CurrentBalance"]);
    assert_eq!(
        (balance(other.as_str().unwrap()).await, balance("84").await),
        ("-9.00".into(), "5281.52".into())
    );
}
