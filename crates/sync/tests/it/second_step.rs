//! A refund is two steps: its entry is completed when both are done, and says what the second one can't do.

use crate::sale::{Sale, number};
use anyhow::Result;
use app::invoices::{Cancel, Reset};
use planner::Code;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use sync::PlannedStatus;
use sync::log::{Entry, Status};
use testkit::databases::TestDb;
use uuid::Uuid;

/// A sale that was paid in full, and the deposit in QuickBooks that the payment is part of.
async fn deposited(db: &TestDb) -> Result<(Sale, Uuid, Value)> {
    let sale = Sale::of(db).await?;
    let payment = sale.pay("100").await?;
    sale.agrees_on("0").await?;
    let remote = sale.ours("Payment").await?.remove(0);
    let deposit = json!({"DepositToAccountRef": {"value": "35"}, "Line": [{"Amount": 100,
        "LinkedTxn": [{"TxnId": remote["Id"], "TxnType": "Payment", "TxnLineId": "0"}]}]});
    let deposit = sale.stack.remote_write("deposit", deposit).await?["Deposit"].clone();
    Ok((sale, payment, deposit))
}

async fn take_off(sale: &Sale, deposit: &Value) -> Result<()> {
    let gone = json!({"Id": deposit["Id"], "SyncToken": deposit["SyncToken"]});
    sale.stack.remote_write("deposit?operation=delete", gone).await.map(drop)
}

async fn entry(sale: &Sale, id: Uuid) -> Result<Entry> {
    sale.stack.entry_of(id).await
}

async fn retry(sale: &Sale, entry: &Entry) -> Result<()> {
    sale.stack.engine.retry(sale.stack.actor.company_id, entry.id).await?;
    Ok(())
}

/// The entry has failed because of the deposit, and says so.
#[track_caller]
fn names_the_deposit(entry: &Entry) {
    assert_eq!((entry.status, entry.code), (Status::Failed, Some(Code::Deposited)), "{entry:?}");
    assert!(entry.reason.as_deref().is_some_and(|why| why.contains("bank deposit")), "{entry:?}");
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_refund_is_completed_once_its_payment_has_let_go_and_says_what_was_done(db: TestDb) -> Result<()> {
        let sale = Sale::of(&db).await?;
        sale.pay("100").await?;
        sale.agrees_on("0").await?;
        let refund = sale.pay("-30").await?;
        sale.agrees_on("30").await?;
        let entry = entry(&sale, refund).await?;
        assert!(entry.reason.is_some_and(|what| what.starts_with("Created in QuickBooks (id ")));
        Ok(())
    }

    async fn a_refund_of_a_deposited_payment_fails_with_it_and_a_retry_of_it_ends_both(db: TestDb) -> Result<()> {
        let (sale, payment, deposit) = deposited(&db).await?;
        let refund = sale.pay("-30").await?;
        sale.stack.settle().await?;
        names_the_deposit(&entry(&sale, payment).await?);
        names_the_deposit(&entry(&sale, refund).await?);
        let plan = sale.stack.engine.plan_of(sale.stack.actor.company_id, entry(&sale, refund).await?.id).await?;
        assert_eq!((plan.endings[0].status, plan.endings[0].code), (PlannedStatus::Failed, Some("deposited")), "{plan:#?}");
        take_off(&sale, &deposit).await?;
        retry(&sale, &entry(&sale, refund).await?).await?;
        sale.agrees_on("30").await?;
        sale.there_are(1, 1).await
    }

    async fn the_next_refund_of_it_is_not_even_begun(db: TestDb) -> Result<()> {
        let (sale, payment, deposit) = deposited(&db).await?;
        sale.pay("-30").await?;
        sale.stack.settle().await?;
        let second = sale.pay("-20").await?;
        sale.stack.clear_journal().await?;
        sale.stack.settle().await?;
        names_the_deposit(&entry(&sale, second).await?);
        assert!(sale.stack.journal().await?.is_empty(), "{:#?}", sale.stack.journal().await?);
        take_off(&sale, &deposit).await?;
        retry(&sale, &entry(&sale, payment).await?).await?;
        sale.agrees_on("50").await?;
        sale.there_are(1, 2).await
    }

    async fn a_refund_taken_back_ends_the_entry_of_the_payment_that_could_not_let_go(db: TestDb) -> Result<()> {
        let (sale, payment, _) = deposited(&db).await?;
        let refund = sale.pay("-30").await?;
        sale.stack.settle().await?;
        names_the_deposit(&entry(&sale, payment).await?);
        sale.give_back(refund).await?;
        sale.stack.settle().await?;
        for id in [payment, refund] {
            let entry = entry(&sale, id).await?;
            assert_eq!(entry.status, Status::Completed, "{entry:?}");
        }
        assert!(sale.stack.log().await?.iter().all(|entry| entry.status != Status::Failed));
        let invoice = sale.stack.remote_where("Invoice", "DocNumber", &sale.number.to_string()).await?;
        assert_eq!(number(&invoice[0]["Balance"]), Decimal::ZERO);
        sale.there_are(1, 0).await
    }

    async fn a_reset_and_a_cancel_of_a_deposited_payment_fail_with_it_and_go_on_together(db: TestDb) -> Result<()> {
        let (sale, payment, deposit) = deposited(&db).await?;
        let refund = sale.pay("-30").await?;
        sale.stack.settle().await?;
        sale.stack.app.run(sale.stack.actor, Reset { id: sale.invoice }).await?;
        sale.stack.app.run(sale.stack.actor, Cancel { id: sale.invoice }).await?;
        sale.stack.settle().await?;
        for id in [payment, refund, sale.invoice] {
            names_the_deposit(&entry(&sale, id).await?);
        }
        take_off(&sale, &deposit).await?;
        retry(&sale, &entry(&sale, payment).await?).await?;
        sale.stack.settle().await?;
        for id in [payment, refund, sale.invoice] {
            assert_eq!(entry(&sale, id).await?.status, Status::Completed, "{:?}", entry(&sale, id).await?);
        }
        sale.there_are(0, 0).await
    }
}
