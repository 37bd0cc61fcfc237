//! Trouble on demand.

use crate::stage::{Stage, invoice, text};
use axum::http::Method;
use serde_json::{Value, json};

async fn count(stage: &Stage) -> usize {
    stage.ids("select * from Invoice where CustomerRef = '3'").await.len()
}

#[tokio::test]
async fn a_refusal_answers_with_the_fault_given_and_does_nothing() {
    let stage = Stage::new();
    let refuse =
        json!({"status": 500, "code": "10000", "message": "m", "detail": "d", "type": "SystemFault"});
    let rule = json!({"match": {"entity": "Invoice", "operation": "create"}, "times": 1, "action": {"refuse": refuse}});
    stage.trouble(rule).await;
    let reply = stage.post("invoice", invoice("3", "1")).await;
    let error = reply.fault(500, "10000");
    assert_eq!((text(&error, "Message"), text(&error, "Detail")), ("m", "d"));
    assert_eq!(reply.body["Fault"]["type"], "SystemFault");
    assert_eq!(count(&stage).await, 0);
    stage.post("invoice", invoice("3", "1")).await.object("Invoice");
}

#[tokio::test]
async fn a_bare_5xx_comes_before_or_after_the_effect() {
    let stage = Stage::new();
    for (when, done) in [("before", 0), ("after", 1)] {
        stage.trouble(json!({"match": {"method": "POST"}, "times": 1, "action": {"fail": {"status": 503, "when": when}}})).await;
        let reply = stage.post("invoice?requestid=same", invoice("3", "1")).await;
        assert_eq!((reply.status, reply.text.as_str()), (503, ""));
        assert_eq!(count(&stage).await, done, "{when}");
    }
    stage.post("invoice?requestid=same", invoice("3", "1")).await.object("Invoice");
    assert_eq!(count(&stage).await, 1);
}

#[tokio::test]
async fn a_connection_is_closed_before_or_after_the_effect() {
    let stage = Stage::new();
    for (when, done) in [("before", 0), ("after", 1)] {
        stage.trouble(json!({"match": {"path": "/invoice"}, "times": 1, "action": {"close": when}})).await;
        assert!(stage.is_closed("invoice?requestid=same", invoice("3", "1")).await);
        assert_eq!(count(&stage).await, done, "{when}");
    }
    assert!(!stage.is_closed("invoice?requestid=same", invoice("3", "1")).await);
    assert_eq!(count(&stage).await, 1);
}

#[tokio::test]
async fn a_request_is_throttled_on_demand() {
    let stage = Stage::new();
    stage.trouble(json!({"match": {"entity": "Invoice"}, "times": 2, "action": "throttle"})).await;
    for _ in 0..2 {
        stage.post("invoice", invoice("3", "1")).await.fault(429, "3001");
    }
    stage.post("invoice", invoice("3", "1")).await.object("Invoice");
}

#[tokio::test]
async fn a_time_out_takes_the_120_seconds_of_the_service() {
    let stage = std::sync::Arc::new(Stage::new());
    stage
        .trouble(json!({"match": {"operation": "create"}, "times": 1, "action": {"time_out": "after"}}))
        .await;
    let asking = tokio::spawn({
        let stage = std::sync::Arc::clone(&stage);
        async move { stage.post("invoice", invoice("3", "1")).await.status }
    });
    while count(&stage).await == 0 {
        tokio::task::yield_now().await;
    }
    stage.advance(119);
    tokio::task::yield_now().await;
    assert!(!asking.is_finished());
    stage.advance(1);
    assert_eq!(asking.await.unwrap(), 504);
}

