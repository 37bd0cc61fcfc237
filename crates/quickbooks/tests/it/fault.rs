//! The shapes in which faults come.

use quickbooks::{Fault, FaultError};

#[test]
fn the_upper_case_shape_is_read() {
    let fault = Fault::read(
        r#"{"Fault":{"Error":[{
        "Message":"Required param missing, need to supply the required value for the API",
        "Detail":"Required parameter Line is missing in the request","code":"2020","element":"Line"},
        {"Message":"second","code":2050}],"type":"ValidationFault"},"time":"2017-09-29T09:17:31.892-07:00"}"#,
    )
    .unwrap();
    assert_eq!(fault.kind, "ValidationFault");
    assert_eq!(fault.code(), Some("2020"));
    assert_eq!(fault.errors[0].element, "Line");
    assert_eq!(fault.errors[0].detail, "Required parameter Line is missing in the request");
    assert!(fault.has_code("2050"));
    assert!(!fault.has_code("6240"));
}

#[test]
fn the_lower_case_shape_is_read() {
    let fault = Fault::read(
        r#"{"warnings":null,"intuitObject":null,"fault":{"error":[{
        "message":"message=AuthenticationFailed; errorCode=003200; statusCode=401",
        "detail":null,"code":"3200","element":null}],"type":"AUTHENTICATION"},
        "report":null,"time":1700000000000}"#,
    )
    .unwrap();
    let error = FaultError {
        code: "3200".into(),
        message: "message=AuthenticationFailed; errorCode=003200; statusCode=401".into(),
        ..FaultError::default()
    };
    assert_eq!(fault, Fault { kind: "AUTHENTICATION".into(), errors: vec![error] });
}

#[test]
fn the_xml_shape_is_read() {
    let fault = Fault::read(
        r#"<?xml version="1.0" encoding="UTF-8"?><IntuitResponse xmlns="http://schema.intuit.com/finance/v3">
        <Fault type="ValidationFault">
        <Error code="2010" element="X"><Message>a &amp; b</Message><Detail>d</Detail></Error>
        <Error code="2020"><Message>m</Message></Error></Fault></IntuitResponse>"#,
    )
    .unwrap();
    let first =
        FaultError { code: "2010".into(), message: "a & b".into(), detail: "d".into(), element: "X".into() };
    let second = FaultError { code: "2020".into(), message: "m".into(), ..FaultError::default() };
    assert_eq!(fault, Fault { kind: "ValidationFault".into(), errors: vec![first, second] });
}

#[test]
fn a_single_error_outside_an_array_is_read() {
    let fault = Fault::read(r#"{"Fault":{"Error":{"code":"500"}}}"#).unwrap();
    assert_eq!(fault.code(), Some("500"));
}

#[test]
fn a_fault_without_errors_is_still_a_fault() {
    let fault = Fault::read(r#"{"Fault":{"type":"SystemFault"}}"#).unwrap();
    assert_eq!((fault.code(), fault.to_string().as_str()), (None, "SystemFault without an error"));
}

#[test]
fn what_is_no_fault_is_not_taken_for_one() {
    for body in [
        "",
        "null",
        "[]",
        r#"{"Customer":{"Id":"1"}}"#,
        r#"{"fault":null,"time":1}"#,
        r#"{"Customer":{"Fault":{"Error":[]}}}"#,
        "<html><body>Bad gateway</body></html>",
        "<IntuitResponse><Customer/></IntuitResponse>",
    ] {
        assert_eq!(Fault::read(body), None, "{body}");
    }
}
