//! Customers, vendors and their names (fact sheet 2.6, 8).

use crate::stage::{Stage, text};
use serde_json::json;

#[tokio::test]
async fn a_minimal_customer_comes_back_with_the_services_defaults() {
    let stage = Stage::new();
    let customer = stage.customer("King's Groceries").await;
    assert_eq!(text(&customer, "Id"), "58");
    assert_eq!(text(&customer, "SyncToken"), "0");
    assert_eq!(text(&customer, "FullyQualifiedName"), "King's Groceries");
    assert_eq!(text(&customer, "PrintOnCheckName"), "King's Groceries");
    assert_eq!(text(&customer, "PreferredDeliveryMethod"), "Print");
    assert_eq!(text(&customer, "domain"), "QBO");
    assert_eq!(customer["MetaData"]["CreateTime"], "2026-03-02T12:00:00-08:00");
    assert_eq!(customer["Balance"].to_string(), "0");
    assert_eq!(customer["CurrencyRef"], json!({"value": "USD", "name": "United States Dollar"}));
    for (member, value) in [("Active", true), ("Job", false), ("BillWithParent", false), ("sparse", false)] {
        assert_eq!(customer[member], value, "{member}");
    }
}

#[tokio::test]
async fn a_name_is_made_of_its_parts_and_a_customer_without_any_is_refused() {
    let stage = Stage::new();
    let body = json!({"GivenName": "Ada", "FamilyName": "Lovelace", "CompanyName": "Engines"});
    let customer = stage.post("customer", body).await.object("Customer");
    assert_eq!(text(&customer, "DisplayName"), "Ada Lovelace");
    assert_eq!(text(&customer, "PrintOnCheckName"), "Engines");
    stage.post("customer", json!({"CompanyName": "Engines"})).await.fault(400, "6080");
}

#[tokio::test]
async fn a_name_is_unique_over_customers_vendors_and_employees_without_regard_to_case() {
    let stage = Stage::new();
    let error =
        stage.post("customer", json!({"DisplayName": " AMY'S bird sanctuary "})).await.fault(400, "6240");
    assert!(text(&error, "Detail").contains("Another customer is already using this name"), "{error}");
    let error = stage.post("vendor", json!({"DisplayName": "Cool Cars"})).await.fault(400, "6240");
    assert!(text(&error, "Detail").contains("Another customer, vendor or employee"), "{error}");
    stage.post("customer", json!({"DisplayName": "Emily Platt"})).await.fault(400, "6240");
    stage.customer("Emily Platt (Customer)").await;
}

#[tokio::test]
async fn a_name_with_a_colon_a_tab_or_a_new_line_is_refused_and_one_with_quotes_is_not() {
    let stage = Stage::new();
    for name in ["a:b", "a\tb", "a\nb"] {
        let error = stage.post("customer", json!({"DisplayName": name})).await.fault(400, "2040");
        assert_eq!(text(&error, "element"), "DisplayName");
    }
    stage.post("vendor", json!({"GivenName": "a:b"})).await.fault(400, "2040");
    stage.customer("Say \"hello\" & more").await;
}

#[tokio::test]
async fn texts_keep_to_their_lengths() {
    let stage = Stage::new();
    let body = json!({"DisplayName": "x".repeat(500), "CompanyName": "x".repeat(100)});
    stage.post("customer", body).await.object("Customer");
    let error = stage.post("customer", json!({"DisplayName": "y".repeat(501)})).await.fault(400, "2050");
    assert_eq!(text(&error, "element"), "DisplayName");
    assert!(text(&error, "Detail").ends_with("Min:0 Max:500 supported. Supplied length:501"), "{error}");
    let phone = json!({"DisplayName": "z", "PrimaryPhone": {"FreeFormNumber": "1".repeat(31)}});
    stage.post("customer", phone).await.fault(400, "2050");
    stage
        .post("vendor", json!({"DisplayName": "z", "PrintOnCheckName": "x".repeat(101)}))
        .await
        .fault(400, "2050");
    stage
        .post("customer", json!({"DisplayName": "z", "PrintOnCheckName": "x".repeat(101)}))
        .await
        .object("Customer");
}

#[tokio::test]
async fn an_email_address_needs_an_at_and_a_dot() {
    let stage = Stage::new();
    let body = |address: &str| json!({"DisplayName": "Mail", "PrimaryEmailAddr": {"Address": address}});
    stage.post("customer", body("nobody")).await.fault(400, "2210");
    stage.post("customer", body("a@b.example, c@d.example")).await.object("Customer");
}

