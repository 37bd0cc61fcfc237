use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn customer_then_invoice_then_payment_even_when_all_are_saved_at_once(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        stack.clear_journal().await?;
        for number in 0..12 {
            let customer = stack.customer(&format!("Customer {number}")).await?;
            let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
            stack.pay(view.filed.document.id, "3").await?;
        }
        stack.settle().await?;
        assert!(stack.log().await?.iter().all(|entry| entry.status == Status::Completed));
        let refused = stack.journal().await?.iter().filter(|request| request["status"] != 200).count();
        assert_eq!(refused, 0, "no call was made too early");
        Ok(())
    }

    async fn an_invoice_waits_for_a_customer_that_can_not_be_sent_and_goes_once_it_can(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Smith: Sons").await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        let payment = stack.pay(view.filed.document.id, "3").await?;
        stack.settle().await?;
        let waiting = stack.entry_of(view.filed.document.id).await?;
        assert_eq!((waiting.status, waiting.waits_for.as_deref(), waiting.tries), (Status::Queued, Some("Smith: Sons"), 0));
        assert_eq!(stack.entry_of(payment).await?.waits_for, Some(view.filed.document.title()));
        stack.edit_contact(customer.id, |contact| contact.details.name = "Smith - Sons".to_owned()).await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(view.filed.document.id).await?.status, Status::Completed);
        assert_eq!(stack.entry_of(payment).await?.status, Status::Completed);
        Ok(())
    }

    async fn a_customer_from_before_is_sent_with_their_first_invoice(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let customer = stack.customer("From before").await?;
        stack.connect().await?;
        stack.engine.switch_on_custom_numbers(stack.actor.company_id).await?;
        stack.clock.advance(jiff::SignedDuration::from_secs(60));
        stack.engine.enable(stack.actor.company_id).await?;
        stack.settle().await?;
        assert!(stack.remote_where("Customer", "DisplayName", "From before").await?.is_empty());
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        stack.settle().await?;
        assert_eq!(stack.remote_where("Customer", "DisplayName", "From before").await?.len(), 1);
        assert_eq!(stack.entry_of(view.filed.document.id).await?.status, Status::Completed);
        Ok(())
    }

    async fn many_edits_of_a_queued_record_are_one_push(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Edited often").await?;
        for number in 0..5 {
            stack.edit_contact(customer.id, |contact| contact.details.phone = number.to_string()).await?;
        }
        let entry = stack.entry_of(customer.id).await?;
        assert_eq!((entry.merged, entry.action.code()), (5, "create"));
        stack.clear_journal().await?;
        stack.settle().await?;
        assert_eq!(stack.journal().await?.len(), 2, "a look by name and one creation");
        Ok(())
    }
}
