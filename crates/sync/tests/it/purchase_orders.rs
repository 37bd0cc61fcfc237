//! Purchase orders.

use app::documents::{Delete, Edit, Input, LineInput, LineInputKind};
use app::purchase_orders::{MarkAsSent, Receipt, Receive, View};
use domain::change::Action;
use domain::{Percent, Quantity};
use jiff::SignedDuration;
use serde_json::{Value, json};
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};
use uuid::Uuid;

/// A vendor of the sandbox company.
const KNOWN_THERE: &str = "Norton Lumber and Building Materials";

fn id(view: &View) -> Uuid {
    view.filed.document.id
}

/// The purchase order of this number there.
async fn only(stack: &Stack, view: &View) -> anyhow::Result<Value> {
    let mut found =
        stack.remote_where("PurchaseOrder", "DocNumber", &view.filed.document.number.to_string()).await?;
    anyhow::ensure!(found.len() == 1, "{} purchase orders have the number", found.len());
    Ok(found.remove(0))
}

/// A purchase order of two lines that is there, marked as sent here.
async fn sent(stack: &Stack) -> anyhow::Result<View> {
    let supplier = stack.supplier("Lulu Importers").await?;
    let view =
        stack.purchase_order(supplier.id, vec![service("A", "2", "10"), service("B", "1", "20")]).await?;
    stack.settle().await?;
    Ok(stack.app.run(stack.actor, MarkAsSent { id: id(&view), sent: true }).await?)
}

async fn receive(stack: &Stack, view: &View, units: i64) -> anyhow::Result<View> {
    let line_id = view.filed.document.lines[0].id;
    let receipt = Receipt { line_id, quantity: Quantity::from_millionths(units * 1_000_000) };
    Ok(stack.app.run(stack.actor, Receive { id: id(view), receipts: Some(vec![receipt]) }).await?)
}

async fn receive_in_full(stack: &Stack, view: &View) -> anyhow::Result<View> {
    Ok(stack.app.run(stack.actor, Receive { id: id(view), receipts: None }).await?)
}

