//! Creations of unknown outcome that QuickBooks has forgotten: a search tells whether they were entered.

use anyhow::Result;
use jiff::SignedDuration;
use planner::Code;
use serde_json::{Value, json};
use sync::log::{Entry, Status};
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};
use uuid::Uuid;

/// After the window in which a request may be repeated, and within QuickBooks' day.
const LATER: SignedDuration = SignedDuration::from_hours(21);

/// After QuickBooks' day, so that it no longer knows the request.
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(25);

/// Whether the request whose answer never came was carried out.
#[derive(Clone, Copy, PartialEq)]
enum Entered {
    Yes,
    No,
}

/// Saves by `save` while `entity` can't be created for sure, and settles after the window.
async fn lose(
    stack: &Stack,
    entity: &str,
    entered: Entered,
    save: impl Future<Output = Result<Uuid>>,
) -> Result<Entry> {
    let when = if entered == Entered::Yes { "after" } else { "before" };
    stack.trouble(json!({"match": {"entity": entity, "operation": "create"}, "times": 1, "action": {"close": when}})).await?;
    let id = save.await?;
    stack.settle().await?;
    assert_eq!(stack.entry_of(id).await?.status, Status::Queued, "nobody knows");
    stack.clock.advance(LATER);
    stack.settle().await?;
    stack.settle().await?;
    stack.entry_of(id).await
}

/// How many of `entity` there are, but for those that were there before.
async fn made(stack: &Stack, entity: &str, before: usize) -> Result<usize> {
    Ok(stack.remote(entity).await?.len() - before)
}

async fn creations(stack: &Stack, entry: &Entry) -> Result<usize> {
    let attempts = stack.engine.attempts(stack.actor.company_id, entry.id).await?;
    Ok(attempts.iter().filter(|attempt| attempt.verb == "create").count())
}

async fn there_once(
    stack: &Stack,
    entity: &str,
    before: usize,
    entered: Entered,
    entry: &Entry,
) -> Result<()> {
    assert_eq!(entry.status, Status::Completed, "{entity}: {entry:?}");
    assert_eq!(made(stack, entity, before).await?, 1, "{entity}");
    let expected = if entered == Entered::Yes { 1 } else { 2 };
    assert_eq!(creations(stack, entry).await?, expected, "{entity}: {entry:?}");
    Ok(())
}

async fn invoice(stack: &Stack) -> Result<Uuid> {
    let customer = stack.customer("Lost and found").await?;
    let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
    stack.settle().await?;
    Ok(view.filed.document.id)
}

