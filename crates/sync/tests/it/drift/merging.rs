//! Contacts that somebody merges into others.

use super::{choose, look, only};
use planner::Code;
use serde_json::{Value, json};
use sync::Choice;
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};

/// Somebody merges one contact into another just before the next request.
async fn somebody_merges(stack: &Stack, entity: &str, from: &Value, into: &Value) -> anyhow::Result<()> {
    let deed = json!({"do": "merge", "entity": entity, "id": from["Id"], "into": into["Id"]});
    stack.trouble(json!({"times": 1, "action": {"meanwhile": deed}})).await
}

testkit::on_both! {
    migrated(store::migrations::ALL);

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
        assert_eq!(stack.engine.choices(stack.actor.company_id, &entry).await?, [Choice::Recreate, Choice::Unlink]);
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
