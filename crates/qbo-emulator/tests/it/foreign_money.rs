//! Banks and deposits in several currencies (fact sheet 11.7).

use crate::currency::{balance, in_euros, paid, trader};
use crate::stage::{Stage, number, printed, text};
use serde_json::{Value, json};

/// A bank account in a currency.
async fn bank(stage: &Stage, code: &str) -> Value {
    let body = json!({"Name": format!("Bank {code}"), "AccountType": "Bank", "CurrencyRef": {"value": code}});
    stage.post("account", body).await.object("Account")["Id"].clone()
}

/// What stands on an account, debits positive, by the trial balance.
async fn stands(stage: &Stage, name: &str) -> String {
    let trial = stage.get("reports/TrialBalance").await.body["Rows"]["Row"].clone();
    let row = trial.as_array().unwrap().iter().find(|row| row["ColData"][0]["value"] == name).cloned();
    let Some(row) = row else { return "0".to_owned() };
    let (debit, credit) = (&row["ColData"][1]["value"], &row["ColData"][2]["value"]);
    if debit == "" { format!("-{}", credit.as_str().unwrap()) } else { debit.as_str().unwrap().to_owned() }
}

#[tokio::test]
async fn a_deposit_takes_what_was_paid_in_its_own_currency() {
    let stage = trader().await;
    let (euro, home) = (bank(&stage, "EUR").await, bank(&stage, "USD").await);
    let paid = json!({"CustomerRef": {"value": "1"}, "TotalAmt": 50});
    let paid = stage.post("payment", in_euros(paid, "1.1")).await.object("Payment");
    let deposit = |bank: &Value, code: &str| {
        let line = json!({"Amount": 50, "LinkedTxn": [{"TxnId": paid["Id"], "TxnType": "Payment", "TxnLineId": "0"}]});
        json!({"DepositToAccountRef": {"value": bank}, "CurrencyRef": {"value": code}, "Line": [line]})
    };
    stage.post("deposit", deposit(&home, "USD")).await.fault(400, "6000");
    stage.post("deposit", deposit(&euro, "USD")).await.fault(400, "6000");
    stage.post("deposit", deposit(&euro, "EUR")).await.object("Deposit");
}

#[tokio::test]
async fn a_deposit_at_another_rate_leaves_nothing_in_undeposited_funds() {
    let stage = trader().await;
    let euro = bank(&stage, "EUR").await;
    let mut lines = Vec::new();
    // 8.85 are 9.735 at home and 43.67 are 48.037.
    for amount in ["8.85", "43.67"] {
        let body = json!({"CustomerRef": {"value": "1"}, "TotalAmt": number(amount)});
        let paid = stage.post("payment", in_euros(body, "1.1")).await.object("Payment");
        let link = json!([{"TxnId": paid["Id"], "TxnType": "Payment", "TxnLineId": "0"}]);
        lines.push(json!({"Amount": number(amount), "LinkedTxn": link}));
    }
    assert_eq!(balance(&stage, "Undeposited Funds").await, "57.78");
    let body = json!({"DepositToAccountRef": {"value": euro}, "Line": lines});
    let deposit = stage.post("deposit", in_euros(body, "1.2")).await.object("Deposit");
    let gained = async || {
        let of = async |name: &str| stands(&stage, name).await;
        (of("Undeposited Funds").await, of("Bank EUR").await, of("Exchange Gain or Loss").await)
    };
    assert_eq!(printed(&deposit["HomeTotalAmt"]), "63.02");
    assert_eq!(gained().await, ("0".into(), "63.02".into(), "-5.24".into()));
    let change = json!({"Id": deposit["Id"], "SyncToken": "0", "sparse": true, "ExchangeRate": 1.1});
    stage.post("deposit", change).await.object("Deposit");
    assert_eq!(gained().await, ("0".into(), "57.77".into(), "0.01".into()));
    let gone = json!({"Id": deposit["Id"], "SyncToken": "1"});
    stage.post("deposit?operation=delete", gone).await.object("Deposit");
    assert_eq!(gained().await, ("57.78".into(), "0".into(), "0".into()));
}

#[tokio::test]
async fn the_money_of_a_transaction_is_in_its_currency_or_that_of_home() {
    let stage = trader().await;
    let (euro, home, pound) =
        (bank(&stage, "EUR").await, bank(&stage, "USD").await, bank(&stage, "GBP").await);
    let bought = json!({"DetailType": "AccountBasedExpenseLineDetail", "Amount": 10,
        "AccountBasedExpenseLineDetail": {"AccountRef": {"value": "3"}}});
    let bill = in_euros(json!({"VendorRef": {"value": "2"}, "Line": [bought]}), "1.1");
    let bill = text(&stage.post("bill", bill).await.object("Bill"), "Id").to_owned();
    let pay = |bank: &Value| {
        let lines = paid("Bill", &[("5", bill.clone())]);
        let body = json!({"VendorRef": {"value": "2"}, "TotalAmt": 5, "PayType": "Check", "Line": lines,
            "CheckPayment": {"BankAccountRef": {"value": bank}}});
        in_euros(body, "1.1")
    };
    let side = |kind: &str, account: &Value| {
        json!({"Amount": 5, "DetailType": "JournalEntryLineDetail",
            "JournalEntryLineDetail": {"PostingType": kind, "AccountRef": {"value": account}}})
    };
    let entry = |code: &str, account: &Value| {
        json!({"CurrencyRef": {"value": code},
        "Line": [side("Debit", account), side("Credit", &json!("1"))]})
    };
    for (path, body, taken) in [
        ("billpayment", pay(&pound), false),
        ("billpayment", pay(&euro), true),
        ("billpayment", pay(&home), true),
        ("journalentry", entry("USD", &euro), false),
        ("journalentry", entry("EUR", &pound), false),
        ("journalentry", entry("EUR", &euro), true),
        ("journalentry", entry("EUR", &home), true),
        ("journalentry", entry("USD", &home), true),
    ] {
        let reply = stage.post(path, body).await;
        if taken { assert_eq!(reply.status, 200, "{}", reply.text) } else { drop(reply.fault(400, "6000")) }
    }
}
