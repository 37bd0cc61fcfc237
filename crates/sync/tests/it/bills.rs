//! Bills for purchase orders that are received in full.

use anyhow::{Context, Result};
use app::documents::{Edit, Input, LineInput};
use app::purchase_orders::{MarkAsSent, Receive, View};
use domain::change::{Action, RecordKind};
use serde_json::{Value, json};
use sync::Choice;
use sync::log::{Entry, Status};
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};
use uuid::Uuid;

async fn choose(stack: &Stack, value: &str) -> Result<()> {
    let company = stack.actor.company_id;
    let value = Some(value.to_owned());
    stack.engine.change_settings(company, |settings| settings.with("bill_on_receipt", value)).await?;
    Ok(())
}

/// An order of two lines over 40 that is there.
async fn ordered(stack: &Stack) -> Result<View> {
    let supplier = stack.supplier("Lulu Importers").await?;
    let lines = vec![service("A", "2", "10"), service("B", "1", "20")];
    let id = stack.purchase_order(supplier.id, lines).await?.filed.document.id;
    let view = stack.app.run(stack.actor, MarkAsSent { id, sent: true }).await?;
    stack.settle().await?;
    Ok(view)
}

/// An order of one line, of a supplier of its own.
async fn ordered_of(stack: &Stack, setting: &str, choice: Choice) -> Result<Uuid> {
    let supplier = stack.supplier(&format!("{setting} {choice:?}")).await?;
    let id = stack.purchase_order(supplier.id, vec![service("A", "2", "10")]).await?.filed.document.id;
    stack.app.run(stack.actor, MarkAsSent { id, sent: true }).await?;
    stack.settle().await?;
    Ok(id)
}

async fn received(stack: &Stack, id: Uuid) -> Result<()> {
    stack.app.run(stack.actor, Receive { id, receipts: None }).await?;
    stack.settle().await
}

async fn edited(stack: &Stack, id: Uuid, lines: Vec<LineInput>) -> Result<()> {
    let input = Input { lines: Some(lines), ..Input::default() };
    stack.app.run(stack.actor, Edit { id, input }).await?;
    stack.settle().await
}

/// The same order with one more line.
async fn one_more(stack: &Stack, order: &View) -> Result<()> {
    let kept =
        |place: usize, line: LineInput| LineInput { id: Some(order.filed.document.lines[place].id), ..line };
    let (first, second) = (kept(0, service("A", "2", "10")), kept(1, service("B", "1", "20")));
    edited(stack, order.filed.document.id, vec![first, second, service("C", "1", "5")]).await
}

/// The order has another supplier from now on.
async fn moved(stack: &Stack, id: Uuid, supplier: Uuid) -> Result<()> {
    let input = Input { contact_id: Some(supplier), ..Input::default() };
    stack.app.run(stack.actor, Edit { id, input }).await?;
    stack.settle().await
}

/// Somebody pays so much of our bill there.
async fn pay(stack: &Stack, amount: u32) -> Result<Value> {
    let bill = bills(stack).await?.remove(0);
    let payment = json!({"VendorRef": bill["VendorRef"], "TotalAmt": amount, "PayType": "Check",
        "CheckPayment": {"BankAccountRef": {"value": "35"}},
        "Line": [{"Amount": amount, "LinkedTxn": [{"TxnId": bill["Id"], "TxnType": "Bill"}]}]});
    Ok(stack.remote_write("billpayment", payment).await?["BillPayment"].take())
}

/// The newest entry of this kind of record.
async fn newest(stack: &Stack, kind: RecordKind) -> Result<Entry> {
    stack.log().await?.into_iter().find(|entry| entry.record.kind == kind).context("there is none")
}

async fn failed(stack: &Stack) -> Result<Vec<Entry>> {
    Ok(stack.log().await?.into_iter().filter(|entry| entry.status == Status::Failed).collect())
}

/// The bills of our supplier there.
async fn bills(stack: &Stack) -> Result<Vec<Value>> {
    let mut all = stack.remote("Bill").await?;
    all.retain(|bill| bill["VendorRef"]["name"] == "Lulu Importers");
    Ok(all)
}

