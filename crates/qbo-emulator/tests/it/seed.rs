//! The seeds (fact sheet 14).

use crate::stage::{Stage, printed, text};
use qbo_emulator::Seed;
use rust_decimal::Decimal;
use serde_json::json;

#[tokio::test]
async fn the_sandbox_has_the_people_items_and_accounts_that_are_known() {
    let stage = Stage::new();
    assert_eq!(
        text(&stage.read("Customer", "8").await, "FullyQualifiedName"),
        "Freeman Sporting Goods:0969 Ocean View Road"
    );
    assert_eq!(text(&stage.read("Vendor", "57").await, "DisplayName"), "Squeaky Kleen Car Wash");
    assert_eq!(text(&stage.read("Employee", "54").await, "DisplayName"), "John Johnson");
    assert_eq!(printed(&stage.read("Item", "5").await["UnitPrice"]), "275");
    let account = stage.read("Account", "49").await;
    assert_eq!(text(&account, "FullyQualifiedName"), "Landscaping Services:Job Materials:Plants and Soil");
    assert_eq!(
        stage.query("select count(*) from Account").await.object("QueryResponse"),
        json!({"totalCount": 89})
    );
}

#[tokio::test]
async fn the_sample_transactions_have_the_figures_that_are_known() {
    let stage = Stage::new();
    let first = stage.read("Invoice", "67").await;
    assert_eq!(
        (text(&first, "DocNumber"), printed(&first["TotalAmt"]), printed(&first["Balance"])),
        ("1021", "459.00".into(), "239.00".into())
    );
    assert_eq!(first["LinkedTxn"], json!([{"TxnId": "101", "TxnType": "Payment"}]));
    let last = stage.read("Invoice", "130").await;
    assert_eq!(printed(&last["TxnTaxDetail"]["TotalTax"]), "26.82");
    assert_eq!((text(&last, "DocNumber"), printed(&last["TotalAmt"])), ("1037", "362.07".into()));
    assert_eq!(printed(&last["Line"][0]["Amount"]), "275.00");
}

#[tokio::test]
async fn the_balances_are_those_that_are_known() {
    let stage = Stage::new();
    for (account, balance) in
        [("35", "1201.00"), ("84", "5281.52"), ("33", "1602.67"), ("34", "-9337.50"), ("90", "370.94")]
    {
        assert_eq!(
            printed(&stage.read("Account", account).await["CurrentBalance"]),
            balance,
            "account {account}"
        );
    }
    for (kind, id, balance) in
        [("Customer", "2", "85.00"), ("Customer", "24", "362.07"), ("Vendor", "36", "755.00")]
    {
        assert_eq!(printed(&stage.read(kind, id).await["Balance"]), balance, "{kind} {id}");
    }
}

#[tokio::test]
async fn what_customers_owe_and_vendors_are_owed_adds_up_to_the_accounts() {
    let stage = Stage::new();
    for (kind, report, sum) in
        [("Customer", "AgedReceivables", "5281.52"), ("Vendor", "AgedPayables", "1602.67")]
    {
        let reply = stage.query(&format!("select * from {kind} maxresults 1000")).await;
        let people = reply.body["QueryResponse"][kind].as_array().unwrap();
        let balances = people.iter().map(|who| printed(&who["Balance"]).parse::<Decimal>().unwrap());
        assert_eq!(balances.sum::<Decimal>().to_string(), sum, "{kind}");
        let aged = stage.get(&format!("reports/{report}")).await.body;
        let total = aged["Rows"]["Row"].as_array().unwrap().last().unwrap()["Summary"]["ColData"].clone();
        assert_eq!(text(total.as_array().unwrap().last().unwrap(), "value"), sum, "{report}");
    }
}

#[tokio::test]
async fn ids_go_on_where_the_sandbox_ends() {
    let stage = Stage::new();
    assert_eq!(text(&stage.customer("Next").await, "Id"), "58");
    let vendor = stage.post("vendor", json!({"DisplayName": "Next vendor"})).await.object("Vendor");
    assert_eq!(text(&vendor, "Id"), "59");
    let invoice = stage.invoice("3", "1").await;
    let payment = stage.payment("3", text(&invoice, "Id"), "1").await;
    assert_eq!((text(&invoice, "Id"), text(&payment, "Id")), ("146", "147"));
}

#[tokio::test]
async fn the_empty_company_has_its_lists_and_nothing_else() {
    let stage = Stage::with(Seed::EmptyUs);
    for entity in ["Customer", "Vendor", "Employee", "Invoice", "Payment"] {
        assert_eq!(stage.ids(&format!("select * from {entity}")).await.len(), 0, "{entity}");
    }
    assert_eq!(text(&stage.read("Account", "4").await, "Name"), "Sales of Product Income");
    let customer = stage.customer("First").await;
    let invoice = stage.invoice(text(&customer, "Id"), "10").await;
    assert_eq!(
        (text(&customer, "Id"), text(&invoice, "Id"), text(&invoice, "DocNumber")),
        ("1", "1", "1001")
    );
    assert_eq!(invoice["CustomField"], json!([]));
}

#[tokio::test]
async fn empty_companies_abroad_have_their_currency_and_tax_codes() {
    for (seed, country, currency, codes) in
        [(Seed::EmptyGb, "GB", "GBP", ["20.0% S", "5.0% R"]), (Seed::EmptyCa, "CA", "CAD", ["GST", "HST ON"])]
    {
        let stage = Stage::with(seed);
        let info = stage.get(&format!("companyinfo/{}", stage.session.realm_id)).await.object("CompanyInfo");
        assert_eq!(text(&info, "Country"), country);
        let preferences = stage.get("preferences").await.object("Preferences");
        assert_eq!(preferences["CurrencyPrefs"]["HomeCurrency"]["value"], currency);
        assert_eq!(preferences["TaxPrefs"]["UsingSalesTax"], true);
        for (id, name) in ["2", "3"].iter().zip(codes) {
            assert_eq!(text(&stage.read("TaxCode", id).await, "Name"), name);
        }
        let us = stage.ids("select * from TaxCode where Name in ('TAX', 'NON')").await;
        assert_eq!(us.len(), 0, "{country}");
        assert_eq!(stage.ids("select * from Customer").await.len(), 0);
    }
}
