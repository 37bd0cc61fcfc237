use sync::Error;
use sync::connection::Connected;
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn connecting_learns_what_has_to_be_known(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        stack.connect().await?;
        let connection = stack.engine.connection(stack.actor.company_id).await?.unwrap();
        assert_eq!(connection.known.country, "US");
        assert_eq!(connection.known.home_currency, "USD");
        assert!(!connection.known.custom_numbers);
        assert_eq!(connection.settings.income_account.as_deref(), Some("79"));
        assert_eq!(connection.settings.expense_account.as_deref(), Some("80"));
        assert_eq!(connection.enabled_at, None);
        Ok(())
    }

    async fn custom_numbers_are_switched_on_in_one_call(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        stack.connect().await?;
        let connection = stack.engine.switch_on_custom_numbers(stack.actor.company_id).await?;
        assert!(connection.known.custom_numbers && connection.known.custom_purchase_order_numbers);
        Ok(())
    }

    async fn while_the_numbers_are_quickbooks_own_theirs_is_taken(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        stack.connect().await?;
        stack.engine.enable(stack.actor.company_id).await?;
        let customer = stack.customer("Numbered").await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(view.filed.document.id).await?.status, Status::Completed);
        let remote = stack.remote("Invoice").await?.pop().unwrap();
        assert_eq!(remote["DocNumber"], "1038");
        Ok(())
    }

    async fn enabling_makes_the_generic_item_once(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        stack.engine.disable(stack.actor.company_id).await?;
        stack.engine.enable(stack.actor.company_id).await?;
        stack.settle().await?;
        let items = stack.remote_where("Item", "Name", "Inventory Item").await?;
        assert_eq!(items.len(), 1);
        assert_eq!((&items[0]["Type"], &items[0]["IncomeAccountRef"]["value"]), (&serde_json::json!("NonInventory"), &serde_json::json!("79")));
        Ok(())
    }

    async fn while_it_is_disabled_nothing_is_logged_or_sent(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        stack.engine.disable(stack.actor.company_id).await?;
        let customer = stack.customer("Quiet").await?;
        stack.settle().await?;
        assert!(stack.entry_of(customer.id).await.is_err());
        assert!(stack.remote_where("Customer", "DisplayName", "Quiet").await?.is_empty());
        Ok(())
    }

    async fn another_quickbooks_company_takes_over_once_somebody_says_so(db: TestDb) -> anyhow::Result<()> {
        let mut stack = Stack::enabled(&db).await?;
        let company = stack.actor.company_id;
        let (stays, bad) = (stack.customer("Stays").await?, stack.customer("Bad: name").await?);
        let realm = stack.found_remote_company("empty-us").await?;
        let Connected::Another(other) = stack.connect_to(&realm).await? else { panic!("it was not asked") };
        stack.settle().await?;
        assert_eq!(stack.entry_of(stays.id).await?.status, Status::Completed, "it goes on with the former one");
        let waits = stack.customer("Waits").await?;
        let now = stack.engine.switch(company, other.id).await?;
        assert_eq!((now.realm.as_str(), now.enabled_at), (realm.as_str(), None));
        for id in [waits.id, bad.id] {
            let entry = stack.entry_of(id).await?;
            assert_eq!(entry.status, Status::Skipped, "{entry:?}");
            assert!(entry.reason.as_ref().is_some_and(|why| why.starts_with("Counterfoil is connected to another")), "{entry:?}");
        }
        stack.engine.enable(company).await?;
        stack.edit_contact(stays.id, |contact| contact.details.phone = "1".to_owned()).await?;
        stack.settle().await?;
        stack.realm_id = realm;
        assert_eq!(stack.remote_where("Customer", "DisplayName", "Stays").await?.len(), 1, "it begins anew there");
        Ok(())
    }

    async fn who_comes_back_to_the_former_company_goes_on_where_it_was(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let (company, former) = (stack.actor.company_id, stack.realm_id.clone());
        let customer = stack.customer("Known").await?;
        stack.settle().await?;
        let realm = stack.found_remote_company("empty-us").await?;
        for realm in [&realm, &former] {
            let Connected::Another(other) = stack.connect_to(realm).await? else { panic!("it was not asked") };
            stack.engine.switch(company, other.id).await?;
        }
        stack.settle().await?;
        stack.clear_journal().await?;
        stack.edit_contact(customer.id, |contact| contact.details.phone = "1".to_owned()).await?;
        stack.settle().await?;
        assert_eq!(stack.journal().await?.len(), 1, "it is known there, and updated");
        Ok(())
    }

    async fn who_stays_forgets_the_other_company(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let company = stack.actor.company_id;
        let realm = stack.found_remote_company("empty-us").await?;
        let Connected::Another(other) = stack.connect_to(&realm).await? else { panic!("it was not asked") };
        let before = stack.engine.connection(company).await?;
        stack.engine.stay(company, other.id).await?;
        assert!(matches!(stack.engine.switch(company, other.id).await, Err(Error::NotConnected)));
        assert_eq!(stack.engine.connection(company).await?, before);
        assert!(matches!(stack.connect_to(&stack.realm_id).await?, Connected::Current(_)), "one's own is not asked about");
        Ok(())
    }

    async fn an_answer_with_a_forged_or_old_state_is_refused(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let company = stack.actor.company_id;
        let url = stack.engine.connect_url(company).await?;
        let state = url.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
        let refused = |result: Result<_, Error>| matches!(result, Err(Error::ForeignAnswer));
        assert!(refused(stack.engine.finish_connect(company, "code", &stack.realm_id, "00ff").await));
        let stranger = uuid::Uuid::from_u128(1);
        assert!(refused(stack.engine.finish_connect(stranger, "code", &stack.realm_id, &state).await));
        stack.clock.advance(jiff::SignedDuration::from_hours(1));
        assert!(refused(stack.engine.finish_connect(company, "code", &stack.realm_id, &state).await));
        Ok(())
    }

    async fn a_login_that_has_ended_pauses_only_that_and_reconnecting_goes_on(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        // Nobody refreshes for 102 days.
        stack.clock.advance(jiff::SignedDuration::from_hours(24 * 102));
        let customer = stack.customer("After a long time").await?;
        stack.settle().await?;
        let connection = stack.engine.connection(stack.actor.company_id).await?.unwrap();
        assert!(connection.login_lost.is_some(), "{connection:?}");
        assert_eq!(stack.entry_of(customer.id).await?.status, Status::Queued);
        stack.connect().await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(customer.id).await?.status, Status::Completed);
        Ok(())
    }

    async fn tokens_are_sealed_in_the_database(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let mut tx = db.begin_read().await?;
        let sealed: Vec<u8> = tx.sql("SELECT tokens FROM connections").one().await?.get("tokens")?;
        assert!(sealed.len() > 60);
        assert!(!String::from_utf8_lossy(&sealed).contains("refresh"));
        drop(stack);
        Ok(())
    }
}