async fn order(stack: &Stack) -> Result<Value> {
    Ok(stack.remote_where("PurchaseOrder", "DocNumber", "1001").await?.remove(0))
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn an_order_received_in_full_makes_a_bill_that_takes_each_of_its_lines(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        choose(&stack, "yes").await?;
        let view = ordered(&stack).await?;
        let id = view.filed.document.id;
        assert_eq!(bills(&stack).await?.len(), 0, "nothing is received yet");
        stack.clear_journal().await?;
        received(&stack, id).await?;
        assert_eq!(stack.journal().await?.len(), 2, "the order is closed, the bill made");
        let bills = bills(&stack).await?;
        assert_eq!((bills.len(), bills[0]["TotalAmt"].to_string().as_str()), (1, "40.00"));
        let order = order(&stack).await?;
        assert_eq!((&order["POStatus"], &order["LinkedTxn"][0]["TxnId"]), (&json!("Closed"), &bills[0]["Id"]));
        for (place, line) in order["Line"].as_array().unwrap().iter().enumerate() {
            let link = &bills[0]["Line"][place]["LinkedTxn"][0];
            assert_eq!((&link["TxnId"], &link["TxnLineId"]), (&order["Id"], &line["Id"]));
        }
        Ok(())
    }

    async fn what_was_received_before_bills_were_made_stays_without(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let view = ordered(&stack).await?;
        let id = view.filed.document.id;
        received(&stack, id).await?;
        stack.clock.advance(jiff::SignedDuration::from_secs(1));
        choose(&stack, "yes").await?;
        let input = Input { name: Some("Renamed".to_owned()), ..Input::default() };
        stack.app.run(stack.actor, Edit { id, input }).await?;
        stack.settle().await?;
        assert_eq!(bills(&stack).await?.len(), 0);
        one_more(&stack, &view).await?;
        received(&stack, id).await?;
        assert_eq!(bills(&stack).await?.len(), 1, "more has come since");
        Ok(())
    }

    async fn another_supplier_gets_the_order_and_a_bill_of_its_own(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        choose(&stack, "yes").await?;
        let id = ordered(&stack).await?.filed.document.id;
        received(&stack, id).await?;
        let other = stack.supplier("Other Importers").await?;
        moved(&stack, id, other.id).await?;
        assert_eq!(bills(&stack).await?.len(), 0, "none is left of the former one");
        let of_other: Vec<_> = stack.remote("Bill").await?.into_iter().filter(|bill| bill["VendorRef"]["name"] == "Other Importers").collect();
        let order = order(&stack).await?;
        assert_eq!((of_other.len(), &order["VendorRef"]["name"]), (1, &json!("Other Importers")));
        assert_eq!((&order["POStatus"], &order["LinkedTxn"][0]["TxnId"]), (&json!("Closed"), &of_other[0]["Id"]));
        assert_eq!(failed(&stack).await?, []);
        Ok(())
    }

    async fn without_the_setting_an_order_is_closed_alone(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let view = ordered(&stack).await?;
        let id = view.filed.document.id;
        received(&stack, id).await?;
        assert_eq!((bills(&stack).await?.len(), &order(&stack).await?["POStatus"]), (0, &json!("Closed")));
        Ok(())
    }

    async fn a_bill_goes_before_its_order_is_opened_again_and_comes_again_with_the_rest(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        choose(&stack, "yes").await?;
        let view = ordered(&stack).await?;
        let id = view.filed.document.id;
        received(&stack, id).await?;
        one_more(&stack, &view).await?;
        assert_eq!(stack.entry_of(id).await?.status, Status::Completed);
        let there = order(&stack).await?;
        assert_eq!((bills(&stack).await?.len(), &there["POStatus"]), (0, &json!("Open")));
        received(&stack, id).await?;
        let bills = bills(&stack).await?;
        assert_eq!((bills.len(), bills[0]["TotalAmt"].to_string().as_str()), (1, "45.00"));
        assert_eq!(order(&stack).await?["POStatus"], "Closed");
        Ok(())
    }

    async fn a_bill_that_was_paid_holds_its_order_up_until_somebody_undoes_that(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        stack.emulator_settings(json!({"strict_links": true})).await?;
        choose(&stack, "yes").await?;
        let view = ordered(&stack).await?;
        let id = view.filed.document.id;
        received(&stack, id).await?;
        let paid = pay(&stack, 40).await?;
        one_more(&stack, &view).await?;
        let held = failed(&stack).await?.remove(0);
        assert_eq!(held.code, Some(planner::Code::Linked), "{held:?}");
        assert_eq!(order(&stack).await?["POStatus"], "Closed");
        stack.remote_write("billpayment?operation=delete", json!({"Id": paid["Id"], "SyncToken": paid["SyncToken"]})).await?;
        stack.engine.retry(stack.actor.company_id, held.id).await?;
        stack.settle().await?;
        assert_eq!((bills(&stack).await?.len(), &order(&stack).await?["POStatus"]), (0, &json!("Open")));
        Ok(())
    }

    async fn a_paid_bill_goes_on_once_its_order_has_its_supplier_back(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        stack.emulator_settings(json!({"strict_links": true})).await?;
        choose(&stack, "yes").await?;
        let view = ordered(&stack).await?;
        let id = view.filed.document.id;
        received(&stack, id).await?;
        pay(&stack, 5).await?;
        stack.engine.look_for_changes(stack.actor.company_id).await?;
        stack.settle().await?;
        assert_eq!(failed(&stack).await?, [], "money on a bill is no change of it");
        let other = stack.supplier("Other Importers").await?;
        moved(&stack, id, other.id).await?;
        let kept = newest(&stack, RecordKind::Bill).await?;
        assert_eq!((kept.status, kept.action), (Status::Failed, Action::Delete), "{kept:?}");
        assert_eq!(newest(&stack, RecordKind::PurchaseOrder).await?.status, Status::Failed);
        moved(&stack, id, view.filed.document.contact_id).await?;
        assert_eq!(newest(&stack, RecordKind::PurchaseOrder).await?.status, Status::Completed);
        let over = newest(&stack, RecordKind::Bill).await?;
        assert_eq!((over.status, over.reason.as_deref()), (Status::Completed, Some("Already up to date; nothing was sent")), "{over:?}");
        assert_eq!(failed(&stack).await?, []);
        let line = |price| LineInput { id: Some(view.filed.document.lines[0].id), ..service("A", "2", price) };
        let second = LineInput { id: Some(view.filed.document.lines[1].id), ..service("B", "1", "20") };
        edited(&stack, id, vec![line("12"), second.clone()]).await?;
        let told = newest(&stack, RecordKind::Bill).await?;
        assert_ne!((told.id, told.status), (over.id, Status::Failed), "{told:?}");
        assert_eq!(bills(&stack).await?[0]["TotalAmt"].to_string(), "44.00");
        stack.trouble(json!({"match": {"entity": "Bill", "operation": "update"}, "times": 2, "action": {"refuse": {"code": "6000"}}})).await?;
        for price in ["13", "14"] {
            edited(&stack, id, vec![line(price), second.clone()]).await?;
            let told = newest(&stack, RecordKind::Bill).await?;
            assert_eq!((told.status, told.action), (Status::Failed, Action::Edit), "{told:?}");
        }
        moved(&stack, id, view.filed.document.contact_id).await?;
        assert_eq!(bills(&stack).await?[0]["TotalAmt"].to_string(), "48.00", "what failed is tried with the next edit");
        Ok(())
    }

    async fn the_order_of_a_bill_that_is_deleted_there_and_does_not_come_back_is_closed_again(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        for (setting, choice, bills_then) in [("no", Choice::Recreate, 0), ("no", Choice::Unlink, 0), ("yes", Choice::Recreate, 1)] {
            choose(&stack, "yes").await?;
            let before = stack.remote("Bill").await?.len();
            let id = ordered_of(&stack, setting, choice).await?;
            received(&stack, id).await?;
            let bill = stack.remote("Bill").await?.pop().context("there is no bill")?;
            stack.clock.advance(jiff::SignedDuration::from_secs(5));
            stack.remote_write("bill?operation=delete", json!({"Id": bill["Id"], "SyncToken": bill["SyncToken"]})).await?;
            assert_eq!(stack.remote("PurchaseOrder").await?.pop().context("none")?["POStatus"], "Open");
            stack.clock.advance(jiff::SignedDuration::from_secs(5));
            stack.engine.look_for_changes(stack.actor.company_id).await?;
            stack.settle().await?;
            choose(&stack, setting).await?;
            let told = newest(&stack, RecordKind::Bill).await?;
            assert_eq!(told.code, Some(planner::Code::DeletedThere), "{told:?}");
            stack.engine.choose(stack.actor.company_id, stack.actor.user_id, told.id, choice).await?;
            stack.settle().await?;
            assert_eq!(stack.remote("PurchaseOrder").await?.pop().context("none")?["POStatus"], "Closed", "{setting} {choice:?}");
            assert_eq!(stack.remote("Bill").await?.len() - before, bills_then);
            assert_eq!(failed(&stack).await?, []);
        }
        Ok(())
    }

    async fn a_lost_answer_between_order_and_bill_leaves_one_of_each(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        choose(&stack, "yes").await?;
        let view = ordered(&stack).await?;
        let id = view.filed.document.id;
        stack.app.run(stack.actor, Receive { id, receipts: None }).await?;
        stack.trouble(json!({"match": {"entity": "Bill", "operation": "create"}, "times": 1, "action": {"close": "after"}})).await?;
        stack.settle().await?;
        stack.clock.advance(jiff::SignedDuration::from_mins(30));
        stack.settle().await?;
        assert_eq!((bills(&stack).await?.len(), &order(&stack).await?["POStatus"]), (1, &json!("Closed")));
        let open = stack.log().await?.iter().filter(|entry| entry.status != Status::Completed).count();
        assert_eq!(open, 0);
        Ok(())
    }
}
