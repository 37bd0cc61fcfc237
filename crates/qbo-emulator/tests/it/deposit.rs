//! Deposits and what they lock (fact sheet 12.1, 12.2).

use crate::stage::{Stage, number, printed, text};
use serde_json::{Value, json};

/// A deposit of these transactions into the checking account.
fn deposit(lines: &[(&Value, &str, &str)]) -> Value {
    let lines: Vec<Value> = lines
        .iter()
        .map(|(brought, kind, amount)| {
            json!({"Amount": number(amount), "LinkedTxn": [{"TxnId": brought["Id"], "TxnType": kind, "TxnLineId": "0"}]})
        })
        .collect();
    json!({"DepositToAccountRef": {"value": "35"}, "Line": lines})
}

async fn payment(stage: &Stage) -> Value {
    let body = json!({"CustomerRef": {"value": "3"}, "TotalAmt": 50});
    stage.post("payment", body).await.object("Payment")
}

async fn account(stage: &Stage, id: &str) -> String {
    printed(&stage.read("Account", id).await["CurrentBalance"])
}

#[tokio::test]
async fn a_deposit_brings_payments_to_the_bank() {
    let stage = Stage::new();
    let payment = payment(&stage).await;
    let mut body = deposit(&[(&payment, "Payment", "50")]);
    let other = json!({
        "DetailType": "DepositLineDetail",
        "Amount": 7,
        "DepositLineDetail": {"AccountRef": {"value": "83"}},
    });
    body["Line"].as_array_mut().unwrap().push(other);
    let deposit = stage.post("deposit", body).await.object("Deposit");
    assert_eq!(printed(&deposit["TotalAmt"]), "57.00");
    assert_eq!(
        (account(&stage, "35").await, account(&stage, "4").await),
        ("1258.00".into(), "2062.52".into())
    );
    let links = stage.read("Payment", text(&payment, "Id")).await["LinkedTxn"].clone();
    assert_eq!(links, json!([{"TxnId": deposit["Id"], "TxnType": "Deposit"}]));
}

#[tokio::test]
async fn what_has_been_deposited_stays_as_it_is() {
    let stage = Stage::new();
    let payment = payment(&stage).await;
    let body = deposit(&[(&payment, "Payment", "50")]);
    let deposit = stage.post("deposit", body).await.object("Deposit");
    let change = json!({"Id": payment["Id"], "SyncToken": "1", "sparse": true, "PrivateNote": "x"});
    for operation in ["", "?operation=delete", "?operation=update&include=void"] {
        let error = stage.post(&format!("payment{operation}"), change.clone()).await.fault(400, "6540");
        assert!(text(&error, "Detail").contains("This transaction has been deposited."), "{error}");
    }
    let gone = json!({"Id": deposit["Id"], "SyncToken": "0"});
    stage.post("deposit?operation=delete", gone).await.object("Deposit");
    let mut change = change;
    change["SyncToken"] = json!("2");
    stage.post("payment", change).await.object("Payment");
    assert_eq!(
        (account(&stage, "35").await, account(&stage, "4").await),
        ("1201.00".into(), "2112.52".into())
    );
}

#[tokio::test]
async fn a_deposit_takes_whole_transactions_from_undeposited_funds_once() {
    let stage = Stage::new();
    let payment = payment(&stage).await;
    for lines in
        [vec![(&payment, "Payment", "49")], vec![(&payment, "Payment", "50"), (&payment, "Payment", "50")]]
    {
        stage.post("deposit", deposit(&lines)).await.fault(400, "6000");
    }
    stage.post("deposit", deposit(&[(&payment, "Invoice", "50")])).await.fault(400, "620");
    stage.post("deposit", deposit(&[])).await.fault(400, "2020");
    let straight =
        json!({"CustomerRef": {"value": "3"}, "TotalAmt": 9, "DepositToAccountRef": {"value": "35"}});
    let straight = stage.post("payment", straight).await.object("Payment");
    stage.post("deposit", deposit(&[(&straight, "Payment", "9")])).await.fault(400, "6000");
    stage.post("deposit", deposit(&[(&payment, "Payment", "50")])).await.object("Deposit");
    stage.post("deposit", deposit(&[(&payment, "Payment", "50")])).await.fault(400, "6000");
}

