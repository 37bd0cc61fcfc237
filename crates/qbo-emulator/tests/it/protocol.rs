//! Sign-in faults, headers, paths and bodies (fact sheet 2, 6).

use crate::stage::{Reply, Stage, invoice, text};
use axum::body::to_bytes;
use axum::http::Method;
use flate2::read::GzDecoder;
use serde_json::{Value, json};
use std::io::Read;

async fn with_token(stage: &Stage, authorization: Option<&str>, realm: &str) -> Reply {
    let headers: Vec<(&str, &str)> =
        authorization.map(|value| ("authorization", value)).into_iter().collect();
    stage.raw(Method::GET, &format!("/v3/company/{realm}/companyinfo/1"), &headers, Vec::new()).await
}

fn error(reply: &Reply) -> (u16, Value, Value) {
    let error = &reply.body["fault"]["error"][0];
    (reply.status, error["code"].clone(), error["detail"].clone())
}

#[tokio::test]
async fn a_request_without_a_good_token_gets_401_in_the_gateways_shape() {
    let stage = Stage::new();
    let realm = stage.session.realm_id.clone();
    let reply = with_token(&stage, None, &realm).await;
    assert_eq!(error(&reply).1, "3202");
    let reply = with_token(&stage, Some("Bearer short"), &realm).await;
    assert_eq!(error(&reply), (401, json!("3200"), json!("Malformed bearer token: too short or too long")));
    let unknown = format!("Bearer {}", "x".repeat(64));
    let reply = with_token(&stage, Some(&unknown), &realm).await;
    assert_eq!(error(&reply), (401, json!("3200"), json!("Cannot find OAuth2 token")));
    assert_eq!(reply.headers["www-authenticate"], "Bearer realm=\"Intuit\", error=\"invalid_token\"");
    assert_eq!(reply.body["fault"]["type"], "AUTHENTICATION");
    assert_eq!(reply.body["batchItemResponse"], json!([]));
    assert_eq!(reply.body["time"], 1_772_481_600_000_i64);
    stage.advance(3600);
    let token = format!("Bearer {}", stage.session.access_token);
    let reply = with_token(&stage, Some(&token), &realm).await;
    assert_eq!(reply.status, 401);
    assert!(error(&reply).2.as_str().unwrap().starts_with("Token expired: eyJ"), "{}", reply.text);
    assert!(!reply.text.contains(&stage.session.access_token));
}

#[tokio::test]
async fn a_token_of_another_company_gets_403() {
    let stage = Stage::new();
    let token = format!("Bearer {}", stage.session.access_token);
    let reply = with_token(&stage, Some(&token), "9130350472061916").await;
    assert_eq!(error(&reply), (403, json!("3100"), Value::Null));
    assert_eq!(reply.body["fault"]["type"], "SERVICE");
    assert!(reply.headers.get("www-authenticate").is_none());
}

#[tokio::test]
async fn replies_carry_the_services_headers() {
    let stage = Stage::new();
    let reply = stage.get("companyinfo/1").await;
    assert_eq!(reply.headers["content-type"], "application/json;charset=UTF-8");
    assert_eq!(reply.headers["date"], "Mon, 02 Mar 2026 20:00:00 GMT");
    assert!(reply.headers.contains_key("qbo-version"));
    assert_ne!(reply.headers["intuit_tid"], stage.get("companyinfo/1").await.headers["intuit_tid"]);
    assert_eq!(text(&reply.body, "time"), "2026-03-02T12:00:00.000-08:00");
}

#[tokio::test]
async fn a_fault_says_type_code_message_detail_and_element() {
    let stage = Stage::new();
    let reply = stage.post("invoice", json!({"CustomerRef": {"value": "1"}})).await;
    let expected = json!({
        "Fault": {
            "Error": [{
                "Message": "Required param missing, need to supply the required value for the API",
                "Detail": "Required parameter Line is missing in the request",
                "code": "2020",
                "element": "Line",
            }],
            "type": "ValidationFault",
        },
        "time": "2026-03-02T12:00:00.000-08:00",
    });
    assert_eq!((reply.status, reply.body), (400, expected));
}