#[tokio::test]
async fn members_that_nobody_knows_are_refused_and_read_only_ones_are_ignored() {
    let stage = Stage::new();
    let error = stage.post("customer", json!({"DisplayName": "a", "Nickname": "b"})).await.fault(400, "2010");
    assert_eq!(text(&error, "Detail"), "Property Name:Nickname specified is unsupported or invalid");
    let nested = json!({"DisplayName": "a", "BillAddr": {"Street": "b"}});
    stage.post("customer", nested).await.fault(400, "2010");
    let body = json!({"DisplayName": "a", "Balance": 99, "domain": "QBO", "SyncToken": 7, "Id": "", "sparse": false});
    let customer = stage.post("customer", body).await.object("Customer");
    assert_eq!(customer["Balance"].to_string(), "0");
    assert_eq!(text(&customer, "SyncToken"), "0");
}

#[tokio::test]
async fn a_sub_customer_is_qualified_by_its_parent_and_follows_its_rename() {
    let stage = Stage::new();
    let parent = stage.customer("Parent").await;
    let body = json!({"DisplayName": "Child", "Job": true, "ParentRef": {"value": parent["Id"]}});
    let child = stage.post("customer", body).await.object("Customer");
    assert_eq!(text(&child, "FullyQualifiedName"), "Parent:Child");
    let rename = json!({"Id": parent["Id"], "SyncToken": "0", "sparse": true, "DisplayName": "Elder"});
    stage.post("customer", rename).await.object("Customer");
    assert_eq!(text(&stage.read("Customer", text(&child, "Id")).await, "FullyQualifiedName"), "Elder:Child");
    stage.post("customer", json!({"DisplayName": "Orphan", "Job": true})).await.fault(400, "6150");
}

#[tokio::test]
async fn customers_nest_five_levels_deep_and_not_in_circles() {
    let stage = Stage::new();
    let mut parent = stage.customer("Level 1").await;
    let first = parent.clone();
    for level in 2..=5 {
        let body = json!({"DisplayName": format!("Level {level}"), "ParentRef": {"value": parent["Id"]}});
        parent = stage.post("customer", body).await.object("Customer");
    }
    let body = json!({"DisplayName": "Level 6", "ParentRef": {"value": parent["Id"]}});
    stage.post("customer", body).await.fault(400, "6180");
    let circle =
        json!({"Id": first["Id"], "SyncToken": "0", "sparse": true, "ParentRef": {"value": parent["Id"]}});
    stage.post("customer", circle).await.fault(400, "900");
}

#[tokio::test]
async fn a_deactivated_name_gets_a_suffix_and_is_free_again() {
    let stage = Stage::new();
    for suffix in [" (deleted)", " (deleted-1)"] {
        let customer = stage.customer("Gone").await;
        let body = json!({"Id": customer["Id"], "SyncToken": "0", "sparse": true, "Active": false});
        let customer = stage.post("customer", body).await.object("Customer");
        assert_eq!(text(&customer, "DisplayName"), format!("Gone{suffix}"));
        assert_eq!(text(&customer, "FullyQualifiedName"), format!("Gone{suffix}"));
    }
}

#[tokio::test]
async fn a_reactivated_customer_gets_its_name_back_if_it_is_free() {
    let stage = Stage::new();
    let customer = stage.customer("Back").await;
    let active = |token: &str, active: bool| json!({"Id": customer["Id"], "SyncToken": token, "sparse": true, "Active": active});
    stage.post("customer", active("0", false)).await.object("Customer");
    let back = stage.post("customer", active("1", true)).await.object("Customer");
    assert_eq!(text(&back, "DisplayName"), "Back");
    stage.post("customer", active("2", false)).await.object("Customer");
    stage.customer("Back").await;
    stage.post("customer", active("3", true)).await.fault(400, "6240");
}

#[tokio::test]
async fn a_list_entity_cannot_be_deleted() {
    let stage = Stage::new();
    let customer = stage.customer("Stay").await;
    let body = json!({"Id": customer["Id"], "SyncToken": "0"});
    let error = stage.post("customer?operation=delete", body).await.fault(400, "500");
    assert_eq!(text(&error, "Detail"), "Operation delete is not supported.");
}

#[tokio::test]
async fn a_vendors_terms_are_ignored_on_create_and_taken_by_an_update() {
    let stage = Stage::new();
    let body = json!({"DisplayName": "Supplier", "TermRef": {"value": "3"}, "AcctNum": "77"});
    let vendor = stage.post("vendor", body).await.object("Vendor");
    assert!(vendor.get("TermRef").is_none());
    assert_eq!(vendor["Vendor1099"], false);
    let body = json!({"Id": vendor["Id"], "SyncToken": "0", "sparse": true, "TermRef": {"value": "3"}});
    let vendor = stage.post("vendor", body).await.object("Vendor");
    assert_eq!(vendor["TermRef"], json!({"value": "3", "name": "Net 30"}));
}

