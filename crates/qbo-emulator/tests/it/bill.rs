//! Bills, vendor credits and what they are paid with (fact sheet 10.3, 10.4).

use crate::stage::{Stage, number, printed, text};
use serde_json::{Value, json};

/// A bill or vendor credit of one account line.
fn bill(vendor: &str, amount: &str) -> Value {
    json!({
        "VendorRef": {"value": vendor},
        "Line": [{
            "DetailType": "AccountBasedExpenseLineDetail",
            "Amount": number(amount),
            "AccountBasedExpenseLineDetail": {"AccountRef": {"value": "7"}},
        }],
    })
}

/// A check that pays these transactions.
fn check(vendor: &str, amount: &str, lines: &[(&Value, &str, &str)]) -> Value {
    let lines: Vec<Value> = lines
        .iter()
        .map(|(paid, kind, amount)| {
            json!({"Amount": number(amount), "LinkedTxn": [{"TxnId": paid["Id"], "TxnType": kind}]})
        })
        .collect();
    json!({
        "VendorRef": {"value": vendor},
        "TotalAmt": number(amount),
        "PayType": "Check",
        "CheckPayment": {"BankAccountRef": {"value": "35"}},
        "Line": lines,
    })
}

async fn balance(stage: &Stage, entity: &str, id: &str, member: &str) -> String {
    printed(&stage.read(entity, id).await[member])
}

#[tokio::test]
async fn a_bill_is_owed_to_its_vendor() {
    let stage = Stage::new();
    let payable = balance(&stage, "Account", "33", "CurrentBalance").await;
    let bill = stage.post("bill", bill("41", "80")).await.object("Bill");
    assert_eq!((printed(&bill["TotalAmt"]), printed(&bill["Balance"])), ("80.00".into(), "80.00".into()));
    assert_eq!((text(&bill, "TxnDate"), text(&bill, "DueDate")), ("2026-03-02", "2026-04-01"));
    assert_eq!(balance(&stage, "Vendor", "41", "Balance").await, "80.00");
    assert_eq!(
        (payable.as_str(), balance(&stage, "Account", "33", "CurrentBalance").await.as_str()),
        ("1602.67", "1682.67")
    );
    let open = "select * from Bill where VendorRef = '41' and Balance > '0'";
    assert_eq!(stage.ids(open).await, [text(&bill, "Id")]);
    stage.post("bill?operation=delete", json!({"Id": bill["Id"], "SyncToken": "0"})).await.object("Bill");
    assert_eq!(balance(&stage, "Vendor", "41", "Balance").await, "0");
}

#[tokio::test]
async fn a_bill_needs_its_vendor_with_every_update_and_is_never_voided() {
    let stage = Stage::new();
    let mut empty = bill("41", "80");
    empty["Line"] = json!([]);
    stage.post("bill", empty).await.fault(400, "2020");
    let bill = stage.post("bill", bill("41", "80")).await.object("Bill");
    let mut body = json!({"Id": bill["Id"], "SyncToken": "0", "sparse": true, "PrivateNote": "late"});
    stage.post("bill", body.clone()).await.fault(400, "2020");
    body["VendorRef"] = json!({"value": "41"});
    let noted = stage.post("bill", body).await.object("Bill");
    assert_eq!((text(&noted, "PrivateNote"), &noted["Line"]), ("late", &bill["Line"]));
    let void = json!({"Id": bill["Id"], "SyncToken": "1"});
    let crash = stage.post("bill?operation=void", void).await;
    assert_eq!(text(&crash.fault(200, "10000"), "element"), "SystemFailureError");
    assert_eq!(crash.body["Fault"]["type"], "SystemFault");
    assert_eq!(stage.read("Bill", text(&bill, "Id")).await["SyncToken"], "1");
}

