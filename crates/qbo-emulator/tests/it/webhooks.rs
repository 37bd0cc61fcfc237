//! Webhooks (fact sheet 13).

use crate::stage::{Stage, text};
use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::routing::post;
use base64::Engine;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

/// An app's endpoint: what it is told, and the status that it answers with.
pub(crate) struct Ear {
    url: String,
    told: mpsc::UnboundedReceiver<(HeaderMap, Bytes)>,
    status: Arc<Mutex<StatusCode>>,
}

impl Ear {
    pub(crate) async fn open() -> Self {
        let (tell, told) = mpsc::unbounded_channel();
        let status = Arc::new(Mutex::new(StatusCode::OK));
        let answer = Arc::clone(&status);
        let hook = async move |headers: HeaderMap, body: Bytes| {
            let _ = tell.send((headers, body));
            *answer.lock().unwrap()
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, Router::new().route("/hook", post(hook))).await });
        Self { url, told, status }
    }

    /// An endpoint that takes the connection and never answers.
    pub(crate) async fn deaf() -> (TcpListener, String) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        (listener, url)
    }

    fn answers(&self, status: u16) {
        *self.status.lock().unwrap() = StatusCode::from_u16(status).unwrap();
    }

    pub(crate) async fn hears(&mut self) -> (HeaderMap, Value, Bytes) {
        let (headers, body) = self.told.recv().await.unwrap();
        (headers, serde_json::from_slice(&body).unwrap(), body)
    }

    /// Nothing is told, as far as can be seen once the emulator says that nothing is left to do.
    async fn hears_nothing(&mut self) {
        for _ in 0..50 {
            tokio::task::yield_now().await;
        }
        assert!(self.told.try_recv().is_err());
    }
}

pub(crate) async fn listen(stage: &Stage, ear: &Ear, more: Value) {
    let mut wish = json!({"url": ear.url, "verifier_token": "secret"});
    wish.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    stage.control(Method::POST, "webhooks", wish).await;
}

/// Waits until the control API says so many deliveries were made.
async fn delivered(stage: &Stage, count: usize) -> Value {
    loop {
        let hooks = stage.control(Method::GET, "webhooks", Value::Null).await;
        if hooks["deliveries"].as_array().unwrap().len() >= count {
            return hooks;
        }
        tokio::task::yield_now().await;
    }
}

fn entities(body: &Value) -> Vec<(&str, &str, &str)> {
    let list = body["eventNotifications"][0]["dataChangeEvent"]["entities"].as_array().unwrap();
    list.iter().map(|told| (text(told, "name"), text(told, "id"), text(told, "operation"))).collect()
}

#[tokio::test]
async fn a_change_is_told_with_a_signature() {
    let (stage, mut ear) = (Stage::new(), Ear::open().await);
    listen(&stage, &ear, json!({})).await;
    let customer = stage.customer("Told").await;
    let (headers, body, raw) = ear.hears().await;
    let told = json!({"eventNotifications": [{"realmId": stage.session.realm_id, "dataChangeEvent": {"entities": [
        {"name": "Customer", "id": customer["Id"], "operation": "Create", "lastUpdated": "2026-03-02T12:00:00-0800"},
    ]}}]});
    assert_eq!(body, told);
    let mut mac = Hmac::<Sha256>::new_from_slice(b"secret").unwrap();
    mac.update(&raw);
    let signature = base64::engine::general_purpose::STANDARD.encode(mac.finalize().into_bytes());
    assert_eq!(headers["intuit-signature"], signature);
    assert_eq!(headers["content-type"], "application/json");
    assert_eq!(headers["user-agent"], "intuit_notification_server/0.1");
    assert_eq!(headers["intuit-notification-schema-version"], "0.1");
    assert_eq!(headers["intuit-created-time"], "2026-03-02T20:00:00.000Z");
    assert!(headers.contains_key("intuit-t-id"));
}

