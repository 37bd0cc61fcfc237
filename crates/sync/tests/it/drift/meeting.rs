//! What each action of ours does when somebody has changed the entity meanwhile and nobody has looked.

use super::{choose, look, nothing_has_failed, only, somebody_edits, somebody_ends};
use crate::later::{a_moment, drained, settle_later};
use crate::sale::number;
use anyhow::Context;
use app::invoices::{Cancel, Delete};
use app::transactions::ReturnOne;
use jiff::SignedDuration;
use planner::Code;
use serde_json::{Value, json};
use sync::Choice;
use sync::log::{Entry, Status};
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};
use uuid::Uuid;

/// A company with an invoice 1001 over 10.00, settled; and how it stands in QuickBooks.
async fn invoiced(db: &TestDb) -> anyhow::Result<(Stack, Uuid, Value)> {
    let stack = Stack::enabled(db).await?;
    let customer = stack.customer("Acme").await?;
    let view = stack.invoice(customer.id, vec![service("Work", "1", "10")]).await?;
    stack.settle().await?;
    let remote = only(&stack, "Invoice", "DocNumber", "1001").await?;
    Ok((stack, view.filed.document.id, remote))
}

/// As [`invoiced`], with a payment of 4.00.
async fn paid(db: &TestDb) -> anyhow::Result<(Stack, Uuid, Uuid, Value)> {
    let (stack, invoice, _) = invoiced(db).await?;
    let payment = stack.pay(invoice, "4").await?;
    stack.settle().await?;
    let remote = only(&stack, "Payment", "PaymentRefNum", "Bank transfer").await?;
    Ok((stack, invoice, payment, remote))
}

async fn ended(stack: &Stack, record: Uuid) -> anyhow::Result<Entry> {
    stack.settle().await?;
    stack.entry_of(record).await
}

