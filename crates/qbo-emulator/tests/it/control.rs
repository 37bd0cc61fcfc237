//! The control API but for faults and the journal.

use crate::stage::{Stage, invoice, text};
use axum::http::Method;
use serde_json::{Value, json};

#[tokio::test]
async fn a_session_is_a_connection_ready_to_use() {
    let stage = Stage::new();
    let session = stage.control(Method::GET, "session", Value::Null).await;
    assert_eq!(text(&session, "base_url"), "http://emulator.test");
    for member in ["realm_id", "access_token", "refresh_token", "client_id", "client_secret"] {
        assert!(!text(&session, member).is_empty(), "{member}");
    }
    assert_ne!(session["access_token"], stage.session.access_token);
    assert_eq!(session["refresh_token"], stage.session.refresh_token);
}

#[tokio::test]
async fn a_reset_starts_over_and_keeps_connections() {
    let stage = Stage::new();
    stage.invoice("3", "1").await;
    stage.settings(json!({"strict_links": false})).await;
    stage.trouble(json!({"action": "throttle"})).await;
    stage.control(Method::POST, "reset", json!({"seed": "empty-us"})).await;
    assert_eq!(stage.ids("select * from Customer").await.len(), 0);
    assert_eq!(stage.control(Method::GET, "settings", Value::Null).await["strict_links"], true);
    assert_eq!(
        stage.control(Method::GET, "journal", Value::Null).await["entries"].as_array().unwrap().len(),
        1
    );
    stage.control(Method::POST, "reset", json!({})).await;
    assert_eq!(stage.ids("select * from Customer").await.len(), 29);
    let reply = stage.raw(Method::POST, "/_emulator/reset", &[], br#"{"seed":"moon"}"#.to_vec()).await;
    assert_eq!(reply.status, 400);
}

#[tokio::test]
async fn a_page_of_another_site_controls_nothing_and_one_of_our_own_does() {
    let stage = Stage::new();
    for (origin, status) in [("https://evil.example", 403), ("null", 403), ("http://emulator.test", 200)] {
        let headers = [("origin", origin)];
        let reply = stage.raw(Method::POST, "/_emulator/reset", &headers, b"{}".to_vec()).await;
        assert_eq!(reply.status, status, "{origin}");
    }
}

#[tokio::test]
async fn the_clock_is_moved_by_seconds_or_to_a_moment() {
    let stage = Stage::new();
    let now = stage.control(Method::POST, "clock", json!({"advance_seconds": 90})).await;
    assert_eq!(text(&now, "now"), "2026-03-02T20:01:30Z");
    let now = stage.control(Method::POST, "clock", json!({"set": "2026-12-24T18:00:00Z"})).await;
    assert_eq!(text(&now, "now"), "2026-12-24T18:00:00Z");
    assert_eq!(stage.get("companyinfo/1").await.status, 401);
    for body in
        [json!({}), json!({"advance_seconds": 1, "set": "2026-12-24T18:00:00Z"}), json!({"set": "soon"})]
    {
        let reply = stage.raw(Method::POST, "/_emulator/clock", &[], body.to_string().into_bytes()).await;
        assert_eq!(reply.status, 400, "{body}");
    }
}

#[tokio::test]
async fn the_state_shows_every_entity_and_the_counters() {
    let stage = Stage::new();
    stage.post("invoice", invoice("3", "1")).await.object("Invoice");
    stage.query("select * from Customer").await;
    let state = stage.control(Method::GET, "state", Value::Null).await;
    let company = &state["companies"][&stage.session.realm_id];
    let length = |entity: &str| company["entities"][entity].as_array().unwrap().len();
    assert_eq!((length("Customer"), length("Vendor"), length("Employee"), length("Item")), (29, 26, 2, 18));
    assert_eq!(length("Invoice"), 18);
    let counters = &company["counters"];
    assert_eq!((&counters["requests"], &counters["by_kind"]["create Invoice"]), (&json!(2), &json!(1)));
    assert_eq!(
        (&counters["by_kind"]["query Customer"], &counters["by_status"]["200"]),
        (&json!(1), &json!(2))
    );
    let some = stage.control(Method::GET, "state?entity=Term", Value::Null).await;
    let entities = some["companies"][&stage.session.realm_id]["entities"].as_object().unwrap();
    assert_eq!(entities.keys().collect::<Vec<_>>(), ["Term"]);
}

#[tokio::test]
async fn settings_change_one_by_one_and_unknown_ones_are_refused() {
    let stage = Stage::new();
    stage.settings(json!({"limits": false})).await;
    let settings = stage.control(Method::GET, "settings", Value::Null).await;
    assert_eq!((&settings["limits"], &settings["strict_links"]), (&json!(false), &json!(true)));
    // They hold for companies that come later, too; those of one company are its own.
    let realm = stage.session.realm_id.clone();
    let own = json!({"strict_links": false});
    stage.control(Method::POST, &format!("settings?realm_id={realm}"), own).await;
    let later = stage.control(Method::POST, "companies", json!({"realm_id": "9130350472061916"})).await;
    assert_eq!(later["realm_id"], "9130350472061916", "{later}");
    let settings = stage.control(Method::GET, "settings?realm_id=9130350472061916", Value::Null).await;
    assert_eq!((&settings["limits"], &settings["strict_links"]), (&json!(false), &json!(true)));
    for body in [r#"{"speed":"high"}"#, r#"{"limits":"yes"}"#, "[]", "{"] {
        let reply = stage.raw(Method::POST, "/_emulator/settings", &[], body.as_bytes().to_vec()).await;
        assert_eq!(reply.status, 400, "{body}");
    }
}
