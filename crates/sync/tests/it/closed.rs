//! A period that is known to be closed: nothing in it is touched, no call is made, and it goes by itself once it is open.

use crate::sale::Sale;
use anyhow::Result;
use app::documents::{Delete, Input};
use app::invoices::{Cancel, Edit, Reset};
use app::transactions::Apply;
use jiff::civil::{Date, date};
use planner::Code;
use serde_json::json;
use sync::PlannedStatus;
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};
use uuid::Uuid;

/// Sales and money are dated the 20th and the 22nd of November.
async fn close_until(stack: &Stack, day: Option<&str>) -> Result<()> {
    stack.settle().await?;
    stack.emulator_settings(json!({ "book_close_date": day })).await?;
    stack.engine.read_again(stack.actor.company_id).await?;
    stack.settle().await?;
    stack.clear_journal().await
}

/// The entry has failed without any call and names these days, its plan says the same, and it goes once the period is open.
async fn is_held(stack: &Stack, record: Uuid, days: &[&str]) -> Result<()> {
    stack.settle().await?;
    let entry = stack.entry_of(record).await?;
    assert_eq!((entry.status, entry.code), (Status::Failed, Some(Code::PeriodClosed)), "{entry:?}");
    let reason = entry.reason.unwrap_or_default();
    assert!(days.iter().all(|day| reason.contains(day)), "{reason}");
    assert!(stack.journal().await?.is_empty(), "{:#?}", stack.journal().await?);
    let plan = stack.engine.plan_of(stack.actor.company_id, entry.id).await?;
    assert!(plan.steps.is_empty(), "{plan:#?}");
    assert_eq!(
        (plan.endings[0].status, plan.endings[0].code),
        (PlannedStatus::Failed, Some("period-closed"))
    );
    close_until(stack, None).await?;
    let entry = stack.entry_of(record).await?;
    assert_eq!(entry.status, Status::Completed, "{entry:?}");
    Ok(())
}

async fn redate(sale: &Sale, issue_date: Date) -> Result<()> {
    let input = Input { issue_date: Some(issue_date), ..Input::default() };
    sale.stack.app.run(sale.stack.actor, Edit { id: sale.invoice, input }).await?;
    Ok(())
}

