//! What reads send and return.

use quickbooks::{Entity, FailureKind, model};
use rust_decimal::dec;
use serde_json::json;

use crate::script::{Company, REALM, Script, TOKEN, answer, header};

#[tokio::test]
async fn a_read_gets_the_object_by_its_id() {
    let object =
        r#"{"Invoice":{"Id":"130","SyncToken":"3","TotalAmt":362.07,"Balance":0,"New":{}},"time":"…"}"#;
    let script = Script::new([answer(200, object)]);
    let reply = script.client().read(Company::new().access(), Entity::Invoice, "130").await.unwrap();

    let request = script.request();
    assert_eq!(request.method, "GET");
    assert_eq!(
        request.url.as_str(),
        format!("https://qbo.test/v3/company/{REALM}/invoice/130?minorversion=75")
    );
    assert_eq!(header(&request, "authorization"), format!("Bearer {TOKEN}"));
    assert_eq!(header(&request, "content-type"), "");
    assert!(request.body.is_none());

    let invoice: model::Invoice = reply.parse().unwrap();
    assert_eq!((invoice.total_amt, invoice.balance), (Some(dec!(362.07)), Some(dec!(0))));
}

#[tokio::test]
async fn an_id_can_not_reach_another_address() {
    let script = Script::new([answer(400, "")]);
    let _ =
        script.client().read(Company::new().access(), Entity::Invoice, "1/../../2?operation=delete").await;
    let url = script.request().url;
    assert_eq!(url.path(), format!("/v3/company/{REALM}/invoice/1%2F..%2F..%2F2%3Foperation=delete"));
    assert_eq!(url.query(), Some("minorversion=75"));
}

#[tokio::test]
async fn company_info_and_preferences_have_their_own_addresses() {
    let script =
        Script::new([answer(200, json!({ "CompanyInfo": { "Id": "1", "CompanyName": "Craig's" } }))]);
    let reply = script.client().company_info(Company::new().access()).await.unwrap();
    assert_eq!(script.request().url.path(), format!("/v3/company/{REALM}/companyinfo/{REALM}"));
    assert_eq!(reply.parse::<model::CompanyInfo>().unwrap().company_name.as_deref(), Some("Craig's"));

    let prefs = json!({ "Preferences": { "Id": "1", "SyncToken": "5",
        "SalesFormsPrefs": { "CustomTxnNumbers": true } } });
    let script = Script::new([answer(200, prefs)]);
    let reply = script.client().preferences(Company::new().access()).await.unwrap();
    assert_eq!(script.request().url.path(), format!("/v3/company/{REALM}/preferences"));
    let prefs: model::Preferences = reply.parse().unwrap();
    assert_eq!(prefs.sales_forms_prefs.unwrap().custom_txn_numbers, Some(true));
}

#[tokio::test]
async fn an_object_of_an_unexpected_shape_is_an_unknown_outcome() {
    let script = Script::new([answer(200, json!({ "Invoice": { "Id": "1", "TotalAmt": "a lot" } }))]);
    let reply = script.client().read(Company::new().access(), Entity::Invoice, "1").await.unwrap();
    let failure = reply.parse::<model::Invoice>().unwrap_err();
    assert_eq!((failure.kind, failure.http_status), (FailureKind::Unknown, Some(200)));
}