#[tokio::test]
async fn every_kind_of_change_has_its_operation_and_what_the_service_changes_is_told_too() {
    let (stage, mut ear) = (Stage::new(), Ear::open().await);
    listen(&stage, &ear, json!({"entities": ["Invoice", "Payment"]})).await;
    stage.customer("Not told").await;
    let invoice = stage.invoice("3", "5").await;
    let id = text(&invoice, "Id");
    assert_eq!(entities(&ear.hears().await.1), [("Invoice", id, "Create")]);
    let paid = stage.payment("3", id, "5").await;
    let payment = text(&paid, "Id");
    assert_eq!(entities(&ear.hears().await.1), [("Payment", payment, "Create"), ("Invoice", id, "Update")]);
    let undo = |token: &str, id: &str| json!({"Id": id, "SyncToken": token, "sparse": true});
    stage.post("payment?operation=update&include=void", undo("0", payment)).await.object("Payment");
    assert_eq!(entities(&ear.hears().await.1), [("Payment", payment, "Void"), ("Invoice", id, "Update")]);
    stage
        .post_bytes(&format!("invoice/{id}/send?sendTo=a@b.co"), "application/octet-stream", Vec::new())
        .await;
    assert_eq!(entities(&ear.hears().await.1), [("Invoice", id, "Emailed")]);
    stage.post("invoice?operation=delete", undo("3", id)).await.object("Invoice");
    assert_eq!(entities(&ear.hears().await.1), [("Invoice", id, "Delete")]);
    // A refused request tells nothing.
    stage.post("invoice?operation=delete", undo("3", id)).await.fault(400, "610");
    ear.hears_nothing().await;
}

#[tokio::test]
async fn cloud_events_are_told_to_those_who_want_them() {
    let (stage, mut ear) = (Stage::new(), Ear::open().await);
    listen(&stage, &ear, json!({"form": "cloudevents"})).await;
    let order = json!({"CustomerRef": {"value": "3"}, "TotalAmt": 5});
    let payment = stage.post("payment", order).await.object("Payment");
    let (headers, body, _) = ear.hears().await;
    let event = &body[0];
    assert_eq!(headers["content-type"], "application/cloudevents-batch+json");
    assert_eq!((text(event, "type"), text(event, "specversion")), ("qbo.payment.created.v1", "1.0"));
    assert_eq!(
        (&event["intuitentityid"], &event["intuitaccountid"]),
        (&payment["Id"], &json!(stage.session.realm_id))
    );
    assert_eq!((text(event, "time"), &event["data"]), ("2026-03-02T20:00:00.000Z", &json!({})));
    assert_eq!(text(event, "id").len(), 36);
}

#[tokio::test]
async fn changes_are_collected_while_the_endpoint_wants_them_together() {
    let (stage, mut ear) = (Stage::new(), Ear::open().await);
    listen(&stage, &ear, json!({"aggregate_seconds": 60})).await;
    stage.customer("One").await;
    stage.advance(30);
    stage.customer("Two").await;
    ear.hears_nothing().await;
    stage.advance(30);
    assert_eq!(entities(&ear.hears().await.1).len(), 2);
}

#[tokio::test]
async fn a_message_that_is_not_taken_is_told_again_after_20_30_and_50_minutes_then_dropped() {
    let (stage, mut ear) = (Stage::new(), Ear::open().await);
    listen(&stage, &ear, json!({})).await;
    ear.answers(503);
    stage.customer("Told four times").await;
    let (_, first, _) = ear.hears().await;
    delivered(&stage, 1).await;
    for (attempt, minutes) in [(2, 20), (3, 30), (4, 50)] {
        stage.advance(minutes * 60 - 1);
        ear.hears_nothing().await;
        // Moving the emulator's own time wakes it as well.
        stage.control(Method::POST, "clock", json!({"advance_seconds": 1})).await;
        assert_eq!(ear.hears().await.1, first);
        delivered(&stage, attempt).await;
    }
    let hooks = stage.control(Method::GET, "webhooks", Value::Null).await;
    assert_eq!((&hooks["waiting"], &hooks["dropped"]), (&json!(0), &json!(1)));
    assert_eq!(hooks["deliveries"][3]["attempt"], 4);
}

