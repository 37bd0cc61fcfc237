//! Bad input: never a panic, never a 5xx that nobody asked for.

use crate::stage::Stage;
use axum::http::Method;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Member names that mean something somewhere, so that random bodies get past the first check.
const NAMES: [&str; 26] = [
    "Id",
    "SyncToken",
    "sparse",
    "CustomerRef",
    "Line",
    "Amount",
    "DetailType",
    "SalesItemLineDetail",
    "ItemRef",
    "Qty",
    "UnitPrice",
    "value",
    "TotalAmt",
    "LinkedTxn",
    "TxnId",
    "TxnType",
    "DiscountLineDetail",
    "PercentBased",
    "DiscountPercent",
    "TxnTaxDetail",
    "TotalTax",
    "DisplayName",
    "TxnDate",
    "Active",
    "ParentRef",
    "BatchItemRequest",
];

/// Values at the edges of what members hold.
const EDGES: [&str; 16] = [
    "1",
    "-1",
    "0",
    "\"1\"",
    "\"\"",
    "null",
    "true",
    "1e300",
    "99999999999999999999999999999999",
    "0.00000000000000000000001",
    "999999999999999",
    "\"Invoice\"",
    "\"SalesItemLineDetail\"",
    "\"DiscountLineDetail\"",
    "\"2026-02-30\"",
    "\"9999-12-31\"",
];

fn any_json() -> impl Strategy<Value = Value> {
    let edge = prop::sample::select(EDGES.to_vec()).prop_map(|text| serde_json::from_str(text).unwrap());
    let leaf = prop_oneof![edge, ".{0,12}".prop_map(Value::from)];
    leaf.prop_recursive(5, 60, 6, |inner| {
        let member = (prop::sample::select(NAMES.to_vec()), inner.clone());
        let object = prop::collection::vec(member, 0..6).prop_map(|members| {
            let members: Map<String, Value> =
                members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            Value::Object(members)
        });
        prop_oneof![object, prop::collection::vec(inner, 0..4).prop_map(Value::Array)]
    })
}

/// Runs a check on a stage without limits.
fn on_a_stage<T>(check: impl AsyncFnOnce(&Stage) -> T) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let stage = Stage::new();
        stage.settings(json!({"limits": false})).await;
        check(&stage).await
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_body_is_taken_or_refused_with_4xx(bodies in prop::collection::vec(any_json(), 1..12)) {
        let worst = on_a_stage(async |stage| {
            let mut worst = 0;
            for body in &bodies {
                let paths = ["invoice", "payment", "customer", "item", "account", "preferences", "batch",
                    "invoice?operation=delete", "invoice?operation=void", "payment?operation=update&include=void"];
                for path in paths {
                    worst = worst.max(stage.post(path, body.clone()).await.status);
                }
            }
            worst
        });
        prop_assert!(worst < 500, "answered {worst}");
    }

    #[test]
    fn any_statement_is_answered_or_refused_with_400(statements in prop::collection::vec(".{0,60}", 1..20)) {
        let worst = on_a_stage(async |stage| {
            let mut worst = 0;
            for statement in &statements {
                worst = worst.max(stage.query(statement).await.status);
                let nearly = format!("select * from Invoice where {statement}");
                worst = worst.max(stage.query(&nearly).await.status);
            }
            worst
        });
        prop_assert!(worst <= 400, "answered {worst}");
    }
}

#[tokio::test]
async fn amounts_at_the_edge_do_not_overflow() {
    let stage = Stage::new();
    let most = "999999999999999";
    let line = |amount: &str| {
        json!({"DetailType": "SalesItemLineDetail", "Amount": amount, "SalesItemLineDetail": {
            "ItemRef": {"value": "15"}, "TaxCodeRef": {"value": "TAX"}}})
    };
    let mut lines: Vec<Value> = (0..375).map(|_| line(most)).collect();
    lines.extend((0..374).map(|_| line(&format!("-{most}"))));
    lines.push(line("-999999999999998.99"));
    lines.push(json!({"DetailType": "DiscountLineDetail", "Amount": "0.01", "DiscountLineDetail": {}}));
    let body = json!({"CustomerRef": {"value": "1"}, "Line": lines, "ApplyTaxAfterDiscount": true});
    assert_eq!(stage.post("invoice", body).await.status, 200);
    let huge = json!({"DetailType": "SalesItemLineDetail", "Amount": "1", "SalesItemLineDetail": {
        "Qty": most, "UnitPrice": most}});
    stage.post("invoice", json!({"CustomerRef": {"value": "1"}, "Line": [huge]})).await.fault(400, "6070");
}

#[tokio::test]
async fn deep_and_odd_bodies_are_refused() {
    let stage = Stage::new();
    let deep = format!("{}{}", "{\"Line\":[".repeat(500), "]}".repeat(500));
    stage.post_bytes("invoice", "application/json", deep.into_bytes()).await.fault(400, "2010");
    for path in ["/v3/company/%00/invoice", "/v3/company//", "/v3/company/1/%ff%fe", "/_emulator/%20"] {
        let status = stage.raw(Method::POST, path, &[], vec![0xff, 0xfe]).await.status;
        assert!((400..500).contains(&status), "{path}: {status}");
    }
}

#[tokio::test]
async fn a_clock_at_an_end_of_its_time_still_answers_and_goes_no_further() {
    let stage = Stage::new();
    for end in ["2199-12-31T23:59:59Z", "1970-01-01T00:00:00Z"] {
        stage.control(Method::POST, "clock", json!({"set": end})).await;
        for beyond in [i64::MAX, i64::MIN, 300 * 366 * 86_400, -300 * 366 * 86_400] {
            let body = json!({"advance_seconds": beyond}).to_string().into_bytes();
            assert_eq!(stage.raw(Method::POST, "/_emulator/clock", &[], body).await.status, 400, "{beyond}");
        }
        let session = stage.control(Method::GET, "session", Value::Null).await;
        let session = serde_json::from_value(session).unwrap();
        let there = Stage { router: stage.router.clone(), clock: stage.clock.clone(), session };
        let status = there.post("invoice", crate::stage::invoice("3", "1")).await.status;
        assert!(status < 500, "{end}: {status}");
        assert!(there.query("select * from Invoice where DueDate > CURRENT_DATE").await.status < 500);
    }
}
