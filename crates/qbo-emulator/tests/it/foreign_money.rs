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

#[tokio::test]
async fn another_currency_comes_with_its_own_rate() {
    let stage = trader().await;
    let pounds = json!({"value": "GBP"});
    let british = json!({"DisplayName": "Buyer", "CurrencyRef": pounds});
    let british = stage.post("customer", british).await.object("Customer")["Id"].clone();
    let home = stage.customer("At home").await["Id"].clone();
    let bank = bank(&stage, "USD").await;
    let side = |kind: &str, account: &Value| {
        json!({"Amount": 5, "DetailType": "JournalEntryLineDetail",
            "JournalEntryLineDetail": {"PostingType": kind, "AccountRef": {"value": account}}})
    };
    let bought = json!({"Amount": 5, "DetailType": "AccountBasedExpenseLineDetail",
        "AccountBasedExpenseLineDetail": {"AccountRef": {"value": "3"}}});
    let brought = json!({"Amount": 5, "DetailType": "DepositLineDetail",
        "DepositLineDetail": {"AccountRef": {"value": "1"}}});
    let of = |customer: &Value, rest: Value| {
        let mut body = rest;
        body["CustomerRef"] = json!({"value": customer});
        body
    };
    let sale = || json!({"Line": [crate::stage::line("5")]});
    let plain = |_: &Value, body: Value| body;
    let purchase = json!({"PaymentType": "Cash", "AccountRef": {"value": bank}, "Line": [bought]});
    let deposit = json!({"DepositToAccountRef": {"value": bank}, "Line": [brought]});
    let entry = json!({"Line": [side("Debit", &json!("3")), side("Credit", &json!("1"))]});
    let read = async |code: &str| {
        let rate = stage.get(&format!("exchangerate?sourcecurrencycode={code}")).await;
        printed(&rate.object("ExchangeRate")["Rate"])
    };
    let rates = [("USD", "1".to_owned()), ("EUR", read("EUR").await), ("GBP", read("GBP").await)];
    assert_ne!(rates[1].1, rates[2].1);
    type Dress<'a> = &'a dyn Fn(&Value, Value) -> Value;
    for (path, entity, body, dress) in [
        ("invoice", "Invoice", sale(), &of as Dress<'_>),
        ("purchase", "Purchase", purchase, &plain as Dress<'_>),
        ("deposit", "Deposit", deposit, &plain as Dress<'_>),
        ("journalentry", "JournalEntry", entry, &plain as Dress<'_>),
    ] {
        let in_currency = |code: &str| {
            let customer = match code {
                "USD" => home.clone(),
                "EUR" => json!("1"),
                _ => british.clone(),
            };
            let mut body = dress(&customer, body.clone());
            body["CurrencyRef"] = json!({"value": code});
            body
        };
        let mut made = stage.post(path, in_currency("USD")).await.object(entity);
        // From home to euros by a full update, to pounds and back by sparse ones, and home again.
        for (code, sparse) in [("EUR", false), ("GBP", true), ("EUR", true), ("USD", true)] {
            let mut change = in_currency(code);
            change["Id"] = made["Id"].clone();
            change["SyncToken"] = made["SyncToken"].clone();
            change["sparse"] = json!(sparse);
            made = stage.post(path, change).await.object(entity);
            let rate = &rates.iter().find(|(known, _)| *known == code).unwrap().1;
            assert_eq!(printed(&made["ExchangeRate"]), *rate, "{path} {code}");
        }
        // A rate that is sent counts, and stays as long as the currency does.
        for change in [json!({"ExchangeRate": 1.25}), json!({"PrivateNote": "n"})] {
            let mut body = in_currency("EUR");
            body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            body["Id"] = made["Id"].clone();
            body["SyncToken"] = made["SyncToken"].clone();
            body["sparse"] = json!(true);
            made = stage.post(path, body).await.object(entity);
            assert_eq!(printed(&made["ExchangeRate"]), "1.25", "{path}");
        }
    }
}

#[tokio::test]
async fn a_card_is_paid_from_a_bank_in_its_currency_or_that_of_home() {
    let stage = trader().await;
    let (euro, home) = (bank(&stage, "EUR").await, bank(&stage, "USD").await);
    let card = async |code: &str| {
        let body = json!({"Name": format!("Card {code}"), "AccountType": "Credit Card", "CurrencyRef": {"value": code}});
        stage.post("account", body).await.object("Account")["Id"].clone()
    };
    let (euro_card, pound_card) = (card("EUR").await, card("GBP").await);
    for (bank, card, code, taken) in [
        (&euro, &pound_card, None, false),
        (&euro, &pound_card, Some("EUR"), false),
        (&euro, &pound_card, Some("GBP"), false),
        (&euro, &euro_card, None, false),
        (&euro, &euro_card, Some("EUR"), true),
        (&home, &euro_card, Some("EUR"), true),
    ] {
        let mut body =
            json!({"BankAccountRef": {"value": bank}, "CreditCardAccountRef": {"value": card}, "Amount": 5});
        if let Some(code) = code {
            body["CurrencyRef"] = json!({"value": code});
        }
        let reply = stage.post("creditcardpayment", body).await;
        if taken { assert_eq!(reply.status, 200, "{}", reply.text) } else { drop(reply.fault(400, "6000")) }
    }
}

#[tokio::test]
async fn a_sub_account_is_in_the_currency_of_its_parent() {
    let stage = trader().await;
    let (euro, home) = (bank(&stage, "EUR").await, bank(&stage, "USD").await);
    let below = |name: &str, parent: &Value, code: Option<&str>| {
        let mut body = json!({"Name": name, "AccountType": "Bank", "ParentRef": {"value": parent}});
        if let Some(code) = code {
            body["CurrencyRef"] = json!({"value": code});
        }
        body
    };
    for (parent, code) in [(&euro, None), (&euro, Some("USD")), (&home, Some("EUR"))] {
        let error = stage.post("account", below("Odd", parent, code)).await.fault(400, "6000");
        assert_eq!(text(&error, "element"), "CurrencyRef");
    }
    let till = stage.post("account", below("Till", &euro, Some("EUR"))).await.object("Account");
    stage.post("account", below("Till", &home, None)).await.object("Account");
    let move_it = json!({"Id": till["Id"], "SyncToken": "0", "sparse": true, "ParentRef": {"value": home}});
    stage.post("account", move_it).await.fault(400, "6000");
}
