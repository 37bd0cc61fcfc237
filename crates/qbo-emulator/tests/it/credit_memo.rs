//! Credit memos and the payments that put them on invoices (fact sheet 9.5, 12.2).

use crate::stage::{Stage, invoice, number, printed, text};
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};

async fn memo(stage: &Stage, customer: &str, amount: &str) -> Value {
    stage.post("creditmemo", invoice(customer, amount)).await.object("CreditMemo")
}

/// A payment without money of the customer 3 that settles these.
fn zero(lines: &[(&Value, &str, &str)]) -> Value {
    let lines: Vec<Value> = lines
        .iter()
        .map(|(settled, kind, amount)| {
            json!({"Amount": number(amount), "LinkedTxn": [{"TxnId": settled["Id"], "TxnType": kind}]})
        })
        .collect();
    json!({"CustomerRef": {"value": "3"}, "TotalAmt": 0, "Line": lines})
}

async fn balance(stage: &Stage, entity: &str, id: &str) -> String {
    printed(&stage.read(entity, id).await["Balance"])
}

#[tokio::test]
async fn a_credit_memo_lowers_the_customers_balance_at_once() {
    let stage = Stage::new();
    let invoice = stage.invoice("3", "100").await;
    let memo = memo(&stage, "3", "30").await;
    assert_eq!(
        (printed(&memo["TotalAmt"]), printed(&memo["RemainingCredit"])),
        ("30.00".into(), "30.00".into())
    );
    assert_eq!(memo.get("DueDate"), None);
    assert_eq!(balance(&stage, "Customer", "3").await, "70.00");
    assert_eq!(balance(&stage, "Invoice", text(&invoice, "Id")).await, "100.00");
    assert_eq!(stage.ids("select * from CreditMemo where CustomerRef = '3'").await, [text(&memo, "Id")]);
}

#[tokio::test]
async fn a_credit_memo_needs_customer_and_lines_and_is_never_voided() {
    let stage = Stage::new();
    for missing in ["CustomerRef", "Line"] {
        let mut body = invoice("3", "30");
        body.as_object_mut().unwrap().remove(missing);
        stage.post("creditmemo", body).await.fault(400, "2020");
    }
    let mut wrong = invoice("3", "30");
    wrong["Line"][0]["SalesItemLineDetail"] = json!({"ItemRef": {"value": "1"}, "Qty": 2, "UnitPrice": 10});
    stage.post("creditmemo", wrong).await.fault(400, "6070");
    let memo = memo(&stage, "3", "30").await;
    let void = json!({"Id": memo["Id"], "SyncToken": "0"});
    stage.post("creditmemo?operation=void", void).await.fault(400, "500");
}

#[tokio::test]
async fn a_payment_of_zero_puts_a_credit_memo_on_an_invoice() {
    let stage = Stage::new();
    let invoice = stage.invoice("3", "100").await;
    let memo = memo(&stage, "3", "30").await;
    let body = zero(&[(&invoice, "Invoice", "30"), (&memo, "CreditMemo", "30")]);
    let payment = stage.post("payment", body).await.object("Payment");
    assert_eq!(printed(&payment["UnappliedAmt"]), "0");
    assert_eq!(balance(&stage, "Invoice", text(&invoice, "Id")).await, "70.00");
    let used = stage.read("CreditMemo", text(&memo, "Id")).await;
    assert_eq!((printed(&used["Balance"]), text(&used, "SyncToken")), ("0".into(), "1"));
    assert_eq!(balance(&stage, "Customer", "3").await, "70.00");
    let delete = json!({"Id": payment["Id"], "SyncToken": "0"});
    stage.post("payment?operation=delete", delete).await.object("Payment");
    assert_eq!(balance(&stage, "CreditMemo", text(&memo, "Id")).await, "30.00");
    assert_eq!(balance(&stage, "Customer", "3").await, "70.00");
}

#[tokio::test]
async fn no_more_credit_is_used_than_there_is() {
    let stage = Stage::new();
    let invoice = stage.invoice("3", "100").await;
    let memo = memo(&stage, "3", "30").await;
    for lines in [
        [(&invoice, "Invoice", "31"), (&memo, "CreditMemo", "31")],
        [(&invoice, "Invoice", "30"), (&memo, "CreditMemo", "29")],
    ] {
        stage.post("payment", zero(&lines)).await.fault(400, "6000");
    }
    let other = self::memo(&stage, "4", "30").await;
    let lines = [(&invoice, "Invoice", "30"), (&other, "CreditMemo", "30")];
    stage.post("payment", zero(&lines)).await.fault(400, "6000");
}

#[tokio::test]
async fn a_used_credit_memo_is_deleted_after_its_payment() {
    let stage = Stage::new();
    let invoice = stage.invoice("3", "100").await;
    let memo = memo(&stage, "3", "30").await;
    let body = zero(&[(&invoice, "Invoice", "30"), (&memo, "CreditMemo", "30")]);
    let payment = stage.post("payment", body).await.object("Payment");
    let delete = |token: &str| json!({"Id": memo["Id"], "SyncToken": token});
    stage.post("creditmemo?operation=delete", delete("1")).await.fault(400, "6000");
    let gone = json!({"Id": payment["Id"], "SyncToken": "0"});
    stage.post("payment?operation=delete", gone).await.object("Payment");
    stage.post("creditmemo?operation=delete", delete("2")).await.object("CreditMemo");
    assert_eq!(balance(&stage, "Customer", "3").await, "100.00");
}

