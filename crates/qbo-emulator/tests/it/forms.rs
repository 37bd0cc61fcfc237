//! Forms that go out: by e-mail, on paper, as a link (fact sheet 2.1).

use crate::stage::{Stage, invoice, line, text};
use axum::body::to_bytes;
use axum::http::Method;
use serde_json::{Value, json};

async fn send(stage: &Stage, path: &str) -> crate::stage::Reply {
    stage.post_bytes(path, "application/octet-stream", Vec::new()).await
}

#[tokio::test]
async fn a_form_is_sent_to_the_address_given_or_its_own() {
    let stage = Stage::new();
    let mut body = invoice("3", "1");
    body["BillEmail"] = json!({"Address": "own@example.com"});
    let invoice = stage.post("invoice", body).await.object("Invoice");
    let path = format!("invoice/{}/send", text(&invoice, "Id"));
    let sent = send(&stage, &path).await.object("Invoice");
    assert_eq!((text(&sent, "EmailStatus"), text(&sent, "SyncToken")), ("EmailSent", "1"));
    assert_eq!(sent["BillEmail"]["Address"], "own@example.com");
    let delivery = json!({"DeliveryType": "Email", "DeliveryTime": "2026-03-02T12:00:00-08:00"});
    assert_eq!(sent["DeliveryInfo"], delivery);
    let sent = send(&stage, &format!("{path}?sendTo=other@example.com")).await.object("Invoice");
    assert_eq!(sent["BillEmail"]["Address"], "other@example.com");
    assert_eq!(stage.read("Invoice", text(&invoice, "Id")).await, sent);
}

#[tokio::test]
async fn sending_needs_a_form_that_exists_and_an_address() {
    let stage = Stage::new();
    let customer = stage.customer("Without mail").await;
    let invoice = stage.invoice(text(&customer, "Id"), "1").await;
    let path = format!("invoice/{}/send", text(&invoice, "Id"));
    send(&stage, &path).await.fault(400, "6420");
    send(&stage, &format!("{path}?sendTo=nobody")).await.fault(400, "2210");
    send(&stage, "invoice/9999/send?sendTo=a@b.c").await.fault(400, "610");
    send(&stage, "invoice/x/send?sendTo=a@b.c").await.fault(400, "2030");
    send(&stage, "bill/1/send?sendTo=a@b.c").await.fault(400, "500");
    assert_eq!(stage.get(&path).await.status, 404);
    assert_eq!(stage.read("Invoice", text(&invoice, "Id")).await, invoice);
}

#[tokio::test]
async fn all_forms_can_be_sent_and_a_repeat_is_replayed() {
    let stage = Stage::new();
    let sale =
        json!({"CustomerRef": {"value": "3"}, "DepositToAccountRef": {"value": "35"}, "Line": [line("1")]});
    for name in ["Estimate", "CreditMemo", "SalesReceipt", "RefundReceipt"] {
        let path = name.to_lowercase();
        let made = stage.post(&path, sale.clone()).await.object(name);
        let again = format!("{path}/{}/send?sendTo=a@b.co&requestid={path}", text(&made, "Id"));
        let sent = send(&stage, &again).await.object(name);
        assert_eq!((text(&sent, "EmailStatus"), text(&sent, "SyncToken")), ("EmailSent", "1"));
        assert_eq!(send(&stage, &again).await.object(name), sent);
    }
    let order = json!({"VendorRef": {"value": "41"}, "Line": [{"Amount": 1, "DetailType": "ItemBasedExpenseLineDetail",
        "ItemBasedExpenseLineDetail": {"ItemRef": {"value": "11"}}}]});
    let order = stage.post("purchaseorder", order).await.object("PurchaseOrder");
    let path = format!("purchaseorder/{}/send?sendTo=a@b.co", text(&order, "Id"));
    let sent = send(&stage, &path).await.object("PurchaseOrder");
    assert_eq!((text(&sent, "EmailStatus"), &sent["POEmail"]["Address"]), ("EmailSent", &json!("a@b.co")));
    let payment = stage.post("payment", json!({"CustomerRef": {"value": "3"}, "TotalAmt": 5})).await;
    let payment = payment.object("Payment");
    let path = format!("payment/{}/send?sendTo=a@b.co", text(&payment, "Id"));
    assert_eq!(send(&stage, &path).await.object("Payment"), payment);
}

#[tokio::test]
async fn a_form_is_printed_as_pdf() {
    let stage = Stage::new();
    let realm = &stage.session.realm_id;
    let bearer = format!("Bearer {}", stage.session.access_token);
    let headers = [("authorization", bearer.as_str()), ("accept", "application/pdf")];
    for form in ["invoice/130", "payment/101"] {
        let path = format!("/v3/company/{realm}/{form}/pdf");
        let response = stage.response(Method::GET, &path, &headers, Vec::new()).await;
        assert_eq!(
            (response.status().as_u16(), response.headers()["content-type"].to_str().unwrap()),
            (200, "application/pdf")
        );
        let pdf = to_bytes(response.into_body(), 1_000_000).await.unwrap();
        assert!(pdf.starts_with(b"%PDF-") && pdf.trim_ascii_end().ends_with(b"%%EOF"));
        let shows = |text: &str| pdf.windows(text.len()).any(|window| window == text.as_bytes());
        assert!(shows("(Invoice 1037)") || shows("(Payment 101)"), "{form}");
    }
    stage.get("invoice/9999/pdf").await.fault(400, "610");
    stage.get("customer/1/pdf").await.fault(400, "500");
}

#[tokio::test]
async fn a_link_to_an_invoice_is_shown_to_those_who_include_it() {
    let stage = Stage::new();
    let mut body = invoice("3", "1");
    body["BillEmail"] = json!({"Address": "a@b.co"});
    let made = stage.post("invoice", body).await.object("Invoice");
    let path = format!("invoice/{}", text(&made, "Id"));
    let shown = stage.get(&format!("{path}?include=invoiceLink")).await.object("Invoice");
    assert!(text(&shown, "InvoiceLink").starts_with("http://emulator.test/"), "{shown}");
    assert_eq!(stage.get(&path).await.object("Invoice")["InvoiceLink"], Value::Null);
}

#[tokio::test]
async fn a_client_that_takes_only_xml_gets_its_faults_so() {
    let stage = Stage::new();
    let path = format!("/v3/company/{}/invoice/9999", stage.session.realm_id);
    let bearer = format!("Bearer {}", stage.session.access_token);
    let ask = async |accept: &str| {
        let headers = [("authorization", bearer.as_str()), ("accept", accept)];
        stage.raw(Method::GET, &path, &headers, Vec::new()).await
    };
    let reply = ask("application/xml").await;
    assert_eq!(
        (reply.status, reply.headers["content-type"].to_str().unwrap()),
        (400, "application/xml;charset=UTF-8")
    );
    let expected = "<Fault type=\"ValidationFault\"><Error code=\"610\"><Message>Object Not Found</Message>";
    assert!(reply.text.contains(expected), "{}", reply.text);
    ask("application/json").await.fault(400, "610");
    ask("*/*").await.fault(400, "610");
    let throttle = |action: &str| json!({"match": {"entity": "Invoice"}, "times": 1, "action": action});
    stage.trouble(throttle("throttle")).await;
    let reply = ask("application/xml").await;
    assert!(reply.status == 429 && reply.text.contains("<Error code=\"3001\">"), "{}", reply.text);
    stage.trouble(throttle("throttle_xml")).await;
    let reply = ask("application/json").await;
    assert!(reply.status == 429 && reply.text.contains("statusCode=429</Message>"), "{}", reply.text);
}
