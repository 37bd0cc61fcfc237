//! Refund receipts, sales receipts and estimates (fact sheet 9.5).

use crate::stage::{Stage, invoice, line, payment, printed, text};
use serde_json::{Value, json};

/// A receipt of one line for the customer 3 that moves money on this account.
fn receipt(account: &str) -> Value {
    let mut body = invoice("3", "40");
    body["DepositToAccountRef"] = json!({"value": account});
    body
}

async fn account(stage: &Stage, id: &str) -> String {
    printed(&stage.read("Account", id).await["CurrentBalance"])
}

#[tokio::test]
async fn a_refund_receipt_gives_money_back_at_once() {
    let stage = Stage::new();
    let refund = stage.post("refundreceipt", receipt("35")).await.object("RefundReceipt");
    assert_eq!((printed(&refund["TotalAmt"]), printed(&refund["Balance"])), ("40.00".into(), "0".into()));
    assert_eq!(account(&stage, "35").await, "1161.00");
    assert_eq!(printed(&stage.read("Customer", "3").await["Balance"]), "0");
    let mut nobody = receipt("35");
    nobody.as_object_mut().unwrap().remove("CustomerRef");
    stage.post("refundreceipt", nobody).await.object("RefundReceipt");
    let delete = json!({"Id": refund["Id"], "SyncToken": "0"});
    stage.post("refundreceipt?operation=delete", delete).await.object("RefundReceipt");
    assert_eq!(account(&stage, "35").await, "1161.00");
}

#[tokio::test]
async fn a_refund_receipt_needs_an_account_that_holds_money() {
    let stage = Stage::new();
    for missing in ["DepositToAccountRef", "Line"] {
        let mut body = receipt("35");
        body.as_object_mut().unwrap().remove(missing);
        stage.post("refundreceipt", body).await.fault(400, "2020");
    }
    stage.post("refundreceipt", receipt("7")).await.fault(400, "6000");
}

#[tokio::test]
async fn a_sales_receipt_is_paid_at_once() {
    let stage = Stage::new();
    let sale = stage.post("salesreceipt", invoice("3", "40")).await.object("SalesReceipt");
    assert_eq!((text(&sale["DepositToAccountRef"], "value"), printed(&sale["Balance"])), ("4", "0".into()));
    assert_eq!(account(&stage, "4").await, "2102.52");
    stage.post("salesreceipt", receipt("7")).await.fault(400, "6000");
    let void = json!({"Id": sale["Id"], "SyncToken": "0", "sparse": true});
    stage.post("salesreceipt?operation=void", void.clone()).await.fault(400, "500");
    let voided = stage.post("salesreceipt?operation=update&include=void", void).await.object("SalesReceipt");
    assert_eq!((printed(&voided["TotalAmt"]), text(&voided, "PrivateNote")), ("0".into(), "Voided"));
    assert_eq!(account(&stage, "4").await, "2062.52");
}

#[tokio::test]
async fn an_estimate_owes_nothing_and_has_a_status() {
    let stage = Stage::new();
    let estimate = stage.post("estimate", invoice("3", "40")).await.object("Estimate");
    assert_eq!((text(&estimate, "TxnStatus"), printed(&estimate["TotalAmt"])), ("Pending", "40.00".into()));
    assert_eq!(printed(&stage.read("Customer", "3").await["Balance"]), "0");
    let mut body = json!({"Id": estimate["Id"], "SyncToken": "0", "sparse": true, "TxnStatus": "Accepted"});
    let accepted = stage.post("estimate", body.clone()).await.object("Estimate");
    assert_eq!((text(&accepted, "TxnStatus"), &accepted["Line"]), ("Accepted", &estimate["Line"]));
    body["SyncToken"] = json!("1");
    body["TxnStatus"] = json!("Perhaps");
    stage.post("estimate", body).await.fault(400, "2170");
    let found = stage.ids("select * from Estimate where TxnStatus = 'Accepted'").await;
    assert_eq!(found, [text(&estimate, "Id")]);
}

#[tokio::test]
async fn all_sales_forms_share_their_numbers() {
    let stage = Stage::new();
    let mut numbers = Vec::new();
    for (path, entity) in [
        ("invoice", "Invoice"),
        ("creditmemo", "CreditMemo"),
        ("estimate", "Estimate"),
        ("salesreceipt", "SalesReceipt"),
    ] {
        let form = stage.post(path, invoice("3", "40")).await.object(entity);
        numbers.push(text(&form, "DocNumber").to_owned());
    }
    assert_eq!(numbers, ["1038", "1039", "1040", "1041"]);
}