#[tokio::test]
async fn credit_is_paid_out_by_a_payment_of_zero() {
    let stage = Stage::new();
    let memo = memo(&stage, "3", "30").await;
    let purchase = json!({
        "PaymentType": "Cash",
        "AccountRef": {"value": "35"},
        "EntityRef": {"value": "3", "type": "Customer"},
        "Line": [{
            "DetailType": "AccountBasedExpenseLineDetail",
            "Amount": 30,
            "AccountBasedExpenseLineDetail": {"AccountRef": {"value": "84"}},
        }],
    });
    let purchase = stage.post("purchase", purchase).await.object("Purchase");
    assert_eq!(balance(&stage, "Customer", "3").await, "0");
    let body = zero(&[(&purchase, "Expense", "30"), (&memo, "CreditMemo", "30")]);
    stage.post("payment", body).await.object("Payment");
    assert_eq!(balance(&stage, "CreditMemo", text(&memo, "Id")).await, "0");
    assert_eq!(balance(&stage, "Customer", "3").await, "0");
}

/// The sparse update that makes a form of one line come to so much.
fn lowered(form: &Value, token: &str, amount: &str) -> Value {
    let line = invoice("3", amount)["Line"].clone();
    json!({"Id": form["Id"], "SyncToken": token, "sparse": true, "Line": line})
}

#[tokio::test]
async fn a_used_credit_memo_that_is_lowered_leaves_less_on_its_invoice() {
    let stage = Stage::new();
    let invoice = stage.invoice("3", "100").await;
    let memo = memo(&stage, "3", "30").await;
    let body = zero(&[(&invoice, "Invoice", "30"), (&memo, "CreditMemo", "30")]);
    let payment = stage.post("payment", body).await.object("Payment");
    let less = stage.post("creditmemo", lowered(&memo, "1", "10")).await.object("CreditMemo");
    assert_eq!((printed(&less["TotalAmt"]), printed(&less["Balance"])), ("10.00".into(), "0".into()));
    let payment = stage.read("Payment", text(&payment, "Id")).await;
    assert_eq!((printed(&payment["UnappliedAmt"]), text(&payment, "SyncToken")), ("0".into(), "1"));
    assert_eq!(printed(&payment["Line"][0]["Amount"]), "10.00");
    assert_eq!(balance(&stage, "Invoice", text(&invoice, "Id")).await, "90.00");
    assert_eq!(balance(&stage, "Customer", "3").await, "90.00");
    let more = stage.post("creditmemo", lowered(&memo, "2", "50")).await.object("CreditMemo");
    assert_eq!(printed(&more["Balance"]), "40.00");
    assert_eq!(balance(&stage, "Invoice", text(&invoice, "Id")).await, "90.00");
}

/// Two invoices settled by money and a credit memo, which is then changed to `after`; all in cents.
async fn settle_and_change(owed: [i64; 2], money: i64, credit: i64, after: i64) {
    let cents = |cents: i64| Decimal::new(cents, 2).to_string();
    let stage = Stage::new();
    let first = stage.invoice("3", &cents(owed[0])).await;
    let second = stage.invoice("3", &cents(owed[1])).await;
    let memo = memo(&stage, "3", &cents(credit)).await;
    let on_first = owed[0].min(money + credit);
    let on_second = owed[1].min(money + credit - on_first);
    let (one, two, three) = (cents(on_first), cents(on_second), cents(credit));
    let mut body =
        zero(&[(&first, "Invoice", &one), (&second, "Invoice", &two), (&memo, "CreditMemo", &three)]);
    body["TotalAmt"] = number(&cents(money));
    let payment = stage.post("payment", body).await.object("Payment");
    stage.post("creditmemo", lowered(&memo, "1", &cents(after))).await.object("CreditMemo");

    let open = async |entity: &str, object: &Value, member: &str| -> Decimal {
        printed(&stage.read(entity, text(object, "Id")).await[member]).parse().unwrap()
    };
    let unapplied = open("Payment", &payment, "UnappliedAmt").await;
    let rest = open("CreditMemo", &memo, "Balance").await;
    let invoices = [open("Invoice", &first, "Balance").await, open("Invoice", &second, "Balance").await];
    assert!(unapplied >= Decimal::ZERO, "{unapplied} is unapplied");
    assert!(invoices.iter().all(|balance| *balance >= Decimal::ZERO));
    let due = Decimal::new(owed[0] + owed[1] - money - after, 2);
    assert_eq!(invoices[0] + invoices[1] - rest - unapplied, due);
    assert_eq!(balance(&stage, "Customer", "3").await.parse::<Decimal>().unwrap(), due);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn whatever_becomes_of_a_used_credit_memo_nothing_is_applied_twice(
        owed in [1_i64..20_000, 1_i64..20_000],
        money in 0_i64..20_000,
        credit in 1_i64..20_000,
        after in 0_i64..20_000,
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(settle_and_change(owed, money, credit, after));
    }
}
