//! What QuickBooks never hears of.

use super::{DOCUMENTS, Shop, contact_path, holds, id, work};
use anyhow::Result;
use axum::http::Method;
use serde_json::json;
use testkit::databases::TestDb;

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn items_stock_and_prospects_are_not_sent(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let items = shop.stack.remote("Item").await?;
        shop.stack.clear_journal().await?;
        let prospect = shop.contact(json!({ "context_id": 8, "name": "Perhaps Ltd" })).await?;
        shop.edit_contact(&prospect, json!({ "office_phone": "1" })).await?;
        let place = shop.ask(Method::POST, "/locations.json", json!({ "location": { "name": "Main" } })).await?;
        let category = shop.ask(Method::POST, "/categories.json", json!({ "category": { "name": "Tea" } })).await?;
        let item = json!({ "name": "Assam", "category_id": category["id"], "location_id": place["id"], "quantity": 4, "price": 9 });
        let item = shop.ask(Method::POST, "/items.json", json!({ "item": item })).await?;
        let path = format!("/items/{}.json", id(&item));
        let item = shop.ask(Method::PUT, &path, json!({ "item": { "quantity": 9, "price": 8 } })).await?;
        assert_eq!(item["quantity"], 9);
        shop.delete(&path).await?;
        shop.settled().await?;
        assert_eq!(shop.calls().await?, [""; 0]);
        assert_eq!(shop.stack.remote("Item").await?, items);
        for entity in ["Customer", "Vendor"] {
            assert_eq!(shop.stack.remote_where(entity, "DisplayName", "Perhaps Ltd").await?.len(), 0);
        }
        assert!(shop.entry(&prospect).await.is_err(), "a prospect has no entry");
        Ok(())
    }

    async fn a_prospect_that_becomes_a_customer_is_sent_then(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let prospect = shop.contact(json!({ "context_id": 8, "name": "Perhaps Ltd", "office_phone": "1" })).await?;
        shop.settled().await?;
        shop.edit_contact(&prospect, json!({ "context_id": 2 })).await?;
        shop.settled().await?;
        holds(&shop.there("Customer", "DisplayName", "Perhaps Ltd").await?, json!({ "PrimaryPhone": { "FreeFormNumber": "1" } }));
        shop.delete(&contact_path(&prospect)).await
    }

    async fn an_estimate_is_not_taken_yet_and_so_not_sent(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let customer = shop.customer("Asks first").await?;
        shop.settled().await?;
        let before = shop.stack.remote("Estimate").await?;
        shop.stack.clear_journal().await?;
        let estimate = json!({ "context_id": 4, "customer_id": customer["id"], "issue_date": "2026-11-20", "document_items": [work("10")] });
        let refused = shop.refused(Method::POST, DOCUMENTS, json!({ "document": estimate })).await?;
        assert!(refused["context_id"]["inList"].as_str().is_some_and(|why| why.starts_with("Estimates (4)")), "{refused}");
        shop.settled().await?;
        assert_eq!((shop.calls().await?.len(), shop.stack.remote("Estimate").await?), (0, before));
        Ok(())
    }
}
