//! Journal entries (fact sheet 2.7, 9.6).

use crate::stage::{Stage, printed, text};
use qbo_emulator::Seed;
use serde_json::{Value, json};

fn line(side: &str, account: &str, amount: u32) -> Value {
    json!({
        "DetailType": "JournalEntryLineDetail",
        "Amount": amount,
        "JournalEntryLineDetail": {"PostingType": side, "AccountRef": {"value": account}},
    })
}

fn entry(debit: &str, credit: &str) -> Value {
    json!({"Line": [line("Debit", debit, 40), line("Credit", credit, 40)]})
}

#[tokio::test]
async fn an_entry_moves_its_accounts() {
    let stage = Stage::new();
    let entry = stage.post("journalentry", entry("36", "35")).await.object("JournalEntry");
    assert_eq!((text(&entry["Line"][1], "Id"), &entry["Adjustment"]), ("2", &json!(false)));
    for (account, balance) in [("35", "1161.00"), ("36", "840.00")] {
        assert_eq!(printed(&stage.read("Account", account).await["CurrentBalance"]), balance);
    }
    let delete = json!({"Id": entry["Id"], "SyncToken": "0"});
    let voided = stage.post("journalentry?operation=void", delete.clone()).await;
    assert_eq!(voided.object("BatchItemResponse"), json!([]));
    assert_eq!(stage.read("JournalEntry", text(&entry, "Id")).await, entry);
    stage.post("journalentry?operation=delete", delete).await.object("JournalEntry");
    assert_eq!(printed(&stage.read("Account", "35").await["CurrentBalance"]), "1201.00");
}

#[tokio::test]
async fn debits_and_credits_are_equal_and_lines_are_whole() {
    let stage = Stage::new();
    let mut uneven = entry("36", "35");
    uneven["Line"][0]["Amount"] = json!(41);
    stage.post("journalentry", uneven).await.fault(400, "2300");
    for (missing, code) in [("PostingType", "2260"), ("AccountRef", "2020")] {
        let mut body = entry("36", "35");
        body["Line"][0]["JournalEntryLineDetail"].as_object_mut().unwrap().remove(missing);
        stage.post("journalentry", body).await.fault(400, code);
    }
    let mut negative = entry("36", "35");
    negative["Line"][0]["Amount"] = json!(-40);
    stage.post("journalentry", negative).await.fault(400, "2290");
    stage.post("journalentry", json!({"Line": []})).await.fault(400, "2020");
}

#[tokio::test]
async fn receivables_and_payables_need_a_name_whose_balance_moves() {
    let stage = Stage::new();
    for (accounts, index, kind, id, balance) in
        [(("84", "83"), 0, "Customer", "3", "40.00"), (("7", "33"), 1, "Vendor", "41", "40.00")]
    {
        let mut body = entry(accounts.0, accounts.1);
        stage.post("journalentry", body.clone()).await.fault(400, "6000");
        body["Line"][index]["JournalEntryLineDetail"]["Entity"] =
            json!({"Type": kind, "EntityRef": {"value": id}});
        let entry = stage.post("journalentry", body.clone()).await.object("JournalEntry");
        assert_eq!(entry.get("Owing"), None);
        assert_eq!(printed(&stage.read(kind, id).await["Balance"]), balance);
        body["Line"][index]["JournalEntryLineDetail"]["Entity"]["EntityRef"]["value"] = json!("9999");
        stage.post("journalentry", body).await.fault(400, "2500");
    }
}

#[tokio::test]
async fn an_entry_is_settled_by_its_customer_and_by_its_vendor() {
    let stage = Stage::new();
    let mut body = entry("84", "33");
    for (index, kind, id) in [(0, "Customer", "3"), (1, "Vendor", "41")] {
        body["Line"][index]["JournalEntryLineDetail"]["Entity"] =
            json!({"Type": kind, "EntityRef": {"value": id}});
    }
    let made = stage.post("journalentry", body.clone()).await.object("JournalEntry");
    let line = |amount: u32| json!({"Amount": amount, "LinkedTxn": [{"TxnId": made["Id"], "TxnType": "JournalEntry"}]});
    let received = |customer: &str, amount: u32| json!({"CustomerRef": {"value": customer}, "TotalAmt": amount, "Line": [line(amount)]});
    let sent = |vendor: &str, amount: u32| {
        json!({"VendorRef": {"value": vendor}, "PayType": "Check", "TotalAmt": amount, "Line": [line(amount)],
            "CheckPayment": {"BankAccountRef": {"value": "35"}}})
    };
    stage.post("payment", received("4", 40)).await.fault(400, "6000");
    stage.post("payment", received("3", 41)).await.fault(400, "6000");
    stage.post("billpayment", sent("42", 40)).await.fault(400, "6000");
    stage.post("payment", received("3", 40)).await.object("Payment");
    assert_eq!(printed(&stage.read("Customer", "3").await["Balance"]), "0");
    assert_eq!(printed(&stage.read("Vendor", "41").await["Balance"]), "40.00");
    stage.post("billpayment", sent("41", 30)).await.object("BillPayment");
    assert_eq!(printed(&stage.read("Vendor", "41").await["Balance"]), "10.00");
    stage.post("billpayment", sent("41", 11)).await.fault(400, "6000");
    body["Id"] = made["Id"].clone();
    body["SyncToken"] = stage.read("JournalEntry", text(&made, "Id")).await["SyncToken"].clone();
    for index in [0, 1] {
        body["Line"][index]["Amount"] = json!(25);
    }
    stage.post("journalentry", body).await.object("JournalEntry");
    assert_eq!(printed(&stage.read("Customer", "3").await["Balance"]), "-15.00");
    assert_eq!(printed(&stage.read("Vendor", "41").await["Balance"]), "-5.00");
}

