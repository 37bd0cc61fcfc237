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
    // Of `DueNextMonthDays` 0 is none.
    for (days, shown) in [(0, json!(null)), (5, json!(5))] {
        let term =
            json!({"Name": format!("By the 3rd, {days}"), "DayOfMonthDue": 3, "DueNextMonthDays": days});
        assert_eq!(stage.post("term", term).await.object("Term")["DueNextMonthDays"], shown);
    }
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
    stage.get("companyinfo/999").await.fault(400, "610");
    assert_eq!((text(&info, "Id"), text(&info, "CompanyName")), ("1", "Sandbox Company_US_1"));
    assert_eq!(text(&info["CompanyAddr"], "City"), "San Pablo");
    assert_eq!(stage.ids("select * from CompanyInfo").await, ["1"]);
}

#[tokio::test]
async fn classes_and_departments_stand_under_each_other_and_are_used_on_lines() {
    let stage = Stage::new();
    for (path, entity, sub) in [("class", "Class", "SubClass"), ("department", "Department", "SubDepartment")]
    {
        let top = stage.post(path, json!({"Name": "North"})).await.object(entity);
        assert_eq!(top[sub], false);
        let below = json!({"Name": "Shop", "ParentRef": {"value": top["Id"]}});
        let below = stage.post(path, below.clone()).await.object(entity);
        assert_eq!((&below[sub], text(&below, "FullyQualifiedName")), (&json!(true), "North:Shop"));
        stage.post(path, json!({"Name": "north"})).await.fault(400, "6240");
        stage.post(path, json!({})).await.fault(400, "2020");
        let under_itself =
            json!({"Id": top["Id"], "SyncToken": "0", "sparse": true, "ParentRef": {"value": below["Id"]}});
        stage.post(path, under_itself).await.fault(400, "900");
        let delete = json!({"Id": below["Id"], "SyncToken": "0"});
        stage.post(&format!("{path}?operation=delete"), delete).await.fault(400, "500");
        let off = json!({"Id": below["Id"], "SyncToken": "0", "sparse": true, "Active": false});
        assert_eq!(text(&stage.post(path, off).await.object(entity), "Name"), "Shop (deleted)");
        assert_eq!(stage.ids(&format!("select * from {entity}")).await, [text(&top, "Id")]);
    }
    let tracked = json!({"TrackDepartments": true, "ClassTrackingPerTxnLine": true});
    stage.prefer(json!({"AccountingInfoPrefs": tracked})).await;
    let mut invoice = crate::stage::invoice("3", "10");
    invoice["Line"][0]["SalesItemLineDetail"]["ClassRef"] = json!({"value": "1"});
    invoice["DepartmentRef"] = json!({"value": "1"});
    let kept = stage.post("invoice", invoice.clone()).await.object("Invoice");
    assert_eq!(kept["DepartmentRef"], json!({"value": "1", "name": "North"}));
    invoice["Line"][0]["SalesItemLineDetail"]["ClassRef"] = json!({"value": "9"});
    let error = stage.post("invoice", invoice).await.fault(400, "2500");
    assert!(text(&error, "Detail").contains("Klasses element id 9 not found"), "{error}");
}

#[tokio::test]
async fn currencies_are_listed_once_by_their_code() {
    let stage = Stage::new();
    let euro = stage.post("companycurrency", json!({"Code": "EUR"})).await.object("CompanyCurrency");
    assert_eq!(text(&euro, "Name"), "Euro");
    stage.post("companycurrency", json!({"Code": "EUR"})).await.fault(400, "6240");
    stage.post("companycurrency", json!({"Code": "eu"})).await.fault(400, "2170");
    let off = json!({"Id": euro["Id"], "SyncToken": "0", "sparse": true, "Active": false});
    let off = stage.post("companycurrency", off).await.object("CompanyCurrency");
    assert_eq!((text(&off, "Code"), &off["Active"]), ("EUR", &json!(false)));
}

#[tokio::test]
async fn payment_methods_and_employees_are_made_changed_and_switched_off() {
    let stage = Stage::new();
    for (path, entity, field) in
        [("paymentmethod", "PaymentMethod", "Name"), ("employee", "Employee", "DisplayName")]
    {
        let made = stage.post(path, json!({field: "Voucher"})).await.object(entity);
        stage.post(path, json!({field: "voucher"})).await.fault(400, "6240");
        let change = |token: &str, member: &str, value: serde_json::Value| json!({"Id": made["Id"], "SyncToken": token, "sparse": true, member: value});
        let renamed = stage.post(path, change("0", field, json!("Coupon"))).await.object(entity);
        assert_eq!(text(&renamed, field), "Coupon");
        stage.post(path, change("0", field, json!("Late"))).await.fault(400, "5010");
        let off = stage.post(path, change("1", "Active", json!(false))).await.object(entity);
        assert_eq!(text(&off, field), "Coupon (deleted)");
        let delete = json!({"Id": made["Id"], "SyncToken": "2"});
        stage.post(&format!("{path}?operation=delete"), delete).await.fault(400, "500");
    }
}

#[tokio::test]
async fn budgets_journal_codes_and_customer_types_are_kept() {
    let stage = Stage::new();
    let budget = json!({"Name": "Plan", "StartDate": "2026-01-01", "EndDate": "2026-12-31", "BudgetDetail": [
        {"BudgetDate": "2026-01-01", "Amount": 100, "AccountRef": {"value": "79"}}]});
    for (path, entity, body) in [
        ("budget", "Budget", budget.clone()),
        ("journalcode", "JournalCode", json!({"Name": "VE", "Type": "Sales"})),
        ("customertype", "CustomerType", json!({"Name": "Retail"})),
    ] {
        let made = stage.post(path, body.clone()).await.object(entity);
        assert_eq!(stage.read(entity, text(&made, "Id")).await, made);
        assert_eq!(
            stage.ids(&format!("select * from {entity} where Active = true")).await,
            [text(&made, "Id")]
        );
        stage.post(path, body).await.fault(400, "6240");
        stage.post(path, json!({"Active": true})).await.fault(400, "2020");
        let off = json!({"Id": made["Id"], "SyncToken": "0", "sparse": true, "Active": false});
        assert_eq!(stage.post(path, off).await.object(entity)["Active"], false);
    }
    let mut other = budget;
    other["Name"] = json!("Backwards");
    other["EndDate"] = json!("2025-12-31");
    stage.post("budget", other.clone()).await.fault(400, "6000");
    other["EndDate"] = json!("2026-12-31");
    other["BudgetDetail"][0]["AccountRef"]["value"] = json!("9999");
    stage.post("budget", other).await.fault(400, "2500");
    stage.post("journalcode", json!({"Name": "X", "Type": "Other"})).await.fault(400, "2170");
}

#[tokio::test]
async fn a_customer_is_of_a_type_that_is_there() {
    let stage = Stage::new();
    let retail = stage.post("customertype", json!({"Name": "Retail"})).await.object("CustomerType");
    let customer = |kind: &str| json!({"DisplayName": "Shop", "CustomerTypeRef": {"value": kind}});
    stage.post("customer", customer("99")).await.fault(400, "2500");
    let made = stage.post("customer", customer(text(&retail, "Id"))).await.object("Customer");
    assert_eq!(made["CustomerTypeRef"], json!({"value": retail["Id"], "name": "Retail"}));
}
