//! Small lists and what is only read (fact sheet 11.2, 11.4, 11.5).

use crate::stage::{Stage, text};
use serde_json::json;

#[tokio::test]
async fn terms_and_payment_methods_are_those_of_the_service_and_more_can_be_made() {
    let stage = Stage::new();
    assert_eq!(text(&stage.read("Term", "2").await, "Name"), "Net 15");
    assert_eq!(text(&stage.read("PaymentMethod", "6").await, "Type"), "CREDIT_CARD");
    let term = stage.post("term", json!({"Name": "Net 90", "DueDays": 90})).await.object("Term");
    assert_eq!((text(&term, "Id"), text(&term, "Type")), ("6", "STANDARD"));
    stage.post("term", json!({"Name": "Net 1000", "DueDays": 1000})).await.fault(400, "2240");
    stage.post("term", json!({"Name": "Net 90"})).await.fault(400, "6240");
    stage.post("paymentmethod", json!({"Name": "x".repeat(32)})).await.fault(400, "2050");
}

#[tokio::test]
async fn tax_codes_rates_and_agencies_are_read_and_never_written() {
    let stage = Stage::new();
    let code = stage.read("TaxCode", "3").await;
    assert_eq!(code["SalesTaxRateList"]["TaxRateDetail"][1]["TaxRateRef"], json!({"value": "2"}));
    assert_eq!(stage.read("TaxCode", "TAX").await["Taxable"], true);
    assert_eq!(stage.read("TaxRate", "1").await["RateValue"].to_string(), "7.1");
    assert_eq!(text(&stage.read("TaxAgency", "2").await, "DisplayName"), "Board of Equalization");
    stage.post("taxcode", json!({"Name": "Mine"})).await.fault(400, "500");
}

#[tokio::test]
async fn the_company_tells_who_it_is() {
    let stage = Stage::new();
    let realm = stage.session.realm_id.clone();
    let info = stage.get(&format!("companyinfo/{realm}")).await.object("CompanyInfo");
    assert_eq!((text(&info, "Id"), text(&info, "CompanyName")), ("1", "Sandbox Company_US_1"));
    assert_eq!(text(&info["CompanyAddr"], "City"), "San Pablo");
    assert_eq!(stage.ids("select * from CompanyInfo").await, ["1"]);
}
