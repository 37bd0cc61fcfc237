//! Contacts that somebody merges into others.

use super::{choose, look, nothing_has_failed, only, somebody_edits};
use crate::sale::number;
use app::documents::{Edit, Input};
use app::invoices::Reset;
use app::purchase_orders::{MarkAsSent, Receive};
use app::transactions::ReturnOne;
use planner::Code;
use serde_json::{Value, json};
use sync::Choice;
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};
use uuid::Uuid;

/// Somebody merges one contact into another just before the next request.
async fn somebody_merges(stack: &Stack, entity: &str, from: &Value, into: &Value) -> anyhow::Result<()> {
    let deed = json!({"do": "merge", "entity": entity, "id": from["Id"], "into": into["Id"]});
    stack.trouble(json!({"times": 1, "action": {"meanwhile": deed}})).await
}

/// A customer with an invoice over 10.00 that is paid, whom somebody merges into another one of ours.
struct Merger {
    stack: Stack,
    merged: Uuid,
    heir: Uuid,
    invoice: Uuid,
    payment: Uuid,
}

impl Merger {
    async fn of(db: &TestDb) -> anyhow::Result<Self> {
        let merger = Self::about_to_be(db).await?;
        merger.merge().await?;
        Ok(merger)
    }

    async fn about_to_be(db: &TestDb) -> anyhow::Result<Self> {
        let stack = Stack::enabled(db).await?;
        let (merged, heir) = (stack.customer("Acme Co").await?.id, stack.customer("Acme").await?.id);
        let invoice = stack.invoice(merged, vec![service("Work", "1", "10")]).await?.filed.document.id;
        let payment = stack.pay(invoice, "10").await?;
        stack.settle().await?;
        Ok(Self { stack, merged, heir, invoice, payment })
    }

    async fn merge(&self) -> anyhow::Result<()> {
        let from = only(&self.stack, "Customer", "DisplayName", "Acme Co").await?;
        let into = only(&self.stack, "Customer", "DisplayName", "Acme").await?;
        somebody_merges(&self.stack, "Customer", &from, &into).await
    }

    /// What happened to the customer is accepted, at the entry that tells of it.
    async fn accept(&self) -> anyhow::Result<()> {
        let told = self.stack.entry_of(self.merged).await?;
        assert_eq!((told.status, told.code), (Status::Failed, Some(Code::MergedThere)), "{told:?}");
        assert_eq!(
            self.stack.engine.choices(self.stack.actor.company_id, &told).await?,
            [Choice::Accept, Choice::Unlink]
        );
        choose(&self.stack, &told, Choice::Accept).await?;
        self.stack.settle().await?;
        let told = self.stack.entry_of(self.merged).await?;
        assert!(
            told.status == Status::Completed
                && told.reason.as_deref().is_some_and(|why| why.starts_with("Merged into “Acme”")),
            "{told:?}"
        );
        Ok(())
    }

    /// So much is due of the invoice there and of the customer who stays, nothing has failed, and a look finds nothing more.
    async fn owes(&self, due: u32) -> anyhow::Result<()> {
        self.stack.settle().await?;
        let invoice = only(&self.stack, "Invoice", "DocNumber", "1001").await?;
        let heir = only(&self.stack, "Customer", "DisplayName", "Acme").await?;
        assert_eq!((number(&invoice["Balance"]), number(&heir["Balance"])), (due.into(), due.into()));
        assert_eq!(invoice["CustomerRef"]["value"], heir["Id"]);
        look(&self.stack).await?;
        nothing_has_failed(&self.stack).await
    }
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn what_a_merged_customer_has_paid_goes_on_at_the_other_once_that_is_accepted(db: TestDb) -> anyhow::Result<()> {
        let merger = Merger::of(&db).await?;
        look(&merger.stack).await?;
        for moved in [merger.invoice, merger.payment] {
            assert_eq!(merger.stack.entry_of(moved).await?.code, Some(Code::ChangedThere));
        }
        merger.stack.clear_journal().await?;
        merger.accept().await?;
        assert_eq!(merger.stack.journal().await?.len(), 2, "a document tells who it is, who is looked at");
        merger.owes(0).await?;
        let refund = merger.stack.pay(merger.invoice, "-4").await?;
        merger.owes(4).await?;
        merger.stack.edit_invoice(merger.invoice, vec![service("Work", "1", "12")]).await?;
        merger.owes(6).await?;
        merger.stack.app.run(merger.stack.actor, ReturnOne { id: refund }).await?;
        merger.owes(2).await?;
        merger.stack.app.run(merger.stack.actor, Reset { id: merger.invoice }).await?;
        merger.owes(12).await
    }

