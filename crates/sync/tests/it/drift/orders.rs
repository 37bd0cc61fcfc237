//! Purchase orders that somebody closes or opens there.

use super::{choose, look, nothing_has_failed, somebody_edits, somebody_ends};
use serde_json::json;
use sync::Choice;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};
use uuid::Uuid;

/// An order over 10.00, received in full or not, as it was sent.
async fn ordered(db: &TestDb, is_received: bool) -> anyhow::Result<(Stack, Uuid)> {
    let stack = Stack::enabled(db).await?;
    let supplier = stack.supplier("Supplies").await?;
    let order = stack.purchase_order(supplier.id, vec![service("Paper", "2", "5")]).await?.filed.document.id;
    if is_received {
        stack.app.run(stack.actor, app::purchase_orders::MarkAsSent { id: order, sent: true }).await?;
        stack.app.run(stack.actor, app::purchase_orders::Receive { id: order, receipts: None }).await?;
    }
    stack.settle().await?;
    Ok((stack, order))
}

async fn status_is_set_there(stack: &Stack, status: &str) -> anyhow::Result<()> {
    let remote = stack.remote("PurchaseOrder").await?.remove(0);
    assert_ne!(remote["POStatus"], status);
    somebody_edits(stack, "purchaseorder", &remote, json!({"POStatus": status})).await?;
    Ok(())
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn an_order_that_somebody_closes_is_told_and_opened_by_choice(db: TestDb) -> anyhow::Result<()> {
        let (stack, order) = ordered(&db, false).await?;
        status_is_set_there(&stack, "Closed").await?;
        look(&stack).await?;
        let told = stack.entry_of(order).await?;
        assert!(told.reason.as_deref().is_some_and(|why| why.contains("status was “Open” and is “Closed”")), "{told:?}");
        choose(&stack, &told, Choice::PushAgain).await?;
        stack.settle().await?;
        assert_eq!(stack.remote("PurchaseOrder").await?[0]["POStatus"], "Open");
        look(&stack).await?;
        nothing_has_failed(&stack).await
    }

    async fn an_order_received_in_full_that_somebody_opens_is_told_and_may_be_accepted(db: TestDb) -> anyhow::Result<()> {
        let (stack, order) = ordered(&db, true).await?;
        status_is_set_there(&stack, "Open").await?;
        look(&stack).await?;
        let told = stack.entry_of(order).await?;
        assert!(told.reason.as_deref().is_some_and(|why| why.contains("status was “Closed” and is “Open”")), "{told:?}");
        choose(&stack, &told, Choice::Accept).await?;
        look(&stack).await?;
        assert_eq!(stack.remote("PurchaseOrder").await?[0]["POStatus"], "Open");
        nothing_has_failed(&stack).await
    }

    async fn an_order_that_somebodys_bill_closes_and_opens_is_not_told(db: TestDb) -> anyhow::Result<()> {
        let (stack, _) = ordered(&db, false).await?;
        let remote = stack.remote("PurchaseOrder").await?.remove(0);
        let line = &remote["Line"][0];
        let tie = json!([{"TxnId": remote["Id"], "TxnType": "PurchaseOrder", "TxnLineId": line["Id"]}]);
        let billed = json!({"DetailType": line["DetailType"], "Amount": line["Amount"], "LinkedTxn": tie,
            "ItemBasedExpenseLineDetail": line["ItemBasedExpenseLineDetail"]});
        let bill = stack.remote_write("bill", json!({"VendorRef": remote["VendorRef"], "Line": [billed]})).await?;
        assert_eq!(stack.remote("PurchaseOrder").await?[0]["POStatus"], "Closed");
        look(&stack).await?;
        nothing_has_failed(&stack).await?;
        somebody_ends(&stack, "bill?operation=delete", &bill["Bill"]).await?;
        assert_eq!(stack.remote("PurchaseOrder").await?[0]["POStatus"], "Open");
        look(&stack).await?;
        nothing_has_failed(&stack).await
    }
}
