//! Payments that are part of a bank deposit in QuickBooks: what needs them fails with them and says so, before any call where
//! that is known, and goes on once they are off it.

use crate::sale::{Sale, number};
use anyhow::Result;
use app::invoices::{Cancel, Reset};
use app::transactions::Apply;
use jiff::SignedDuration;
use jiff::civil::date;
use planner::Code;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use sync::PlannedStatus;
use sync::log::{Entry, Status};
use testkit::databases::TestDb;
use testkit::stack::service;
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

async fn look(sale: &Sale) -> Result<()> {
    sale.stack.clock.advance(SignedDuration::from_secs(5));
    sale.stack.engine.look_for_changes(sale.stack.actor.company_id).await?;
    sale.stack.settle().await
}

/// The refund fails because of the deposit without any call.
async fn is_not_begun(sale: &Sale, refund: Uuid) -> Result<()> {
    sale.stack.clear_journal().await?;
    sale.stack.settle().await?;
    names_the_deposit(&entry(sale, refund).await?);
    let calls = sale.stack.journal().await?;
    assert!(calls.is_empty(), "{calls:#?}");
    Ok(())
}

/// The payment fails because of the deposit of the other one.
async fn is_still_behind(sale: &Sale, payment: Uuid) -> Result<()> {
    sale.stack.settle().await?;
    names_the_deposit(&entry(sale, payment).await?);
    Ok(())
}

/// How a plan ends: kind, status and code of each record.
fn ends(plan: &Value) -> Vec<String> {
    let endings = plan["endings"].as_array().into_iter().flatten();
    endings
        .map(|end| format!("{} {} {}", end["record"]["kind"], end["status"], end["code"]).replace('"', ""))
        .collect()
}

/// The entry has failed because of the deposit, and says so.
#[track_caller]
fn names_the_deposit(entry: &Entry) {
    assert_eq!((entry.status, entry.code), (Status::Failed, Some(Code::Deposited)), "{entry:?}");
    assert!(entry.reason.as_deref().is_some_and(|why| why.contains("bank deposit")), "{entry:?}");
}