#[tokio::test]
async fn receivables_and_payables_on_a_deposit_need_a_name_whose_balance_moves() {
    let stage = Stage::new();
    for (account, kind, id, balance) in [("84", "CUSTOMER", "3", "-5.00"), ("33", "Vendor", "30", "5.00")] {
        let detail = json!({"AccountRef": {"value": account}});
        let line = json!({"DetailType": "DepositLineDetail", "Amount": 5, "DepositLineDetail": detail});
        let mut body = json!({"DepositToAccountRef": {"value": "35"}, "Line": [line]});
        stage.post("deposit", body.clone()).await.fault(400, "6000");
        body["Line"][0]["DepositLineDetail"]["Entity"] = json!({"value": "55", "type": "Employee"});
        stage.post("deposit", body.clone()).await.fault(400, "6000");
        body["Line"][0]["DepositLineDetail"]["Entity"] = json!({"value": id, "type": "Employee"});
        stage.post("deposit", body.clone()).await.fault(400, "2500");
        body["Line"][0]["DepositLineDetail"]["Entity"]["type"] = json!(kind);
        let made = stage.post("deposit", body).await.object("Deposit");
        let entity = if account == "84" { "Customer" } else { "Vendor" };
        assert_eq!(printed(&stage.read(entity, id).await["Balance"]), balance);
        let delete = json!({"Id": made["Id"], "SyncToken": "0"});
        stage.post("deposit?operation=delete", delete).await.object("Deposit");
        assert_eq!(printed(&stage.read(entity, id).await["Balance"]), "0");
    }
}

#[tokio::test]
async fn a_line_of_a_deposit_brings_one_transaction() {
    let stage = Stage::new();
    let (one, other) = (payment(&stage).await, payment(&stage).await);
    let mut body = deposit(&[(&one, "Payment", "50")]);
    body["Line"][0]["LinkedTxn"]
        .as_array_mut()
        .unwrap()
        .push(json!({"TxnId": other["Id"], "TxnType": "Payment", "TxnLineId": "0"}));
    stage.post("deposit", body).await.fault(400, "620");
    let both = deposit(&[(&one, "Payment", "50"), (&other, "Payment", "50")]);
    stage.post("deposit", both).await.object("Deposit");
}

#[tokio::test]
async fn cash_back_is_taken_off_what_is_brought_to_the_bank() {
    let stage = Stage::new();
    let payment = payment(&stage).await;
    let mut body = deposit(&[(&payment, "Payment", "50")]);
    for (back, code) in [
        (json!({"Amount": 10}), "2020"),
        (json!({"Amount": 10, "AccountRef": {"value": "84"}}), "6000"),
        (json!({"Amount": -1, "AccountRef": {"value": "36"}}), "2290"),
        (json!({"Amount": 51, "AccountRef": {"value": "36"}}), "6000"),
    ] {
        body["CashBack"] = back;
        stage.post("deposit", body.clone()).await.fault(400, code);
    }
    body["CashBack"] = json!({"Amount": 10, "AccountRef": {"value": "36"}, "Memo": "petty cash"});
    let made = stage.post("deposit", body).await.object("Deposit");
    assert_eq!(
        (printed(&made["TotalAmt"]), printed(&made["CashBack"]["Amount"])),
        ("40.00".into(), "10.00".into())
    );
    assert_eq!(
        (account(&stage, "35").await, account(&stage, "36").await),
        ("1241.00".into(), "810.00".into())
    );
    assert_eq!(account(&stage, "4").await, "2062.52");
}