#[tokio::test]
async fn moving_the_emulators_time_ends_a_delay_and_a_time_out() {
    for action in [json!({"delay_ms": 60_000}), json!({"time_out": "before"})] {
        let stage = std::sync::Arc::new(Stage::new());
        stage.trouble(json!({"match": {"operation": "create"}, "times": 1, "action": action})).await;
        let asking = tokio::spawn({
            let stage = std::sync::Arc::clone(&stage);
            async move { stage.post("invoice", invoice("3", "1")).await.status }
        });
        for (seconds, is_done) in [(0, false), (59, false), (61, true)] {
            stage.control(Method::POST, "clock", json!({"advance_seconds": seconds})).await;
            for _ in 0..100 {
                tokio::task::yield_now().await;
            }
            assert_eq!(asking.is_finished(), is_done, "after {seconds} seconds more");
        }
        assert!(matches!(asking.await.unwrap(), 200 | 504));
    }
}

#[tokio::test]
async fn rules_match_by_operation_and_leave_others_alone() {
    let stage = Stage::new();
    let id = stage.invoice("3", "1").await["Id"].clone();
    let refuse = json!({"refuse": {"code": "6000"}});
    stage.trouble(json!({"match": {"entity": "invoice", "operation": "update"}, "action": refuse})).await;
    let update = json!({"Id": id, "SyncToken": "0", "sparse": true, "PrivateNote": "x"});
    stage.post("invoice", update.clone()).await.fault(400, "6000");
    stage.post("invoice", invoice("3", "1")).await.object("Invoice");
    stage.get(&format!("invoice/{}", id.as_str().unwrap())).await.object("Invoice");
    stage.control(Method::DELETE, "faults", Value::Null).await;
    stage.post("invoice", update).await.object("Invoice");
}

#[tokio::test]
async fn a_refusing_rule_strikes_an_item_of_a_batch() {
    let stage = Stage::new();
    let rule = json!({"match": {"entity": "Invoice"}, "times": 1, "action": {"refuse": {"code": "6000"}}});
    stage.trouble(rule).await;
    let item = |id: &str| json!({"bId": id, "operation": "create", "Invoice": invoice("3", "1")});
    let reply = stage.post("batch", json!({"BatchItemRequest": [item("1"), item("2")]})).await;
    assert_eq!(reply.body["BatchItemResponse"][0]["Fault"]["Error"][0]["code"], "6000");
    assert!(reply.body["BatchItemResponse"][1].get("Invoice").is_some());
}

#[tokio::test]
async fn chances_are_the_same_in_every_run() {
    let run = async || {
        let stage = Stage::new();
        let rule =
            json!({"probability": 0.25, "seed": 7, "action": {"fail": {"status": 500, "when": "before"}}});
        stage.trouble(rule).await;
        let mut struck = Vec::new();
        for _ in 0..200 {
            struck.push(stage.get("companyinfo/1").await.status == 500);
        }
        struck
    };
    let first = run().await;
    assert_eq!(first, run().await);
    let count = first.iter().filter(|struck| **struck).count();
    assert!((30..70).contains(&count), "{count} of 200");
}

#[tokio::test]
async fn the_token_endpoint_can_be_troubled_too() {
    let stage = Stage::new();
    stage.trouble(json!({"match": {"operation": "token"}, "times": 1, "action": {"fail": {"status": 503, "when": "before"}}})).await;
    let post = async || stage.raw(Method::POST, "/oauth2/v1/tokens/bearer", &[], Vec::new()).await.status;
    assert_eq!((post().await, post().await), (503, 401));
}

#[tokio::test]
async fn a_rule_that_makes_no_sense_is_refused() {
    let stage = Stage::new();
    for rule in
        [json!({}), json!({"action": "explode"}), json!({"match": {"colour": "red"}, "action": "throttle"})]
    {
        let reply = stage.raw(Method::POST, "/_emulator/faults", &[], rule.to_string().into_bytes()).await;
        assert_eq!(reply.status, 400, "{rule}");
        assert!(reply.body["error"].is_string());
    }
}