    async fn a_refund_that_finds_the_customer_merged_goes_on_once_that_is_accepted(db: TestDb) -> anyhow::Result<()> {
        let merger = Merger::of(&db).await?;
        let refund = merger.stack.pay(merger.invoice, "-4").await?;
        merger.stack.settle().await?;
        let behind = merger.stack.entry_of(refund).await?;
        assert_eq!((behind.status, behind.waits_for.as_deref()), (Status::Failed, Some("Acme Co")), "{behind:?}");
        merger.accept().await?;
        merger.owes(4).await?;
        assert_eq!(merger.stack.entry_of(refund).await?.status, Status::Completed);
        Ok(())
    }

    async fn a_merged_customer_that_was_unlinked_is_told_again_where_it_is_needed_and_may_be_accepted_then(db: TestDb) -> anyhow::Result<()> {
        let merger = Merger::of(&db).await?;
        look(&merger.stack).await?;
        choose(&merger.stack, &merger.stack.entry_of(merger.merged).await?, Choice::Unlink).await?;
        choose(&merger.stack, &merger.stack.entry_of(merger.payment).await?, Choice::PushAgain).await?;
        merger.stack.settle().await?;
        let behind = merger.stack.entry_of(merger.payment).await?;
        assert_eq!((behind.status, behind.waits_for.as_deref()), (Status::Failed, Some("Acme Co")), "{behind:?}");
        merger.accept().await?;
        merger.owes(0).await
    }

    async fn what_is_written_to_a_merged_customer_goes_to_the_other_who_keeps_its_own_values(db: TestDb) -> anyhow::Result<()> {
        let merger = Merger::of(&db).await?;
        look(&merger.stack).await?;
        merger.accept().await?;
        merger.stack.edit_contact(merger.merged, |contact| contact.details.phone = "1".to_owned()).await?;
        merger.stack.edit_contact(merger.heir, |contact| contact.details.phone = "2".to_owned()).await?;
        merger.stack.invoice(merger.merged, vec![service("Work", "1", "7")]).await?;
        merger.stack.settle().await?;
        let heir = only(&merger.stack, "Customer", "DisplayName", "Acme").await?;
        assert_eq!((number(&heir["Balance"]), &heir["PrimaryPhone"]["FreeFormNumber"]), (7.into(), &json!("2")));
        let own = merger.stack.entry_of(merger.merged).await?;
        assert_eq!(own.status, Status::Skipped, "{own:?}");
        assert_eq!(merger.stack.engine.choices(merger.stack.actor.company_id, &own).await?, [], "the other one here is that one there");
        nothing_has_failed(&merger.stack).await
    }

    async fn what_else_was_changed_there_is_still_told(db: TestDb) -> anyhow::Result<()> {
        let merger = Merger::about_to_be(&db).await?;
        let invoice = only(&merger.stack, "Invoice", "DocNumber", "1001").await?;
        somebody_edits(&merger.stack, "invoice", &invoice, json!({"TxnDate": "2026-11-21"})).await?;
        merger.merge().await?;
        look(&merger.stack).await?;
        merger.accept().await?;
        assert_eq!(merger.stack.entry_of(merger.payment).await?.status, Status::Completed);
        let told = merger.stack.entry_of(merger.invoice).await?;
        assert_eq!((told.status, told.code), (Status::Failed, Some(Code::ChangedThere)), "{told:?}");
        choose(&merger.stack, &told, Choice::PushAgain).await?;
        merger.owes(0).await?;
        assert_eq!(only(&merger.stack, "Invoice", "DocNumber", "1001").await?["TxnDate"], "2026-11-20");
        Ok(())
    }

