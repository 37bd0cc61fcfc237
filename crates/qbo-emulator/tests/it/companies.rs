//! Several companies, several apps, editions.

use crate::stage::{Stage, invoice, text};
use axum::http::Method;
use clock::{SeededRandomness, SteppedClock};
use qbo_emulator::{Emulator, Error, Options, Seed};
use serde_json::{Value, json};
use std::sync::Arc;

/// The same emulator, seen by a client of another company or app.
async fn seen_by(stage: &Stage, filter: &str) -> Stage {
    let session = stage.control(Method::GET, &format!("session?{filter}"), Value::Null).await;
    let session = serde_json::from_value(session).unwrap();
    Stage { router: stage.router.clone(), clock: stage.clock.clone(), session }
}

async fn found(stage: &Stage, body: Value) -> String {
    let company = stage.control(Method::POST, "companies", body).await;
    text(&company, "realm_id").to_owned()
}

async fn refused(stage: &Stage, path: &str, body: Value) {
    let method = if body.is_null() { Method::GET } else { Method::POST };
    let reply = stage.raw(method, &format!("/_emulator/{path}"), &[], body.to_string().into_bytes()).await;
    assert_eq!(reply.status, 400, "{path} {body}: {}", reply.text);
}

#[tokio::test]
async fn companies_have_books_tokens_and_request_ids_of_their_own() {
    let stage = Stage::new();
    let realm = found(&stage, json!({"seed": "empty-us"})).await;
    let other = seen_by(&stage, &format!("realm_id={realm}")).await;
    assert_eq!(other.session.realm_id, realm);
    assert_eq!(other.ids("select * from Customer").await.len(), 0);
    assert_eq!(stage.ids("select * from Customer").await.len(), 29);
    let body = json!({"DisplayName": "In both"});
    for company in [&stage, &other] {
        company.post("customer?requestid=r1", body.clone()).await.object("Customer");
    }
    assert_eq!(other.ids("select * from Customer").await, ["1"]);
    let mut session = other.session.clone();
    session.access_token.clone_from(&stage.session.access_token);
    assert_eq!(Stage { session, ..other }.get("customer/1").await.status, 403);
}

#[tokio::test]
async fn a_new_company_gets_the_realm_id_and_name_it_is_given() {
    let stage = Stage::new();
    let company = json!({"seed": "empty-us", "realm_id": "9130350472061916", "name": "Second & Sons"});
    assert_eq!(found(&stage, company).await, "9130350472061916");
    let listed = stage.control(Method::GET, "companies", Value::Null).await;
    let listed: Vec<_> =
        listed["companies"].as_array().unwrap().iter().map(|one| text(one, "name")).collect();
    assert_eq!(listed, ["Sandbox Company_US_1", "Second & Sons"]);
    for realm in ["9130350472061916", "12", "91303504720619161234", "913035047206191a"] {
        refused(&stage, "companies", json!({"seed": "empty-us", "realm_id": realm})).await;
    }
    refused(&stage, "companies", json!({"seed": "moon"})).await;
    refused(&stage, "companies", json!({"settings": {"limit": true}})).await;
    refused(&stage, "session?realm_id=1", Value::Null).await;
}

#[tokio::test]
async fn there_are_at_most_100_companies() {
    let clock = SteppedClock::new("2026-03-02T20:00:00Z".parse().unwrap());
    let mut options = Options::new(Arc::new(clock), Arc::new(SeededRandomness::new(1)));
    options.seed = Seed::EmptyUs;
    options.further = vec![Seed::EmptyUs; 99];
    let emulator = Emulator::new(options).unwrap();
    assert!(matches!(emulator.found(Seed::EmptyUs), Err(Error::Companies(100))));
}

