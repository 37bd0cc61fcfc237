//! Accounts (fact sheet 11.1).

use crate::stage::{Stage, printed, text};
use serde_json::json;

#[tokio::test]
async fn an_account_needs_a_type_or_a_subtype() {
    let stage = Stage::new();
    stage.post("account", json!({"Name": "Nothing"})).await.fault(400, "6010");
    stage.post("account", json!({"Name": "Nothing", "AccountType": "Purse"})).await.fault(400, "2170");
    let account =
        stage.post("account", json!({"Name": "Till", "AccountType": "Bank"})).await.object("Account");
    assert_eq!((text(&account, "Classification"), text(&account, "AccountSubType")), ("Asset", "CashOnHand"));
    let account = stage
        .post("account", json!({"Name": "Sales", "AccountSubType": "SalesOfProductIncome"}))
        .await
        .object("Account");
    assert_eq!((text(&account, "AccountType"), text(&account, "Classification")), ("Income", "Revenue"));
}

#[tokio::test]
async fn the_name_of_an_account_is_unique_and_has_no_quotes_and_its_number_no_colon() {
    let stage = Stage::new();
    stage.post("account", json!({"Name": "checking", "AccountType": "Bank"})).await.fault(400, "6240");
    stage.post("account", json!({"Name": "The \"big\" one", "AccountType": "Bank"})).await.fault(400, "2040");
    let numbered = |number: &str| json!({"Name": "Numbered", "AccountType": "Bank", "AcctNum": number});
    let error = stage.post("account", numbered("10:5")).await.fault(400, "2040");
    assert_eq!(text(&error, "element"), "AcctNum");
    stage.post("account", numbered("10-5")).await.object("Account");
    let body = json!({"Name": "Checking", "AccountType": "Expense", "ParentRef": {"value": "24"}});
    let account = stage.post("account", body).await.object("Account");
    assert_eq!(text(&account, "FullyQualifiedName"), "Utilities:Checking");
    assert_eq!(account["SubAccount"], true);
}

#[tokio::test]
async fn a_deactivated_account_reads_zero() {
    let stage = Stage::new();
    assert_eq!(printed(&stage.read("Account", "36").await["CurrentBalance"]), "800.00");
    let body = json!({"Id": "36", "SyncToken": "0", "sparse": true, "Active": false});
    let account = stage.post("account", body).await.object("Account");
    assert_eq!(printed(&account["CurrentBalance"]), "0");
}

#[tokio::test]
async fn a_parent_shows_the_balance_of_its_sub_accounts() {
    let stage = Stage::new();
    let truck = stage.read("Account", "37").await;
    assert_eq!(printed(&truck["CurrentBalance"]), "0");
    assert_eq!(printed(&truck["CurrentBalanceWithSubAccounts"]), "13495.00");
}

#[tokio::test]
async fn accounts_that_the_service_books_on_stay_what_they_are() {
    let stage = Stage::new();
    // Receivables, payables, undeposited funds, inventory, sales tax.
    for id in ["84", "33", "4", "81", "89"] {
        for change in [json!({"Active": false}), json!({"AccountType": "Bank", "AccountSubType": "Checking"})]
        {
            let mut body = json!({"Id": id, "SyncToken": "0", "sparse": true});
            body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            stage.post("account", body).await.fault(400, "6000");
        }
        let body = json!({"Id": id, "SyncToken": "0", "sparse": true, "Description": "x"});
        stage.post("account", body).await.object("Account");
    }
    let own = json!({"Name": "Owner", "AccountType": "Equity", "AccountSubType": "OwnersEquity"});
    let own = stage.post("account", own).await.object("Account");
    let body = json!({"Id": own["Id"], "SyncToken": "0", "sparse": true, "Active": false});
    stage.post("account", body).await.object("Account");
}

#[tokio::test]
async fn an_account_with_entries_keeps_its_type_and_another_takes_a_subtype_that_fits() {
    let stage = Stage::new();
    let retype = |id: &str| json!({"Id": id, "SyncToken": "0", "sparse": true, "AccountType": "Expense"});
    stage.post("account", retype("35")).await.fault(400, "6000");
    let till = stage.post("account", json!({"Name": "Till", "AccountType": "Bank"})).await.object("Account");
    let till = stage.post("account", retype(text(&till, "Id"))).await.object("Account");
    assert_eq!(text(&till, "AccountSubType"), "OtherMiscellaneousServiceCost");
    let odd = json!({"Name": "Odd", "AccountType": "Bank", "AccountSubType": "Travel"});
    stage.post("account", odd).await.fault(400, "2170");
}

#[tokio::test]
async fn a_subtype_of_the_schema_says_the_type_and_others_are_refused() {
    let stage = Stage::new();
    for (name, subtype, kind) in [
        ("Land", "Land", "Fixed Asset"),
        ("Sundry", "Sundry", "Expense"),
        ("Shares", "CommonStock", "Equity"),
        ("Line", "LineOfCredit", "Other Current Liability"),
    ] {
        let account = json!({"Name": name, "AccountSubType": subtype});
        assert_eq!(text(&stage.post("account", account).await.object("Account"), "AccountType"), kind);
    }
    let unknown =
        |name: &str, subtype: &str| json!({"Name": name, "AccountType": "Bank", "AccountSubType": subtype});
    let error = stage.post("account", unknown("A", "Piggy")).await.fault(400, "2170");
    assert_eq!(text(&error, "element"), "AccountSubType");
    // The schema has it, and nothing says of which type it is.
    stage.post("account", unknown("B", "OtherDebtors")).await.object("Account");
}