#[tokio::test]
async fn a_vendors_tax_identifier_shows_only_its_end() {
    let stage = Stage::new();
    let body = json!({"DisplayName": "Supplier", "TaxIdentifier": "12-3456789"});
    assert_eq!(text(&stage.post("vendor", body).await.object("Vendor"), "TaxIdentifier"), "XXXXXX6789");
}

#[tokio::test]
async fn a_currency_other_than_the_home_currency_is_refused() {
    let stage = Stage::new();
    let body = |code: &str| json!({"DisplayName": code, "CurrencyRef": {"value": code}});
    stage.post("customer", body("USD")).await.object("Customer");
    stage.post("customer", body("EUR")).await.fault(400, "6000");
}

#[tokio::test]
async fn an_address_gets_an_id_and_a_new_one_when_it_changes() {
    let stage = Stage::new();
    let body = json!({"DisplayName": "Moved", "BillAddr": {"Line1": "1 Old Road", "City": "Here"}});
    let customer = stage.post("customer", body).await.object("Customer");
    let update = |token: &str, line: &str| {
        let address = json!({"Line1": line, "City": "Here"});
        json!({"Id": customer["Id"], "SyncToken": token, "sparse": true, "BillAddr": address})
    };
    let same = stage.post("customer", update("0", "1 Old Road")).await.object("Customer");
    assert_eq!(same["BillAddr"]["Id"], customer["BillAddr"]["Id"]);
    let moved = stage.post("customer", update("1", "2 New Road")).await.object("Customer");
    assert_ne!(moved["BillAddr"]["Id"], customer["BillAddr"]["Id"]);
    assert!(customer.get("ShipAddr").is_none());
}

#[tokio::test]
async fn identifiers_for_taxes_are_kept_masked_outside_the_us() {
    let body = json!({"DisplayName": "Taxed", "PrimaryTaxIdentifier": "GB123456789",
        "SecondaryTaxIdentifier": "987654321", "BusinessNumber": "123"});
    let made =
        Stage::with(qbo_emulator::Seed::EmptyGb).post("customer", body.clone()).await.object("Customer");
    assert_eq!(text(&made, "PrimaryTaxIdentifier"), "XXXXXXX6789");
    assert_eq!((text(&made, "SecondaryTaxIdentifier"), text(&made, "BusinessNumber")), ("XXXXX4321", "123"));
    let made = Stage::new().post("customer", body).await.object("Customer");
    assert!(made.get("PrimaryTaxIdentifier").is_none() && made.get("BusinessNumber").is_none());
}

#[tokio::test]
async fn a_vendors_other_contact_is_kept() {
    let stage = Stage::new();
    let contact = json!({"Type": "TelephoneNumber", "Telephone": {"FreeFormNumber": "555-1"}});
    let body = json!({"DisplayName": "Reachable", "OtherContactInfo": contact});
    let made = stage.post("vendor", body).await.object("Vendor");
    assert_eq!(made["OtherContactInfo"], contact);
    let wrong = json!({"DisplayName": "Other", "OtherContactInfo": {"Type": "Pigeon"}});
    stage.post("vendor", wrong).await.fault(400, "2170");
}

#[tokio::test]
async fn who_is_exempt_for_a_reason_is_not_taxed_unless_the_request_says_so() {
    let stage = Stage::new();
    let exempt = json!({"DisplayName": "Reseller", "TaxExemptionReasonId": 9});
    let made = stage.post("customer", exempt).await.object("Customer");
    assert_eq!((&made["Taxable"], &made["TaxExemptionReasonId"]), (&json!(false), &json!("9")));
    let taxed = json!({"DisplayName": "Charity", "TaxExemptionReasonId": "2", "Taxable": true});
    let made = stage.post("customer", taxed).await.object("Customer");
    assert_eq!((&made["Taxable"], &made["TaxExemptionReasonId"]), (&json!(true), &json!("2")));
    let plain = stage.customer("Buyer").await;
    assert_eq!((&plain["Taxable"], &plain["TaxExemptionReasonId"]), (&json!(true), &serde_json::Value::Null));
    let change = json!({"Id": plain["Id"], "SyncToken": "0", "sparse": true, "TaxExemptionReasonId": "9"});
    assert_eq!(stage.post("customer", change).await.object("Customer")["Taxable"], false);
    let odd = json!({"DisplayName": "Odd", "TaxExemptionReasonId": "16"});
    stage.post("customer", odd).await.fault(400, "2240");
}
