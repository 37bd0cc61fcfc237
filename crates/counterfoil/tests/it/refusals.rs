//! What the running program refuses, as clients meet it.

use anyhow::Result;
use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

use crate::api::invoice;
use crate::stage::{Place, Stage};

#[tokio::test]
async fn every_refusal_says_what_is_wrong_and_nothing_is_saved_by_it() -> Result<()> {
    let place = Place::sqlite()?;
    let other_key = place.new_key("grace@example.com").await?;
    let mut stage = Stage::connected(place).await?;
    let api = stage.api()?;
    let customer = api.customer("Amy").await?;
    let number = api.invoice(customer, "12.50").await?;
    api.quiet().await?;

    let wrong = api.with_key("wrong").get("customers.json").await?;
    assert_eq!(wrong.status, 401, "{wrong:?}");

    let stranger = api.with_key(&other_key);
    for path in [format!("customers/{customer}.json"), format!("documents/{number}.json")] {
        assert_eq!(api.get(&path).await?.status, 200);
        assert_eq!(stranger.get(&path).await?.status, 404);
        assert_eq!(stranger.ask(Method::DELETE, &path, None).await?.status, 404);
    }

    let nameless = api.post("customers.json", &json!({"customer": {"context_id": 2}})).await?;
    assert_eq!(nameless.status, 422, "{nameless:?}");
    assert!(nameless.body["message"]["errors"]["name"].is_object(), "{nameless:?}");

    for (asked, whose) in [(&api, Uuid::nil()), (&stranger, customer)] {
        let unknown = asked.post("documents.json", &invoice(whose, 1, "12.50")).await?;
        assert_eq!(unknown.status, 422, "{unknown:?}");
        assert!(unknown.body["message"]["errors"]["customer_id"].is_object(), "{unknown:?}");
    }

    let garbled = api.ask(Method::POST, "customers.json", Some("{\"customer\"".to_owned())).await?;
    assert_eq!(garbled.status, 400, "{garbled:?}");

    assert_eq!(api.all("customers", "customers").await?.len(), 1);
    assert_eq!(api.all("documents", "documents").await?.len(), 1);
    assert_eq!(stranger.all("documents", "documents").await?.len(), 0);
    stage.take_program()?.kill().await
}

#[tokio::test]
async fn a_name_with_a_colon_is_saved_and_its_entry_fails_before_any_call() -> Result<()> {
    let mut stage = Stage::connected(Place::sqlite()?).await?;
    let api = stage.api()?;
    api.quiet().await?;
    let asked_before = stage.quickbooks.counters().await?["requests"].clone();
    let customer = api.customer("Amy: birds").await?;
    api.quiet().await?;
    let entry = api.entry(customer).await?;
    assert_eq!((&entry["status"], &entry["code"]), (&"failed".into(), &"name-character".into()), "{entry}");
    assert!(entry["reason"].as_str().is_some_and(|reason| reason.contains("a colon (:)")), "{entry}");
    assert_eq!(stage.quickbooks.counters().await?["requests"], asked_before);

    let body = json!({"customer": {"context_id": 2, "name": "Amy's birds"}});
    let path = format!("customers/{customer}.json");
    assert_eq!(api.ask(Method::PUT, &path, Some(body.to_string())).await?.status, 200);
    api.quiet().await?;
    assert_eq!(api.entry(customer).await?["status"], "completed");
    stage.take_program()?.kill().await
}
