//! Which records are sent at all: from when on, and to which QuickBooks company.

use super::{Shop, holds, work};
use anyhow::Result;
use serde_json::json;
use sync::connection::Connected;
use testkit::databases::TestDb;
use testkit::stack::Stack;

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn only_documents_created_from_enabling_on_are_sent_and_no_money_on_older_ones(db: TestDb) -> Result<()> {
        let shop = Shop::connected(&db).await?;
        let (customer, supplier) = (shop.customer("Early").await?, shop.supplier("Early maker").await?);
        let early = shop.invoice(&customer, json!([work("10")])).await?;
        let order = shop.order(&supplier, json!([work("20")])).await?;
        shop.enable().await?;
        let orders = shop.stack.remote("PurchaseOrder").await?.len();
        shop.edit(&early, json!({ "document_items": [work("11")] })).await?;
        shop.edit(&order, json!({ "document_items": [work("21")] })).await?;
        let payment = shop.pay(&early, "5", "Cash").await?;
        let later = shop.invoice(&customer, json!([work("12")])).await?;
        shop.settled().await?;
        for record in [&early, &order, &payment] {
            let entry = shop.entry(record).await?;
            assert!(entry["status"] == "skipped" && entry["reason"].to_string().contains("before the integration was enabled"), "{entry:#}");
        }
        let sent = shop.of("Invoice", "Early").await?;
        assert_eq!((sent.len(), &sent[0]["DocNumber"]), (1, &json!(later["document_number"].to_string())));
        holds(&sent[0], json!({ "TotalAmt": 12, "Balance": 12 }));
        assert_eq!((shop.of("Payment", "Early").await?.len(), shop.stack.remote("PurchaseOrder").await?.len()), (0, orders));
        Ok(())
    }

    async fn while_it_is_off_nothing_is_sent_and_what_was_sent_stays_linked(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let customer = shop.customer("Paused").await?;
        let sent = shop.invoice(&customer, json!([work("10")])).await?;
        shop.settled().await?;
        let before = shop.invoice_there(&sent).await?;
        shop.disable().await?;
        shop.edit(&sent, json!({ "document_items": [work("11")] })).await?;
        let missed = shop.invoice(&customer, json!([work("20")])).await?;
        shop.stack.settle().await?;
        assert_eq!(shop.of("Invoice", "Paused").await?, std::slice::from_ref(&before));
        // A new moment: what was created meanwhile is from before it.
        shop.enable().await?;
        shop.edit(&sent, json!({ "document_items": [work("12")] })).await?;
        shop.edit(&missed, json!({ "document_items": [work("21")] })).await?;
        shop.settled().await?;
        let after = shop.of("Invoice", "Paused").await?;
        assert_eq!((after.len(), &after[0]["Id"]), (1, &before["Id"]));
        holds(&after[0], json!({ "TotalAmt": 12 }));
        assert_eq!(shop.entry(&missed).await?["status"], "skipped");
        Ok(())
    }

    async fn who_connects_again_to_the_same_company_goes_on_with_its_links(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let customer = shop.customer("Known").await?;
        let invoice = shop.invoice(&customer, json!([work("10")])).await?;
        shop.settled().await?;
        let before = shop.invoice_there(&invoice).await?;
        shop.stack.connect().await?;
        shop.edit(&invoice, json!({ "document_items": [work("11")] })).await?;
        shop.settled().await?;
        holds(&shop.invoice_there(&invoice).await?, json!({ "Id": before["Id"], "TotalAmt": 11 }));
        Ok(())
    }

    async fn another_company_is_asked_about_first_and_begins_with_links_of_its_own(db: TestDb) -> Result<()> {
        let mut shop = Shop::open(&db).await?;
        let company = shop.stack.actor.company_id;
        let customer = shop.customer("Moving").await?;
        let before = shop.invoice(&customer, json!([work("10")])).await?;
        let realm = shop.stack.found_remote_company("empty-us").await?;
        let Connected::Another(other) = shop.stack.connect_to(&realm).await? else { panic!("it was not asked") };
        shop.settled().await?;
        holds(&shop.invoice_there(&before).await?, json!({ "TotalAmt": 10 }));
        shop.stack.engine.switch(company, other.id).await?;
        shop.stack.engine.switch_on_custom_numbers(company).await?;
        shop.enable().await?;
        let former = std::mem::replace(&mut shop.stack.realm_id, realm);
        shop.edit_contact(&customer, json!({ "office_phone": "1" })).await?;
        let after = shop.invoice(&customer, json!([work("20")])).await?;
        shop.settled().await?;
        holds(&shop.there("Customer", "DisplayName", "Moving").await?, json!({ "PrimaryPhone": { "FreeFormNumber": "1" } }));
        holds(&shop.invoice_there(&after).await?, json!({ "TotalAmt": 20 }));
        assert_eq!(shop.stack.remote("Invoice").await?.len(), 1);
        shop.stack.realm_id = former;
        assert_eq!(shop.of("Invoice", "Moving").await?.len(), 1, "the former company hears nothing more");
        Ok(())
    }

    async fn a_company_that_is_not_connected_keeps_its_books_all_the_same(db: TestDb) -> Result<()> {
        let shop = Shop { stack: Stack::unconnected(&db).await? };
        let customer = shop.customer("Alone").await?;
        let invoice = shop.invoice(&customer, json!([work("10")])).await?;
        shop.pay(&invoice, "10", "Cash").await?;
        shop.settled().await?;
        assert_eq!(shop.stack.remote_where("Customer", "DisplayName", "Alone").await?.len(), 0);
        Ok(())
    }
}
