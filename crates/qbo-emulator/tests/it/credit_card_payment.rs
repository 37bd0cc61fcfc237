//! Payments of what is owed on a credit card.

use crate::stage::{Stage, printed, text};
use serde_json::{Value, json};

const BANK: &str = "35";

fn paid(bank: &str, card: &str, amount: i32) -> Value {
    json!({"BankAccountRef": {"value": bank}, "CreditCardAccountRef": {"value": card}, "Amount": amount})
}

/// The sandbox and the id of its first credit card.
async fn stage() -> (Stage, String) {
    let stage = Stage::new();
    let card = stage.ids("select * from Account where AccountType = 'Credit Card'").await.remove(0);
    (stage, card)
}

async fn balance(stage: &Stage, account: &str) -> String {
    printed(&stage.read("Account", account).await["CurrentBalance"])
}

#[tokio::test]
async fn a_payment_of_a_card_takes_money_from_the_bank_and_lowers_what_is_owed() {
    let (stage, card) = stage().await;
    let before = (balance(&stage, BANK).await, balance(&stage, &card).await);
    let made = stage.post("creditcardpayment", paid(BANK, &card, 100)).await.object("CreditCardPaymentTxn");
    assert_eq!((printed(&made["Amount"]), text(&made, "TxnDate")), ("100.00".to_owned(), "2026-03-02"));
    assert_eq!(balance(&stage, BANK).await, "1101.00");
    let reply = stage.get(&format!("creditcardpayment/{}", text(&made, "Id"))).await;
    assert_eq!(reply.object("CreditCardPaymentTxn"), made);
    for name in ["CreditCardPayment", "CreditCardPaymentTxn"] {
        let found = stage.query(&format!("select * from {name}")).await.object("QueryResponse");
        assert_eq!(found["CreditCardPaymentTxn"][0], made, "{name}");
    }
    let more = json!({"Id": made["Id"], "SyncToken": "0", "sparse": true, "Amount": 101});
    stage.post("creditcardpayment", more).await.object("CreditCardPaymentTxn");
    assert_eq!(balance(&stage, BANK).await, "1100.00");
    let delete = json!({"Id": made["Id"], "SyncToken": "1"});
    stage.post("creditcardpayment?operation=delete", delete).await.object("CreditCardPaymentTxn");
    assert_eq!((balance(&stage, BANK).await, balance(&stage, &card).await), before);
}

#[tokio::test]
async fn a_payment_of_a_card_needs_a_bank_account_and_a_card() {
    let (stage, card) = stage().await;
    for refused in [paid("7", &card, 1), paid(BANK, "36", 1), paid(BANK, &card, -1), paid(BANK, &card, 0)] {
        stage.post("creditcardpayment", refused).await.fault(400, "6000");
    }
    for missing in ["BankAccountRef", "CreditCardAccountRef", "Amount"] {
        let mut body = paid(BANK, &card, 1);
        body.as_object_mut().unwrap().remove(missing);
        stage.post("creditcardpayment", body).await.fault(400, "2020");
    }
}