testkit::on_both! {
    migrated(store::migrations::ALL);

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
        is_not_begun(&sale, second).await?;
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

    async fn every_plan_knows_of_the_deposit(db: TestDb) -> Result<()> {
        let (sale, payment, _) = deposited(&db).await?;
        sale.pay("-30").await?;
        sale.stack.settle().await?;
        let retried = sale.stack.engine.plan_of(sale.stack.actor.company_id, entry(&sale, payment).await?.id).await?;
        assert_eq!(ends(&serde_json::to_value(retried)?)[..1], ["payment failed deposited"]);
        let Err(app::Error::Planned(reset)) = sale.stack.app.planning().run(sale.stack.actor, Reset { id: sale.invoice }).await else {
            panic!("it was done");
        };
        assert_eq!(ends(&reset), ["payment failed deposited", "refund failed deposited"], "{reset:#}");
        let refund = Apply { document_id: sale.invoice, amount: (-5).into(), date: date(2026, 11, 22), reference: String::new() };
        let Err(app::Error::Planned(refund)) = sale.stack.app.planning().run(sale.stack.actor, refund).await else {
            panic!("it was done");
        };
        assert_eq!(ends(&refund)[..1], ["refund failed deposited"], "{refund:#}");
        Ok(())
    }

    async fn it_is_remembered_when_the_refund_is_taken_back_and_a_retry_asks_once_more(db: TestDb) -> Result<()> {
        let (sale, _, deposit) = deposited(&db).await?;
        let first = sale.pay("-30").await?;
        sale.stack.settle().await?;
        sale.give_back(first).await?;
        sale.stack.settle().await?;
        let second = sale.pay("-20").await?;
        is_not_begun(&sale, second).await?;
        let third = sale.pay("-10").await?;
        is_not_begun(&sale, third).await?;
        sale.there_are(1, 0).await?;
        take_off(&sale, &deposit).await?;
        retry(&sale, &entry(&sale, third).await?).await?;
        sale.agrees_on("30").await?;
        sale.there_are(1, 2).await?;
        let fourth = sale.pay("-5").await?;
        sale.agrees_on("35").await?;
        assert_eq!(entry(&sale, fourth).await?.status, Status::Completed);
        Ok(())
    }

    async fn a_look_shows_it_before_the_first_refund_and_sets_free_what_it_held_up_once_it_is_off(db: TestDb) -> Result<()> {
        let (sale, payment, deposit) = deposited(&db).await?;
        look(&sale).await?;
        let refund = sale.pay("-30").await?;
        is_not_begun(&sale, refund).await?;
        sale.give_back(payment).await.expect_err("more was given back than paid");
        take_off(&sale, &deposit).await?;
        look(&sale).await?;
        sale.agrees_on("30").await?;
        sale.there_are(1, 1).await
    }

    async fn a_retry_while_it_is_deposited_asks_once_and_is_known_again(db: TestDb) -> Result<()> {
        let (sale, payment, _) = deposited(&db).await?;
        look(&sale).await?;
        sale.stack.app.run(sale.stack.actor, Reset { id: sale.invoice }).await?;
        is_not_begun(&sale, payment).await?;
        retry(&sale, &entry(&sale, payment).await?).await?;
        sale.stack.settle().await?;
        names_the_deposit(&entry(&sale, payment).await?);
        assert!(!sale.stack.journal().await?.is_empty(), "it was asked");
        let plan = sale.stack.engine.plan_of(sale.stack.actor.company_id, entry(&sale, payment).await?.id).await?;
        assert_eq!(ends(&serde_json::to_value(plan)?), ["payment failed deposited"]);
        Ok(())
    }

    async fn a_retry_of_a_refund_makes_nothing_while_it_is_deposited_and_goes_on_once_it_is_off(db: TestDb) -> Result<()> {
        let (sale, _, deposit) = deposited(&db).await?;
        look(&sale).await?;
        let refund = sale.pay("-30").await?;
        is_not_begun(&sale, refund).await?;
        retry(&sale, &entry(&sale, refund).await?).await?;
        sale.stack.settle().await?;
        names_the_deposit(&entry(&sale, refund).await?);
        sale.there_are(1, 0).await?;
        let plan = sale.stack.engine.plan_of(sale.stack.actor.company_id, entry(&sale, refund).await?.id).await?;
        assert_eq!((plan.steps.len(), ends(&serde_json::to_value(plan)?)), (0, vec!["refund failed deposited".to_owned()]));
        take_off(&sale, &deposit).await?;
        retry(&sale, &entry(&sale, refund).await?).await?;
        sale.agrees_on("30").await?;
        sale.there_are(1, 1).await
    }

    async fn a_payment_goes_by_itself_once_room_for_it_comes_another_way(db: TestDb) -> Result<()> {
        let (sale, _, _) = deposited(&db).await?;
        look(&sale).await?;
        let refund = sale.pay("-60").await?;
        let payment = sale.pay("50").await?;
        is_not_begun(&sale, payment).await?;
        sale.stack.edit_invoice(sale.invoice, vec![service("A", "1", "120")]).await?;
        is_still_behind(&sale, payment).await?;
        sale.stack.edit_invoice(sale.invoice, vec![service("A", "1", "150")]).await?;
        sale.stack.settle().await?;
        let gone = entry(&sale, payment).await?;
        assert_eq!(gone.status, Status::Completed, "{gone:?}");
        names_the_deposit(&entry(&sale, refund).await?);
        sale.there_are(2, 0).await
    }

    async fn a_payment_that_needs_the_room_of_a_deposited_one_is_not_begun_and_goes_once_it_is_off(db: TestDb) -> Result<()> {
        let (sale, _, deposit) = deposited(&db).await?;
        look(&sale).await?;
        sale.pay("-60").await?;
        let payment = sale.pay("50").await?;
        is_not_begun(&sale, payment).await?;
        take_off(&sale, &deposit).await?;
        look(&sale).await?;
        sale.agrees_on("10").await?;
        sale.there_are(2, 1).await
    }

    async fn a_payment_waits_for_one_that_could_not_let_go_and_goes_after_it(db: TestDb) -> Result<()> {
        let (sale, first, deposit) = deposited(&db).await?;
        sale.pay("-60").await?;
        sale.stack.settle().await?;
        let payment = sale.pay("50").await?;
        is_not_begun(&sale, payment).await?;
        take_off(&sale, &deposit).await?;
        retry(&sale, &entry(&sale, first).await?).await?;
        sale.agrees_on("10").await?;
        sale.there_are(2, 1).await
    }
}