#[tokio::test]
async fn reading_says_what_is_wrong_with_an_id() {
    let stage = Stage::new();
    stage.get("invoice/9999").await.fault(400, "610");
    let error = stage.get("invoice/abc").await.fault(400, "2030");
    assert_eq!(text(&error, "Detail"), "Id should be a valid number. Supplied value:abc");
}

#[tokio::test]
async fn unknown_paths_and_methods_are_refused() {
    let stage = Stage::new();
    stage.get("spaceship/1").await.fault(400, "2000");
    stage.post("Invoice", invoice("3", "1")).await.fault(400, "2000");
    stage.get("invoice").await.fault(404, "500");
    stage.get("invoice/1/fax").await.fault(404, "500");
    let path = format!("/v3/company/{}/invoice", stage.session.realm_id);
    let bearer = format!("Bearer {}", stage.session.access_token);
    let reply = stage.raw(Method::PUT, &path, &[("authorization", &bearer)], b"{}".to_vec()).await;
    reply.fault(404, "500");
    assert_eq!(stage.raw(Method::GET, "/nowhere", &[], Vec::new()).await.status, 404);
    stage.post("invoice?operation=merge", invoice("3", "1")).await.fault(400, "500");
}

#[tokio::test]
async fn bodies_that_are_no_json_object_are_refused() {
    let stage = Stage::new();
    for body in ["", "{", "[]", "null", "7", "{\"Line\":[}"] {
        let reply = stage.post_bytes("invoice", "application/json", body.as_bytes().to_vec()).await;
        let error = reply.fault(400, "2010");
        assert!(text(&error, "Detail").contains("failed to parse json object"), "{body}: {error}");
    }
    stage.post_bytes("invoice", "application/json", vec![b'"', 0xff, b'"']).await.fault(400, "500");
    stage.post_bytes("query", "application/text", vec![0xff]).await.fault(400, "500");
}

#[tokio::test]
async fn other_content_types_get_415_and_huge_bodies_413() {
    let stage = Stage::new();
    stage.post_bytes("invoice", "application/yaml", b"{}".to_vec()).await.fault(415, "1050");
    let huge = vec![b' '; 4 * 1024 * 1024 + 1];
    assert_eq!(stage.post_bytes("invoice", "application/json", huge).await.status, 413);
}

#[tokio::test]
async fn a_company_whose_subscription_has_ended_can_be_read_and_not_written() {
    let stage = Stage::new();
    stage.settings(json!({"subscription_ended": true})).await;
    stage.post("invoice", invoice("3", "1")).await.fault(400, "6190");
    assert_eq!(stage.ids("select * from Invoice where CustomerRef = '3'").await.len(), 0);
    assert_eq!(stage.ids("select * from Invoice where CustomerRef = '1'").await, ["67"]);
}

#[tokio::test]
async fn replies_come_in_gzip_for_those_who_take_it() {
    let stage = Stage::new();
    let path = format!("/v3/company/{}/customer/3", stage.session.realm_id);
    let bearer = format!("Bearer {}", stage.session.access_token);
    let read = async |codings: Option<&str>| {
        let mut headers = vec![("authorization", bearer.as_str()), ("accept", "application/json")];
        headers.extend(codings.map(|codings| ("accept-encoding", codings)));
        let response = stage.response(Method::GET, &path, &headers, Vec::new()).await;
        let coding =
            response.headers().get("content-encoding").map(|coding| coding.to_str().unwrap().to_owned());
        (coding, to_bytes(response.into_body(), 1_000_000).await.unwrap())
    };
    let customer = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).unwrap()["Customer"].clone();
    let plain = stage.read("Customer", "3").await;
    for codings in [None, Some("identity"), Some("gzip;q=0")] {
        let (coding, bytes) = read(codings).await;
        assert_eq!((coding, customer(&bytes)), (None, plain.clone()), "{codings:?}");
    }
    let (coding, bytes) = read(Some("gzip, deflate")).await;
    assert_eq!(coding.as_deref(), Some("gzip"));
    let mut text = Vec::new();
    GzDecoder::new(bytes.as_ref()).read_to_end(&mut text).unwrap();
    assert_eq!(customer(&text), plain);
    assert!(bytes.len() < text.len());
    let seen = stage.control(Method::GET, "journal", Value::Null).await;
    assert!(seen.to_string().contains("Cool Cars"), "the journal has what can be read");
}
