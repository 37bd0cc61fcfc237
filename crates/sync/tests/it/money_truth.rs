//! Total and tax of what QuickBooks holds, compared with ours: each cause of a difference, provoked by somebody who changes
//! a new invoice there before its answer has come.

use anyhow::Result;
use app::invoices::{LineInput, LineInputKind};
use domain::Percent;
use jiff::SignedDuration;
use planner::Code;
use planner::truth::Cause;
use serde_json::{Value, json};
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};

fn percent(text: &str) -> Percent {
    Percent::new(text.parse().unwrap()).unwrap()
}

/// 100.00 at 8 % less 10 % before tax: 90.00 and 7.20 of tax.
fn lines() -> Vec<LineInput> {
    vec![
        LineInput { tax1: Some(percent("8")), ..service("A", "1", "100") },
        LineInput { kind: LineInputKind::DiscountPercent(percent("10")), ..service("Less", "1", "0") },
    ]
}

/// What the entry says of an invoice that somebody changes by `edit`, and that a retry mends it.
async fn told(stack: &Stack, customer: uuid::Uuid, edit: Value) -> Result<String> {
    stack.trouble(json!({"match": {"entity": "Invoice", "operation": "create"}, "times": 1, "action": {"close": "after"}})).await?;
    let document = stack.invoice(customer, lines()).await?.filed.document;
    stack.settle().await?;
    let there = stack.remote_where("Invoice", "DocNumber", &document.number.to_string()).await?.remove(0);
    let mut edit = edit;
    for (name, value) in [("Id", &there["Id"]), ("SyncToken", &there["SyncToken"]), ("sparse", &json!(true))]
    {
        edit[name] = value.clone();
    }
    stack.remote_write("invoice", edit).await?;
    stack.clock.advance(SignedDuration::from_hours(21));
    stack.settle().await?;
    let entry = stack.entry_of(document.id).await?;
    assert_eq!(entry.code, Some(Code::TotalDiffers), "{entry:?}");
    stack.engine.retry(stack.actor.company_id, entry.id).await?;
    stack.settle().await?;
    let mended = stack.entry_of(document.id).await?;
    assert_eq!(mended.status, Status::Completed, "{mended:?}");
    Ok(entry.reason.unwrap_or_default())
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn each_cause_of_a_difference_is_named_and_a_retry_makes_both_sides_equal(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("True").await?;
        stack.settle().await?;
        let line = json!([{"DetailType": "SalesItemLineDetail", "Amount": 120, "SalesItemLineDetail": {"ItemRef": {"value": "1"}}}]);
        for (cause, edit) in [
            (Cause::Rounding, json!({"TxnTaxDetail": {"TotalTax": 7.21}})),
            (Cause::AutomatedTax, json!({"TxnTaxDetail": {"TotalTax": 8.55}})),
            (Cause::DiscountOrder, json!({"ApplyTaxAfterDiscount": false, "TxnTaxDetail": {"TotalTax": 8.00}})),
            (Cause::TheirEdit, json!({"Line": line})),
        ] {
            let reason = told(&stack, customer.id, edit).await?;
            assert!(reason.contains(&cause.to_string()) && reason.contains("here it is 97.20"), "{cause:?}: {reason}");
        }
        Ok(())
    }

    async fn a_payment_of_which_a_part_is_left_over_there_is_told_and_a_retry_puts_it_on_the_invoice(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Payer").await?;
        let invoice = stack.invoice(customer.id, vec![service("A", "1", "100")]).await?.filed.document;
        stack.settle().await?;
        stack.trouble(json!({"match": {"entity": "Payment", "operation": "create"}, "times": 1, "action": {"close": "after"}})).await?;
        let payment = stack.pay(invoice.id, "100").await?;
        stack.settle().await?;
        let there = stack.remote("Payment").await?.pop().unwrap_or_default();
        let line = json!({"Amount": 60, "LinkedTxn": there["Line"][0]["LinkedTxn"]});
        let theirs = json!({"Id": there["Id"], "SyncToken": there["SyncToken"], "sparse": true, "Line": [line]});
        stack.remote_write("payment", theirs).await?;
        stack.clock.advance(SignedDuration::from_hours(21));
        stack.settle().await?;
        stack.settle().await?;
        let entry = stack.entry_of(payment).await?;
        assert_eq!((entry.status, entry.code), (Status::Failed, Some(Code::NotApplied)), "{entry:?}");
        let reason = entry.reason.unwrap_or_default();
        assert!(reason.contains("puts 60.00") && reason.contains("here it is 100.00; 40.00 is left over"), "{reason}");
        stack.engine.retry(stack.actor.company_id, entry.id).await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(payment).await?.status, Status::Completed);
        let invoice = stack.remote_where("Invoice", "DocNumber", &invoice.number.to_string()).await?;
        assert_eq!(invoice[0]["Balance"].to_string(), "0");
        Ok(())
    }

    async fn a_company_that_taxes_by_itself_and_discounts_first_agrees_as_long_as_it_takes_our_tax(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        stack.emulator_settings(json!({"automated_sales_tax": true})).await?;
        let customer = stack.customer("Automated").await?;
        let document = stack.invoice(customer.id, lines()).await?.filed.document;
        stack.settle().await?;
        let entry = stack.entry_of(document.id).await?;
        assert_eq!(entry.status, Status::Completed, "{entry:?}");
        let there = stack.remote_where("Invoice", "DocNumber", &document.number.to_string()).await?.remove(0);
        assert_eq!(there["TotalAmt"].to_string(), "97.20");
        Ok(())
    }
}
