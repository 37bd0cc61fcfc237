//! Purchase orders.

use super::{Shop, action_path, document_path, holds, work};
use anyhow::Result;
use axum::http::Method;
use serde_json::{Value, json};
use testkit::databases::TestDb;

const MAKER: &str = "Lulu Importers";
const SENT: i64 = 16;
const RECEIVED_IN_FULL: i64 = 18;

/// An order of two lines over 40 that is there.
async fn ordered(shop: &Shop) -> Result<Value> {
    let supplier = shop.supplier(MAKER).await?;
    let lines =
        json!([{ "name": "A", "quantity": 2, "price": 10 }, { "name": "B", "quantity": 1, "price": 20 }]);
    let order = shop.order(&supplier, lines).await?;
    shop.settled().await?;
    Ok(order)
}

/// The order, marked as sent.
async fn sent(shop: &Shop) -> Result<Value> {
    let order = ordered(shop).await?;
    shop.edit(&order, json!({ "status_id": SENT })).await
}

/// Takes in this many of the first line.
async fn receive(shop: &Shop, order: &Value, quantity: i64) -> Result<()> {
    let line = json!({ "id": order["document_items"][0]["id"], "quantity": quantity });
    let body = json!({ "document": { "document_items": [line] } });
    shop.ask(Method::POST, &action_path(order, "receive"), body).await.map(drop)
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn an_order_arrives_after_its_vendor_with_number_date_and_lines(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        shop.stack.clear_journal().await?;
        let order = ordered(&shop).await?;
        assert_eq!(shop.calls().await?, ["GET query", "POST vendor", "POST purchaseorder"]);
        let (vendor, item) = (shop.there("Vendor", "DisplayName", MAKER).await?, shop.there("Item", "Name", "Inventory Item").await?);
        let line = |name: &str, quantity: i64, price: i64| json!({
            "DetailType": "ItemBasedExpenseLineDetail", "Amount": 20, "Description": name,
            "ItemBasedExpenseLineDetail": { "ItemRef": { "value": item["Id"] }, "Qty": quantity, "UnitPrice": price }
        });
        holds(&shop.order_there(&order).await?, json!({
            "DocNumber": "1001", "TxnDate": "2026-11-20", "VendorRef": { "value": vendor["Id"] }, "POStatus": "Open", "TotalAmt": 40,
            "Line": [line("A", 2, 10), line("B", 1, 20)]
        }));
        Ok(())
    }

    async fn a_discount_on_the_whole_and_tax_are_lines_of_their_own_on_an_order(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let supplier = shop.supplier(MAKER).await?;
        let tea = json!({ "name": "Tea", "quantity": 10, "price": "9.80", "discount_percent": 15, "tax": "8.25" });
        let order = shop.order(&supplier, json!([tea, { "name": "Ten off", "discount_percent": 10 }])).await?;
        shop.settled().await?;
        // 98 less 15 % is 83.30; 10 % of it are 8.33, and 8.25 % on the rest 6.19.
        holds(&shop.order_there(&order).await?, json!({ "TotalAmt": 81.16, "Line": [
            { "Description": "Tea\n−15 % on 9.8", "Amount": 83.3, "ItemBasedExpenseLineDetail": { "Qty": 10, "UnitPrice": 8.33 } },
            { "Description": "Discount", "Amount": -8.33 }, { "Description": "Tax", "Amount": 6.19 }
        ] }));
        Ok(())
    }

    async fn an_edit_takes_the_place_of_what_was_sent_and_removes_lines(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let order = ordered(&shop).await?;
        let before = shop.order_there(&order).await?;
        let mut kept = order["document_items"][1].clone();
        kept["quantity"] = json!(3);
        shop.stack.clear_journal().await?;
        shop.edit(&order, json!({ "document_items": [kept] })).await?;
        shop.settled().await?;
        assert_eq!(shop.calls().await?, ["POST purchaseorder"]);
        holds(&shop.order_there(&order).await?, json!({
            "Id": before["Id"], "TotalAmt": 60, "Line": [{ "Description": "B", "ItemBasedExpenseLineDetail": { "Qty": 3, "UnitPrice": 20 } }]
        }));
        Ok(())
    }

    async fn a_deleted_order_is_deleted_there_and_one_that_is_gone_there_counts_as_done(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let supplier = shop.supplier(MAKER).await?;
        let orders = [shop.order(&supplier, json!([work("10")])).await?, shop.order(&supplier, json!([work("20")])).await?];
        let kept = shop.order(&supplier, json!([work("30")])).await?;
        shop.settled().await?;
        shop.deleted_there("purchaseorder", &shop.order_there(&orders[1]).await?).await?;
        for order in &orders {
            shop.delete(&document_path(order)).await?;
        }
        shop.settled().await?;
        assert_eq!(shop.of("PurchaseOrder", MAKER).await?, [shop.order_there(&kept).await?]);
        Ok(())
    }

    async fn an_order_that_is_sent_or_received_in_part_tells_nothing(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let order = ordered(&shop).await?;
        let before = shop.order_there(&order).await?;
        shop.stack.clear_journal().await?;
        let order = shop.edit(&order, json!({ "status_id": SENT })).await?;
        receive(&shop, &order, 1).await?;
        shop.settled().await?;
        assert_eq!((shop.calls().await?.len(), shop.order_there(&order).await?), (0, before));
        Ok(())
    }

    async fn an_order_received_in_full_is_closed_without_a_bill_and_opened_when_something_is_to_come(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let order = sent(&shop).await?;
        let before = shop.order_there(&order).await?;
        shop.edit(&order, json!({ "status_id": RECEIVED_IN_FULL })).await?;
        shop.settled().await?;
        holds(&shop.order_there(&order).await?, json!({ "POStatus": "Closed", "Line": before["Line"], "TotalAmt": 40 }));
        assert_eq!(shop.of("Bill", MAKER).await?.len(), 0);
        receive(&shop, &order, -1).await?;
        shop.settled().await?;
        holds(&shop.order_there(&order).await?, json!({ "POStatus": "Open" }));
        shop.act(&order, "receive").await?;
        shop.settled().await?;
        holds(&shop.order_there(&order).await?, json!({ "POStatus": "Closed" }));
        Ok(())
    }

    async fn an_order_received_in_full_makes_a_bill_line_by_line_where_that_is_chosen(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        shop.set(json!({ "bill_on_receipt": "yes" })).await?;
        let order = sent(&shop).await?;
        receive(&shop, &order, 1).await?;
        shop.settled().await?;
        assert_eq!(shop.of("Bill", MAKER).await?.len(), 0, "something is still to come");
        shop.act(&order, "receive").await?;
        shop.settled().await?;
        let there = shop.order_there(&order).await?;
        let bills = shop.of("Bill", MAKER).await?;
        let taken = |place: usize| json!({
            "Amount": 20, "LinkedTxn": [{ "TxnType": "PurchaseOrder", "TxnId": there["Id"], "TxnLineId": there["Line"][place]["Id"] }]
        });
        holds(&json!(bills), json!([{ "TotalAmt": 40, "Balance": 40, "VendorRef": there["VendorRef"], "TxnDate": "2026-11-20", "Line": [taken(0), taken(1)] }]));
        holds(&there, json!({ "POStatus": "Closed", "LinkedTxn": [{ "TxnType": "Bill", "TxnId": bills[0]["Id"] }] }));
        Ok(())
    }
}
