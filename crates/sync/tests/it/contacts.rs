use domain::contact::{Address, ContactDetails, ContactKind};
use serde_json::json;
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::Stack;

fn full(kind: ContactKind, name: &str) -> ContactDetails {
    ContactDetails {
        name: name.to_owned(),
        email: "office@example.com".to_owned(),
        phone: "030-0074321".to_owned(),
        fax: "030-0076545".to_owned(),
        url: "http://example.com".to_owned(),
        billing: Address {
            line1: "Obere Str. 57".to_owned(),
            city: "Berlin".to_owned(),
            ..Address::default()
        },
        shipping: Address { line1: "Hof 2".to_owned(), ..Address::default() },
        ..ContactDetails::of(kind)
    }
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn what_has_failed_of_a_customer_ends_when_it_becomes_a_prospect_or_a_supplier(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        for kind in [ContactKind::Prospect, ContactKind::Supplier] {
            let contact = stack.customer("Bad: name").await?;
            stack.settle().await?;
            let failed = stack.entry_of(contact.id).await?;
            assert_eq!(failed.status, Status::Failed, "{failed:?}");
            stack.edit_contact(contact.id, |contact| {
                contact.details.kind = kind;
                contact.details.name = format!("Good {kind:?}");
            }).await?;
            stack.settle().await?;
            let log = stack.log().await?;
            let ended = log.iter().find(|entry| entry.id == failed.id);
            assert_eq!(ended.map(|entry| entry.status), Some(Status::Skipped), "{ended:?}");
            assert!(log.iter().all(|entry| entry.status != Status::Failed), "{log:#?}");
        }
        Ok(())
    }

    async fn a_new_customer_is_created_with_every_field(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let contact = stack.contact(full(ContactKind::Customer, "B's “Comércio” & Söhne")).await?;
        stack.settle().await?;
        let entry = stack.entry_of(contact.id).await?;
        assert_eq!(entry.status, Status::Completed, "{entry:?}");
        let remote = stack.remote_where("Customer", "DisplayName", "B's “Comércio” & Söhne").await?;
        assert_eq!(remote.len(), 1);
        assert_eq!(remote[0]["PrimaryPhone"]["FreeFormNumber"], "030-0074321");
        assert_eq!(remote[0]["Fax"]["FreeFormNumber"], "030-0076545");
        assert_eq!(remote[0]["PrimaryEmailAddr"]["Address"], "office@example.com");
        assert_eq!(remote[0]["WebAddr"]["URI"], "http://example.com");
        assert_eq!(remote[0]["BillAddr"]["City"], "Berlin");
        assert_eq!(remote[0]["ShipAddr"]["Line1"], "Hof 2");
        Ok(())
    }

    async fn a_supplier_becomes_a_vendor_and_a_prospect_becomes_nothing(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        stack.contact(full(ContactKind::Supplier, "Exotic Liquids")).await?;
        let prospect = stack.contact(full(ContactKind::Prospect, "Perhaps Ltd")).await?;
        stack.settle().await?;
        assert_eq!(stack.remote_where("Vendor", "DisplayName", "Exotic Liquids").await?.len(), 1);
        assert!(stack.remote_where("Customer", "DisplayName", "Perhaps Ltd").await?.is_empty());
        assert!(stack.entry_of(prospect.id).await.is_err(), "a prospect has no entry");
        Ok(())
    }

    async fn a_prospect_that_becomes_a_customer_is_sent_then(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let prospect = stack.contact(full(ContactKind::Prospect, "Perhaps Ltd")).await?;
        stack.edit_contact(prospect.id, |contact| contact.details.kind = ContactKind::Customer).await?;
        stack.settle().await?;
        assert_eq!(stack.remote_where("Customer", "DisplayName", "Perhaps Ltd").await?.len(), 1);
        Ok(())
    }

    async fn an_existing_customer_of_the_same_name_is_adopted_and_keeps_what_is_blank_here(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let before = stack.remote_where("Customer", "DisplayName", "Amy's Bird Sanctuary").await?.remove(0);
        let details = ContactDetails {
            name: "Amy's Bird Sanctuary".to_owned(),
            phone: "555 0100".to_owned(),
            ..ContactDetails::of(ContactKind::Customer)
        };
        let contact = stack.contact(details).await?;
        stack.settle().await?;
        let after = stack.remote_where("Customer", "DisplayName", "Amy's Bird Sanctuary").await?;
        assert_eq!(after.len(), 1);
        assert_eq!(after[0]["Id"], before["Id"]);
        assert_eq!(after[0]["PrimaryPhone"]["FreeFormNumber"], "555 0100");
        assert_eq!(after[0]["PrimaryEmailAddr"], before["PrimaryEmailAddr"]);
        assert_eq!(after[0]["GivenName"], before["GivenName"]);
        let reason = stack.entry_of(contact.id).await?.reason.unwrap_or_default();
        assert!(reason.contains("taken over"), "{reason}");
        Ok(())
    }

    async fn a_rename_and_a_blank_are_sent_as_an_update_in_one_call(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let contact = stack.contact(full(ContactKind::Customer, "Old name")).await?;
        stack.settle().await?;
        let id = stack.remote_where("Customer", "DisplayName", "Old name").await?[0]["Id"].clone();
        stack.clear_journal().await?;
        stack
            .edit_contact(contact.id, |contact| {
                contact.details.name = "New name".to_owned();
                contact.details.fax = String::new();
            })
            .await?;
        stack.settle().await?;
        let renamed = stack.remote_where("Customer", "DisplayName", "New name").await?;
        assert_eq!(renamed[0]["Id"], id);
        assert!(renamed[0]["Fax"]["FreeFormNumber"].is_null(), "{}", renamed[0]);
        assert_eq!(stack.journal().await?.len(), 1, "steady state is one call");
        Ok(())
    }

    async fn saving_without_a_change_sends_nothing(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let contact = stack.customer("Same").await?;
        stack.settle().await?;
        stack.clear_journal().await?;
        stack.edit_contact(contact.id, |contact| contact.details.vat_number = "DE 1".to_owned()).await?;
        stack.settle().await?;
        assert_eq!(stack.journal().await?.len(), 0);
        let entry = stack.entry_of(contact.id).await?;
        assert_eq!(entry.status, Status::Completed);
        assert!(entry.reason.unwrap_or_default().contains("up to date"));
        Ok(())
    }

    async fn a_name_with_a_colon_fails_before_any_call_and_goes_through_once_it_is_changed(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        stack.clear_journal().await?;
        let contact = stack.customer("Smith: Sons").await?;
        stack.settle().await?;
        let failed = stack.entry_of(contact.id).await?;
        assert_eq!(failed.status, Status::Failed);
        assert!(failed.reason.unwrap_or_default().contains("a colon (:)"));
        assert_eq!(stack.journal().await?.len(), 0);
        stack.edit_contact(contact.id, |contact| contact.details.name = "Smith - Sons".to_owned()).await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(contact.id).await?.status, Status::Completed);
        let entries: Vec<_> = stack.log().await?.into_iter().filter(|entry| entry.record.id == contact.id).collect();
        let ends: Vec<_> = entries.iter().map(|entry| (entry.status, entry.code)).collect();
        assert_eq!(ends, [(Status::Completed, None), (Status::Skipped, None)], "the failed entry was taken over");
        Ok(())
    }

    async fn two_customers_of_one_name_never_share_one_in_quickbooks(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let first = stack.customer("Twin").await?;
        let second = stack.customer("Twin").await?;
        stack.settle().await?;
        let statuses = [stack.entry_of(first.id).await?, stack.entry_of(second.id).await?].map(|entry| (entry.status, entry.code));
        assert!(statuses.contains(&(Status::Completed, None)), "{statuses:?}");
        assert!(statuses.contains(&(Status::Failed, Some(planner::Code::NameTaken))), "{statuses:?}");
        stack.edit_contact(second.id, |contact| contact.details.name = "Twin the second".to_owned()).await?;
        stack.edit_contact(first.id, |contact| contact.details.name = "Twin the first".to_owned()).await?;
        stack.settle().await?;
        for name in ["Twin the first", "Twin the second"] {
            assert_eq!(stack.remote_where("Customer", "DisplayName", name).await?.len(), 1, "{name}");
        }
        Ok(())
    }

    async fn of_a_customer_and_a_supplier_of_one_name_the_first_that_was_saved_keeps_it(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        for (number, customer_first) in [true, false, true, false].into_iter().enumerate() {
            let name = format!("Twin {number}");
            if customer_first {
                stack.customer(&name).await?;
                stack.supplier(&name).await?;
            } else {
                stack.supplier(&name).await?;
                stack.customer(&name).await?;
            }
        }
        stack.settle().await?;
        for (number, customer_first) in [true, false, true, false].into_iter().enumerate() {
            let (first, second, suffix) = if customer_first { ("Customer", "Vendor", "(Supplier)") } else { ("Vendor", "Customer", "(Customer)") };
            let count = async |kind: &str, name: &str| anyhow::Ok(stack.remote_where(kind, "DisplayName", name).await?.len());
            assert_eq!(count(first, &format!("Twin {number}")).await?, 1, "{first} {number}");
            assert_eq!(count(second, &format!("Twin {number} {suffix}")).await?, 1, "{second} {number}");
        }
        Ok(())
    }

    async fn a_name_is_free_for_the_next_one_when_the_first_that_was_saved_can_not_have_it(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let details = ContactDetails { name: "Twin".to_owned(), phone: "1".repeat(40), ..ContactDetails::of(ContactKind::Customer) };
        let first = stack.contact(details).await?;
        let second = stack.supplier("Twin").await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(first.id).await?.status, Status::Failed);
        assert_eq!(stack.entry_of(second.id).await?.status, Status::Completed);
        assert_eq!(stack.remote_where("Vendor", "DisplayName", "Twin").await?.len(), 1);
        Ok(())
    }

    async fn two_namesakes_of_somebody_in_quickbooks_do_not_both_adopt_them(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let ids = [stack.customer("Cool Cars").await?.id, stack.customer("Cool Cars").await?.id];
        stack.settle().await?;
        let mut failed = 0;
        for id in ids {
            failed += usize::from(stack.entry_of(id).await?.status == Status::Failed);
        }
        assert_eq!(failed, 1);
        Ok(())
    }

    async fn a_deleted_contact_stays_in_quickbooks_and_its_link_is_dropped(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let contact = stack.customer("Leaving").await?;
        stack.settle().await?;
        stack.app.run(stack.actor, app::contacts::Delete { id: contact.id }).await?;
        stack.settle().await?;
        assert_eq!(stack.remote_where("Customer", "DisplayName", "Leaving").await?.len(), 1);
        let again = stack.customer("Leaving").await?;
        stack.settle().await?;
        assert!(stack.entry_of(again.id).await?.reason.unwrap_or_default().contains("taken over"));
        Ok(())
    }

    async fn an_edit_by_somebody_else_does_not_stop_ours(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let contact = stack.customer("Shared").await?;
        stack.settle().await?;
        let remote = stack.remote_where("Customer", "DisplayName", "Shared").await?.remove(0);
        let theirs = json!({"Id": remote["Id"], "SyncToken": remote["SyncToken"], "sparse": true, "Notes": "theirs"});
        stack.remote_write("customer", theirs).await?;
        stack.edit_contact(contact.id, |contact| contact.details.phone = "1".to_owned()).await?;
        stack.settle().await?;
        let after = stack.remote_where("Customer", "DisplayName", "Shared").await?.remove(0);
        assert_eq!((&after["Notes"], &after["PrimaryPhone"]["FreeFormNumber"]), (&json!("theirs"), &json!("1")));
        Ok(())
    }
}
