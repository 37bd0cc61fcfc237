//! Credit that the service puts on new invoices by itself (fact sheet 12.2).

use crate::stage::{Stage, invoice, number, printed, text};
use serde_json::{Value, json};

/// A customer with a credit memo of 30 and a payment of 20 that is put on nothing.
async fn stage(apply: bool) -> Stage {
    let stage = Stage::new();
    stage.settings(json!({"apply_credit": apply})).await;
    stage.post("creditmemo", invoice("3", "30")).await.object("CreditMemo");
    let payment = json!({"CustomerRef": {"value": "3"}, "TotalAmt": 20});
    stage.post("payment", payment).await.object("Payment");
    stage
}

async fn balance(stage: &Stage, amount: &str) -> (Value, String) {
    let made = stage.invoice("3", amount).await;
    let balance = printed(&made["Balance"]);
    (made, balance)
}

#[tokio::test]
async fn open_credit_goes_into_a_new_invoice_memos_first() {
    let stage = stage(true).await;
    let (first, open) = balance(&stage, "40").await;
    assert_eq!(open, "0");
    let linked: Vec<&str> =
        first["LinkedTxn"].as_array().unwrap().iter().map(|link| text(link, "TxnId")).collect();
    assert_eq!(linked, ["147", "149"]);
    let link = stage.read("Payment", "149").await;
    assert_eq!(text(&link, "PrivateNote"), "Created by QB Online to link credits to charges.");
    assert_eq!(
        (printed(&link["TotalAmt"]), printed(&link["Line"][0]["Amount"])),
        ("0".into(), "30.00".into())
    );
    let payment = stage.read("Payment", "147").await;
    assert_eq!((printed(&payment["UnappliedAmt"]), text(&payment, "SyncToken")), ("10.00".into(), "1"));
    assert_eq!(balance(&stage, "25").await.1, "15.00");
    assert_eq!(printed(&stage.read("Customer", "3").await["Balance"]), "15.00");
    assert_eq!(balance(&stage, "5").await.1, "5.00");
}

#[tokio::test]
async fn credit_stays_where_it_is_unless_asked_for_and_preferred() {
    let stage = stage(false).await;
    assert_eq!(balance(&stage, "40").await.1, "40.00");
    assert_eq!(printed(&stage.read("Customer", "3").await["Balance"]), "-10.00");
    // Nor does it go to others.
    stage.settings(json!({"apply_credit": true})).await;
    let other = stage.invoice("4", "40").await;
    assert_eq!((&other["Balance"], &other["LinkedTxn"]), (&number("40.00"), &json!([])));
}