async fn pay_on(sale: &Sale, amount: i64, date: Date) -> Result<Uuid> {
    let apply =
        Apply { document_id: sale.invoice, amount: amount.into(), date, reference: "Cash".to_owned() };
    Ok(sale.stack.app.run(sale.stack.actor, apply).await?.transaction.id)
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn an_invoice_is_voided_and_deleted_only_in_an_open_period(db: TestDb) -> Result<()> {
        let sale = Sale::of(&db).await?;
        close_until(&sale.stack, Some("2026-11-20")).await?;
        sale.stack.app.run(sale.stack.actor, Cancel { id: sale.invoice }).await?;
        is_held(&sale.stack, sale.invoice, &["The invoice 1001 is dated 2026-11-20", "closed until 2026-11-20", "voided"]).await?;
        let customer = sale.stack.customer("Other").await?.id;
        let id = sale.stack.invoice(customer, vec![service("A", "1", "10")]).await?.filed.document.id;
        close_until(&sale.stack, Some("2026-11-20")).await?;
        sale.stack.app.run(sale.stack.actor, Delete { id }).await?;
        is_held(&sale.stack, id, &["The invoice 1002 is dated 2026-11-20", "deleted"]).await
    }

    async fn a_date_is_moved_out_of_a_closed_period_and_into_it_only_once_it_is_open(db: TestDb) -> Result<()> {
        let sale = Sale::of(&db).await?;
        close_until(&sale.stack, Some("2026-11-20")).await?;
        redate(&sale, date(2026, 11, 25)).await?;
        is_held(&sale.stack, sale.invoice, &["2026-11-20 in QuickBooks and 2026-11-25 here", "Change the closing date"]).await?;
        close_until(&sale.stack, Some("2026-11-21")).await?;
        redate(&sale, date(2026, 11, 21)).await?;
        is_held(&sale.stack, sale.invoice, &["2026-11-25 in QuickBooks and 2026-11-21 here", "Change the date here"]).await
    }

    async fn what_is_outside_of_it_is_sent_as_ever(db: TestDb) -> Result<()> {
        let sale = Sale::of(&db).await?;
        sale.pay("40").await?;
        close_until(&sale.stack, Some("2026-11-19")).await?;
        redate(&sale, date(2026, 11, 25)).await?;
        sale.agrees_on("60").await?;
        sale.stack.app.run(sale.stack.actor, Reset { id: sale.invoice }).await?;
        sale.agrees_on("100").await
    }

    async fn money_is_taken_back_only_in_an_open_period(db: TestDb) -> Result<()> {
        let sale = Sale::of(&db).await?;
        let payment = sale.pay("40").await?;
        close_until(&sale.stack, Some("2026-11-22")).await?;
        sale.give_back(payment).await?;
        is_held(&sale.stack, payment, &["The payment of 40.00 is dated 2026-11-22", "deleted"]).await?;
        sale.agrees_on("100").await
    }

    async fn a_refund_of_a_payment_in_a_closed_period_is_not_begun(db: TestDb) -> Result<()> {
        let sale = Sale::of(&db).await?;
        pay_on(&sale, 100, date(2026, 11, 22)).await?;
        close_until(&sale.stack, Some("2026-11-22")).await?;
        let refund = pay_on(&sale, -40, date(2026, 11, 23)).await?;
        is_held(&sale.stack, refund, &["is dated 2026-11-22", "nothing was sent"]).await?;
        sale.agrees_on("40").await?;
        sale.there_are(1, 1).await
    }

    async fn money_entered_in_a_closed_period_says_what_may_be_done(db: TestDb) -> Result<()> {
        let sale = Sale::of(&db).await?;
        close_until(&sale.stack, Some("2026-11-22")).await?;
        let payment = sale.pay("40").await?;
        is_held(&sale.stack, payment, &["take it back here and enter it with a later date"]).await?;
        sale.agrees_on("60").await
    }

    async fn a_payment_that_needs_the_room_of_one_there_waits_for_its_refund_and_goes_by_itself(db: TestDb) -> Result<()> {
        let sale = Sale::of(&db).await?;
        pay_on(&sale, 100, date(2026, 11, 22)).await?;
        close_until(&sale.stack, Some("2026-11-22")).await?;
        pay_on(&sale, -60, date(2026, 11, 23)).await?;
        let payment = pay_on(&sale, 50, date(2026, 11, 23)).await?;
        is_held(&sale.stack, payment, &["waits for Refund of 60.00", "is dated 2026-11-22"]).await?;
        sale.agrees_on("10").await?;
        sale.there_are(2, 1).await
    }

    async fn a_payment_that_needs_the_room_of_one_taken_back_waits_for_it_and_goes_by_itself(db: TestDb) -> Result<()> {
        let sale = Sale::of(&db).await?;
        let first = pay_on(&sale, 100, date(2026, 11, 22)).await?;
        close_until(&sale.stack, Some("2026-11-22")).await?;
        sale.give_back(first).await?;
        sale.stack.settle().await?;
        let payment = pay_on(&sale, 90, date(2026, 11, 23)).await?;
        is_held(&sale.stack, payment, &["waits for Payment of 100.00", "is dated 2026-11-22"]).await?;
        sale.agrees_on("10").await?;
        sale.there_are(1, 0).await
    }

    async fn a_payment_that_has_room_waits_for_nothing_that_has_failed(db: TestDb) -> Result<()> {
        let sale = Sale::of(&db).await?;
        let first = pay_on(&sale, 40, date(2026, 11, 22)).await?;
        pay_on(&sale, 10, date(2026, 11, 22)).await?;
        close_until(&sale.stack, Some("2026-11-22")).await?;
        pay_on(&sale, -5, date(2026, 11, 23)).await?;
        sale.give_back(first).await?;
        sale.stack.settle().await?;
        let fits = pay_on(&sale, 50, date(2026, 11, 23)).await?;
        sale.stack.settle().await?;
        assert_eq!(sale.stack.entry_of(fits).await?.status, Status::Completed);
        close_until(&sale.stack, None).await?;
        sale.agrees_on("45").await
    }
}