    async fn an_order_to_a_merged_supplier_goes_on_at_the_other_with_its_bill(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let bills = |settings: planner::Settings| settings.with("bill_on_receipt", Some("yes".to_owned()));
        stack.engine.change_settings(stack.actor.company_id, bills).await?;
        let (merged, _heir) = (stack.supplier("Paper Ltd").await?, stack.supplier("Paper").await?);
        let order = stack.purchase_order(merged.id, vec![service("Paper", "2", "5")]).await?.filed.document.id;
        stack.app.run(stack.actor, MarkAsSent { id: order, sent: true }).await?;
        stack.app.run(stack.actor, Receive { id: order, receipts: None }).await?;
        stack.settle().await?;
        let from = only(&stack, "Vendor", "DisplayName", "Paper Ltd").await?;
        let into = only(&stack, "Vendor", "DisplayName", "Paper").await?;
        somebody_merges(&stack, "Vendor", &from, &into).await?;
        look(&stack).await?;
        choose(&stack, &stack.entry_of(merged.id).await?, Choice::Accept).await?;
        stack.settle().await?;
        nothing_has_failed(&stack).await?;
        let input = Input { name: Some("Renamed".to_owned()), ..Input::default() };
        stack.app.run(stack.actor, Edit { id: order, input }).await?;
        stack.settle().await?;
        look(&stack).await?;
        let bill = stack.remote("Bill").await?.pop().unwrap_or_default();
        assert_eq!((bill["VendorRef"]["value"].as_str(), number(&bill["TotalAmt"])), (into["Id"].as_str(), 10.into()));
        nothing_has_failed(&stack).await
    }

    async fn a_merged_customer_and_its_invoice_are_told_and_are_as_before_when_recreated(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let (merged, heir) = (stack.customer("Acme Co").await?, stack.customer("Acme").await?);
        let invoice = stack.invoice(merged.id, vec![service("Work", "1", "10")]).await?.filed.document.id;
        stack.settle().await?;
        let from = only(&stack, "Customer", "DisplayName", "Acme Co").await?;
        let into = only(&stack, "Customer", "DisplayName", "Acme").await?;
        somebody_merges(&stack, "Customer", &from, &into).await?;
        look(&stack).await?;
        let entry = stack.entry_of(merged.id).await?;
        assert_eq!((entry.status, entry.code), (Status::Failed, Some(Code::MergedThere)), "{entry:?}");
        assert_eq!(stack.entry_of(heir.id).await?.status, Status::Completed);
        let moved = stack.entry_of(invoice).await?;
        assert_eq!(moved.code, Some(Code::ChangedThere), "{moved:?}");
        assert!(moved.reason.as_deref().unwrap_or_default().contains("customer was"), "{moved:?}");
        assert_eq!(stack.engine.choices(stack.actor.company_id, &entry).await?, [Choice::Accept, Choice::Recreate, Choice::Unlink]);
        choose(&stack, &entry, Choice::Recreate).await?;
        stack.settle().await?;
        choose(&stack, &moved, Choice::PushAgain).await?;
        stack.settle().await?;
        let again = only(&stack, "Customer", "DisplayName", "Acme Co").await?;
        let remote = only(&stack, "Invoice", "DocNumber", "1001").await?;
        assert_eq!((&remote["CustomerRef"]["value"], again["Balance"].to_string()), (&again["Id"], "10.00".to_owned()));
        assert_ne!(again["Id"], from["Id"]);
        assert_eq!(only(&stack, "Customer", "DisplayName", "Acme").await?["Balance"].to_string(), "0");
        look(&stack).await?;
        for record in [merged.id, heir.id, invoice] {
            assert_eq!(stack.entry_of(record).await?.status, Status::Completed);
        }
        Ok(())
    }

    async fn an_edit_of_a_merged_supplier_fails_with_what_to_do(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let (merged, _heir) = (stack.supplier("Paper Ltd").await?, stack.supplier("Paper").await?);
        stack.settle().await?;
        let from = only(&stack, "Vendor", "DisplayName", "Paper Ltd").await?;
        let into = only(&stack, "Vendor", "DisplayName", "Paper").await?;
        somebody_merges(&stack, "Vendor", &from, &into).await?;
        stack.edit_contact(merged.id, |contact| contact.details.phone = "555".to_owned()).await?;
        stack.settle().await?;
        let entry = stack.entry_of(merged.id).await?;
        assert_eq!((entry.status, entry.code), (Status::Failed, Some(Code::MergedThere)), "{entry:?}");
        choose(&stack, &entry, Choice::Recreate).await?;
        stack.settle().await?;
        let again = only(&stack, "Vendor", "DisplayName", "Paper Ltd").await?;
        assert_eq!((&again["PrimaryPhone"]["FreeFormNumber"], again["Id"] == from["Id"]), (&"555".into(), false));
        look(&stack).await?;
        assert_eq!(stack.entry_of(merged.id).await?.status, Status::Completed);
        Ok(())
    }
}
