//! What comes back when a call does not succeed.

use std::time::Duration;

use quickbooks::{
    Entity, FAILURE_TEXT_CHARS_MAX, Failure, FailureKind, RequestId, Response, ResponseHeaders, Sent,
    TransportError, Write,
};
use serde_json::json;

use crate::script::{Company, Script, answer, broken};

async fn failing(outcome: Result<Response, TransportError>) -> Failure {
    let script = Script::new([outcome]);
    let write = Write::delete(Entity::Invoice, "1", "0").unwrap();
    let request_id = RequestId::new("r1").unwrap();
    let failure = script.client().write(Company::new().access(), &request_id, &write).await.unwrap_err();
    script.request();
    failure
}

#[tokio::test]
async fn a_refusal_carries_its_fault() {
    let fault = json!({ "Fault": { "Error": [{ "Message": "Duplicate Name Exists Error",
        "Detail": "The name supplied already exists.", "code": "6240", "element": "" }],
        "type": "ValidationFault" }, "time": "…" });
    let failure = failing(answer(400, fault)).await;
    assert_eq!(failure.kind, FailureKind::Refused);
    assert_eq!(failure.code(), Some("6240"));
    assert_eq!((failure.http_status, failure.intuit_tid.as_deref()), (Some(400), Some("1-tid")));
    let text = failure.to_string();
    assert_eq!(
        text,
        "QuickBooks refused (HTTP 400): 6240 Duplicate Name Exists Error: The name supplied already exists."
    );
}

#[tokio::test]
async fn a_fault_with_http_200_is_a_refusal() {
    let fault = json!({ "Fault": { "Error": [{ "code": "10000" }], "type": "SystemFault" } });
    let failure = failing(answer(200, fault)).await;
    assert_eq!((&failure.kind, failure.code()), (&FailureKind::Refused, Some("10000")));
}

#[tokio::test]
async fn an_xml_throttle_answer_is_understood() {
    let xml = r#"<IntuitResponse time="2016-12-07T15:27:09.527-08:00"
 xmlns="http://schema.intuit.com/finance/v3"><Fault type="SERVICE"><Error code="3001">
 <Message>message=ThrottleExceeded; errorCode=003001; statusCode=429</Message>
 <Detail>The request limit was reached.  Try again later</Detail></Error></Fault></IntuitResponse>"#;
    for status in [429, 403] {
        let failure = failing(answer(status, xml)).await;
        assert_eq!(failure.kind, FailureKind::Throttled { retry_after: None });
        assert_eq!(failure.code(), Some("3001"));
    }
}

#[tokio::test]
async fn a_wait_that_is_asked_for_is_passed_on() {
    let headers = ResponseHeaders { retry_after: Some("12".into()), ..ResponseHeaders::default() };
    let failure = failing(Ok(Response { status: 429, headers, body: "".into() })).await;
    assert_eq!(failure.kind, FailureKind::Throttled { retry_after: Some(Duration::from_secs(12)) });
}

#[tokio::test]
async fn a_success_that_can_not_be_read_is_an_unknown_outcome() {
    for body in
        ["", "<html>hello</html>", "{\"Invoice\":", "[]", "{}", "{\"Invoice\":null}", "{\"Customer\":{}}"]
    {
        let failure = failing(answer(200, body)).await;
        assert_eq!((failure.kind, failure.http_status), (FailureKind::Unknown, Some(200)), "{body}");
        assert_eq!(failure.text, body);
    }
}

#[tokio::test]
async fn a_server_error_is_an_unknown_outcome() {
    let failure = failing(answer(503, "<html>Service Unavailable</html>")).await;
    assert_eq!(failure.kind, FailureKind::Unknown);
    assert!(failure.fault.is_none());
    assert!(failure.to_string().contains("not known (HTTP 503)"), "{failure}");
}

#[tokio::test]
async fn no_answer_is_unknown_only_when_the_request_may_have_left() {
    let failure = failing(broken(Sent::No, "connection refused")).await;
    assert_eq!((&failure.kind, failure.http_status), (&FailureKind::NotSent, None));
    assert_eq!(failure.to_string(), "QuickBooks was not reached: connection refused");

    let failure = failing(broken(Sent::Maybe, "connection reset")).await;
    assert_eq!((&failure.kind, failure.http_status), (&FailureKind::Unknown, None));
    assert_eq!(failure.text, "connection reset");
}

#[tokio::test]
async fn a_long_error_page_is_cut() {
    let failure = failing(answer(500, "é".repeat(FAILURE_TEXT_CHARS_MAX + 1))).await;
    assert_eq!(failure.text.chars().count(), FAILURE_TEXT_CHARS_MAX);
}

#[tokio::test]
async fn a_base_address_without_a_path_sends_nothing() {
    let script = Script::new([]);
    let client = quickbooks::Client::new("mailto:someone@example.com".parse().unwrap(), script);
    let failure = client.preferences(Company::new().access()).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::NotSent);
}