#[tokio::test]
async fn a_rule_with_a_value_that_can_not_be_is_refused_by_name_and_value() {
    let stage = Stage::new();
    let send = async |rule: Value| {
        stage.raw(Method::POST, "/_emulator/faults", &[], rule.to_string().into_bytes()).await
    };
    let matching = |filter: Value| json!({"match": filter, "action": "throttle"});
    let failing = |status: i32| json!({"action": {"fail": {"status": status, "when": "before"}}});
    for (rule, named) in [
        (json!({"probability": 1.5, "action": "throttle"}), "probability is 1.5"),
        (json!({"probability": -0.1, "action": "throttle"}), "probability is -0.1"),
        (json!({"times": 0, "action": "throttle"}), "times is 0"),
        (matching(json!({"method": "FETCH"})), "method is FETCH"),
        (matching(json!({"entity": "Spaceship"})), "entity is Spaceship"),
        (matching(json!({"operation": "launch"})), "operation is launch"),
        (failing(99), "status is 99"),
        (failing(200), "status is 200"),
        (json!({"action": {"refuse": {"code": "abc"}}}), "code is abc"),
        (json!({"action": {"refuse": {"code": "abc", "message": "x"}}}), "code is abc"),
        (json!({"action": {"refuse": {"code": "429"}}}), "code is 429"),
        (failing(600), "status is 600"),
        (json!({"action": {"refuse": {"code": "1", "status": 99}}}), "status is 99"),
        (json!({"action": {"delay_ms": -5}}), "-5"),
        (json!({"action": {"meanwhile": {"do": "edit", "entity": "Spaceship"}}}), "entity is Spaceship"),
        (json!({"rules": [matching(json!({})), failing(99)]}), "status is 99"),
        (json!({"rules": [{"action": "explode"}]}), "explode"),
    ] {
        let reply = send(rule.clone()).await;
        assert_eq!(reply.status, 400, "{rule}");
        assert!(text(&reply.body, "error").contains(named), "{rule}: {}", reply.text);
    }
    assert_eq!(send(json!({"rules": []})).await.body["rules"], json!([]), "none of them is in force");
    for rule in [
        json!({"probability": 1, "action": "throttle"}),
        matching(json!({"method": "post", "entity": "batch", "operation": "cdc"})),
        failing(599),
        json!({"action": {"refuse": {"code": "429", "message": "x"}}}),
        json!({"rules": [failing(500)]}),
    ] {
        assert_eq!(send(rule.clone()).await.status, 200, "{rule}");
    }
}

#[tokio::test]
async fn access_tokens_expire_on_demand_and_a_refresh_helps() {
    let stage = Stage::new();
    let rule = json!({"match": {"entity": "Invoice"}, "times": 1, "action": {"expire_tokens": "access"}});
    stage.trouble(rule).await;
    stage.get("customer/1").await.object("Customer");
    for _ in 0..2 {
        let reply = stage.post("invoice", invoice("3", "1")).await;
        assert_eq!((reply.status, &reply.body["fault"]["error"][0]["code"]), (401, &json!("3200")));
    }
    assert_eq!(refresh(&stage).await.status, 200);
    let stage = stage.later(0).await;
    assert_eq!(count(&stage).await, 0);
    stage.post("invoice", invoice("3", "1")).await.object("Invoice");
}

#[tokio::test]
async fn a_connection_ends_on_demand_and_a_refresh_is_refused() {
    let stage = Stage::new();
    let rule = |what: Value| json!({"match": what, "times": 1, "action": {"expire_tokens": "connection"}});
    stage.trouble(rule(json!({"entity": "Invoice"}))).await;
    assert_eq!(stage.post("invoice", invoice("3", "1")).await.status, 401);
    assert_eq!(refresh(&stage).await.body["error"], "invalid_grant");
    let stage = stage.later(0).await;
    stage.trouble(rule(json!({"operation": "token"}))).await;
    assert_eq!(refresh(&stage).await.body["error"], "invalid_grant");
    assert_eq!(stage.get("customer/1").await.status, 401);
}

