//! Every row of the dictionary of refusals, provoked in the emulator: what the entry says, and that it goes on afterwards.

use anyhow::Result;
use planner::fault::{Class, ROWS, Row};
use serde_json::json;
use sync::log::{Entry, Status};
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};
use uuid::Uuid;

/// An invoice whose creation is refused once as `row` says.
async fn refused(stack: &Stack, customer: Uuid, row: &Row, words: &str) -> Result<Entry> {
    stack
        .trouble(json!({"match": {"entity": "Invoice", "operation": "create"}, "times": 1,
        "action": {"refuse": {"code": row.code, "message": "General words", "detail": words}}}))
        .await?;
    let view = stack.invoice(customer, vec![service("A", "1", "10")]).await?;
    stack.settle().await?;
    stack.entry_of(view.filed.document.id).await
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn each_refusal_has_its_text_and_ends_with_one_invoice(db: TestDb) -> Result<()> {
        // QuickBooks numbers for itself: some of our numbers are those of its test company.
        let stack = Stack::unconnected(&db).await?;
        stack.connect().await?;
        stack.engine.enable(stack.actor.company_id).await?;
        let customer = stack.customer("Refused").await?;
        stack.settle().await?;
        for row in ROWS.iter().filter(|row| row.code != "6240") {
            // What was just read isn't doubted, so that a refusal stays until somebody does something.
            stack.engine.read_again(stack.actor.company_id).await?;
            let before = stack.remote("Invoice").await?.len();
            let words = format!("Words of this case {}", row.detail);
            let entry = refused(&stack, customer.id, row, &words).await?;
            match row.class {
                Class::Person | Class::AtTheDoor => {
                    assert_eq!((entry.status, entry.code), (Status::Failed, Some(row.problem)), "{}: {entry:?}", row.code);
                    let reason = entry.reason.clone().unwrap_or_default();
                    assert!(reason.contains(row.what) && reason.contains(&entry.title), "{}: {reason}", row.code);
                    stack.engine.retry(stack.actor.company_id, entry.id).await?;
                }
                Class::Wait | Class::Retryable => {
                    assert_eq!(entry.status, Status::Queued, "{}: {entry:?}", row.code);
                    assert!(entry.reason.is_some(), "{}: {entry:?}", row.code);
                    stack.clock.advance(jiff::SignedDuration::from_mins(6));
                }
            }
            stack.settle().await?;
            let entry = stack.entry_of(entry.record.id).await?;
            assert_eq!(entry.status, Status::Completed, "{}: {entry:?}", row.code);
            assert_eq!(stack.remote("Invoice").await?.len(), before + 1, "{}", row.code);
        }
        Ok(())
    }

    async fn a_customer_that_was_made_inactive_is_called_by_its_name(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Tidied up").await?;
        stack.settle().await?;
        let there = stack.remote_where("Customer", "DisplayName", "Tidied up").await?.remove(0);
        let off = json!({"Id": there["Id"], "SyncToken": there["SyncToken"], "sparse": true, "Active": false});
        stack.remote_write("customer", off).await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        stack.settle().await?;
        let entry = stack.entry_of(view.filed.document.id).await?;
        assert_eq!(entry.code, Some(planner::Code::RemoteGone), "{entry:?}");
        assert!(entry.reason.unwrap_or_default().contains("It refers to Tidied up"));
        Ok(())
    }
}
