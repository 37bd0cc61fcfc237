//! No secret shows up in anything that is printed, returned or logged.

use std::sync::{Arc, Mutex};

use quickbooks::{
    Batch, Entity, Item, RequestId, Sent, Write,
    oauth::{exchange, refresh},
};
use secrecy::SecretString;
use serde_json::json;
use tracing_subscriber::fmt::MakeWriter;

use crate::{
    oauth::{SECRET, app, endpoints},
    script::{Company, Script, TOKEN, answer, broken},
};

fn assert_hidden(text: &str) {
    for secret in [TOKEN, SECRET, "eyJnew", "RT1-new", "RT1-old", "c0de", "QUJjbGllbnQ6"] {
        assert!(!text.contains(secret), "{secret} is in: {text}");
    }
}

#[tokio::test]
async fn requests_and_access_do_not_show_the_token() {
    let script = Script::new([answer(200, r#"{"Item":{}}"#)]);
    let company = Company::new();
    script.client().read(company.access(), Entity::Item, "1").await.unwrap();
    let request = script.request();
    assert_hidden(&format!("{request:?} {:?} {:?} {:?}", request.headers, company.access(), script.client()));
    assert!(format!("{request:?}").contains("authorization"));
}

#[tokio::test]
async fn a_failure_does_not_repeat_the_token_that_the_service_quotes() {
    let quoting = |words: &str| {
        json!({ "fault": { "error": [{ "detail": words, "code": "3200" }], "type": "AUTHENTICATION" } })
            .to_string()
    };
    let whole = quoting(&format!("Token expired: {TOKEN}"));
    let part = quoting("Token revoked: eyJnewAndShort");
    let page = format!("<html>Bearer {TOKEN}</html>");
    for (status, body) in [(401, whole), (401, part), (500, page.clone()), (200, page)] {
        let script = Script::new([answer(status, body)]);
        let failure = script.client().preferences(Company::new().access()).await.unwrap_err();
        assert_hidden(&format!("{failure} {failure:?}"));
        assert!(failure.text.contains("[hidden]"), "{failure:?}");
    }
}

#[tokio::test]
async fn an_item_of_a_batch_does_not_repeat_the_token_that_the_service_quotes() {
    let fault = json!({ "Error": [{ "code": "3200", "Detail": format!("Token expired: {TOKEN}") }], "type": "AUTHENTICATION" });
    let script = Script::new([answer(200, json!({ "BatchItemResponse": [{ "bId": "a", "Fault": fault }] }))]);
    let (id, write) = (RequestId::new("b").unwrap(), Write::delete(Entity::Invoice, "7", "2").unwrap());
    let items = [Item { id: "a", write: &write }];
    let batch = Batch::new(&id, &items).unwrap();
    let outcomes = script.client().batch(Company::new().access(), &batch).await.unwrap();
    let failure = outcomes[0].as_ref().unwrap_err();
    assert_hidden(&format!("{failure} {failure:?}"));
    assert!(failure.text.contains("[hidden]"), "{failure:?}");
}

#[tokio::test]
async fn a_transport_that_quotes_the_token_is_not_repeated() {
    let script = Script::new([broken(Sent::Maybe, &format!("bad header: Bearer {TOKEN}"))]);
    let failure = script.client().preferences(Company::new().access()).await.unwrap_err();
    assert_hidden(&format!("{failure} {failure:?}"));
}

#[tokio::test]
async fn a_token_that_can_not_be_sent_is_not_shown() {
    let token = SecretString::from(format!("{TOKEN}\n"));
    let company = Company::new();
    let access = quickbooks::Access { token: &token, ..company.access() };
    let failure = Script::new([]).client().preferences(access).await.unwrap_err();
    assert_eq!(failure.kind, quickbooks::FailureKind::NotSent);
    assert_hidden(&format!("{failure} {failure:?}"));
}

#[tokio::test]
async fn tokens_and_apps_do_not_show_their_secrets() {
    let answered = r#"{"access_token":"eyJnew","refresh_token":"RT1-new","expires_in":3600}"#;
    let script = Script::new([answer(200, answered)]);
    let tokens = exchange(&*script, &endpoints(), &app(), "c0de").await.unwrap();
    let request = script.request();
    assert_hidden(&format!("{tokens:?} {:?} {request:?} {:?}", app(), request.headers));
}

#[tokio::test]
async fn a_token_answer_that_can_not_be_read_is_not_quoted() {
    let script = Script::new([answer(200, r#"{"access_token":["eyJnew"],"refresh_token":"RT1-new"}"#)]);
    let error = refresh(&*script, &endpoints(), &app(), &SecretString::from("RT1-old")).await.unwrap_err();
    assert_hidden(&format!("{error} {error:?}"));
}

/// Keeps what is logged.
#[derive(Clone, Default)]
struct Logged(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Logged {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Logged {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn nothing_logged_has_a_secret() {
    let logged = Logged::default();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(logged.clone()).finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let answered = r#"{"access_token":"eyJnew","refresh_token":"RT1-new","expires_in":3600}"#;
    let script = Script::new([
        answer(200, answered),
        answer(401, format!("Token expired: {TOKEN}")),
        broken(Sent::Maybe, &format!("Bearer {TOKEN}")),
        answer(200, r#"{"Item":{}}"#),
    ]);
    refresh(&*script, &endpoints(), &app(), &SecretString::from("RT1-old")).await.unwrap();
    for _ in 0..3 {
        let _ = script.client().read(Company::new().access(), Entity::Item, "1").await;
    }
    drop(guard);
    let text = String::from_utf8(logged.0.lock().unwrap().clone()).unwrap();
    assert_eq!(text.lines().count(), 4, "{text}");
    assert_hidden(&text);
}