#[tokio::test]
async fn limits_and_settings_are_of_one_company_or_of_all() {
    let stage = Stage::new();
    let realm = found(&stage, json!({"settings": {"limits": false}})).await;
    let other = seen_by(&stage, &format!("realm_id={realm}")).await;
    for _ in 0..500 {
        stage.get("companyinfo/1").await.object("CompanyInfo");
        other.get("companyinfo/1").await.object("CompanyInfo");
    }
    assert_eq!(stage.get("companyinfo/1").await.status, 429);
    assert_eq!(other.get("companyinfo/1").await.status, 200);
    stage
        .control(Method::POST, &format!("settings?realm_id={realm}"), json!({"subscription_ended": true}))
        .await;
    other.post("customer", json!({"DisplayName": "Late"})).await.fault(400, "6190");
    stage.control(Method::POST, "settings", json!({"limits": false, "subscription_ended": false})).await;
    other.customer("In time").await;
    stage.customer("In time").await;
    let settings = stage.control(Method::GET, &format!("settings?realm_id={realm}"), Value::Null).await;
    assert_eq!(settings["limits"], false);
    refused(&stage, "settings?realm_id=1", json!({"limits": true})).await;
}

#[tokio::test]
async fn one_company_or_all_are_reset() {
    let stage = Stage::new();
    let realm = found(&stage, json!({"seed": "empty-us"})).await;
    let other = seen_by(&stage, &format!("realm_id={realm}")).await;
    stage.customer("First").await;
    other.customer("Second").await;
    stage.control(Method::POST, "reset", json!({"realm_id": realm})).await;
    assert_eq!(other.ids("select * from Customer").await.len(), 0);
    assert_eq!(stage.ids("select * from Customer").await.len(), 30);
    other.customer("Third").await;
    stage.control(Method::POST, "reset", json!({})).await;
    assert_eq!(other.ids("select * from Customer").await.len(), 0);
    assert_eq!(stage.ids("select * from Customer").await.len(), 29);
    refused(&stage, "reset", json!({"realm_id": "1"})).await;
}

#[tokio::test]
async fn a_reset_company_has_the_name_and_settings_that_it_began_with() {
    let stage = Stage::new();
    let begun = json!({"seed": "empty-us", "name": "Abroad Ltd", "settings": {"multi_currency": true, "edition": "essentials"}});
    let realm = found(&stage, begun).await;
    let own = format!("settings?realm_id={realm}");
    let seen = async || {
        let settings = stage.control(Method::GET, &own, Value::Null).await;
        let listed = stage.control(Method::GET, "companies", Value::Null).await;
        let company =
            listed["companies"].as_array().unwrap().iter().find(|one| one["realm_id"] == realm).cloned();
        let name = text(&company.unwrap(), "name").to_owned();
        (
            name,
            settings["multi_currency"].clone(),
            settings["edition"].clone(),
            settings["strict_links"].clone(),
        )
    };
    let at_first = ("Abroad Ltd".to_owned(), json!(true), json!("essentials"), json!(true));
    assert_eq!(seen().await, at_first);
    // What is changed later is gone, also where the seed is another.
    for reset in [json!({"realm_id": realm}), json!({"realm_id": realm, "seed": "empty-gb"}), json!({})] {
        let changed = json!({"multi_currency": false, "edition": "plus", "strict_links": false});
        stage.control(Method::POST, &own, changed).await;
        assert_eq!(seen().await, ("Abroad Ltd".to_owned(), json!(false), json!("plus"), json!(false)));
        stage.control(Method::POST, "reset", reset).await;
        assert_eq!(seen().await, at_first);
    }
    // Settings of all count where it has none of its own.
    stage.settings(json!({"strict_links": false, "edition": "advanced"})).await;
    stage.control(Method::POST, "reset", json!({"realm_id": realm})).await;
    assert_eq!(seen().await, ("Abroad Ltd".to_owned(), json!(true), json!("essentials"), json!(false)));
    refused(&stage, "companies", json!({"settings": {"edition": "pro"}})).await;
}

