//! What is refused because something that it refers to is gone there: the right record is told of, with its choices, and what waits
//! for it goes on by itself.

use super::{choose, look, nothing_has_failed, only, somebody_edits, somebody_ends};
use crate::sale::{Sale, number};
use app::invoices::{Cancel, Reset};
use planner::Code;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use sync::Choice;
use sync::log::{Entry, Status};
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};
use uuid::Uuid;

/// A sale of 100.00 of which 50.00 were paid, and whose invoice somebody has deleted there.
async fn deleted(db: &TestDb) -> anyhow::Result<(Sale, Uuid)> {
    let sale = Sale::of(db).await?;
    sale.stack.emulator_settings(json!({"strict_links": false})).await?;
    let payment = sale.pay("50").await?;
    sale.agrees_on("50").await?;
    somebody_ends(&sale.stack, "invoice?operation=delete", &there(&sale).await?).await?;
    Ok((sale, payment))
}

async fn there(sale: &Sale) -> anyhow::Result<Value> {
    only(&sale.stack, "Invoice", "DocNumber", &sale.number.to_string()).await
}

/// The entry has failed behind one that is called `waits_for`.
#[track_caller]
fn is_behind(entry: &Entry, waits_for: &str, code: Code) {
    assert_eq!(
        (entry.status, entry.code, entry.waits_for.as_deref()),
        (Status::Failed, Some(code), Some(waits_for)),
        "{entry:?}"
    );
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_refund_on_an_invoice_that_is_gone_there_says_so_and_goes_on_once_it_is_made_anew(db: TestDb) -> anyhow::Result<()> {
        let (sale, payment) = deleted(&db).await?;
        let refund = sale.pay("-10").await?;
        sale.stack.settle().await?;
        let title = format!("Invoice {}", sale.number);
        let invoice = sale.stack.entry_of(sale.invoice).await?;
        assert_eq!((invoice.status, invoice.code), (Status::Failed, Some(Code::DeletedThere)), "{invoice:?}");
        assert_eq!(sale.stack.engine.choices(sale.stack.actor.company_id, &invoice).await?, [Choice::Recreate, Choice::Unlink]);
        is_behind(&sale.stack.entry_of(payment).await?, &title, Code::DeletedThere);
        let failed = sale.stack.entry_of(refund).await?;
        assert!(failed.status == Status::Failed && failed.reason.as_deref().is_some_and(|why| why.contains(&format!("{title} was deleted in QuickBooks"))), "{failed:?}");
        choose(&sale.stack, &invoice, Choice::Recreate).await?;
        sale.agrees_on("60").await?;
        sale.there_are(1, 1).await?;
        nothing_has_failed(&sale.stack).await
    }

    async fn once_that_is_known_money_on_it_costs_no_call(db: TestDb) -> anyhow::Result<()> {
        let (sale, _) = deleted(&db).await?;
        look(&sale.stack).await?;
        sale.stack.clear_journal().await?;
        let (refund, payment) = (sale.pay("-10").await?, sale.pay("20").await?);
        sale.stack.settle().await?;
        assert!(sale.stack.journal().await?.is_empty(), "{:#?}", sale.stack.journal().await?);
        let title = format!("Invoice {}", sale.number);
        is_behind(&sale.stack.entry_of(refund).await?, &title, Code::DeletedThere);
        is_behind(&sale.stack.entry_of(payment).await?, &title, Code::DeletedThere);
        choose(&sale.stack, &sale.stack.entry_of(sale.invoice).await?, Choice::Recreate).await?;
        sale.stack.settle().await?;
        assert_eq!(number(&there(&sale).await?["TotalAmt"]), Decimal::from(100));
        for record in [refund, payment] {
            assert_eq!(sale.stack.entry_of(record).await?.status, Status::Completed, "{:?}", sale.stack.entry_of(record).await?);
        }
        Ok(())
    }

    async fn a_reset_and_a_cancel_of_what_is_gone_there_say_what_was_done(db: TestDb) -> anyhow::Result<()> {
        let (sale, payment) = deleted(&db).await?;
        sale.stack.app.run(sale.stack.actor, Reset { id: sale.invoice }).await?;
        sale.stack.settle().await?;
        let reset = sale.stack.entry_of(payment).await?.reason.unwrap_or_default();
        assert!(reset.starts_with("Deleted in QuickBooks") && !reset.contains("overwrote"), "{reset}");
        sale.stack.app.run(sale.stack.actor, Cancel { id: sale.invoice }).await?;
        sale.stack.settle().await?;
        let cancelled = sale.stack.entry_of(sale.invoice).await?;
        assert_eq!(cancelled.status, Status::Completed, "{cancelled:?}");
        assert!(cancelled.reason.as_deref().is_some_and(|what| what.starts_with("It was gone from QuickBooks already")), "{cancelled:?}");
        nothing_has_failed(&sale.stack).await
    }

    async fn a_payment_that_was_too_much_for_an_invoice_lowered_there_goes_by_itself_once_ours_is_pushed_again(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        sale.stack.settle().await?;
        let there = only(&sale.stack, "Invoice", "DocNumber", &sale.number.to_string()).await?;
        let lines = json!([{"Amount": 60, "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": {"Qty": 1, "UnitPrice": 60}}]);
        somebody_edits(&sale.stack, "invoice", &there, json!({"Line": lines})).await?;
        let payment = sale.pay("100").await?;
        sale.stack.settle().await?;
        let entry = sale.stack.entry_of(payment).await?;
        assert_eq!((entry.status, entry.code), (Status::Failed, Some(Code::AmountRefused)), "{entry:?}");
        look(&sale.stack).await?;
        choose(&sale.stack, &sale.stack.entry_of(sale.invoice).await?, Choice::PushAgain).await?;
        sale.agrees_on("0").await
    }

    async fn an_invoice_to_an_inactive_customer_names_the_customer_alone(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Acme").await?;
        stack.invoice(customer.id, vec![service("Work", "1", "10")]).await?;
        stack.settle().await?;
        somebody_edits(&stack, "customer", &only(&stack, "Customer", "DisplayName", "Acme").await?, json!({"Active": false})).await?;
        let second = stack.invoice(customer.id, vec![service("Work", "1", "20")]).await?.filed.document.id;
        stack.settle().await?;
        let (entry, told) = (stack.entry_of(second).await?, stack.entry_of(customer.id).await?);
        is_behind(&entry, "Acme", Code::InactiveThere);
        assert!(entry.reason.is_some_and(|why| why.contains("Acme was made inactive") && !why.contains("Inventory Item")));
        assert_eq!((told.status, told.code), (Status::Failed, Some(Code::InactiveThere)), "{told:?}");
        stack.clear_journal().await?;
        let third = stack.invoice(customer.id, vec![service("Work", "1", "30")]).await?.filed.document.id;
        stack.settle().await?;
        is_behind(&stack.entry_of(third).await?, "Acme", Code::InactiveThere);
        assert!(stack.journal().await?.is_empty(), "it is known by now");
        choose(&stack, &told, Choice::PushAgain).await?;
        stack.settle().await?;
        nothing_has_failed(&stack).await
    }

    async fn an_inactive_customer_that_was_accepted_is_told_again_where_it_is_needed(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Acme").await?;
        stack.invoice(customer.id, vec![service("Work", "1", "10")]).await?;
        stack.settle().await?;
        somebody_edits(&stack, "customer", &only(&stack, "Customer", "DisplayName", "Acme").await?, json!({"Active": false})).await?;
        look(&stack).await?;
        choose(&stack, &stack.entry_of(customer.id).await?, Choice::Accept).await?;
        stack.settle().await?;
        nothing_has_failed(&stack).await?;
        let second = stack.invoice(customer.id, vec![service("Work", "1", "20")]).await?.filed.document.id;
        stack.settle().await?;
        is_behind(&stack.entry_of(second).await?, "Acme", Code::InactiveThere);
        stack.clear_journal().await?;
        let third = stack.invoice(customer.id, vec![service("Work", "1", "30")]).await?.filed.document.id;
        stack.settle().await?;
        is_behind(&stack.entry_of(third).await?, "Acme", Code::InactiveThere);
        assert!(stack.journal().await?.is_empty(), "it is known by now");
        choose(&stack, &stack.entry_of(customer.id).await?, Choice::PushAgain).await?;
        stack.settle().await?;
        assert_eq!(stack.remote_where("Invoice", "DocNumber", "1003").await?.len(), 1);
        nothing_has_failed(&stack).await
    }

    async fn a_payment_of_an_invoice_that_failed_tells_so_and_goes_by_itself_once_that_is_mended(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        let refuse = json!({"match": {"entity": "Invoice", "operation": "create"}, "times": 1,
            "action": {"refuse": {"code": "6000", "detail": "Not today.", "status": 400}}});
        sale.stack.trouble(refuse).await?;
        let payment = sale.pay("100").await?;
        sale.stack.settle().await?;
        let invoice = sale.stack.entry_of(sale.invoice).await?;
        assert_eq!(invoice.status, Status::Failed, "{invoice:?}");
        let (entry, title) = (sale.stack.entry_of(payment).await?, format!("Invoice {}", sale.number));
        assert_eq!((entry.status, entry.waits_for.as_deref()), (Status::Queued, Some(title.as_str())), "{entry:?}");
        let reason = entry.reason.unwrap_or_default();
        assert!(reason.contains(&format!("waits for {title}, which has failed")) && reason.contains("Not today."), "{reason}");
        sale.stack.engine.retry(sale.stack.actor.company_id, invoice.id).await?;
        sale.agrees_on("0").await
    }
}