#[tokio::test]
async fn a_bill_number_may_be_used_twice_unless_the_company_warns() {
    let stage = Stage::new();
    let mut body = bill("41", "80");
    body["DocNumber"] = json!("R-1");
    stage.post("bill", body.clone()).await.object("Bill");
    stage.post("bill", body.clone()).await.object("Bill");
    let pairs = [json!({"Name": "WarnDuplicateBillNumber", "Value": "true"})];
    stage.prefer(json!({"OtherPrefs": {"NameValue": pairs}})).await;
    stage.post("bill", body.clone()).await.fault(400, "6140");
    body["VendorRef"] = json!({"value": "42"});
    stage.post("bill", body).await.object("Bill");
}

#[tokio::test]
async fn a_bill_payment_lowers_bill_vendor_and_bank() {
    let stage = Stage::new();
    let bill = stage.post("bill", bill("41", "80")).await.object("Bill");
    let paid = stage.post("billpayment", check("41", "50", &[(&bill, "Bill", "50")])).await;
    let paid = paid.object("BillPayment");
    let after = stage.read("Bill", text(&bill, "Id")).await;
    assert_eq!((printed(&after["Balance"]), text(&after, "SyncToken")), ("30.00".into(), "1"));
    assert_eq!(after["LinkedTxn"], json!([{"TxnId": paid["Id"], "TxnType": "BillPaymentCheck"}]));
    assert_eq!(balance(&stage, "Vendor", "41", "Balance").await, "30.00");
    assert_eq!(balance(&stage, "Account", "35", "CurrentBalance").await, "1151.00");
    let delete = json!({"Id": bill["Id"], "SyncToken": "1"});
    stage.post("bill?operation=delete", delete).await.fault(400, "6000");
    let void = json!({"Id": paid["Id"], "SyncToken": "0", "sparse": true});
    stage.post("billpayment?operation=void", void.clone()).await.fault(400, "500");
    stage.post("billpayment?operation=update&include=void", void).await.object("BillPayment");
    let open = stage.read("Bill", text(&bill, "Id")).await;
    assert_eq!((printed(&open["Balance"]), &open["LinkedTxn"]), ("80.00".into(), &json!([])));
    assert_eq!(balance(&stage, "Account", "35", "CurrentBalance").await, "1201.00");
}

#[tokio::test]
async fn a_bill_payment_says_what_it_pays_with_and_no_more_than_is_open() {
    let stage = Stage::new();
    let bill = stage.post("bill", bill("41", "80")).await.object("Bill");
    let mut body = check("41", "80", &[(&bill, "Bill", "80")]);
    body.as_object_mut().unwrap().remove("CheckPayment");
    stage.post("billpayment", body.clone()).await.fault(400, "2020");
    body["CheckPayment"] = json!({"BankAccountRef": {"value": "41"}});
    stage.post("billpayment", body.clone()).await.fault(400, "6000");
    body["PayType"] = json!("CreditCard");
    body["CreditCardPayment"] = json!({"CCAccountRef": {"value": "41"}});
    stage.post("billpayment", check("41", "80", &[(&bill, "Bill", "81")])).await.fault(400, "6000");
    stage.post("billpayment", check("41", "79", &[(&bill, "Bill", "80")])).await.fault(400, "6000");
    stage.post("billpayment", check("42", "80", &[(&bill, "Bill", "80")])).await.fault(400, "6000");
    stage.post("billpayment", check("41", "80", &[(&bill, "Invoice", "80")])).await.fault(400, "620");
    stage.post("billpayment", body).await.object("BillPayment");
    let links = stage.read("Bill", text(&bill, "Id")).await["LinkedTxn"].clone();
    assert_eq!(links[0]["TxnType"], "BillPaymentCreditCard");
}

#[tokio::test]
async fn what_is_paid_beyond_the_bills_is_credit_at_the_vendor() {
    let stage = Stage::new();
    let bill = stage.post("bill", bill("41", "80")).await.object("Bill");
    stage.post("billpayment", check("41", "100", &[(&bill, "Bill", "80")])).await.object("BillPayment");
    assert_eq!(balance(&stage, "Vendor", "41", "Balance").await, "-20.00");
}

