//! Links between transactions other than payments of invoices and bills (fact sheet 12.1).

use crate::stage::{Stage, invoice, line, number, printed, text};
use serde_json::{Value, json};

async fn estimate(stage: &Stage, customer: &str) -> Value {
    let body = json!({"CustomerRef": {"value": customer}, "Line": [line("40")]});
    stage.post("estimate", body).await.object("Estimate")
}

fn billing(customer: &str, kind: &str, id: &Value) -> Value {
    let mut body = invoice(customer, "40");
    body["LinkedTxn"] = json!([{"TxnId": id, "TxnType": kind}]);
    body
}

#[tokio::test]
async fn an_invoice_is_linked_to_the_estimate_that_it_bills_and_closes_it() {
    let stage = Stage::new();
    let estimate = estimate(&stage, "3").await;
    let invoice = stage.post("invoice", billing("3", "Estimate", &estimate["Id"])).await.object("Invoice");
    let link = json!({"TxnId": estimate["Id"], "TxnType": "Estimate"});
    assert_eq!(invoice["LinkedTxn"], json!([link]));
    let billed = stage.read("Estimate", text(&estimate, "Id")).await;
    assert_eq!(billed["LinkedTxn"], json!([{"TxnId": invoice["Id"], "TxnType": "Invoice"}]));
    assert_eq!((text(&billed, "TxnStatus"), text(&billed, "SyncToken")), ("Closed", "1"));
    let paid = stage.payment("3", text(&invoice, "Id"), "40").await;
    let links = stage.read("Invoice", text(&invoice, "Id")).await["LinkedTxn"].clone();
    assert_eq!(links, json!([link, {"TxnId": paid["Id"], "TxnType": "Payment"}]));
    let gone = json!({"Id": estimate["Id"], "SyncToken": "1"});
    stage.post("estimate?operation=delete", gone).await.fault(400, "6000");
}

#[tokio::test]
async fn an_estimate_is_open_again_when_its_invoice_lets_go_of_it() {
    let stage = Stage::new();
    let estimate = estimate(&stage, "3").await;
    let invoice = stage.post("invoice", billing("3", "Estimate", &estimate["Id"])).await.object("Invoice");
    let mut change = json!({"Id": invoice["Id"], "SyncToken": "0", "sparse": true, "PrivateNote": "x"});
    let kept = stage.post("invoice", change.clone()).await.object("Invoice");
    assert_eq!(kept["LinkedTxn"], invoice["LinkedTxn"]);
    change["SyncToken"] = json!("1");
    change["LinkedTxn"] = json!([]);
    assert_eq!(stage.post("invoice", change).await.object("Invoice")["LinkedTxn"], json!([]));
    let open = stage.read("Estimate", text(&estimate, "Id")).await;
    assert_eq!((text(&open, "TxnStatus"), &open["LinkedTxn"]), ("Pending", &json!([])));
    stage.post("invoice", billing("3", "Estimate", &estimate["Id"])).await.object("Invoice");
}

#[tokio::test]
async fn an_estimate_is_billed_once_and_to_its_own_customer() {
    let stage = Stage::new();
    let estimate = estimate(&stage, "3").await;
    stage.post("invoice", billing("5", "Estimate", &estimate["Id"])).await.fault(400, "620");
    stage.post("invoice", billing("3", "Estimate", &json!("9999"))).await.fault(400, "610");
    stage.post("invoice", billing("3", "Estimate", &estimate["Id"])).await.object("Invoice");
    stage.post("invoice", billing("3", "Estimate", &estimate["Id"])).await.fault(400, "620");
    let ignored = stage.post("invoice", billing("3", "Payment", &json!("9999"))).await.object("Invoice");
    assert_eq!(ignored["LinkedTxn"], json!([]));
}

#[tokio::test]
async fn an_invoice_is_linked_to_the_time_that_it_bills() {
    let stage = Stage::new();
    let time = json!({"NameOf": "Vendor", "VendorRef": {"value": "41"}, "CustomerRef": {"value": "3"},
        "BillableStatus": "Billable", "Hours": 2, "HourlyRate": 20});
    let time = stage.post("timeactivity", time).await.object("TimeActivity");
    let invoice = stage.post("invoice", billing("3", "TimeActivity", &time["Id"])).await.object("Invoice");
    assert_eq!(invoice["LinkedTxn"], json!([{"TxnId": time["Id"], "TxnType": "TimeActivity"}]));
    stage.post("invoice", billing("5", "TimeActivity", &time["Id"])).await.fault(400, "620");
    stage.post("invoice", billing("3", "TimeActivity", &json!("9999"))).await.fault(400, "610");
}

/// A journal entry of 40 between two accounts; the receivables (84) and payables (33) lines carry the name.
async fn entry(stage: &Stage, debit: &str, credit: &str, who: (&str, &str)) -> Value {
    let line = |side: &str, account: &str| {
        let mut detail = json!({"PostingType": side, "AccountRef": {"value": account}});
        if matches!(account, "84" | "33") {
            detail["Entity"] = json!({"Type": who.0, "EntityRef": {"value": who.1}});
        }
        json!({"DetailType": "JournalEntryLineDetail", "Amount": 40, "JournalEntryLineDetail": detail})
    };
    let body = json!({"Line": [line("Debit", debit), line("Credit", credit)]});
    stage.post("journalentry", body).await.object("JournalEntry")
}

fn paid(kind: &str, id: &Value, amount: &str) -> Value {
    json!({"Amount": number(amount), "LinkedTxn": [{"TxnId": id, "TxnType": kind}]})
}

async fn balance(stage: &Stage, entity: &str, id: &str) -> String {
    printed(&stage.read(entity, id).await["Balance"])
}

