//! What customers and vendors begin with (fact sheet 8.2, 8.3).

use crate::stage::{Stage, number, printed, text};
use qbo_emulator::Seed;
use serde_json::{Value, json};

fn beginning(name: &str, balance: &str) -> Value {
    json!({"DisplayName": name, "Balance": number(balance), "OpenBalanceDate": "2026-01-15"})
}

/// The current balance of accounts of an empty company: receivables, payables, Opening Balance Equity.
async fn accounts(stage: &Stage) -> [String; 3] {
    let mut balances = Vec::new();
    for id in ["11", "12", "7"] {
        balances.push(printed(&stage.read("Account", id).await["CurrentBalance"]));
    }
    balances.try_into().unwrap()
}

#[tokio::test]
async fn an_opening_balance_is_an_invoice_or_bill_of_its_day() {
    for seed in [Seed::EmptyUs, Seed::EmptyGb] {
        let stage = Stage::with(seed);
        let customer = stage.post("customer", beginning("Buyer", "120.50")).await.object("Customer");
        assert_eq!((printed(&customer["Balance"]), text(&customer, "SyncToken")), ("120.50".into(), "0"));
        assert_eq!(customer.get("OpenBalanceDate"), None);
        let invoice = stage.read("Invoice", "1").await;
        assert_eq!(
            (text(&invoice, "TxnDate"), printed(&invoice["Balance"])),
            ("2026-01-15", "120.50".into())
        );
        assert_eq!(invoice.get("DocNumber"), None);
        assert_eq!(
            invoice["Line"][0]["SalesItemLineDetail"]["ItemAccountRef"]["name"],
            "Opening Balance Equity"
        );
        let vendor = stage.post("vendor", beginning("Seller", "70")).await.object("Vendor");
        assert_eq!(printed(&vendor["Balance"]), "70.00");
        let bill = stage.read("Bill", "2").await;
        assert_eq!((text(&bill, "TxnDate"), printed(&bill["Balance"])), ("2026-01-15", "70.00".into()));
        assert_eq!(accounts(&stage).await, ["120.50", "70.00", "50.50"]);
        // It is paid like any other.
        stage.payment(text(&customer, "Id"), "1", "120.50").await;
        assert_eq!(printed(&stage.read("Customer", text(&customer, "Id")).await["Balance"]), "0");
    }
}

#[tokio::test]
async fn an_opening_balance_below_zero_is_a_credit() {
    let stage = Stage::with(Seed::EmptyUs);
    let customer = stage.post("customer", beginning("Buyer", "-20")).await.object("Customer");
    let vendor = stage.post("vendor", beginning("Seller", "-5")).await.object("Vendor");
    assert_eq!(
        (printed(&customer["Balance"]), printed(&vendor["Balance"])),
        ("-20.00".into(), "-5.00".into())
    );
    assert_eq!(printed(&stage.read("CreditMemo", "1").await["RemainingCredit"]), "20.00");
    assert_eq!(printed(&stage.read("VendorCredit", "2").await["Balance"]), "5.00");
}

#[tokio::test]
async fn nothing_is_opened_without_a_day_or_amount_or_by_an_update() {
    let stage = Stage::with(Seed::EmptyUs);
    let body = json!({"DisplayName": "No day", "Balance": 10});
    let customer = stage.post("customer", body).await.object("Customer");
    assert_eq!(printed(&customer["Balance"]), "0");
    stage.post("customer", beginning("No amount", "0")).await.object("Customer");
    let mut body = beginning("No day", "10");
    body["Id"] = customer["Id"].clone();
    body["SyncToken"] = "0".into();
    body["sparse"] = true.into();
    assert_eq!(printed(&stage.post("customer", body).await.object("Customer")["Balance"]), "0");
    assert_eq!(stage.ids("select * from Invoice").await.len(), 0);
}

#[tokio::test]
async fn an_opening_balance_in_a_closed_period_is_refused_with_its_customer() {
    let stage = Stage::with(Seed::EmptyUs);
    stage.settings(json!({"book_close_date": "2026-01-31"})).await;
    stage.post("customer", beginning("Buyer", "10")).await.fault(400, "6210");
    assert_eq!(stage.ids("select * from Customer").await.len(), 0);
    stage.settings(json!({"book_close_date": "2026-01-14"})).await;
    stage.post("customer", beginning("Buyer", "10")).await.object("Customer");
}

#[tokio::test]
async fn a_sparse_update_leaves_an_opening_invoice_where_it_is_booked() {
    let stage = Stage::with(Seed::EmptyUs);
    stage.post("customer", beginning("Buyer", "10")).await.object("Customer");
    let body = json!({"Id": "1", "SyncToken": "0", "sparse": true, "PrivateNote": "as agreed"});
    stage.post("invoice", body).await.object("Invoice");
    assert_eq!(accounts(&stage).await, ["10.00", "0", "10.00"]);
}