#[tokio::test]
async fn a_vendor_credit_pays_a_bill_without_money() {
    let stage = Stage::new();
    let bought = stage.post("bill", bill("41", "80")).await.object("Bill");
    let credit = stage.post("vendorcredit", bill("41", "30")).await.object("VendorCredit");
    assert_eq!(balance(&stage, "Vendor", "41", "Balance").await, "50.00");
    let lines = [(&bought, "Bill", "30"), (&credit, "VendorCredit", "30")];
    stage.post("billpayment", check("41", "0", &lines)).await.object("BillPayment");
    assert_eq!(balance(&stage, "Bill", text(&bought, "Id"), "Balance").await, "50.00");
    assert_eq!(balance(&stage, "VendorCredit", text(&credit, "Id"), "Balance").await, "0");
    assert_eq!(balance(&stage, "Vendor", "41", "Balance").await, "50.00");
    let delete = json!({"Id": credit["Id"], "SyncToken": "1"});
    stage.post("vendorcredit?operation=delete", delete).await.fault(400, "6000");
    let over = [(&bought, "Bill", "1"), (&credit, "VendorCredit", "1")];
    stage.post("billpayment", check("41", "0", &over)).await.fault(400, "6000");
}

#[tokio::test]
async fn with_lenient_links_the_payment_of_a_deleted_bill_keeps_its_money() {
    let stage = Stage::new();
    stage.settings(json!({"strict_links": false})).await;
    let bill = stage.post("bill", bill("41", "80")).await.object("Bill");
    let paid = stage.post("billpayment", check("41", "80", &[(&bill, "Bill", "80")])).await;
    let id = text(&paid.object("BillPayment"), "Id").to_owned();
    stage.post("bill?operation=delete", json!({"Id": bill["Id"], "SyncToken": "1"})).await.object("Bill");
    assert_eq!(stage.read("BillPayment", &id).await["Line"], json!([]));
    assert_eq!(balance(&stage, "Vendor", "41", "Balance").await, "-80.00");
}

#[tokio::test]
async fn a_used_vendor_credit_that_is_lowered_leaves_less_on_its_bill() {
    let stage = Stage::new();
    let bought = stage.post("bill", bill("41", "100")).await.object("Bill");
    let credit = stage.post("vendorcredit", bill("41", "30")).await.object("VendorCredit");
    let lines = [(&bought, "Bill", "30"), (&credit, "VendorCredit", "30")];
    let payment = stage.post("billpayment", check("41", "0", &lines)).await.object("BillPayment");
    let mut less = bill("41", "10");
    (less["Id"], less["SyncToken"]) = (credit["Id"].clone(), json!("1"));
    let less = stage.post("vendorcredit", less).await.object("VendorCredit");
    assert_eq!(printed(&less["Balance"]), "0");
    assert_eq!(balance(&stage, "Bill", text(&bought, "Id"), "Balance").await, "90.00");
    let payment = stage.read("BillPayment", text(&payment, "Id")).await;
    let amounts: Vec<String> = [0, 1].map(|line| printed(&payment["Line"][line]["Amount"])).into();
    assert_eq!((amounts, text(&payment, "SyncToken")), (vec!["10.00".into(), "10.00".into()], "1"));
}

#[tokio::test]
async fn a_settled_transaction_stays_with_its_vendor() {
    let stage = Stage::new();
    let bill = stage.post("bill", bill("41", "80")).await.object("Bill");
    let move_to = |token: &str, vendor: &str| json!({"Id": bill["Id"], "SyncToken": token, "sparse": true, "VendorRef": {"value": vendor}});
    stage.post("bill", move_to("0", "42")).await.object("Bill");
    stage.post("billpayment", check("42", "50", &[(&bill, "Bill", "50")])).await.object("BillPayment");
    stage.post("bill", move_to("2", "41")).await.fault(400, "6000");
    assert_eq!(balance(&stage, "Vendor", "42", "Balance").await, "30.00");
}

