//! Transfers between accounts.

use crate::stage::{Stage, printed};
use serde_json::{Value, json};

fn transfer(from: &str, to: &str, amount: i32) -> Value {
    json!({"FromAccountRef": {"value": from}, "ToAccountRef": {"value": to}, "Amount": amount})
}

#[tokio::test]
async fn a_transfer_moves_money_between_two_accounts() {
    let stage = Stage::new();
    let moved = stage.post("transfer", transfer("35", "36", 100)).await.object("Transfer");
    for (account, balance) in [("35", "1101.00"), ("36", "900.00")] {
        assert_eq!(printed(&stage.read("Account", account).await["CurrentBalance"]), balance);
    }
    let delete = json!({"Id": moved["Id"], "SyncToken": "0"});
    stage.post("transfer?operation=delete", delete).await.object("Transfer");
    assert_eq!(printed(&stage.read("Account", "36").await["CurrentBalance"]), "800.00");
}

#[tokio::test]
async fn a_transfer_needs_two_accounts_of_the_balance_sheet() {
    let stage = Stage::new();
    for refused in [transfer("35", "35", 1), transfer("35", "7", 1), transfer("35", "36", -1)] {
        stage.post("transfer", refused).await.fault(400, "6000");
    }
    for missing in ["FromAccountRef", "ToAccountRef", "Amount"] {
        let mut body = transfer("35", "36", 1);
        body.as_object_mut().unwrap().remove(missing);
        stage.post("transfer", body).await.fault(400, "2020");
    }
}