#[tokio::test]
async fn a_line_with_a_tax_code_says_what_it_is_on_and_how_much_it_is() {
    let stage = Stage::with(Seed::EmptyGb);
    let mut body = entry("3", "5");
    body["Line"][0]["JournalEntryLineDetail"]["TaxCodeRef"] = json!({"value": "2"});
    stage.post("journalentry", body.clone()).await.fault(400, "2270");
    body["Line"][0]["JournalEntryLineDetail"]["TaxApplicableOn"] = json!("Purchase");
    stage.post("journalentry", body.clone()).await.fault(400, "2280");
    body["Line"][0]["JournalEntryLineDetail"]["TaxAmount"] = json!(8);
    let made = stage.post("journalentry", body.clone()).await.object("JournalEntry");
    let detail = &made["Line"][0]["JournalEntryLineDetail"];
    assert_eq!((text(detail, "TaxApplicableOn"), printed(&detail["TaxAmount"])), ("Purchase", "8.00".into()));
    assert_eq!(detail["TaxCodeRef"], json!({"value": "2"}));
    body["Line"][0]["JournalEntryLineDetail"]["TaxApplicableOn"] = json!("Foo");
    stage.post("journalentry", body.clone()).await.fault(400, "2170");
    body["Line"][0]["JournalEntryLineDetail"]["TaxApplicableOn"] = json!("Sales");
    body["Line"][0]["JournalEntryLineDetail"]["TaxCodeRef"] = json!({"value": "999"});
    stage.post("journalentry", body).await.fault(400, "2500");
    let line = json!({"Amount": 5, "DepositLineDetail": {"AccountRef": {"value": "3"}, "TaxCodeRef": {"value": "2"}}});
    let mut deposit = json!({"DepositToAccountRef": {"value": "13"}, "Line": [line]});
    stage.post("deposit", deposit.clone()).await.fault(400, "2270");
    deposit["Line"][0]["DepositLineDetail"]["TaxApplicableOn"] = json!("Sales");
    let made = stage.post("deposit", deposit.clone()).await.object("Deposit");
    assert_eq!(text(&made["Line"][0]["DepositLineDetail"], "TaxApplicableOn"), "Sales");
    deposit["Line"][0]["DepositLineDetail"]["TaxCodeRef"] = json!({"value": "999"});
    stage.post("deposit", deposit).await.fault(400, "2500");
    let home = Stage::new();
    let mut body = entry("36", "35");
    body["Line"][0]["JournalEntryLineDetail"]["TaxCodeRef"] = json!({"value": "TAX"});
    home.post("journalentry", body).await.object("JournalEntry");
}

#[tokio::test]
async fn a_line_has_a_number_from_one_on_or_none() {
    let stage = Stage::new();
    let line = |posting: &str, account: &str, number: i32| {
        json!({"Amount": 5, "LineNum": number, "DetailType": "JournalEntryLineDetail",
            "JournalEntryLineDetail": {"PostingType": posting, "AccountRef": {"value": account}}})
    };
    let body = |number: i32| json!({"Line": [line("Debit", "24", number), line("Credit", "35", 2)]});
    let made = stage.post("journalentry", body(0)).await.object("JournalEntry");
    assert_eq!([&made["Line"][0]["LineNum"], &made["Line"][1]["LineNum"]], [&Value::Null, &json!(2)]);
    let made = stage.post("journalentry", body(1)).await.object("JournalEntry");
    assert_eq!(made["Line"][0]["LineNum"], 1);
    stage.post("journalentry", body(-1)).await.fault(400, "2240");
}