#[tokio::test]
async fn a_payment_pays_a_journal_entry_that_charges_its_customer() {
    let stage = Stage::new();
    let entry = entry(&stage, "84", "83", ("Customer", "3")).await;
    assert_eq!(balance(&stage, "Customer", "3").await, "40.00");
    let pay = |amount: &str, total: u32| json!({"CustomerRef": {"value": "3"}, "TotalAmt": total, "Line": [paid("JournalEntry", &entry["Id"], amount)]});
    stage.post("payment", pay("41", 41)).await.fault(400, "6000");
    let payment = stage.post("payment", pay("30", 35)).await.object("Payment");
    assert_eq!(printed(&payment["UnappliedAmt"]), "5.00");
    assert_eq!(payment["Line"][0].get("UsesCredit"), None);
    assert_eq!(balance(&stage, "Customer", "3").await, "5.00");
    stage.post("payment", pay("11", 11)).await.fault(400, "6000");
    let links = stage.read("JournalEntry", text(&entry, "Id")).await["LinkedTxn"].clone();
    assert_eq!(links, json!([{"TxnId": payment["Id"], "TxnType": "Payment"}]));
    let gone = json!({"Id": entry["Id"], "SyncToken": "1"});
    stage.post("journalentry?operation=delete", gone).await.fault(400, "6000");
    let mut other = pay("1", 1);
    other["CustomerRef"]["value"] = json!("5");
    stage.post("payment", other).await.fault(400, "6000");
}

#[tokio::test]
async fn a_journal_entry_in_the_customers_favour_pays_an_invoice() {
    let stage = Stage::new();
    let entry = entry(&stage, "83", "84", ("Customer", "3")).await;
    let invoice = stage.invoice("3", "100").await;
    assert_eq!(balance(&stage, "Customer", "3").await, "60.00");
    let body = json!({"CustomerRef": {"value": "3"}, "TotalAmt": 0,
        "Line": [paid("Invoice", &invoice["Id"], "40"), paid("JournalEntry", &entry["Id"], "40")]});
    let payment = stage.post("payment", body).await.object("Payment");
    assert_eq!(printed(&payment["UnappliedAmt"]), "0");
    assert_eq!(payment["Line"][1].get("UsesCredit"), None);
    assert_eq!(balance(&stage, "Invoice", text(&invoice, "Id")).await, "60.00");
    assert_eq!(balance(&stage, "Customer", "3").await, "60.00");
    let gone = json!({"Id": payment["Id"], "SyncToken": "0"});
    stage.post("payment?operation=delete", gone).await.object("Payment");
    assert_eq!(balance(&stage, "Invoice", text(&invoice, "Id")).await, "100.00");
    assert_eq!(balance(&stage, "Customer", "3").await, "60.00");
}

#[tokio::test]
async fn a_bill_payment_pays_a_journal_entry_that_is_owed_to_its_vendor() {
    let stage = Stage::new();
    let entry = entry(&stage, "7", "33", ("Vendor", "41")).await;
    let pay = |vendor: &str| {
        json!({"VendorRef": {"value": vendor}, "TotalAmt": 40, "PayType": "Check",
            "CheckPayment": {"BankAccountRef": {"value": "35"}}, "Line": [paid("JournalEntry", &entry["Id"], "40")]})
    };
    assert_eq!(balance(&stage, "Vendor", "41").await, "40.00");
    stage.post("billpayment", pay("30")).await.fault(400, "6000");
    stage.post("billpayment", pay("41")).await.object("BillPayment");
    assert_eq!(balance(&stage, "Vendor", "41").await, "0");
}

#[tokio::test]
async fn a_deposit_takes_all_that_waits_in_undeposited_funds_and_locks_it() {
    let stage = Stage::new();
    let refund =
        json!({"CustomerRef": {"value": "3"}, "DepositToAccountRef": {"value": "4"}, "Line": [line("10")]});
    let refund = stage.post("refundreceipt", refund).await.object("RefundReceipt");
    let entry = entry(&stage, "4", "84", ("Customer", "3")).await;
    let transfer = json!({"FromAccountRef": {"value": "35"}, "ToAccountRef": {"value": "4"}, "Amount": 7});
    let transfer = stage.post("transfer", transfer).await.object("Transfer");
    let lines = |refunded: &str| {
        json!([
            paid("RefundReceipt", &refund["Id"], refunded),
            paid("JournalEntry", &entry["Id"], "40"),
            paid("Transfer", &transfer["Id"], "7"),
        ])
    };
    let body = |refunded: &str| json!({"DepositToAccountRef": {"value": "35"}, "Line": lines(refunded)});
    stage.post("deposit", body("10")).await.fault(400, "6000");
    let deposit = stage.post("deposit", body("-10")).await.object("Deposit");
    assert_eq!(printed(&deposit["TotalAmt"]), "37.00");
    for (path, object) in [("refundreceipt", &refund), ("journalentry", &entry), ("transfer", &transfer)] {
        let gone = json!({"Id": object["Id"], "SyncToken": "1"});
        stage.post(&format!("{path}?operation=delete"), gone).await.fault(400, "6540");
    }
    // What is deposited is not settled thereby: the customer's credit stays.
    assert_eq!(balance(&stage, "Customer", "3").await, "-40.00");
    let gone = json!({"Id": deposit["Id"], "SyncToken": "0"});
    stage.post("deposit?operation=delete", gone).await.object("Deposit");
    let gone = json!({"Id": entry["Id"], "SyncToken": "2"});
    stage.post("journalentry?operation=delete", gone).await.object("JournalEntry");
}
