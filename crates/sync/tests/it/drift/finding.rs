//! What is found, and what is not.

use super::{findings, look, nothing_has_failed, only, somebody_edits, somebody_ends};
use jiff::SignedDuration;
use planner::Code;
use serde_json::json;
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn an_edited_invoice_is_told_once_with_both_values(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Acme").await?;
        let view = stack.invoice(customer.id, vec![service("Work", "1", "10")]).await?;
        stack.settle().await?;
        let id = view.filed.document.id;
        let remote = only(&stack, "Invoice", "DocNumber", "1001").await?;
        let mut lines = remote["Line"].clone();
        lines[0]["Amount"] = 30.into();
        lines[0]["SalesItemLineDetail"]["UnitPrice"] = 30.into();
        somebody_edits(&stack, "invoice", &remote, json!({"Line": lines, "TxnDate": "2026-11-21"})).await?;
        for _ in 0..3 {
            look(&stack).await?;
        }
        let entry = stack.entry_of(id).await?;
        assert_eq!((entry.status, entry.code), (Status::Failed, Some(Code::ChangedThere)), "{entry:?}");
        let reason = entry.reason.unwrap_or_default();
        for part in ["Invoice 1001 was changed in QuickBooks: ", "total was 10.00 and is 30.00", "date was “2026-11-20” and is “2026-11-21”",
            "line 1 was 10.00 (1 × 10) for “Work” and is 30.00 (1 × 30) for “Work”"] {
            assert!(reason.contains(part), "{reason}");
        }
        assert_eq!(findings(&stack, id).await?.len(), 1);
        Ok(())
    }

    async fn what_we_did_and_what_was_never_sent_is_not_told(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Acme").await?;
        let view = stack.invoice(customer.id, vec![service("Work", "1", "10")]).await?;
        stack.settle().await?;
        look(&stack).await?;
        stack.pay(view.filed.document.id, "4").await?;
        stack.edit_contact(customer.id, |contact| contact.details.name = "Acme Ltd".to_owned()).await?;
        stack.settle().await?;
        let remote = only(&stack, "Invoice", "DocNumber", "1001").await?;
        somebody_edits(&stack, "invoice", &remote, json!({"PrivateNote": "seen"})).await?;
        let remote = only(&stack, "Customer", "DisplayName", "Acme Ltd").await?;
        somebody_edits(&stack, "customer", &remote, json!({"Notes": "seen"})).await?;
        stack.remote_write("customer", json!({"DisplayName": "Nobody of ours"})).await?;
        look(&stack).await?;
        nothing_has_failed(&stack).await
    }

    async fn a_contact_that_is_edited_or_made_inactive_is_told(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let (edited, inactive) = (stack.customer("Edited").await?, stack.supplier("Inactive").await?);
        stack.settle().await?;
        let remote = only(&stack, "Customer", "DisplayName", "Edited").await?;
        somebody_edits(&stack, "customer", &remote, json!({"PrimaryPhone": {"FreeFormNumber": "555"}})).await?;
        let remote = only(&stack, "Vendor", "DisplayName", "Inactive").await?;
        somebody_edits(&stack, "vendor", &remote, json!({"Active": false})).await?;
        look(&stack).await?;
        let entry = stack.entry_of(edited.id).await?;
        assert_eq!(entry.code, Some(Code::ChangedThere), "{entry:?}");
        assert!(entry.reason.unwrap_or_default().contains("phone was nothing and is 555"));
        let entry = stack.entry_of(inactive.id).await?;
        assert_eq!(entry.code, Some(Code::InactiveThere), "{entry:?}");
        Ok(())
    }

    async fn documents_that_are_voided_or_deleted_are_told(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Acme").await?;
        let voided = stack.invoice(customer.id, vec![service("Work", "1", "10")]).await?;
        let deleted = stack.invoice(customer.id, vec![service("Work", "1", "10")]).await?;
        stack.settle().await?;
        somebody_ends(&stack, "invoice?operation=void", &only(&stack, "Invoice", "DocNumber", "1001").await?).await?;
        somebody_ends(&stack, "invoice?operation=delete", &only(&stack, "Invoice", "DocNumber", "1002").await?).await?;
        look(&stack).await?;
        assert_eq!(stack.entry_of(voided.filed.document.id).await?.code, Some(Code::VoidedThere));
        assert_eq!(stack.entry_of(deleted.filed.document.id).await?.code, Some(Code::DeletedThere));
        Ok(())
    }

    async fn it_is_looked_at_once_a_day_with_one_call(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Acme").await?;
        stack.settle().await?;
        let remote = only(&stack, "Customer", "DisplayName", "Acme").await?;
        somebody_edits(&stack, "customer", &remote, json!({"Fax": {"FreeFormNumber": "1"}})).await?;
        let changes = |journal: Vec<serde_json::Value>| {
            journal.iter().filter(|call| call["path"].as_str().is_some_and(|path| path.contains("/cdc"))).count()
        };
        stack.clock.advance(SignedDuration::from_hours(23));
        stack.clear_journal().await?;
        stack.settle().await?;
        assert_eq!(changes(stack.journal().await?), 0);
        assert_eq!(stack.entry_of(customer.id).await?.status, Status::Completed);
        stack.clock.advance(SignedDuration::from_hours(1));
        stack.settle().await?;
        stack.settle().await?;
        assert_eq!(changes(stack.journal().await?), 1);
        assert_eq!(stack.entry_of(customer.id).await?.code, Some(Code::ChangedThere));
        Ok(())
    }

    async fn a_retry_looks_again_and_writes_nothing(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Acme").await?;
        stack.settle().await?;
        let remote = only(&stack, "Customer", "DisplayName", "Acme").await?;
        let remote = somebody_edits(&stack, "customer", &remote, json!({"Fax": {"FreeFormNumber": "1"}})).await?;
        look(&stack).await?;
        let entry = stack.entry_of(customer.id).await?;
        stack.engine.retry(stack.actor.company_id, entry.id).await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(customer.id).await?.code, Some(Code::ChangedThere));
        somebody_edits(&stack, "customer", &remote["Customer"], json!({"Fax": {}})).await?;
        stack.engine.retry(stack.actor.company_id, entry.id).await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(customer.id).await?.status, Status::Completed);
        assert_eq!(findings(&stack, customer.id).await?.len(), 1);
        Ok(())
    }

    async fn of_more_than_a_thousand_changes_none_is_missed(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let (first, last) = (stack.customer("First").await?, stack.customer("Last").await?);
        let view = stack.invoice(first.id, vec![service("Work", "1", "10")]).await?;
        stack.settle().await?;
        let fax = json!({"Fax": {"FreeFormNumber": "1"}});
        somebody_edits(&stack, "customer", &only(&stack, "Customer", "DisplayName", "First").await?, fax.clone()).await?;
        for batch in 0..34 {
            stack.clock.advance(SignedDuration::from_secs(1));
            let item = |number: usize| json!({"bId": number.to_string(), "operation": "create", "Customer": {"DisplayName": format!("C {batch} {number}")}});
            let items: Vec<serde_json::Value> = (0..30).map(item).collect();
            stack.remote_write("batch", json!({"BatchItemRequest": items})).await?;
        }
        somebody_edits(&stack, "customer", &only(&stack, "Customer", "DisplayName", "Last").await?, fax).await?;
        somebody_ends(&stack, "invoice?operation=delete", &only(&stack, "Invoice", "DocNumber", "1001").await?).await?;
        stack.clear_journal().await?;
        look(&stack).await?;
        for id in [first.id, last.id] {
            assert_eq!(stack.entry_of(id).await?.code, Some(Code::ChangedThere));
        }
        assert_eq!(stack.entry_of(view.filed.document.id).await?.code, Some(Code::DeletedThere));
        // All kinds at once, each by itself, and the customers from the thousandth on.
        assert_eq!(stack.journal().await?.len(), 1 + 9 + 1);
        Ok(())
    }

    async fn a_reading_that_fails_keeps_nothing_from_being_sent_and_is_made_again(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Acme").await?;
        stack.settle().await?;
        somebody_edits(&stack, "customer", &only(&stack, "Customer", "DisplayName", "Acme").await?, json!({"Active": false})).await?;
        // As a whole, then of customers alone, and their rows.
        stack.trouble(json!({"match": {"operation": "cdc"}, "times": 2, "action": {"fail": {"status": 503, "when": "before"}}})).await?;
        stack.trouble(json!({"match": {"operation": "query"}, "times": 1, "action": {"fail": {"status": 503, "when": "before"}}})).await?;
        let other = stack.customer("Other").await?;
        look(&stack).await?;
        for id in [customer.id, other.id] {
            assert_eq!(stack.entry_of(id).await?.status, Status::Completed);
        }
        stack.clock.advance(SignedDuration::from_mins(61));
        stack.settle().await?;
        assert_eq!(stack.entry_of(customer.id).await?.code, Some(Code::InactiveThere));
        Ok(())
    }

    async fn what_is_too_much_to_tell_at_once_is_asked_for_in_parts(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Acme").await?;
        let view = stack.invoice(customer.id, vec![service("Work", "1", "10")]).await?;
        stack.settle().await?;
        somebody_edits(&stack, "customer", &only(&stack, "Customer", "DisplayName", "Acme").await?, json!({"Active": false})).await?;
        somebody_ends(&stack, "invoice?operation=delete", &only(&stack, "Invoice", "DocNumber", "1001").await?).await?;
        // As after an answer that is too long, or takes too long: of all kinds, and of customers alone.
        stack.trouble(json!({"match": {"operation": "cdc"}, "times": 2, "action": {"fail": {"status": 504, "when": "before"}}})).await?;
        stack.clear_journal().await?;
        look(&stack).await?;
        assert_eq!(stack.entry_of(customer.id).await?.code, Some(Code::InactiveThere));
        assert_eq!(stack.entry_of(view.filed.document.id).await?.code, Some(Code::DeletedThere));
        assert_eq!(stack.journal().await?.len(), 1 + 9 + 1, "at once, kind by kind, and the rows of customers");
        stack.clear_journal().await?;
        stack.clock.advance(SignedDuration::from_mins(61));
        stack.settle().await?;
        let asked = stack.journal().await?.iter().filter(|call| call["path"].as_str().is_some_and(|path| path.contains("/cdc"))).count();
        assert_eq!(asked, 1, "what was deleted of customers is asked for again");
        Ok(())
    }

    async fn after_a_long_time_what_was_changed_is_found_all_the_same(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let (edited, inactive) = (stack.customer("Edited").await?, stack.customer("Inactive").await?);
        stack.settle().await?;
        look(&stack).await?;
        stack.engine.disable(stack.actor.company_id).await?;
        somebody_edits(&stack, "customer", &only(&stack, "Customer", "DisplayName", "Edited").await?, json!({"Fax": {"FreeFormNumber": "1"}})).await?;
        somebody_edits(&stack, "customer", &only(&stack, "Customer", "DisplayName", "Inactive").await?, json!({"Active": false})).await?;
        stack.clock.advance(SignedDuration::from_hours(24 * 40));
        stack.settle().await?;
        assert_eq!(stack.entry_of(edited.id).await?.status, Status::Completed, "nothing is read while it is off");
        stack.connect().await?;
        stack.engine.enable(stack.actor.company_id).await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(edited.id).await?.code, Some(Code::ChangedThere));
        assert_eq!(stack.entry_of(inactive.id).await?.code, Some(Code::InactiveThere));
        Ok(())
    }

    async fn a_record_with_an_open_entry_is_left_alone_and_looked_at_within_the_hour(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Acme").await?;
        stack.settle().await?;
        somebody_edits(&stack, "customer", &only(&stack, "Customer", "DisplayName", "Acme").await?, json!({"Fax": {"FreeFormNumber": "1"}})).await?;
        // Saved as it was: nothing is sent, so its own work does not look.
        stack.edit_contact(customer.id, |_| ()).await?;
        look(&stack).await?;
        assert_eq!(stack.entry_of(customer.id).await?.status, Status::Completed);
        stack.clock.advance(SignedDuration::from_mins(61));
        stack.settle().await?;
        assert_eq!(stack.entry_of(customer.id).await?.code, Some(Code::ChangedThere));
        Ok(())
    }

    async fn a_payment_and_an_order_are_told_and_a_bill_on_the_order_is_not(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let (customer, supplier) = (stack.customer("Acme").await?, stack.supplier("Supplies").await?);
        let invoice = stack.invoice(customer.id, vec![service("Work", "1", "10")]).await?;
        let payment = stack.pay(invoice.filed.document.id, "4").await?;
        let order = stack.purchase_order(supplier.id, vec![service("Paper", "2", "5")]).await?;
        stack.settle().await?;
        let remote = stack.remote("PurchaseOrder").await?.remove(0);
        let line = &remote["Line"][0];
        let tie = json!([{"TxnId": remote["Id"], "TxnType": "PurchaseOrder", "TxnLineId": line["Id"]}]);
        let billed = json!({"DetailType": line["DetailType"], "Amount": line["Amount"], "LinkedTxn": tie,
            "ItemBasedExpenseLineDetail": line["ItemBasedExpenseLineDetail"]});
        stack.remote_write("bill", json!({"VendorRef": remote["VendorRef"], "Line": [billed]})).await?;
        look(&stack).await?;
        nothing_has_failed(&stack).await?;
        let remote = stack.remote("PurchaseOrder").await?.remove(0);
        somebody_edits(&stack, "purchaseorder", &remote, json!({"Memo": "theirs"})).await?;
        let remote = only(&stack, "Payment", "PaymentRefNum", "Bank transfer").await?;
        somebody_edits(&stack, "payment", &remote, json!({"TxnDate": "2026-11-01"})).await?;
        look(&stack).await?;
        for (id, told) in [(order.filed.document.id, "memo was nothing and is “theirs”"), (payment, "date was “2026-11-22” and is “2026-11-01”")] {
            let entry = stack.entry_of(id).await?;
            assert!(entry.reason.as_deref().is_some_and(|why| why.contains(told)), "{entry:?}");
        }
        Ok(())
    }
}