/// Of an invoice of 420.00 with two payments and a refund, somebody deletes the last payment there, and lowers the invoice. Both are
/// set right by these choices, the second one while the first is being carried out.
async fn are_set_right(db: &TestDb, choices: [Choice; 2]) -> anyhow::Result<()> {
    let stack = Stack::enabled(db).await?;
    let customer = stack.customer("Acme").await?;
    let invoice = stack.invoice(customer.id, vec![service("Work", "1", "420")]).await?.filed.document.id;
    stack.pay(invoice, "64").await?;
    let payment = stack.pay(invoice, "356").await?;
    stack.settle().await?;
    stack.pay(invoice, "-50").await?;
    stack.settle().await?;
    let theirs = stack.remote("Payment").await?;
    let theirs = theirs.iter().find(|theirs| number(&theirs["TotalAmt"]) == 356.into()).context("payment")?;
    somebody_ends(&stack, "payment?operation=delete", theirs).await?;
    let lowered = only(&stack, "Invoice", "DocNumber", "1001").await?;
    let mut line = lowered["Line"][0].clone();
    line["Amount"] = json!(230);
    line["SalesItemLineDetail"]["UnitPrice"] = json!(230);
    somebody_edits(&stack, "invoice", &lowered, json!({"Line": [line]})).await?;
    stack.pay(invoice, "-5").await?;
    look(&stack).await?;
    let slow = json!({"match": {"entity": "Invoice"}, "times": 4, "action": {"delay_ms": 1000}});
    stack.trouble(slow).await?;
    let of = |choice| if choice == Choice::Recreate { payment } else { invoice };
    let [first, second] = choices;
    choose(&stack, &stack.entry_of(of(first)).await?, first).await?;
    let begin = || {
        let engine = stack.engine.clone();
        tokio::spawn(async move { engine.drain().await })
    };
    let drain = begin();
    a_moment().await;
    choose(&stack, &stack.entry_of(of(second)).await?, second).await?;
    drained(&stack, drain).await?;
    drained(&stack, begin()).await?;
    stack.clear_trouble().await?;
    settle_later(&stack).await?;
    let invoice = only(&stack, "Invoice", "DocNumber", "1001").await?;
    assert_eq!((number(&invoice["TotalAmt"]), number(&invoice["Balance"])), (420.into(), 55.into()));
    look(&stack).await?;
    nothing_has_failed(&stack).await
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn an_edit_over_an_edited_invoice_says_what_it_overwrote(db: TestDb) -> anyhow::Result<()> {
        let (stack, id, remote) = invoiced(&db).await?;
        let mut lines = remote["Line"].clone();
        lines[0]["Amount"] = 30.into();
        lines[0]["SalesItemLineDetail"]["UnitPrice"] = 30.into();
        somebody_edits(&stack, "invoice", &remote, json!({"Line": lines})).await?;
        stack.edit_invoice(id, vec![service("Work", "1", "12")]).await?;
        let entry = ended(&stack, id).await?;
        assert_eq!(entry.status, Status::Completed, "{entry:?}");
        let reason = entry.reason.unwrap_or_default();
        assert!(reason.contains("This overwrote what somebody had changed in QuickBooks: total was 10.00 and is 30.00; line 1 was"), "{reason}");
        assert_eq!(only(&stack, "Invoice", "DocNumber", "1001").await?["TotalAmt"].to_string(), "12.00");
        Ok(())
    }

    async fn an_edit_over_a_note_of_theirs_says_nothing(db: TestDb) -> anyhow::Result<()> {
        let (stack, id, remote) = invoiced(&db).await?;
        somebody_edits(&stack, "invoice", &remote, json!({"PrivateNote": "seen"})).await?;
        stack.edit_invoice(id, vec![service("Work", "1", "12")]).await?;
        let entry = ended(&stack, id).await?;
        assert!(entry.status == Status::Completed && !entry.reason.as_deref().unwrap_or_default().contains("overwrote"), "{entry:?}");
        assert_eq!(only(&stack, "Invoice", "DocNumber", "1001").await?["PrivateNote"], "seen");
        Ok(())
    }

    async fn an_edit_of_a_voided_invoice_fails_and_it_is_made_anew_by_choice(db: TestDb) -> anyhow::Result<()> {
        let (stack, id, remote) = invoiced(&db).await?;
        somebody_ends(&stack, "invoice?operation=void", &remote).await?;
        stack.edit_invoice(id, vec![service("Work", "1", "12")]).await?;
        let entry = ended(&stack, id).await?;
        assert_eq!(entry.code, Some(Code::VoidedThere), "{entry:?}");
        choose(&stack, &entry, Choice::Recreate).await?;
        let entry = ended(&stack, id).await?;
        assert_eq!(entry.status, Status::Completed, "{entry:?}");
        let all = stack.remote("Invoice").await?;
        let totals: Vec<String> = all.iter().rev().take(2).map(|row| row["TotalAmt"].to_string()).collect();
        assert_eq!(totals, ["12.00", "0"]);
        Ok(())
    }

    async fn a_voided_or_deleted_invoice_is_cancelled_or_deleted_here_too(db: TestDb) -> anyhow::Result<()> {
        let (stack, id, remote) = invoiced(&db).await?;
        somebody_ends(&stack, "invoice?operation=void", &remote).await?;
        stack.app.run(stack.actor, Cancel { id }).await?;
        let entry = ended(&stack, id).await?;
        assert_eq!(entry.status, Status::Completed, "{entry:?}");
        let contact_id = app::invoices::get(&stack.app, stack.actor, id).await?.filed.document.contact_id;
        let second = stack.invoice(contact_id, vec![service("Work", "1", "10")]).await?.filed.document.id;
        stack.settle().await?;
        somebody_ends(&stack, "invoice?operation=delete", &only(&stack, "Invoice", "DocNumber", "1002").await?).await?;
        stack.app.run(stack.actor, Delete { id: second }).await?;
        let entry = ended(&stack, second).await?;
        assert_eq!(entry.status, Status::Completed, "{entry:?}");
        nothing_has_failed(&stack).await
    }

    async fn a_payment_on_a_voided_invoice_is_refused_with_what_to_do(db: TestDb) -> anyhow::Result<()> {
        let (stack, id, remote) = invoiced(&db).await?;
        stack.clock.advance(SignedDuration::from_hours(2));
        somebody_ends(&stack, "invoice?operation=void", &remote).await?;
        let payment = stack.pay(id, "4").await?;
        let entry = ended(&stack, payment).await?;
        assert_eq!(entry.code, Some(Code::AmountRefused), "{entry:?}");
        // The invoice is looked at by itself, since the refusal may be about it.
        let entry = stack.entry_of(id).await?;
        assert_eq!(entry.code, Some(Code::VoidedThere), "{entry:?}");
        Ok(())
    }

    async fn a_refusal_soon_after_a_look_is_looked_into_within_the_hour(db: TestDb) -> anyhow::Result<()> {
        let (stack, id, remote) = invoiced(&db).await?;
        look(&stack).await?;
        stack.clock.advance(SignedDuration::from_mins(10));
        somebody_ends(&stack, "invoice?operation=void", &remote).await?;
        let payment = stack.pay(id, "4").await?;
        assert_eq!(ended(&stack, payment).await?.code, Some(Code::AmountRefused));
        assert_eq!(stack.entry_of(id).await?.code, None, "nobody looks twice within an hour");
        stack.clock.advance(SignedDuration::from_mins(51));
        stack.settle().await?;
        assert_eq!(stack.entry_of(id).await?.code, Some(Code::VoidedThere));
        Ok(())
    }

    async fn a_payment_that_is_gone_there_is_returned_here_and_one_that_is_voided_too(db: TestDb) -> anyhow::Result<()> {
        let (stack, invoice, payment, remote) = paid(&db).await?;
        somebody_ends(&stack, "payment?operation=delete", &remote).await?;
        stack.app.run(stack.actor, ReturnOne { id: payment }).await?;
        assert_eq!(ended(&stack, payment).await?.status, Status::Completed);
        let payment = stack.pay(invoice, "3").await?;
        stack.settle().await?;
        let remote = only(&stack, "Payment", "PaymentRefNum", "Bank transfer").await?;
        let void = json!({"Id": remote["Id"], "SyncToken": remote["SyncToken"], "sparse": true});
        stack.remote_write("payment?operation=update&include=void", void).await?;
        stack.app.run(stack.actor, ReturnOne { id: payment }).await?;
        assert_eq!(ended(&stack, payment).await?.status, Status::Completed);
        nothing_has_failed(&stack).await
    }

    async fn an_invoice_that_was_lowered_there_is_set_right_while_a_payment_that_is_gone_there_comes_back(db: TestDb) -> anyhow::Result<()> {
        are_set_right(&db, [Choice::PushAgain, Choice::Recreate]).await
    }

    async fn a_payment_that_is_gone_there_comes_back_while_an_invoice_that_was_lowered_there_is_set_right(db: TestDb) -> anyhow::Result<()> {
        are_set_right(&db, [Choice::Recreate, Choice::PushAgain]).await
    }

    async fn a_refund_of_a_payment_that_is_gone_there_says_so(db: TestDb) -> anyhow::Result<()> {
        let (stack, invoice, payment, remote) = paid(&db).await?;
        somebody_ends(&stack, "payment?operation=delete", &remote).await?;
        let refund = stack.pay(invoice, "-1").await?;
        let entry = ended(&stack, refund).await?;
        assert!(stack.engine.choices(stack.actor.company_id, &entry).await?.is_empty(), "nothing has happened to the refund");
        assert!(entry.status == Status::Failed && entry.reason.is_some_and(|why| why.contains("was deleted in QuickBooks")));
        let entry = stack.entry_of(payment).await?;
        assert_eq!(entry.code, Some(Code::DeletedThere), "{entry:?}");
        choose(&stack, &entry, Choice::Recreate).await?;
        assert_eq!(ended(&stack, payment).await?.status, Status::Completed);
        assert_eq!(stack.entry_of(refund).await?.status, Status::Completed);
        assert_eq!(only(&stack, "Invoice", "DocNumber", "1001").await?["Balance"].to_string(), "7.00");
        nothing_has_failed(&stack).await
    }

    async fn an_edit_of_an_inactive_customer_fails_and_its_invoice_names_it(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Acme").await?;
        stack.settle().await?;
        somebody_edits(&stack, "customer", &only(&stack, "Customer", "DisplayName", "Acme").await?, json!({"Active": false})).await?;
        let view = stack.invoice(customer.id, vec![service("Work", "1", "10")]).await?;
        stack.edit_contact(customer.id, |contact| contact.details.phone = "1".to_owned()).await?;
        let entry = ended(&stack, customer.id).await?;
        assert_eq!(entry.code, Some(Code::InactiveThere), "{entry:?}");
        let invoice = stack.entry_of(view.filed.document.id).await?;
        assert!(invoice.status == Status::Failed && invoice.reason.as_deref().is_some_and(|why| why.contains("Acme")), "{invoice:?}");
        choose(&stack, &entry, Choice::PushAgain).await?;
        assert_eq!(ended(&stack, customer.id).await?.status, Status::Completed);
        assert_eq!(ended(&stack, view.filed.document.id).await?.status, Status::Completed, "it goes by itself");
        Ok(())
    }

    async fn a_purchase_order_that_is_gone_there_is_made_anew_by_choice(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let supplier = stack.supplier("Supplies").await?;
        let view = stack.purchase_order(supplier.id, vec![service("Paper", "2", "5")]).await?;
        stack.settle().await?;
        let id = view.filed.document.id;
        let remote = stack.remote("PurchaseOrder").await?.remove(0);
        somebody_ends(&stack, "purchaseorder?operation=delete", &remote).await?;
        let input = app::invoices::Input { lines: Some(vec![service("Paper", "3", "5")]), ..Default::default() };
        stack.app.run(stack.actor, app::purchase_orders::Edit { id, input }).await?;
        let entry = ended(&stack, id).await?;
        assert_eq!(entry.code, Some(Code::DeletedThere), "{entry:?}");
        choose(&stack, &entry, Choice::Recreate).await?;
        assert_eq!(ended(&stack, id).await?.status, Status::Completed);
        assert_eq!(stack.remote("PurchaseOrder").await?.len(), 1);
        nothing_has_failed(&stack).await
    }
}