#[tokio::test]
async fn the_check_of_a_refund_and_the_project_of_a_sale_are_kept() {
    let stage = Stage::new();
    let check =
        json!({"CheckNum": "7", "NameOnAcct": "Ada", "BankName": "Bank", "AcctNum": "1", "Status": "new"});
    let body = json!({"DepositToAccountRef": {"value": "35"}, "CheckPayment": check, "Line": [line("5")]});
    let made = stage.post("refundreceipt", body).await.object("RefundReceipt");
    assert_eq!(made["CheckPayment"], check);
    let mut sale = invoice("3", "5");
    sale["ProjectRef"] = json!({"value": "39298034"});
    let made = stage.post("invoice", sale).await.object("Invoice");
    assert_eq!(text(&made["ProjectRef"], "value"), "39298034");
    let mut paid = payment("3", text(&made, "Id"), "5");
    paid["ProjectRef"] = json!({"value": "39298034"});
    assert_eq!(text(&stage.post("payment", paid).await.object("Payment")["ProjectRef"], "value"), "39298034");
}

#[tokio::test]
async fn the_card_and_the_check_behind_a_payment_are_kept_and_checked() {
    let stage = Stage::new();
    let card = json!({
        "CreditChargeInfo": {"Number": "xxxx1111", "Type": "Visa", "NameOnAcct": "Ada", "CcExpiryMonth": 5,
            "CcExpiryYear": 2030, "BillAddrStreet": "1 Main St", "PostalCode": "94043", "Amount": crate::stage::number("10.00"),
            "CCTxnMode": "CardPresent", "CCTxnType": "Charge", "ProcessPayment": false},
        "CreditChargeResponse": {"CCTransId": "T1", "Status": "Completed", "AuthCode": "A1",
            "TxnAuthorizationTime": "2026-03-02T12:00:00-08:00"},
    });
    let check = json!({"CheckNum": "7", "NameOnAcct": "Ada", "BankName": "Bank"});
    let sale = |more: Value| {
        let mut body = invoice("3", "10");
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    let bank = json!({"value": "35"});
    let refund = sale(json!({"DepositToAccountRef": bank, "CreditCardPayment": card}));
    let paid = json!({"CustomerRef": {"value": "3"}, "TotalAmt": 10, "CreditCardPayment": card});
    for (path, entity, body) in [
        ("payment", "Payment", paid),
        ("refundreceipt", "RefundReceipt", refund),
        (
            "salesreceipt",
            "SalesReceipt",
            sale(json!({"PaymentType": "CreditCard", "CreditCardPayment": card})),
        ),
    ] {
        let made = stage.post(path, body.clone()).await.object(entity);
        assert_eq!(made["CreditCardPayment"], card, "{path}");
        assert_eq!(stage.read(entity, text(&made, "Id")).await["CreditCardPayment"], card, "{path}");
        let mut extended = body.clone();
        extended["CreditCardPayment"]["CreditChargeInfo"]["CreditCardChargeInfoEx"] = json!({"any": []});
        extended["CreditCardPayment"]["CreditChargeResponse"]["CreditChargeResponseEx"] = json!({"any": []});
        let made = stage.post(path, extended).await.object(entity);
        assert_eq!(made["CreditCardPayment"], card, "{path}");
        for (part, member, value, code) in [
            ("CreditChargeInfo", "Unheard", json!("x"), "2010"),
            ("CreditChargeInfo", "CCTxnMode", json!("Foo"), "2170"),
            ("CreditChargeResponse", "Status", json!("Foo"), "2170"),
        ] {
            let mut odd = body.clone();
            odd["CreditCardPayment"][part][member] = value;
            stage.post(path, odd).await.fault(400, code);
        }
    }
    let made = stage.post("salesreceipt", sale(json!({"PaymentType": "Check", "CheckPayment": check}))).await;
    let made = made.object("SalesReceipt");
    assert_eq!((&made["PaymentType"], &made["CheckPayment"]), (&json!("Check"), &check));
    stage.post("salesreceipt", sale(json!({"PaymentType": "Barter"}))).await.fault(400, "2170");
    stage.post("salesreceipt", sale(json!({"CheckPayment": {"Unheard": "x"}}))).await.fault(400, "2010");
}

/// A sale or a refund for the customer 3 with these members, too.
fn paid_with(more: &Value) -> Value {
    let mut body = receipt("35");
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

#[tokio::test]
async fn the_type_of_a_payment_follows_what_takes_the_place_of_a_check() {
    let stage = Stage::new();
    for (path, entity) in [("salesreceipt", "SalesReceipt"), ("refundreceipt", "RefundReceipt")] {
        let paid = json!({"PaymentType": "Check", "CheckPayment": {"CheckNum": "7"}});
        let made = stage.post(path, paid_with(&paid)).await.object(entity);
        let card = json!({"CreditChargeInfo": {"Type": "Visa"}});
        for (change, kind) in [
            (json!({"CheckPayment": {"CheckNum": "8"}}), "Check"),
            (json!({"CreditCardPayment": card}), "CreditCard"),
            (json!({"CheckPayment": {"CheckNum": "9"}}), "Check"),
            (json!({"CreditCardPayment": card, "PaymentType": "Other"}), "Other"),
            (json!({"PrivateNote": "n"}), "Other"),
        ] {
            let now = stage.read(entity, text(&made, "Id")).await;
            let mut body = json!({"Id": made["Id"], "SyncToken": now["SyncToken"], "sparse": true});
            body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            let changed = stage.post(path, body).await.object(entity);
            assert_eq!(changed["PaymentType"], kind, "{path} {change}");
        }
        let untold = stage.post(path, paid_with(&json!({"CheckPayment": {"CheckNum": "7"}}))).await;
        let untold = untold.object(entity);
        let body = json!({"Id": untold["Id"], "SyncToken": "0", "sparse": true, "CreditCardPayment": card});
        assert_eq!(stage.post(path, body).await.object(entity).get("PaymentType"), None, "{path}");
    }
}

#[tokio::test]
async fn what_a_card_was_answered_with_has_moments_and_whole_numbers_of_the_schema() {
    let stage = Stage::new();
    let answered =
        |member: &str, value: &Value| json!({"CreditCardPayment": {"CreditChargeResponse": {member: value}}});
    let paid = |card: Value| {
        let mut body = json!({"CustomerRef": {"value": "3"}, "TotalAmt": 1});
        body["CreditCardPayment"] = card["CreditCardPayment"].clone();
        body
    };
    for (member, taken, refused, code) in [
        ("TxnAuthorizationTime", json!("2026-03-02T12:00:00-08:00"), json!("foo"), "2060"),
        ("TxnAuthorizationStamp", json!(2_147_483_647), json!(2_147_483_648_i64), "2240"),
        ("PaymentGroupingCode", json!(5), json!(999_999_999_999_i64), "2240"),
        ("ResultCode", json!(-1), json!(-2_147_483_649_i64), "2240"),
    ] {
        let (taken, refused) = (answered(member, &taken), answered(member, &refused));
        let made = stage.post("payment", paid(taken.clone())).await.object("Payment");
        assert_eq!(made["CreditCardPayment"], taken["CreditCardPayment"]);
        let error = stage.post("payment", paid(refused.clone())).await.fault(400, code);
        assert_eq!(text(&error, "element"), member);
        for (path, entity) in [("salesreceipt", "SalesReceipt"), ("refundreceipt", "RefundReceipt")] {
            stage.post(path, paid_with(&taken)).await.object(entity);
            stage.post(path, paid_with(&refused)).await.fault(400, code);
        }
    }
}

#[tokio::test]
async fn a_sale_or_refund_is_paid_by_check_or_by_card() {
    let stage = Stage::new();
    let check = json!({"CheckPayment": {"CheckNum": "7"}});
    let card = json!({"CreditCardPayment": {"CreditChargeInfo": {"Type": "Visa"}}});
    let mut both = check.clone();
    both["CreditCardPayment"] = card["CreditCardPayment"].clone();
    for (path, entity) in [("salesreceipt", "SalesReceipt"), ("refundreceipt", "RefundReceipt")] {
        stage.post(path, paid_with(&both)).await.fault(400, "2600");
        let made = stage.post(path, paid_with(&check)).await.object(entity);
        for (token, tender, other) in [(0, &card, "CheckPayment"), (1, &check, "CreditCardPayment")] {
            let mut change = json!({"Id": made["Id"], "SyncToken": token.to_string(), "sparse": true});
            change.as_object_mut().unwrap().extend(tender.as_object().unwrap().clone());
            let changed = stage.post(path, change).await.object(entity);
            let (member, value) = tender.as_object().unwrap().iter().next().unwrap();
            assert_eq!((&changed[member], &changed[other]), (value, &Value::Null), "{path}");
        }
        let note = json!({"Id": made["Id"], "SyncToken": "2", "sparse": true, "PrivateNote": "n"});
        assert_eq!(stage.post(path, note).await.object(entity)["CheckPayment"], check["CheckPayment"]);
        let mut change = both.clone();
        change
            .as_object_mut()
            .unwrap()
            .extend(json!({"Id": made["Id"], "SyncToken": "3", "sparse": true}).as_object().unwrap().clone());
        stage.post(path, change).await.fault(400, "2600");
    }
}