#[tokio::test]
async fn an_account_is_found_by_all_but_its_balances() {
    let stage = Stage::new();
    let bank = json!({"Name": "Taxed", "AccountType": "Bank", "TaxCodeRef": {"value": "2"}});
    let bank = stage.post("account", bank).await.object("Account");
    let find = async |condition: &str| {
        stage.ids(&format!("select * from Account where Name = 'Taxed' and {condition}")).await
    };
    for condition in ["CurrencyRef = 'USD'", "TaxCodeRef = '2'"] {
        assert_eq!(find(condition).await, [bank["Id"].as_str().unwrap()], "{condition}");
    }
    for condition in ["CurrencyRef = 'EUR'", "TaxCodeRef = '3'"] {
        assert_eq!(find(condition).await, [""; 0], "{condition}");
    }
    for member in ["CurrentBalance", "CurrentBalanceWithSubAccounts"] {
        let statement = format!("select * from Account where {member} = '0'");
        stage.query(&statement).await.fault(400, "4001");
    }
}

#[tokio::test]
async fn an_account_has_the_type_of_its_parent() {
    let stage = Stage::new();
    let below = |name: &str, kind: &str, parent: &str| json!({"Name": name, "AccountType": kind, "ParentRef": {"value": parent}});
    let sheet = stage.get("reports/BalanceSheet").await.body["Rows"].clone();
    let error = stage.post("account", below("Odd", "Expense", "35")).await.fault(400, "6000");
    assert_eq!(text(&error, "element"), "ParentRef");
    let move_checking = json!({"Id": "35", "SyncToken": "0", "sparse": true, "ParentRef": {"value": "24"}});
    stage.post("account", move_checking).await.fault(400, "6000");
    let top = stage.post("account", json!({"Name": "Tills", "AccountType": "Bank"})).await.object("Account");
    let till = stage.post("account", below("Till", "Bank", text(&top, "Id"))).await.object("Account");
    assert_eq!(text(&till, "FullyQualifiedName"), "Tills:Till");
    // Neither the parent nor the child takes another type.
    for account in [&top, &till] {
        let retype = json!({"Id": account["Id"], "SyncToken": "0", "sparse": true, "AccountType": "Expense"});
        stage.post("account", retype).await.fault(400, "6000");
    }
    // The child may, with a parent of that type; and then the other, which is alone.
    let mut away = json!({"Id": till["Id"], "SyncToken": "0", "sparse": true, "AccountType": "Expense"});
    away["ParentRef"] = json!({"value": "24"});
    stage.post("account", away).await.object("Account");
    let retype = json!({"Id": top["Id"], "SyncToken": "0", "sparse": true, "AccountType": "Expense"});
    stage.post("account", retype).await.object("Account");
    assert_eq!(stage.get("reports/BalanceSheet").await.body["Rows"], sheet);
}

#[tokio::test]
async fn equity_of_the_service_stands_alone() {
    let stage = Stage::new();
    for (parent, subtype, word) in [
        ("34", "OpeningBalanceEquity", "Opening Balance Equity"),
        ("2", "RetainedEarnings", "Retained Earnings"),
    ] {
        let below = json!({"Name": "Below", "AccountType": "Equity", "AccountSubType": "OwnersEquity", "ParentRef": {"value": parent}});
        let error = stage.post("account", below).await.fault(400, "6000");
        let told = format!("Accounts with detail type {word} cannot have sub-accounts.");
        assert!(text(&error, "Detail").ends_with(&told), "{error}");
        let another = json!({"Name": "Another", "AccountType": "Equity", "AccountSubType": subtype});
        let error = stage.post("account", another).await.fault(400, "6000");
        let told = format!("There can be only one account of detail type {word}.");
        assert!(text(&error, "Detail").ends_with(&told), "{error}");
    }
    let own = json!({"Name": "Owner", "AccountType": "Equity", "AccountSubType": "OwnersEquity"});
    let own = stage.post("account", own).await.object("Account");
    let below = json!({"Name": "Draw", "AccountType": "Equity", "AccountSubType": "OwnersEquity", "ParentRef": {"value": own["Id"]}});
    stage.post("account", below).await.object("Account");
    let change = json!({"Id": "34", "SyncToken": "0", "sparse": true, "Description": "As it is"});
    stage.post("account", change).await.object("Account");
}

#[tokio::test]
async fn an_account_of_type_equity_without_a_subtype_is_one_of_the_owners() {
    let stage = Stage::new();
    let equity = |name: &str| json!({"Name": name, "AccountType": "Equity"});
    let first = stage.post("account", equity("Shares")).await.object("Account");
    let second = stage.post("account", equity("Reserves")).await.object("Account");
    let mut below = equity("Drawings");
    below["ParentRef"] = json!({"value": first["Id"]});
    let below = stage.post("account", below).await.object("Account");
    let till = stage.post("account", json!({"Name": "Till", "AccountType": "Bank"})).await.object("Account");
    let retype = json!({"Id": till["Id"], "SyncToken": "0", "sparse": true, "AccountType": "Equity"});
    let till = stage.post("account", retype).await.object("Account");
    for account in [first, second, below, till] {
        assert_eq!(text(&account, "AccountSubType"), "OwnersEquity", "{account}");
    }
    // The service's own is there once, as before.
    let mut another = equity("Another");
    another["AccountSubType"] = json!("OpeningBalanceEquity");
    stage.post("account", another).await.fault(400, "6000");
}
