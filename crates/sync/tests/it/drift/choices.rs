//! What somebody may choose, and what comes of it.

use super::{choose, findings, look, nothing_has_failed, only, somebody_edits, somebody_ends};
use planner::Code;
use serde_json::json;
use sync::log::{Entry, Status};
use sync::{Choice, Error};
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};
use uuid::Uuid;

/// A customer whose fax somebody has changed to 1, and the entry that tells it.
async fn edited(db: &TestDb) -> anyhow::Result<(Stack, Uuid, Entry)> {
    let stack = Stack::enabled(db).await?;
    let customer = stack.customer("Acme").await?;
    stack.settle().await?;
    let remote = only(&stack, "Customer", "DisplayName", "Acme").await?;
    somebody_edits(&stack, "customer", &remote, json!({"Fax": {"FreeFormNumber": "1"}})).await?;
    look(&stack).await?;
    let entry = stack.entry_of(customer.id).await?;
    Ok((stack, customer.id, entry))
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn pushing_again_puts_ours_over_theirs(db: TestDb) -> anyhow::Result<()> {
        let (stack, id, entry) = edited(&db).await?;
        assert_eq!(stack.engine.choices(stack.actor.company_id, &entry).await?, [Choice::PushAgain, Choice::Accept, Choice::Unlink]);
        let queued = choose(&stack, &entry, Choice::PushAgain).await?;
        assert_eq!(queued.status, Status::Queued);
        stack.settle().await?;
        let entry = stack.entry_of(id).await?;
        assert_eq!(entry.status, Status::Completed, "{entry:?}");
        let chosen = entry.chosen.clone().unwrap();
        assert_eq!((chosen.choice, chosen.by.as_str()), (Choice::PushAgain, "Ada Tester"));
        assert!(only(&stack, "Customer", "DisplayName", "Acme").await?.get("Fax").is_none());
        assert_eq!(choose(&stack, &entry, Choice::PushAgain).await?, entry);
        look(&stack).await?;
        nothing_has_failed(&stack).await
    }

    async fn who_has_chosen_is_called_by_the_e_mail_address_where_there_is_no_name(db: TestDb) -> anyhow::Result<()> {
        let (stack, _, entry) = edited(&db).await?;
        let mut tx = db.begin_write().await?;
        tx.sql("UPDATE users SET first_name = '', last_name = ''").execute().await?;
        let user = store::users::get(&mut tx, stack.actor.company_id, stack.actor.user_id).await?.unwrap();
        tx.commit().await?;
        let by = choose(&stack, &entry, Choice::Accept).await?.chosen.map(|chosen| chosen.by);
        assert!(by.is_some() && by == Some(user.email), "{by:?}");
        Ok(())
    }

    async fn accepting_leaves_theirs_until_the_record_is_changed_here(db: TestDb) -> anyhow::Result<()> {
        let (stack, id, entry) = edited(&db).await?;
        let entry = choose(&stack, &entry, Choice::Accept).await?;
        assert_eq!(entry.status, Status::Completed);
        assert!(entry.reason.unwrap_or_default().starts_with("What is in QuickBooks was accepted"));
        look(&stack).await?;
        nothing_has_failed(&stack).await?;
        let fax = |row: serde_json::Value| row["Fax"]["FreeFormNumber"].as_str().map(str::to_owned);
        assert_eq!(fax(only(&stack, "Customer", "DisplayName", "Acme").await?).as_deref(), Some("1"));
        stack.edit_contact(id, |contact| contact.details.phone = "2".to_owned()).await?;
        stack.settle().await?;
        let entry = stack.entry_of(id).await?;
        assert_eq!((entry.status, entry.reason.as_deref().is_some_and(|why| why.contains("overwrote"))), (Status::Completed, false), "{entry:?}");
        assert_eq!(fax(only(&stack, "Customer", "DisplayName", "Acme").await?), None);
        Ok(())
    }

    async fn what_is_unlinked_is_not_sent_until_it_is_pushed_again(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Acme").await?;
        let view = stack.invoice(customer.id, vec![service("Work", "1", "10")]).await?;
        stack.settle().await?;
        let id = view.filed.document.id;
        let remote = only(&stack, "Invoice", "DocNumber", "1001").await?;
        somebody_edits(&stack, "invoice", &remote, json!({"TxnDate": "2026-11-21"})).await?;
        look(&stack).await?;
        let entry = choose(&stack, &stack.entry_of(id).await?, Choice::Unlink).await?;
        assert_eq!(entry.status, Status::Completed);
        stack.clear_journal().await?;
        stack.edit_invoice(id, vec![service("Work", "2", "10")]).await?;
        let payment = stack.pay(id, "5").await?;
        stack.settle().await?;
        for record in [id, payment] {
            let entry = stack.entry_of(record).await?;
            assert_eq!(entry.status, Status::Skipped, "{entry:?}");
            assert!(entry.reason.unwrap_or_default().contains("Unlinked"));
        }
        let entries = stack.log().await?.len();
        stack.engine.sweep().await?;
        stack.settle().await?;
        assert_eq!((stack.log().await?.len(), stack.journal().await?.len()), (entries, 0));
        // Any entry of the record leads back.
        let newest = stack.entry_of(id).await?;
        assert_eq!(stack.engine.choices(stack.actor.company_id, &newest).await?, [Choice::PushAgain]);
        choose(&stack, &newest, Choice::PushAgain).await?;
        stack.settle().await?;
        let remote = only(&stack, "Invoice", "DocNumber", "1001").await?;
        assert_eq!((remote["TotalAmt"].to_string(), remote["Balance"].to_string(), &remote["TxnDate"]), ("20.00".to_owned(), "15.00".to_owned(), &"2026-11-20".into()));
        look(&stack).await?;
        nothing_has_failed(&stack).await
    }

    async fn what_is_unlinked_and_then_deleted_stays_there_and_the_log_says_so(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Acme").await?;
        let id = stack.invoice(customer.id, vec![service("Work", "1", "10")]).await?.filed.document.id;
        let payment = stack.pay(id, "5").await?;
        stack.settle().await?;
        let remote = only(&stack, "Invoice", "DocNumber", "1001").await?;
        somebody_edits(&stack, "invoice", &remote, json!({"TxnDate": "2026-11-21"})).await?;
        look(&stack).await?;
        choose(&stack, &stack.entry_of(id).await?, Choice::Unlink).await?;
        stack.app.run(stack.actor, app::transactions::ReturnOne { id: payment }).await?;
        stack.app.run(stack.actor, app::invoices::Delete { id }).await?;
        stack.settle().await?;
        for record in [payment, id] {
            let reason = stack.entry_of(record).await?.reason.unwrap_or_default();
            assert!(reason.starts_with("Unlinked") && reason.ends_with("stays"), "{reason}");
        }
        only(&stack, "Invoice", "DocNumber", "1001").await.map(drop)
    }

    async fn what_has_failed_behind_an_entry_goes_on_once_that_is_accepted_or_unlinked(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Acme").await?;
        for choice in [Choice::Accept, Choice::Unlink] {
            let invoice = stack.invoice(customer.id, vec![service("Work", "1", "10")]).await?.filed.document.id;
            let payment = stack.pay(invoice, "10").await?;
            stack.settle().await?;
            let remote = stack.remote("Payment").await?.pop().unwrap_or_default();
            somebody_edits(&stack, "payment", &remote, json!({"TxnDate": "2026-11-21"})).await?;
            look(&stack).await?;
            let refund = stack.pay(invoice, "-4").await?;
            stack.settle().await?;
            let behind = stack.entry_of(refund).await?;
            assert_eq!((behind.status, behind.waits_for.is_some()), (Status::Failed, true), "{behind:?}");
            choose(&stack, &stack.entry_of(payment).await?, choice).await?;
            stack.settle().await?;
            let refund = stack.entry_of(refund).await?;
            assert_eq!(refund.status, Status::Completed, "{choice:?}: {refund:?}");
            nothing_has_failed(&stack).await?;
        }
        Ok(())
    }

    async fn one_that_was_made_inactive_is_active_again_when_pushed(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Acme").await?;
        stack.settle().await?;
        somebody_edits(&stack, "customer", &only(&stack, "Customer", "DisplayName", "Acme").await?, json!({"Active": false})).await?;
        look(&stack).await?;
        choose(&stack, &stack.entry_of(customer.id).await?, Choice::PushAgain).await?;
        stack.settle().await?;
        let entry = stack.entry_of(customer.id).await?;
        assert_eq!(entry.status, Status::Completed, "{entry:?}");
        assert_eq!(only(&stack, "Customer", "DisplayName", "Acme").await?["Active"], true);
        look(&stack).await?;
        nothing_has_failed(&stack).await
    }

    async fn one_that_stays_inactive_by_choice_is_not_told_again(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Acme").await?;
        stack.settle().await?;
        somebody_edits(&stack, "customer", &only(&stack, "Customer", "DisplayName", "Acme").await?, json!({"Active": false})).await?;
        look(&stack).await?;
        choose(&stack, &stack.entry_of(customer.id).await?, Choice::Accept).await?;
        look(&stack).await?;
        assert_eq!(findings(&stack, customer.id).await?.len(), 1);
        nothing_has_failed(&stack).await
    }

    async fn a_deleted_invoice_is_made_anew_with_its_payment_on_it(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Acme").await?;
        let view = stack.invoice(customer.id, vec![service("Work", "1", "10")]).await?;
        let id = view.filed.document.id;
        let payment = stack.pay(id, "4").await?;
        stack.settle().await?;
        stack.emulator_settings(json!({"strict_links": false})).await?;
        somebody_ends(&stack, "invoice?operation=delete", &only(&stack, "Invoice", "DocNumber", "1001").await?).await?;
        look(&stack).await?;
        let entry = stack.entry_of(id).await?;
        assert_eq!(stack.engine.choices(stack.actor.company_id, &entry).await?, [Choice::Recreate, Choice::Unlink]);
        choose(&stack, &entry, Choice::Recreate).await?;
        stack.settle().await?;
        for record in [id, payment] {
            let entry = stack.entry_of(record).await?;
            assert_eq!(entry.status, Status::Completed, "{entry:?}");
        }
        let remote = only(&stack, "Invoice", "DocNumber", "1001").await?;
        assert_eq!((remote["TotalAmt"].to_string(), remote["Balance"].to_string()), ("10.00".to_owned(), "6.00".to_owned()));
        look(&stack).await?;
        nothing_has_failed(&stack).await
    }

    async fn a_recreated_invoice_takes_along_money_that_quickbooks_never_got(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Acme").await?;
        let id = stack.invoice(customer.id, vec![service("Work", "1", "10")]).await?.filed.document.id;
        let first = stack.pay(id, "4").await?;
        stack.settle().await?;
        stack.emulator_settings(json!({"strict_links": false})).await?;
        somebody_ends(&stack, "invoice?operation=void", &only(&stack, "Invoice", "DocNumber", "1001").await?).await?;
        let never_got = stack.pay(id, "3").await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(never_got).await?.status, Status::Failed);
        let refund = stack.pay(id, "-1").await?;
        look(&stack).await?;
        choose(&stack, &stack.entry_of(id).await?, Choice::Recreate).await?;
        stack.settle().await?;
        for record in [id, first, never_got, refund] {
            let entry = stack.entry_of(record).await?;
            assert_eq!(entry.status, Status::Completed, "{entry:?}");
        }
        let remote = stack.remote("Invoice").await?.pop().unwrap_or_default();
        assert_eq!((remote["TotalAmt"].to_string(), remote["Balance"].to_string()), ("10.00".to_owned(), "4.00".to_owned()));
        nothing_has_failed(&stack).await
    }

    async fn a_choice_that_makes_no_sense_is_refused(db: TestDb) -> anyhow::Result<()> {
        let (stack, id, entry) = edited(&db).await?;
        let refused = choose(&stack, &entry, Choice::Recreate).await;
        assert!(matches!(&refused, Err(Error::NotOffered { choice: Choice::Recreate, offered }) if offered.len() == 3), "{refused:?}");
        choose(&stack, &entry, Choice::Accept).await?;
        let entry = stack.entry_of(id).await?;
        assert_eq!(choose(&stack, &entry, Choice::Accept).await?, entry);
        let refused = choose(&stack, &entry, Choice::PushAgain).await.unwrap_err().to_string();
        assert_eq!(refused, "“push_again” can't be chosen at this entry; nothing has to be chosen there");
        assert_eq!(entry.code, None::<Code>);
        Ok(())
    }
}
