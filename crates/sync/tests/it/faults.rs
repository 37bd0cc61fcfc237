//! Every row of the dictionary of refusals, provoked in the emulator: what the entry says, and that it goes on afterwards.

use anyhow::Result;
use app::documents::Delete;
use app::invoices::Cancel;
use app::purchase_orders::{MarkAsSent, Receive};
use app::transactions::ReturnOne;
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
                Class::LoginLost => {
                    let lost = stack.engine.connection(stack.actor.company_id).await?.and_then(|connection| connection.login_lost);
                    assert!(entry.status == Status::Queued && lost.is_some_and(|why| why.contains(row.what)), "{}: {entry:?}", row.code);
                    stack.connect().await?;
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
        assert_eq!(entry.code, Some(planner::Code::InactiveThere), "{entry:?}");
        assert!(entry.reason.unwrap_or_default().contains("Tidied up was made inactive in QuickBooks"));
        Ok(())
    }

    async fn a_refusal_of_any_kind_of_call_is_told_by_name_and_goes_after_a_retry(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let billed = |settings: planner::Settings| settings.with("bill_on_receipt", Some("yes".to_owned()));
        stack.engine.change_settings(stack.actor.company_id, billed).await?;
        let (buyer, seller) = (stack.customer("Buyer").await?.id, stack.supplier("Seller").await?.id);
        let lines = || vec![service("A", "1", "10")];
        let invoice = stack.invoice(buyer, lines()).await?.filed.document.id;
        let doomed = stack.invoice(buyer, lines()).await?.filed.document.id;
        stack.settle().await?;
        let (app, actor) = (&stack.app, stack.actor);

        refuse(&stack, "Customer", "update").await?;
        stack.edit_contact(buyer, |contact| contact.details.phone = "1".to_owned()).await?;
        refused_then_done(&stack, buyer, "Buyer").await?;
        refuse(&stack, "Vendor", "update").await?;
        stack.edit_contact(seller, |contact| contact.details.phone = "1".to_owned()).await?;
        refused_then_done(&stack, seller, "Seller").await?;
        refuse(&stack, "Invoice", "update").await?;
        stack.edit_invoice(invoice, vec![service("A", "2", "10")]).await?;
        refused_then_done(&stack, invoice, "Invoice 1001").await?;
        refuse(&stack, "Payment", "create").await?;
        let payment = stack.pay(invoice, "20").await?;
        refused_then_done(&stack, payment, "Payment of 20.00").await?;
        refuse(&stack, "Purchase", "create").await?;
        let refund = stack.pay(invoice, "-5").await?;
        refused_then_done(&stack, refund, "Refund of 5.00").await?;
        refuse(&stack, "Purchase", "delete").await?;
        app.run(actor, ReturnOne { id: refund }).await?;
        refused_then_done(&stack, refund, "5.00").await?;
        refuse(&stack, "Payment", "delete").await?;
        app.run(actor, ReturnOne { id: payment }).await?;
        refused_then_done(&stack, payment, "20.00").await?;
        refuse(&stack, "Invoice", "void").await?;
        app.run(actor, Cancel { id: invoice }).await?;
        refused_then_done(&stack, invoice, "Invoice 1001").await?;
        refuse(&stack, "Invoice", "delete").await?;
        app.run(actor, Delete { id: doomed }).await?;
        refused_then_done(&stack, doomed, "Invoice 1002").await?;

        refuse(&stack, "PurchaseOrder", "create").await?;
        let order = stack.purchase_order(seller, lines()).await?.filed.document.id;
        refused_then_done(&stack, order, "Purchase order 1001").await?;
        app.run(actor, MarkAsSent { id: order, sent: true }).await?;
        refuse(&stack, "Bill", "create").await?;
        app.run(actor, Receive { id: order, receipts: None }).await?;
        refused_then_done(&stack, order, "Purchase order 1001").await?;
        Ok(())
    }
}

/// Has the next such call refused for a reason that somebody has to see to.
async fn refuse(stack: &Stack, entity: &str, operation: &str) -> Result<()> {
    let refusal = json!({"refuse": {"code": "6000", "message": "A business validation error", "detail": "Not like that"}});
    stack
        .trouble(json!({"match": {"entity": entity, "operation": operation}, "times": 1, "action": refusal}))
        .await
}

/// Carries what was saved: the record's newest entry has failed and names it, and a retry ends it.
async fn refused_then_done(stack: &Stack, record: Uuid, name: &str) -> Result<()> {
    stack.settle().await?;
    let entry = stack.entry_of(record).await?;
    assert_eq!(entry.status, Status::Failed, "{entry:?}");
    let reason = entry.reason.clone().unwrap_or_default();
    assert!(reason.contains(name) && reason.contains("Not like that"), "{name}: {entry:?}");
    stack.engine.retry(stack.actor.company_id, entry.id).await?;
    stack.settle().await?;
    let log = stack.log().await?;
    let open =
        log.iter().find(|entry| matches!(entry.status, Status::Failed | Status::Queued | Status::Running));
    assert!(open.is_none(), "{name}: {open:?}");
    Ok(())
}