#[tokio::test]
async fn apps_have_connections_of_their_own() {
    let stage = Stage::new();
    let body = json!({"name": "Books & more", "redirect_uris": ["https://example.com/back"]});
    let app = stage.control(Method::POST, "apps", body).await;
    let other = seen_by(&stage, &format!("client_id={}", text(&app, "client_id"))).await;
    assert_ne!(other.session.refresh_token, stage.session.refresh_token);
    assert_eq!(other.session.client_secret, text(&app, "client_secret"));
    other.get("companyinfo/1").await.object("CompanyInfo");
    let form = |app: &Stage, token: &Stage| {
        format!(
            "grant_type=refresh_token&refresh_token={}&client_id={}&client_secret={}",
            token.session.refresh_token, app.session.client_id, app.session.client_secret
        )
    };
    let bearer = "/oauth2/v1/tokens/bearer";
    let own = stage.raw(Method::POST, bearer, &[], form(&other, &other).into_bytes()).await;
    assert_eq!(own.status, 200, "{}", own.text);
    let foreign = stage.raw(Method::POST, bearer, &[], form(&other, &stage).into_bytes()).await;
    assert_eq!((foreign.status, text(&foreign.body, "error")), (400, "invalid_grant"));
    assert_eq!(stage.control(Method::GET, "apps", Value::Null).await["apps"].as_array().unwrap().len(), 2);
    for uris in [json!([]), json!(["http://example.com/back"]), json!(["back"])] {
        refused(&stage, "apps", json!({"redirect_uris": uris})).await;
    }
    refused(&stage, "session?client_id=nobody", Value::Null).await;
}

#[tokio::test]
async fn a_user_chooses_the_company_and_an_app_is_called_back_where_it_is_registered() {
    let stage = Stage::new();
    let realm = found(&stage, json!({"seed": "empty-us", "name": "Second <Co>"})).await;
    let body = json!({"name": "Books & more", "redirect_uris": ["https://example.com/back"]});
    let app = stage.control(Method::POST, "apps", body).await;
    let asked = |uri: &str| {
        format!(
            "client_id={}&response_type=code&scope=com.intuit.quickbooks.accounting&redirect_uri={uri}&state=s",
            text(&app, "client_id")
        )
    };
    let page = |uri: &str| format!("/connect/oauth2?{}", asked(uri));
    let shown = stage.raw(Method::GET, &page("https://example.com/back"), &[], Vec::new()).await;
    assert_eq!(shown.status, 200);
    assert!(
        shown.text.contains("Books &amp; more") && shown.text.contains("Second &lt;Co&gt;"),
        "{}",
        shown.text
    );
    let elsewhere = stage.raw(Method::GET, &page("https://example.com/other"), &[], Vec::new()).await;
    assert_eq!(elsewhere.status, 400);
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let press = async |realm: &str| {
        let form = format!("{}&decision=connect&realm={realm}", asked("https://example.com/back"));
        stage.raw(Method::POST, "/connect/oauth2", &headers, form.into_bytes()).await
    };
    let back = press(&realm).await;
    let location = back.headers["location"].to_str().unwrap();
    assert!(location.starts_with("https://example.com/back?code="), "{location}");
    assert!(location.contains(&format!("&realmId={realm}&state=s")), "{location}");
    assert_eq!(press("1").await.status, 400);
}

#[tokio::test]
async fn what_the_edition_lacks_is_refused_with_5020() {
    let stage = Stage::new();
    let order = json!({
        "VendorRef": {"value": "30"},
        "Line": [{"Amount": 5, "DetailType": "ItemBasedExpenseLineDetail",
                  "ItemBasedExpenseLineDetail": {"ItemRef": {"value": "11"}, "Qty": 1, "UnitPrice": 5}}],
    });
    let made = stage.post("purchaseorder", order.clone()).await.object("PurchaseOrder");
    for (edition, title) in [("essentials", "Essentials"), ("simple_start", "Simple Start")] {
        stage.settings(json!({"edition": edition})).await;
        stage.post("purchaseorder", order.clone()).await.fault(400, "5020");
        stage.get(&format!("purchaseorder/{}", text(&made, "Id"))).await.fault(400, "5020");
        stage.query("select * from PurchaseOrder").await.fault(400, "5020");
        stage.post("class", json!({"Name": "North"})).await.fault(400, "5020");
        stage.post("department", json!({"Name": "North"})).await.fault(400, "5020");
        stage.post("invoice", invoice("3", "1")).await.object("Invoice");
        let info = stage.get("companyinfo/1").await.object("CompanyInfo").to_string();
        assert!(info.contains(&format!("QuickBooks Online {title}")), "{info}");
    }
    stage.query("select * from CompanyCurrency").await.fault(400, "5020");
    stage.settings(json!({"edition": "advanced"})).await;
    stage.post("purchaseorder", order).await.object("PurchaseOrder");
    stage.post("class", json!({"Name": "North"})).await.object("Class");
    refused(&stage, "settings", json!({"edition": "pro"})).await;
}