async fn refresh(stage: &Stage) -> crate::stage::Reply {
    let session = &stage.session;
    let form = format!(
        "grant_type=refresh_token&refresh_token={}&client_id={}&client_secret={}",
        session.refresh_token, session.client_id, session.client_secret
    );
    stage.raw(Method::POST, "/oauth2/v1/tokens/bearer", &[], form.into_bytes()).await
}

fn meanwhile(deed: Value) -> Value {
    json!({"match": {"method": "POST"}, "times": 1, "action": {"meanwhile": deed}})
}

#[tokio::test]
async fn somebody_else_edits_a_record_before_the_request_takes_effect() {
    let stage = Stage::new();
    let made = stage.invoice("3", "1").await;
    let change = |token: &str| json!({"Id": made["Id"], "SyncToken": token, "sparse": true, "CustomerMemo": {"value": "mine"}});
    stage.trouble(meanwhile(json!({"do": "edit", "set": {"PrivateNote": "theirs"}}))).await;
    stage.post("invoice", change("0")).await.fault(400, "5010");
    let now = stage.read("Invoice", text(&made, "Id")).await;
    assert_eq!((text(&now, "PrivateNote"), text(&now, "SyncToken")), ("theirs", "1"));
    stage.trouble(meanwhile(json!({"do": "edit"}))).await;
    stage.post("invoice", change("1")).await.fault(400, "5010");
    stage.post("invoice", change("2")).await.object("Invoice");
}

#[tokio::test]
async fn somebody_else_voids_or_deletes_a_record_even_one_with_payments() {
    let stage = Stage::new();
    let made = stage.invoice("3", "10").await;
    let id = text(&made, "Id");
    let paid = stage.payment("3", id, "10").await;
    let change = json!({"Id": made["Id"], "SyncToken": "1", "sparse": true, "PrivateNote": "x"});
    stage.trouble(meanwhile(json!({"do": "void"}))).await;
    stage.post("invoice", change.clone()).await.fault(400, "5010");
    let voided = stage.read("Invoice", id).await;
    assert_eq!(crate::stage::printed(&voided["TotalAmt"]), "0");
    let free = stage.read("Payment", text(&paid, "Id")).await;
    assert_eq!(crate::stage::printed(&free["UnappliedAmt"]), "10.00");
    stage.trouble(meanwhile(json!({"do": "delete"}))).await;
    stage.post("invoice", change).await.fault(400, "610");
    stage.get(&format!("invoice/{id}")).await.fault(400, "610");
}

#[tokio::test]
async fn somebody_else_deactivates_what_a_request_refers_to() {
    let stage = Stage::new();
    let customer = stage.customer("Soon gone").await;
    let id = text(&customer, "Id");
    stage.trouble(meanwhile(json!({"do": "deactivate", "entity": "Customer", "id": id}))).await;
    stage.post("invoice", invoice(id, "1")).await.fault(400, "6250");
    assert_eq!(stage.read("Customer", id).await["Active"], false);
    let own = stage.customer("Also gone").await;
    stage.trouble(meanwhile(json!({"do": "deactivate"}))).await;
    let change = json!({"Id": own["Id"], "SyncToken": "0", "sparse": true, "Notes": "x"});
    stage.post("customer", change).await.fault(400, "5010");
    // What can't be done, or names nothing, leaves the request alone.
    stage.trouble(meanwhile(json!({"do": "delete", "entity": "Customer", "id": "3"}))).await;
    stage.post("invoice", invoice("3", "1")).await.object("Invoice");
}