/// Loses payments and refunds of equal amounts on the invoice, which are there once each in the end.
async fn lose_money(stack: &Stack, invoice: Uuid) -> Result<()> {
    for entered in [Entered::Yes, Entered::No] {
        let (payments, purchases) =
            (stack.remote("Payment").await?.len(), stack.remote("Purchase").await?.len());
        let entry = lose(stack, "Payment", entered, stack.pay(invoice, "2")).await?;
        there_once(stack, "Payment", payments, entered, &entry).await?;
        let entry = lose(stack, "Purchase", entered, stack.pay(invoice, "-1")).await?;
        there_once(stack, "Purchase", purchases, entered, &entry).await?;
    }
    Ok(())
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_lost_contact_is_adopted_if_it_was_entered_and_made_anew_if_not(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        for entered in [Entered::Yes, Entered::No] {
            let name = format!("Lost {}", entered as u8);
            let (customers, vendors) = (stack.remote("Customer").await?.len(), stack.remote("Vendor").await?.len());
            let entry = lose(&stack, "Customer", entered, Box::pin(async { Ok(stack.customer(&name).await?.id) })).await?;
            there_once(&stack, "Customer", customers, entered, &entry).await?;
            let supplier = format!("{name} (Supplier)");
            let entry = lose(&stack, "Vendor", entered, Box::pin(async { Ok(stack.supplier(&supplier).await?.id) })).await?;
            there_once(&stack, "Vendor", vendors, entered, &entry).await?;
        }
        Ok(())
    }

    async fn a_lost_invoice_is_found_by_its_number_and_customer(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Numbered").await?;
        stack.settle().await?;
        for entered in [Entered::Yes, Entered::No] {
            let before = stack.remote("Invoice").await?.len();
            let save = async { Ok(stack.invoice(customer.id, vec![service("A", "1", "10")]).await?.filed.document.id) };
            let entry = Box::pin(lose(&stack, "Invoice", entered, save)).await?;
            there_once(&stack, "Invoice", before, entered, &entry).await?;
        }
        Ok(())
    }

    async fn a_lost_invoice_that_quickbooks_numbers_is_found_by_its_note(db: TestDb) -> Result<()> {
        let stack = Stack::unconnected(&db).await?;
        stack.connect().await?;
        stack.engine.enable(stack.actor.company_id).await?;
        let customer = stack.customer("Unnumbered").await?;
        stack.settle().await?;
        for entered in [Entered::Yes, Entered::No] {
            let before = stack.remote("Invoice").await?.len();
            let save = async { Ok(stack.invoice(customer.id, vec![service("A", "1", "10")]).await?.filed.document.id) };
            let entry = Box::pin(lose(&stack, "Invoice", entered, save)).await?;
            there_once(&stack, "Invoice", before, entered, &entry).await?;
        }
        Ok(())
    }

    async fn a_lost_purchase_order_is_found_by_its_number_and_vendor(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let supplier = stack.supplier("Sold by nobody").await?;
        stack.settle().await?;
        for entered in [Entered::Yes, Entered::No] {
            let before = stack.remote("PurchaseOrder").await?.len();
            let save = async { Ok(stack.purchase_order(supplier.id, vec![service("A", "1", "10")]).await?.filed.document.id) };
            let entry = Box::pin(lose(&stack, "PurchaseOrder", entered, save)).await?;
            there_once(&stack, "PurchaseOrder", before, entered, &entry).await?;
        }
        Ok(())
    }

    async fn without_marks_lost_money_is_found_by_customer_date_and_total_and_two_such_are_unclear(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let off = |settings: planner::Settings| settings.with("memo_marker", Some("off".to_owned()));
        stack.engine.change_settings(stack.actor.company_id, off).await?;
        let invoice = invoice(&stack).await?;
        stack.pay(invoice, "2").await?;
        stack.settle().await?;
        Box::pin(lose_money(&stack, invoice)).await?;
        let ours = stack.remote("Payment").await?;
        assert!(ours.iter().all(|payment| !payment["PrivateNote"].to_string().contains("Counterfoil")));
        let customer = ours[ours.len() - 1]["CustomerRef"].clone();
        let theirs = json!({"CustomerRef": customer, "TotalAmt": 1, "TxnDate": "2026-11-22"});
        stack.trouble(json!({"match": {"entity": "Payment", "operation": "create"}, "times": 1, "action": {"close": "after"}})).await?;
        let payment = stack.pay(invoice, "1").await?;
        stack.settle().await?;
        stack.remote_write("payment", theirs).await?;
        stack.clock.advance(LATER);
        stack.settle().await?;
        stack.settle().await?;
        let entry = stack.entry_of(payment).await?;
        assert_eq!((entry.status, entry.code), (Status::Failed, Some(Code::OutcomeUnclear)), "{entry:?}");
        Ok(())
    }

    async fn lost_money_is_found_by_its_note_among_equal_money(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let invoice = invoice(&stack).await?;
        stack.pay(invoice, "2").await?;
        stack.settle().await?;
        Box::pin(lose_money(&stack, invoice)).await?;
        Ok(())
    }

    async fn a_lost_generic_item_is_found_by_its_name(db: TestDb) -> Result<()> {
        lose_generic_item(&db, "after").await
    }

    async fn a_lost_generic_item_that_was_not_entered_is_made_anew(db: TestDb) -> Result<()> {
        lose_generic_item(&db, "before").await
    }

    async fn a_lost_invoice_that_was_deleted_here_meanwhile_is_found_and_deleted(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Changed his mind").await?;
        stack.settle().await?;
        let before = stack.remote("Invoice").await?.len();
        stack.trouble(json!({"match": {"entity": "Invoice", "operation": "create"}, "times": 1, "action": {"close": "after"}})).await?;
        let id = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?.filed.document.id;
        stack.settle().await?;
        assert_eq!(made(&stack, "Invoice", before).await?, 1);
        stack.app.run(stack.actor, app::invoices::Delete { id }).await?;
        stack.clock.advance(LATER);
        stack.settle().await?;
        assert_eq!(made(&stack, "Invoice", before).await?, 0, "{:?}", stack.entry_of(id).await?);
        Ok(())
    }

    async fn with_several_candidates_nothing_is_sent_until_one_is_left(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let invoice = invoice(&stack).await?;
        let before = stack.remote("Payment").await?.len();
        stack.trouble(json!({"match": {"entity": "Payment", "operation": "create"}, "times": 1, "action": {"close": "after"}})).await?;
        let payment = stack.pay(invoice, "2").await?;
        stack.settle().await?;
        let ours = newest(&stack).await?;
        let copied = ["CustomerRef", "TotalAmt", "TxnDate", "PrivateNote"].map(|name| (name.to_owned(), ours[name].clone()));
        let copy = stack.remote_write("payment", Value::Object(copied.into_iter().collect())).await?;
        stack.clock.advance(LATER);
        stack.settle().await?;
        let entry = stack.entry_of(payment).await?;
        assert_eq!(entry.code, Some(Code::OutcomeUnclear), "{entry:?}");
        assert!(entry.reason.unwrap_or_default().contains("several that may be it: of 2026-11-22 over 2.00"));
        stack.engine.retry(stack.actor.company_id, entry.id).await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(payment).await?.status, Status::Failed, "still two");
        assert_eq!(made(&stack, "Payment", before).await?, 2);
        let gone = json!({"Id": copy["Payment"]["Id"], "SyncToken": copy["Payment"]["SyncToken"]});
        stack.remote_write("payment?operation=delete", gone).await?;
        stack.engine.retry(stack.actor.company_id, entry.id).await?;
        stack.settle().await?;
        let entry = stack.entry_of(payment).await?;
        assert_eq!(entry.status, Status::Completed, "{entry:?}");
        assert_eq!((made(&stack, "Payment", before).await?, creations(&stack, &entry).await?), (1, 1));
        Ok(())
    }

    async fn a_lost_update_that_was_entered_is_recognised_and_nobody_is_said_to_have_changed_it(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let id = invoice(&stack).await?;
        for (when, price, calls) in [("after", "13", &["POST", "GET"][..]), ("before", "14", &["POST"])] {
            lose_update(&stack, when).await?;
            stack.edit_invoice(id, vec![service("A", "1", price)]).await?;
            stack.settle().await?;
            assert_eq!(stack.entry_of(id).await?.status, Status::Queued, "nobody knows");
            stack.clock.advance(FORGOTTEN);
            stack.clear_journal().await?;
            stack.settle().await?;
            let entry = stack.entry_of(id).await?;
            assert_eq!(entry.status, Status::Completed, "{entry:?}");
            assert!(entry.reason.is_some_and(|what| what.starts_with("Updated in QuickBooks") && !what.contains("overwrote")));
            let journal = stack.journal().await?;
            let made: Vec<_> = journal.iter().filter(|call| call["entity"] == "Invoice").map(|call| call["method"].clone()).collect();
            assert_eq!(made, calls, "{when}");
            let there = stack.remote("Invoice").await?.pop().unwrap_or_default();
            assert_eq!(there["TotalAmt"].to_string(), format!("{price}.00"));
        }
        Ok(())
    }

    async fn a_lost_update_that_somebody_has_changed_since_is_told_as_theirs(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let id = invoice(&stack).await?;
        lose_update(&stack, "before").await?;
        stack.edit_invoice(id, vec![service("A", "1", "13")]).await?;
        stack.settle().await?;
        let there = stack.remote("Invoice").await?.pop().unwrap_or_default();
        let theirs = json!({"Id": there["Id"], "SyncToken": there["SyncToken"], "sparse": true, "TxnDate": "2026-11-21"});
        stack.remote_write("invoice", theirs).await?;
        stack.clock.advance(FORGOTTEN);
        stack.settle().await?;
        let entry = stack.entry_of(id).await?;
        assert_eq!(entry.status, Status::Completed, "{entry:?}");
        assert!(entry.reason.as_deref().is_some_and(|what| what.contains("overwrote") && what.contains("2026-11-21")), "{entry:?}");
        Ok(())
    }

    async fn a_search_that_fails_is_made_again(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let invoice = invoice(&stack).await?;
        let before = stack.remote("Payment").await?.len();
        for action in [json!({"fail": {"status": 503, "when": "before"}}), json!({"refuse": {"code": "4001"}})] {
            stack.trouble(json!({"match": {"entity": "Payment", "operation": "query"}, "times": 1, "action": action})).await?;
        }
        let entry = lose(&stack, "Payment", Entered::Yes, stack.pay(invoice, "2")).await?;
        assert_eq!(entry.status, Status::Queued, "{entry:?}");
        crate::later::settle_later(&stack).await?;
        let refused = stack.entry_of(entry.record.id).await?;
        assert_eq!(refused.status, Status::Failed, "{refused:?}");
        stack.engine.retry(stack.actor.company_id, entry.id).await?;
        stack.settle().await?;
        there_once(&stack, "Payment", before, Entered::Yes, &stack.entry_of(entry.record.id).await?).await
    }
}