async fn edit(stack: &Stack, view: &View, lines: Vec<LineInput>) -> anyhow::Result<View> {
    let input = Input { lines: Some(lines), ..Input::default() };
    Ok(stack.app.run(stack.actor, Edit { id: id(view), input }).await?)
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn an_order_arrives_after_its_vendor_with_number_lines_and_total(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let supplier = stack.supplier("Lulu Importers").await?;
        let percent = |text: &str| Percent::new(text.parse().unwrap()).unwrap();
        let tea = LineInput { discount: percent("15"), tax1: Some(percent("8.25")), ..service("Tea", "10", "9.80") };
        let off = LineInput { kind: LineInputKind::DiscountPercent(percent("10")), quantity: None, price: None, ..service("", "1", "0") };
        let view = stack.purchase_order(supplier.id, vec![tea, service("Freight", "1", "5"), off]).await?;
        stack.settle().await?;
        let entry = stack.entry_of(id(&view)).await?;
        assert_eq!((entry.status, entry.title.as_str()), (Status::Completed, "Purchase order 1001"), "{entry:?}");
        let remote = only(&stack, &view).await?;
        let ours = view.filed.totals.total().to_decimal(domain::Currency::USD);
        assert_eq!(remote["TotalAmt"].to_string().parse::<rust_decimal::Decimal>()?, ours);
        assert_eq!((&remote["VendorRef"]["name"], &remote["TxnDate"]), (&json!("Lulu Importers"), &json!("2026-11-20")));
        assert_eq!(remote["POStatus"], "Open");
        assert_eq!(remote["Line"][0]["ItemBasedExpenseLineDetail"]["ItemRef"]["name"], "Inventory Item");
        assert_eq!(remote["Line"][0]["Description"], "Tea\n−15 % on 9.8");
        Ok(())
    }

    async fn a_vendor_that_is_there_is_taken_over_with_its_first_order(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let supplier = stack.supplier(KNOWN_THERE).await?;
        stack.connect().await?;
        stack.engine.switch_on_custom_numbers(stack.actor.company_id).await?;
        stack.clock.advance(SignedDuration::from_secs(1));
        stack.engine.enable(stack.actor.company_id).await?;
        stack.settle().await?;
        assert!(stack.entry_of(supplier.id).await.is_err(), "nobody has changed the supplier");
        let there = stack.remote_where("Vendor", "DisplayName", KNOWN_THERE).await?;
        let view = stack.purchase_order(supplier.id, vec![service("Planks", "3", "7.50")]).await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(supplier.id).await?.status, Status::Completed);
        let remote = only(&stack, &view).await?;
        assert_eq!(remote["VendorRef"]["value"], there[0]["Id"]);
        assert_eq!(stack.remote_where("Vendor", "DisplayName", KNOWN_THERE).await?.len(), 1);
        Ok(())
    }

    async fn a_saved_order_of_a_known_vendor_costs_one_call(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let supplier = stack.supplier("Known").await?;
        stack.settle().await?;
        stack.clear_journal().await?;
        stack.purchase_order(supplier.id, vec![service("Work", "1", "10")]).await?;
        stack.settle().await?;
        assert_eq!(stack.journal().await?.len(), 1);
        Ok(())
    }

    async fn an_edit_with_a_removed_line_replaces_the_lines(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let view = sent(&stack).await?;
        assert_eq!(only(&stack, &view).await?["Line"].as_array().map(Vec::len), Some(2));
        edit(&stack, &view, vec![service("B", "2", "20")]).await?;
        stack.settle().await?;
        assert_eq!(stack.entry_of(id(&view)).await?.status, Status::Completed);
        let remote = only(&stack, &view).await?;
        assert_eq!((remote["Line"].as_array().map(Vec::len), remote["TotalAmt"].to_string()), (Some(1), "40.00".to_owned()));
        Ok(())
    }

    async fn being_sent_or_received_in_part_tells_nothing(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let view = sent(&stack).await?;
        let entries = stack.log().await?.len();
        stack.clear_journal().await?;
        receive(&stack, &view, 1).await?;
        stack.clock.advance(SignedDuration::from_mins(30));
        stack.engine.sweep().await?;
        stack.settle().await?;
        assert_eq!((stack.log().await?.len(), stack.journal().await?.len()), (entries, 0));
        Ok(())
    }

    async fn received_in_full_closes_it_in_one_call_that_leaves_the_lines_alone(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let view = sent(&stack).await?;
        let before = only(&stack, &view).await?;
        receive(&stack, &view, 1).await?;
        stack.clear_journal().await?;
        receive_in_full(&stack, &view).await?;
        stack.settle().await?;
        let entry = stack.entry_of(id(&view)).await?;
        assert_eq!((entry.status, entry.action), (Status::Completed, Action::MarkAsReceivedInFull), "{entry:?}");
        let remote = only(&stack, &view).await?;
        assert_eq!((&remote["POStatus"], &remote["Line"]), (&json!("Closed"), &before["Line"]));
        assert_eq!(stack.journal().await?.len(), 1);
        Ok(())
    }

    async fn an_edit_that_leaves_something_to_come_opens_it_again(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let view = sent(&stack).await?;
        receive_in_full(&stack, &view).await?;
        stack.settle().await?;
        receive(&stack, &view, -1).await?;
        stack.settle().await?;
        assert_eq!(only(&stack, &view).await?["POStatus"], "Open");
        receive_in_full(&stack, &view).await?;
        let kept = LineInput { id: Some(view.filed.document.lines[0].id), ..service("A", "2", "10") };
        edit(&stack, &view, vec![kept, service("C", "1", "5")]).await?;
        stack.settle().await?;
        let remote = only(&stack, &view).await?;
        assert_eq!((&remote["POStatus"], remote["TotalAmt"].to_string()), (&json!("Open"), "25.00".to_owned()));
        Ok(())
    }

    async fn a_deleted_order_is_deleted_there_and_one_gone_there_counts_as_done(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let supplier = stack.supplier("Lulu Importers").await?;
        let first = stack.purchase_order(supplier.id, vec![service("A", "1", "10")]).await?;
        let second = stack.purchase_order(supplier.id, vec![service("B", "1", "10")]).await?;
        stack.settle().await?;
        let there = only(&stack, &second).await?;
        let gone = json!({"Id": there["Id"], "SyncToken": there["SyncToken"]});
        stack.remote_write("purchaseorder?operation=delete", gone).await?;
        for view in [&first, &second] {
            stack.app.run(stack.actor, Delete { id: id(view) }).await?;
        }
        stack.settle().await?;
        for view in [&first, &second] {
            let entry = stack.entry_of(id(view)).await?;
            assert_eq!((entry.status, entry.action), (Status::Completed, Action::Delete), "{entry:?}");
        }
        assert!(stack.remote("PurchaseOrder").await?.is_empty());
        Ok(())
    }

    async fn an_order_that_is_billed_there_stays_closed_with_its_bill(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let view = sent(&stack).await?;
        let order = only(&stack, &view).await?;
        let taken = |line: &Value| {
            let tie = json!([{"TxnId": order["Id"], "TxnType": "PurchaseOrder", "TxnLineId": line["Id"]}]);
            json!({"DetailType": line["DetailType"], "Amount": line["Amount"], "LinkedTxn": tie,
                   "ItemBasedExpenseLineDetail": line["ItemBasedExpenseLineDetail"]})
        };
        let lines: Vec<Value> = order["Line"].as_array().unwrap().iter().map(taken).collect();
        stack.remote_write("bill", json!({"VendorRef": order["VendorRef"], "Line": lines})).await?;
        receive_in_full(&stack, &view).await?;
        stack.settle().await?;
        let entry = stack.entry_of(id(&view)).await?;
        assert_eq!(entry.status, Status::Completed, "{entry:?}");
        let remote = only(&stack, &view).await?;
        assert_eq!((&remote["POStatus"], &remote["LinkedTxn"][0]["TxnType"]), (&json!("Closed"), &json!("Bill")));
        assert_eq!(remote["Line"][0]["Received"].to_string(), "2");
        Ok(())
    }

    async fn an_order_from_before_enabling_is_never_sent(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let supplier = stack.supplier("Early").await?;
        let view = stack.purchase_order(supplier.id, vec![service("A", "1", "10")]).await?;
        stack.connect().await?;
        stack.clock.advance(SignedDuration::from_secs(60));
        stack.engine.enable(stack.actor.company_id).await?;
        stack.app.run(stack.actor, MarkAsSent { id: id(&view), sent: true }).await?;
        receive_in_full(&stack, &view).await?;
        stack.engine.sweep().await?;
        stack.settle().await?;
        let entry = stack.entry_of(id(&view)).await?;
        assert_eq!(entry.status, Status::Skipped, "{entry:?}");
        assert!(entry.reason.unwrap().starts_with("Created before the integration was enabled"));
        assert!(stack.remote("PurchaseOrder").await?.is_empty());
        Ok(())
    }

    async fn an_edition_without_orders_is_told_by_quickbooks_then_known_and_a_retry_after_an_upgrade_sends_it(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let supplier = stack.supplier("Lulu Importers").await?;
        stack.settle().await?;
        stack.emulator_settings(json!({"edition": "essentials"})).await?;
        let view = stack.purchase_order(supplier.id, vec![service("A", "1", "10")]).await?;
        stack.settle().await?;
        let refused = stack.entry_of(id(&view)).await?;
        assert_eq!((refused.status, refused.code), (Status::Failed, Some(planner::Code::FeatureMissing)), "{refused:?}");
        assert!(refused.reason.unwrap().contains("5020"));

        stack.engine.retry(stack.actor.company_id, refused.id).await?;
        stack.settle().await?;
        let known = stack.entry_of(id(&view)).await?;
        assert_eq!((known.status, known.code), (Status::Failed, Some(planner::Code::FeatureMissing)), "{known:?}");
        assert!(known.reason.unwrap().contains("QuickBooks Online Essentials has no purchase orders"));
        stack.clear_journal().await?;
        stack.purchase_order(supplier.id, vec![service("B", "1", "10")]).await?;
        stack.settle().await?;
        assert_eq!(stack.journal().await?.len(), 0, "what is known costs no call");

        stack.emulator_settings(json!({"edition": "plus"})).await?;
        stack.engine.retry(stack.actor.company_id, known.id).await?;
        stack.settle().await?;
        let sent = stack.entry_of(id(&view)).await?;
        assert_eq!(sent.status, Status::Completed, "{sent:?}");
        only(&stack, &view).await?;
        Ok(())
    }

    async fn what_changed_while_it_was_off_is_found_by_the_sweep(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let view = sent(&stack).await?;
        let supplier = view.contact.id;
        let other = stack.purchase_order(supplier, vec![service("A", "1", "10")]).await?;
        stack.settle().await?;
        stack.engine.disable(stack.actor.company_id).await?;
        receive_in_full(&stack, &view).await?;
        stack.app.run(stack.actor, Delete { id: id(&other) }).await?;
        stack.clock.advance(SignedDuration::from_secs(60));
        stack.engine.enable(stack.actor.company_id).await?;
        stack.engine.sweep().await?;
        stack.settle().await?;
        assert_eq!(only(&stack, &view).await?["POStatus"], "Closed");
        assert_eq!(stack.remote("PurchaseOrder").await?.len(), 1);
        Ok(())
    }
}
