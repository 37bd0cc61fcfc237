//! CompanyInfo (fact sheet 11.5).

use crate::stage::{Stage, text};
use serde_json::{Value, json};

async fn info(stage: &Stage) -> Value {
    stage.read("CompanyInfo", "1").await
}

#[tokio::test]
async fn names_and_addresses_of_the_company_are_updated_member_by_member() {
    let stage = Stage::new();
    let before = info(&stage).await;
    let body = json!({"Id": "1", "SyncToken": "0", "sparse": true, "LegalName": "Bloom & Sons Ltd",
        "CompanyAddr": {"Line1": "1 Main St", "City": "Reno"}, "Email": {"Address": "a@b.example"},
        "PrimaryPhone": {"FreeFormNumber": "555-0100"}, "WebAddr": {"URI": "http://bloom.example"}});
    let after = stage.post("companyinfo", body).await.object("CompanyInfo");
    assert_eq!((text(&after, "LegalName"), text(&after, "SyncToken")), ("Bloom & Sons Ltd", "1"));
    assert_eq!((&after["CompanyName"], &after["LegalAddr"]), (&before["CompanyName"], &before["LegalAddr"]));
    assert_eq!(after["CompanyAddr"]["City"], "Reno");
    assert_eq!(after["PrimaryPhone"], json!({"FreeFormNumber": "555-0100"}));
    assert_eq!(info(&stage).await, after);
}

#[tokio::test]
async fn a_full_update_of_the_company_clears_what_it_leaves_out_and_keeps_what_only_the_service_sets() {
    let stage = Stage::new();
    let before = info(&stage).await;
    let body = json!({"Id": "1", "SyncToken": "0", "CompanyName": "Bloom", "Country": "FR", "NameValue": []});
    let after = stage.post("companyinfo", body).await.object("CompanyInfo");
    assert_eq!((text(&after, "CompanyName"), text(&after, "LegalName")), ("Bloom", "Bloom"));
    assert_eq!((&after["LegalAddr"], &after["Email"]), (&Value::Null, &Value::Null));
    for kept in ["Country", "NameValue", "SupportedLanguages", "DefaultTimeZone", "FiscalYearStartMonth"] {
        assert_eq!(after[kept], before[kept], "{kept}");
    }
}

#[tokio::test]
async fn what_is_wrong_in_an_update_of_the_company_is_refused() {
    let stage = Stage::new();
    for (change, code) in [
        (json!({"SyncToken": "7", "LegalName": "X"}), "5010"),
        (json!({"LegalName": "X"}), "2020"),
        (json!({"SyncToken": "0", "CompanyName": ""}), "2020"),
        (json!({"SyncToken": "0", "Email": {"Address": "nobody"}}), "2210"),
        (json!({"SyncToken": "0", "FiscalYearStartMonth": "Foo"}), "2170"),
        (json!({"SyncToken": "0", "Unheard": "x"}), "2010"),
    ] {
        let mut body = json!({"Id": "1", "sparse": true});
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        stage.post("companyinfo", body).await.fault(400, code);
    }
    stage.post("companyinfo", json!({"SyncToken": "0", "CompanyName": "X"})).await.fault(400, "2020");
    let gone = json!({"Id": "1", "SyncToken": "0"});
    stage.post("companyinfo?operation=delete", gone).await.fault(400, "500");
}

#[tokio::test]
async fn the_fiscal_year_begins_in_one_month_whichever_record_says_it() {
    let stage = Stage::new();
    let preferences = async || stage.get("preferences").await.object("Preferences");
    let month = |preferences: &Value| preferences["AccountingInfoPrefs"]["FirstMonthOfFiscalYear"].clone();
    // A change is a new version of both, and nothing else is.
    let versions = async || {
        let (info, preferences) = (info(&stage).await, preferences().await);
        [info, preferences].map(|record| {
            (text(&record, "SyncToken").to_owned(), text(&record["MetaData"], "LastUpdatedTime").to_owned())
        })
    };
    let version =
        |token: &str, seconds: u32| (token.to_owned(), format!("2026-03-02T12:00:0{seconds}-08:00"));
    stage.advance(1);
    stage.prefer(json!({"AccountingInfoPrefs": {"FirstMonthOfFiscalYear": "July"}})).await;
    assert_eq!(info(&stage).await["FiscalYearStartMonth"], "July");
    assert_eq!(versions().await, [version("1", 1), version("1", 1)]);
    stage.advance(1);
    let body = json!({"Id": "1", "SyncToken": "1", "sparse": true, "FiscalYearStartMonth": "April"});
    let after = stage.post("companyinfo", body).await.object("CompanyInfo");
    assert_eq!(
        (&after["FiscalYearStartMonth"], month(&preferences().await)),
        (&json!("April"), json!("April"))
    );
    assert_eq!(versions().await, [version("2", 2), version("2", 2)]);
    stage.advance(1);
    stage.prefer(json!({"AccountingInfoPrefs": {"FirstMonthOfFiscalYear": "April"}})).await;
    assert_eq!(versions().await, [version("2", 2), version("3", 3)]);
    let body = json!({"Id": "1", "SyncToken": "2", "sparse": true, "FiscalYearStartMonth": "April"});
    stage.post("companyinfo", body).await.object("CompanyInfo");
    assert_eq!(versions().await, [version("3", 3), version("3", 3)]);
}
