//! Tax agencies, and the service that makes tax codes (fact sheet 11.2).

use crate::stage::{Stage, number, printed, text};
use qbo_emulator::Seed;
use serde_json::{Value, json};

fn new_code(name: &str, rates: &[Value]) -> Value {
    json!({"TaxCode": name, "TaxRateDetails": rates})
}

fn new_rate(name: &str, percent: &str) -> Value {
    json!({"TaxRateName": name, "RateValue": percent, "TaxAgencyId": "1", "TaxApplicableOn": "Sales"})
}

#[tokio::test]
async fn a_tax_code_is_made_of_new_rates_and_such_as_there_are() {
    let stage = Stage::new();
    let body = new_code("Desert", &[new_rate("Desert county", "1.5"), json!({"TaxRateId": "1"})]);
    let reply = stage.post("taxservice/taxcode", body).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    let expected = json!({"TaxCode": "Desert", "TaxCodeId": "4", "TaxRateDetails": [
        {"TaxRateName": "Desert county", "TaxRateId": "4", "RateValue": number("1.5"), "TaxAgencyId": "1", "TaxApplicableOn": "Sales"},
        {"TaxRateId": "1"},
    ]});
    assert_eq!(reply.body, expected);
    let code = stage.read("TaxCode", "4").await;
    assert_eq!(code["SalesTaxRateList"]["TaxRateDetail"][0]["TaxRateRef"], json!({"value": "4"}));
    assert_eq!(
        (code["PurchaseTaxRateList"]["TaxRateDetail"].clone(), &code["Active"]),
        (json!([]), &json!(true))
    );
    let rate = stage.read("TaxRate", "4").await;
    assert_eq!(
        (&rate["RateValue"], &rate["EffectiveTaxRate"][0]["RateValue"]),
        (&number("1.5"), &number("1.5"))
    );
    let mut line = crate::stage::line("100");
    line["SalesItemLineDetail"]["TaxCodeRef"] = json!({"value": "TAX"});
    let sale = json!({"CustomerRef": {"value": "1"}, "Line": [line], "TxnTaxDetail": {"TxnTaxCodeRef": {"value": "4"}}});
    let invoice = stage.post("invoice", sale).await.object("Invoice");
    assert_eq!(printed(&invoice["TxnTaxDetail"]["TotalTax"]), "8.60");
}

#[tokio::test]
async fn a_tax_code_that_cannot_be_is_refused_whole() {
    let stage = Stage::new();
    let refused = async |body: Value, code: &str| {
        stage.post("taxservice/taxcode", body).await.fault(400, code);
    };
    refused(json!({"TaxRateDetails": [{"TaxRateId": "1"}]}), "2020").await;
    refused(json!({"TaxCode": "Nothing"}), "2020").await;
    refused(new_code("California", &[json!({"TaxRateId": "1"})]), "6240").await;
    refused(new_code("Twice", &[new_rate("Same", "1"), new_rate("same", "2")]), "6240").await;
    refused(new_code("Taken", &[new_rate("California", "1")]), "6240").await;
    refused(new_code("Lost", &[new_rate("Fine", "1"), json!({"TaxRateId": "99"})]), "2500").await;
    refused(new_code("Half", &[json!({"TaxRateName": "Half"})]), "2020").await;
    refused(new_code("Odd", &[new_rate("Odd", "101")]), "2150").await;
    let mut rate = new_rate("Nobody", "1");
    rate["TaxAgencyId"] = "9".into();
    refused(new_code("Nobody", &[rate]), "2500").await;
    let mut rate = new_rate("Elsewhere", "1");
    rate["TaxApplicableOn"] = "Gifts".into();
    refused(new_code("Elsewhere", &[rate]), "2170").await;
    assert_eq!(stage.ids("select * from TaxRate").await.len(), 3);
    stage.settings(json!({"subscription_ended": true})).await;
    refused(new_code("Late", &[json!({"TaxRateId": "1"})]), "6190").await;
}

#[tokio::test]
async fn codes_and_rates_are_made_by_the_tax_service_alone() {
    let stage = Stage::new();
    for (path, body) in [("taxcode", json!({"Name": "Mine"})), ("taxrate", json!({"Name": "Mine"}))] {
        stage.post(path, body).await.fault(400, "500");
    }
}

#[tokio::test]
async fn an_agency_comes_with_the_account_that_its_tax_is_owed_on() {
    let stage = Stage::with(Seed::EmptyUs);
    let agency =
        stage.post("taxagency", json!({"DisplayName": "Harbor Tax Office"})).await.object("TaxAgency");
    assert_eq!(
        (&agency["TaxTrackedOnSales"], &agency["TaxTrackedOnPurchases"]),
        (&json!(true), &json!(false))
    );
    let account = stage.query("select * from Account where Name = 'Harbor Tax Office Payable'").await;
    let account = account.object("QueryResponse")["Account"][0].clone();
    assert_eq!(text(&account, "AccountSubType"), "GlobalTaxPayable");
    stage.post("taxservice/taxcode", new_code("Harbor", &[new_rate("Harbor", "10")])).await;
    stage.prefer(json!({"TaxPrefs": {"UsingSalesTax": true, "TaxGroupCodeRef": {"value": "1"}}})).await;
    let customer = stage.customer("Buyer").await;
    let mut sale = crate::stage::invoice(text(&customer, "Id"), "50");
    sale["Line"][0]["SalesItemLineDetail"]["TaxCodeRef"] = json!({"value": "TAX"});
    stage.post("invoice", sale).await.object("Invoice");
    let owed = stage.read("Account", text(&account, "Id")).await;
    assert_eq!(printed(&owed["CurrentBalance"]), "5.00");
}

#[tokio::test]
async fn an_agency_needs_a_free_name_and_never_changes() {
    let stage = Stage::new();
    stage.post("taxagency", json!({"DisplayName": "Board of Equalization"})).await.fault(400, "6240");
    stage.post("taxagency", json!({})).await.fault(400, "2020");
    let change = json!({"Id": "1", "SyncToken": "0", "DisplayName": "Other"});
    stage.post("taxagency", change).await.fault(400, "500");
    assert_eq!(text(&stage.read("TaxAgency", "2").await, "DisplayName"), "Board of Equalization");
}

#[tokio::test]
async fn a_request_id_makes_a_tax_code_once() {
    let stage = Stage::new();
    let body = new_code("Once", &[new_rate("Once", "1")]);
    let first = stage.post("taxservice/taxcode?requestid=t1", body.clone()).await;
    let again = stage.post("taxservice/taxcode?requestid=t1", body.clone()).await;
    assert_eq!((first.status, &first.body), (200, &again.body));
    stage
        .post("taxservice/taxcode?requestid=t1", new_code("Other", &[new_rate("Other", "1")]))
        .await
        .fault(400, "600");
    stage.post("taxservice/taxcode?requestid=t2", body).await.fault(400, "6240");
}