#[tokio::test]
async fn a_delay_of_120_seconds_or_more_is_a_time_out() {
    for (delay, seconds, status) in [(130_000, 120, 504), (120_000, 120, 504), (119_000, 119, 200)] {
        let stage = std::sync::Arc::new(Stage::new());
        stage
            .trouble(json!({"match": {"operation": "create"}, "times": 1, "action": {"delay_ms": delay}}))
            .await;
        let asking = tokio::spawn({
            let stage = std::sync::Arc::clone(&stage);
            async move { stage.post("invoice", invoice("3", "1")).await.status }
        });
        for (step, is_done) in [(0, false), (seconds - 1, false), (1, true)] {
            stage.control(Method::POST, "clock", json!({"advance_seconds": step})).await;
            for _ in 0..100 {
                tokio::task::yield_now().await;
            }
            assert_eq!(asking.is_finished(), is_done, "{delay}: after {step} seconds more");
        }
        assert_eq!(asking.await.unwrap(), status);
        assert_eq!(count(&stage).await, usize::from(status == 200));
    }
}

#[tokio::test]
async fn a_code_alone_brings_its_words_status_and_type() {
    let stage = Stage::new();
    for (code, status, message, kind) in [
        ("5010", 400, "Stale Object Error", "ValidationFault"),
        ("610", 400, "Object Not Found", "ValidationFault"),
        ("6240", 400, "Duplicate Name Exists Error", "ValidationFault"),
        ("6480", 400, "Matched transaction cannot be deleted", "ValidationFault"),
        ("100", 401, "General Authentication Error", "AuthenticationFault"),
        ("3001", 429, "message=ThrottleExceeded; errorCode=003001; statusCode=429", "SERVICE"),
        ("10000", 500, "An application error has occurred while processing your request", "SystemFault"),
    ] {
        stage.trouble(json!({"times": 1, "action": {"refuse": {"code": code}}})).await;
        let reply = stage.post("invoice", invoice("3", "1")).await;
        let error = reply.fault(status, code);
        assert_eq!((text(&error, "Message"), text(&reply.body["Fault"], "type")), (message, kind));
    }
    for (code, status, kind) in
        [("3200", 401, "AUTHENTICATION"), ("3202", 401, "AUTHENTICATION"), ("3100", 403, "SERVICE")]
    {
        stage.trouble(json!({"times": 1, "action": {"refuse": {"code": code}}})).await;
        let reply = stage.post("invoice", invoice("3", "1")).await;
        assert_eq!((reply.status, &reply.body["fault"]["type"]), (status, &json!(kind)));
        assert_eq!(reply.body["fault"]["error"][0]["code"], code);
    }
}

#[tokio::test]
async fn rules_are_shown_as_they_were_given() {
    let stage = Stage::new();
    let rule = json!({"probability": 0.5, "seed": 42, "action": "throttle"});
    stage.trouble(rule).await;
    stage.get("customer/1").await;
    let rules = stage.control(Method::GET, "faults", Value::Null).await;
    assert_eq!(rules["rules"][0]["seed"], 42);
}

#[tokio::test]
async fn a_rule_for_one_company_strikes_items_of_its_batches_alone() {
    let stage = Stage::new();
    let item = json!({"bId": "1", "operation": "create", "Customer": {"DisplayName": "New"}});
    let body = json!({"BatchItemRequest": [item]});
    let realm = &stage.session.realm_id;
    for (mut filter, strikes) in [
        (json!({"realm_id": "1"}), false),
        (json!({"realm_id": realm}), true),
        (json!({"path": "/v3/company/1/"}), false),
        (json!({"path": format!("/v3/company/{realm}/")}), true),
    ] {
        filter["entity"] = json!("Customer");
        stage.trouble(json!({"match": filter, "times": 1, "action": {"refuse": {"code": "6000"}}})).await;
        let reply = stage.post("batch", body.clone()).await;
        let struck = reply.body["BatchItemResponse"][0]["Fault"]["Error"][0]["code"] == "6000";
        assert_eq!(struck, strikes, "{}", reply.text);
        stage.control(Method::DELETE, "faults", Value::Null).await;
    }
}