#[tokio::test]
async fn other_refusals_are_final_and_a_day_of_failing_switches_the_endpoint_off() {
    let (stage, mut ear) = (Stage::new(), Ear::open().await);
    listen(&stage, &ear, json!({})).await;
    ear.answers(404);
    stage.customer("One").await;
    ear.hears().await;
    let hooks = delivered(&stage, 1).await;
    assert_eq!((&hooks["waiting"], &hooks["endpoints"][0]["disabled"]), (&json!(0), &json!(false)));
    let stage = stage.later(86_400).await;
    stage.customer("Two").await;
    ear.hears().await;
    assert_eq!(delivered(&stage, 2).await["endpoints"][0]["disabled"], true);
    ear.answers(200);
    stage.customer("Three").await;
    ear.hears_nothing().await;
    listen(&stage, &ear, json!({})).await;
    stage.customer("Four").await;
    ear.hears().await;
}

#[tokio::test]
async fn only_this_machine_is_told() {
    let stage = Stage::new();
    for body in [
        json!({"url": "https://127.0.0.1/hook"}),
        json!({"url": "http://example.com/hook"}),
        json!({"url": "http://127.0.0.1:1/", "aggregate_seconds": 301}),
        json!({"url": "http://127.0.0.1:1/", "form": "xml"}),
        json!({"url": "http://127.0.0.1:1/", "entities": ["Nope"]}),
        json!({}),
    ] {
        let reply = stage.raw(Method::POST, "/_emulator/webhooks", &[], body.to_string().into_bytes()).await;
        assert_eq!(reply.status, 400, "{body}");
    }
    let hooks = stage.control(Method::POST, "webhooks", json!({"url": "http://localhost:1/hook"})).await;
    assert!(text(&hooks["endpoints"][0], "verifier_token").len() >= 32);
    let hooks = stage.control(Method::DELETE, "webhooks", Value::Null).await;
    assert_eq!(hooks["endpoints"], json!([]));
}

#[tokio::test]
async fn a_merge_names_the_one_who_is_gone_in_both_forms() {
    for form in ["legacy", "cloudevents"] {
        let (stage, mut ear) = (Stage::new(), Ear::open().await);
        let (from, into) = (stage.customer("Acme Co").await, stage.customer("Acme").await);
        let invoice = stage.invoice(text(&from, "Id"), "5").await;
        listen(&stage, &ear, json!({"form": form})).await;
        let deed = json!({"do": "merge", "entity": "Customer", "id": from["Id"], "into": into["Id"]});
        stage.trouble(json!({"times": 1, "action": {"meanwhile": deed}})).await;
        stage.get("preferences").await.object("Preferences");
        let (_, body, _) = ear.hears().await;
        if form == "legacy" {
            let (id, changed) = (text(&into, "Id"), text(&invoice, "Id"));
            assert_eq!(entities(&body), [("Invoice", changed, "Update"), ("Customer", id, "Merge")]);
            let told = &body["eventNotifications"][0]["dataChangeEvent"]["entities"];
            assert_eq!((&told[0]["deletedId"], &told[1]["deletedId"]), (&Value::Null, &from["Id"]));
        } else {
            assert_eq!(text(&body[1], "type"), "qbo.customer.merged.v1");
            assert_eq!(body[1]["intuitentityid"], into["Id"]);
            assert_eq!(body[1]["data"], json!({"deletedid": from["Id"]}));
        }
    }
}

#[tokio::test]
async fn an_endpoint_that_never_answers_holds_up_no_other() {
    let (stage, mut ear) = (Stage::new(), Ear::open().await);
    let (_kept, deaf) = Ear::deaf().await;
    stage.control(Method::POST, "webhooks", json!({"url": deaf})).await;
    listen(&stage, &ear, json!({})).await;
    for name in ["One", "Two", "Three"] {
        stage.customer(name).await;
        ear.hears().await;
    }
    let hooks = delivered(&stage, 3).await;
    let told: Vec<&str> =
        hooks["deliveries"].as_array().unwrap().iter().map(|told| text(told, "url")).collect();
    // Three seconds of real time are left to the other.
    assert_eq!(told, [ear.url.as_str(); 3]);
}
