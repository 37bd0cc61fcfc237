//! What a write sends and returns.

use quickbooks::{Entity, RequestId, Write, model};
use rust_decimal::dec;
use serde_json::{Value, json};

use crate::script::{Company, REALM, Script, TOKEN, answer, body, header, parameters};

fn customer() -> Value {
    json!({ "Customer": { "Id": "58", "SyncToken": "0", "sparse": false, "DisplayName": "O'Neil" },
        "time": "…" })
}

#[tokio::test]
async fn a_create_posts_the_object_with_its_request_id() {
    let script = Script::new([answer(200, customer())]);
    let new = model::Customer { display_name: Some("O'Neil".into()), ..Default::default() };
    let write = Write::create(Entity::Customer, &new).unwrap();
    let request_id = RequestId::new("c7-customer-1-1").unwrap();
    let reply = script.client().write(Company::new().access(), &request_id, &write).await.unwrap();

    let request = script.request();
    assert_eq!(request.method, "POST");
    assert_eq!(
        request.url.as_str(),
        format!("https://qbo.test/v3/company/{REALM}/customer?minorversion=75&requestid=c7-customer-1-1")
    );
    assert_eq!(header(&request, "authorization"), format!("Bearer {TOKEN}"));
    assert_eq!(header(&request, "accept"), "application/json");
    assert_eq!(header(&request, "content-type"), "application/json");
    assert_eq!(body(&request), r#"{"DisplayName":"O'Neil"}"#);

    assert_eq!((reply.id(), reply.sync_token(), reply.is_deleted()), (Some("58"), Some("0"), false));
    assert_eq!((reply.http_status, reply.intuit_tid.as_deref()), (200, Some("1-tid")));
    let stored: model::Customer = reply.parse().unwrap();
    assert_eq!(stored.display_name.as_deref(), Some("O'Neil"));
}

#[tokio::test]
async fn a_delete_and_a_void_name_their_operation() {
    for (write, expected) in [
        (Write::delete(Entity::Invoice, "33", "1").unwrap(), vec![("operation", "delete")]),
        (Write::void(Entity::Invoice, "33", "1").unwrap(), vec![("operation", "void")]),
        (
            Write::void(Entity::Payment, "33", "1").unwrap(),
            vec![("operation", "update"), ("include", "void")],
        ),
    ] {
        let object = json!({ write.entity.name(): { "status": "Deleted", "domain": "QBO", "Id": "33" } });
        let script = Script::new([answer(200, object)]);
        let request_id = RequestId::new("x1").unwrap();
        let reply = script.client().write(Company::new().access(), &request_id, &write).await.unwrap();
        assert!(reply.is_deleted());
        assert_eq!((reply.id(), reply.sync_token()), (Some("33"), None));

        let sent = parameters(&script.request());
        assert_eq!(sent.len(), expected.len() + 2, "{sent:?}");
        assert_eq!((sent["requestid"].as_str(), sent["minorversion"].as_str()), ("x1", "75"));
        for (name, value) in expected {
            assert_eq!(sent[name], value);
        }
    }
}

#[tokio::test]
async fn money_travels_as_numbers_with_the_digits_it_has() {
    let script = Script::new([answer(200, json!({ "Payment": { "Id": "9", "SyncToken": "0" } }))]);
    let payment = model::Payment {
        customer_ref: Some(model::Reference::to("20")),
        total_amt: Some(dec!(65.10)),
        line: Some(vec![model::Line::pays_invoice("70", dec!(55.00))]),
        ..Default::default()
    };
    let write = Write::create(Entity::Payment, &payment).unwrap();
    let request_id = RequestId::new("p1").unwrap();
    script.client().write(Company::new().access(), &request_id, &write).await.unwrap();
    let sent = body(&script.request());
    assert!(sent.contains(r#""TotalAmt":65.10"#), "{sent}");
    assert!(sent.contains(r#""Amount":55.00"#), "{sent}");
}

#[tokio::test]
async fn a_base_address_with_a_path_keeps_it() {
    let script = Script::new([answer(200, customer())]);
    let client = quickbooks::Client::new("http://127.0.0.1:9400/qbo/".parse().unwrap(), script.clone());
    client.read(Company::new().access(), Entity::Customer, "58").await.unwrap();
    let path = format!("/qbo/v3/company/{REALM}/customer/58");
    assert_eq!(script.request().url.path(), path);
}
