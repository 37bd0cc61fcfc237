//! Entries that failed for something that QuickBooks' own settings say go on by themselves once these have changed.

use jiff::SignedDuration;
use serde_json::json;
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};
use uuid::Uuid;

async fn close_until(stack: &Stack, day: &str) -> anyhow::Result<()> {
    stack.emulator_settings(json!({ "book_close_date": day })).await
}

/// An invoice that failed because its date is in a closed period, which nobody has called QuickBooks for.
async fn held(stack: &Stack) -> anyhow::Result<Uuid> {
    close_until(stack, "2026-12-31").await?;
    stack.engine.read_again(stack.actor.company_id).await?;
    let customer = stack.customer("Held").await?;
    let invoice = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?.filed.document.id;
    stack.settle().await?;
    let entry = stack.entry_of(invoice).await?;
    assert_eq!((entry.status, entry.code), (Status::Failed, Some(planner::Code::PeriodClosed)));
    stack.clear_journal().await?;
    Ok(invoice)
}

async fn sweeps_after(stack: &Stack, minutes: i64) -> anyhow::Result<()> {
    stack.clock.advance(SignedDuration::from_mins(minutes));
    stack.engine.sweep().await?;
    stack.settle().await
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn an_invoice_in_a_closed_period_is_sent_by_itself_once_the_closing_date_has_moved(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let invoice = held(&stack).await?;
        close_until(&stack, "2026-01-31").await?;
        sweeps_after(&stack, 61).await?;
        assert_eq!(stack.entry_of(invoice).await?.status, Status::Completed);
        Ok(())
    }

    async fn one_whose_closing_date_stays_stays_failed_and_costs_reads_alone(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let invoice = held(&stack).await?;
        sweeps_after(&stack, 61).await?;
        assert_eq!(stack.entry_of(invoice).await?.status, Status::Failed);
        let journal = stack.journal().await?;
        let calls: Vec<_> = journal.iter().filter(|call| call["entity"] != "Token").collect();
        assert!(!calls.is_empty() && calls.iter().all(|call| call["method"] == "GET"), "{calls:#?}");
        Ok(())
    }

    async fn the_facts_are_asked_for_once_an_hour_and_only_while_an_entry_rests_on_them(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        stack.clear_journal().await?;
        sweeps_after(&stack, 61).await?;
        assert!(stack.journal().await?.is_empty(), "nothing has failed");
        held(&stack).await?;
        sweeps_after(&stack, 30).await?;
        assert!(stack.journal().await?.is_empty(), "half an hour");
        Ok(())
    }
}