/// The next update of an invoice is answered by nothing.
async fn lose_update(stack: &Stack, when: &str) -> Result<()> {
    stack.trouble(json!({"match": {"entity": "Invoice", "operation": "update"}, "times": 1, "action": {"close": when}})).await
}

async fn newest(stack: &Stack) -> Result<Value> {
    Ok(stack.remote("Payment").await?.pop().unwrap_or_default())
}

async fn lose_generic_item(db: &TestDb, when: &str) -> Result<()> {
    let stack = Stack::unconnected(db).await?;
    stack.connect().await?;
    let before = stack.remote("Item").await?.len();
    stack.trouble(json!({"match": {"entity": "Item", "operation": "create"}, "times": 1, "action": {"close": when}})).await?;
    stack.engine.switch_on_custom_numbers(stack.actor.company_id).await?;
    stack.engine.enable(stack.actor.company_id).await?;
    let customer = stack.customer("Buys anything").await?;
    let sale = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
    stack.settle().await?;
    assert_eq!(stack.entry_of(sale.filed.document.id).await?.status, Status::Queued);
    stack.clock.advance(LATER);
    stack.settle().await?;
    stack.settle().await?;
    assert_eq!(stack.entry_of(sale.filed.document.id).await?.status, Status::Completed);
    assert_eq!(made(&stack, "Item", before).await?, 1);
    Ok(())
}