#[tokio::test]
async fn receivables_and_payables_on_a_bill_move_the_balances_of_those_named() {
    let stage = Stage::new();
    for (entity, sign) in [("Bill", ""), ("VendorCredit", "-")] {
        let path = entity.to_lowercase();
        let line = |account: &str| {
            json!({"DetailType": "AccountBasedExpenseLineDetail", "Amount": 7,
                   "AccountBasedExpenseLineDetail": {"AccountRef": {"value": account}}})
        };
        let mut body = json!({"VendorRef": {"value": "30"}, "Line": [line("84")]});
        stage.post(&path, body.clone()).await.fault(400, "6000");
        body["Line"][0]["AccountBasedExpenseLineDetail"]["CustomerRef"] = json!({"value": "3"});
        let made = stage.post(&path, body).await.object(entity);
        assert_eq!(printed(&stage.read("Customer", "3").await["Balance"]), format!("{sign}7.00"));
        assert_eq!(printed(&stage.read("Vendor", "30").await["Balance"]), format!("{sign}7.00"));
        let delete = json!({"Id": made["Id"], "SyncToken": "0"});
        stage.post(&format!("{path}?operation=delete"), delete).await.object(entity);
        let body = json!({"VendorRef": {"value": "30"}, "Line": [line("33")]});
        stage.post(&path, body).await.object(entity);
        assert_eq!(printed(&stage.read("Vendor", "30").await["Balance"]), "0", "owed and paid at once");
        assert_eq!(printed(&stage.read("Account", "33").await["CurrentBalance"]), "1602.67");
    }
}

#[tokio::test]
async fn what_a_line_is_charged_on_with_is_kept() {
    let stage = Stage::new();
    let account = json!({"value": "1", "name": "Services"});
    let markup =
        json!({"PercentBased": true, "Value": 12.5, "Percent": 12.5, "MarkUpIncomeAccountRef": account});
    let line = |detail: &str, target: &str, id: &str| json!({"DetailType": detail, "Amount": 10, detail: {target: {"value": id}, "MarkupInfo": markup}});
    let mut bought = [
        line("AccountBasedExpenseLineDetail", "AccountRef", "7"),
        line("ItemBasedExpenseLineDetail", "ItemRef", "11"),
    ];
    bought[1]["ItemBasedExpenseLineDetail"]["Qty"] = json!(1);
    let sold = [line("SalesItemLineDetail", "ItemRef", "1")];
    for (name, lines) in [
        ("Bill", &bought[..]),
        ("VendorCredit", &bought),
        ("Purchase", &bought),
        ("PurchaseOrder", &bought[1..]),
        ("Invoice", &sold),
        ("Estimate", &sold),
        ("SalesReceipt", &sold),
        ("CreditMemo", &sold),
    ] {
        let path = name.to_lowercase();
        let mut body = json!({"Line": lines});
        match lines.len() {
            1 if name != "PurchaseOrder" => body["CustomerRef"] = json!({"value": "3"}),
            _ => body["VendorRef"] = json!({"value": "41"}),
        }
        if name == "Purchase" {
            body = json!({"Line": lines, "PaymentType": "Cash", "AccountRef": {"value": "35"}});
        }
        let made = stage.post(&path, body.clone()).await.object(name);
        let kept = stage.read(name, text(&made, "Id")).await;
        for (index, line) in lines.iter().enumerate() {
            let detail = text(line, "DetailType");
            assert_eq!(kept["Line"][index][detail]["MarkupInfo"], markup, "{name} {detail}");
        }
        let detail = text(&lines[0], "DetailType");
        for (wrong, code) in
            [(json!({"Markup": 1}), "2010"), (json!({"MarkUpIncomeAccountRef": {"value": "999"}}), "2500")]
        {
            body["Line"][0][detail]["MarkupInfo"] = wrong;
            stage.post(&path, body.clone()).await.fault(400, code);
        }
    }
}
