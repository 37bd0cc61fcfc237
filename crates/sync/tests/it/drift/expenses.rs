//! Refunds whose expense somebody deletes there, and refunds of payments that are unlinked.

use super::{choose, look, nothing_has_failed, only, somebody_edits, somebody_ends};
use crate::sale::Sale;
use planner::Code;
use serde_json::json;
use sync::Choice;
use sync::log::{Entry, Status};
use testkit::databases::TestDb;
use uuid::Uuid;

/// A sale of 100.00 that was paid, of which 30.00 were given back, and whose expense somebody has deleted there, as a look shows.
async fn deleted(db: &TestDb) -> anyhow::Result<(Sale, Uuid)> {
    let sale = Sale::of(db).await?;
    sale.stack.emulator_settings(json!({"strict_links": false})).await?;
    sale.pay("100").await?;
    let refund = sale.pay("-30").await?;
    sale.agrees_on("30").await?;
    let expense = sale.ours("Purchase").await?.remove(0);
    somebody_ends(&sale.stack, "purchase?operation=delete", &expense).await?;
    look(&sale.stack).await?;
    let failed: Vec<Entry> =
        sale.stack.log().await?.into_iter().filter(|entry| entry.status == Status::Failed).collect();
    assert_eq!(failed.len(), 1, "what that does to the payment follows from it: {failed:#?}");
    assert_eq!((failed[0].record.id, failed[0].code), (refund, Some(Code::DeletedThere)));
    Ok((sale, refund))
}

async fn choose_at(sale: &Sale, record: Uuid, choice: Choice) -> anyhow::Result<()> {
    choose(&sale.stack, &sale.stack.entry_of(record).await?, choice).await?;
    Ok(())
}

/// Nothing has failed, and nothing is found by another look.
async fn all_is_well(sale: &Sale) -> anyhow::Result<()> {
    look(&sale.stack).await?;
    nothing_has_failed(&sale.stack).await
}

async fn says_due_here(sale: &Sale, record: Uuid, amount: &str) -> anyhow::Result<()> {
    let entry = sale.stack.entry_of(record).await?;
    let told = format!("{amount} USD is due on Invoice {} here and not in QuickBooks", sale.number);
    assert!(
        entry.status == Status::Completed && entry.reason.as_deref().is_some_and(|why| why.contains(&told)),
        "{entry:?}"
    );
    Ok(())
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn one_that_is_unlinked_is_taken_from_no_payment_any_more(db: TestDb) -> anyhow::Result<()> {
        let (sale, refund) = deleted(&db).await?;
        choose_at(&sale, refund, Choice::Unlink).await?;
        sale.stands_at("30", "0").await?;
        says_due_here(&sale, refund, "30.00").await?;
        all_is_well(&sale).await?;
        let second = sale.pay("-10").await?;
        sale.stands_at("40", "10").await?;
        says_due_here(&sale, second, "30.00").await?;
        sale.there_are(1, 1).await?;
        all_is_well(&sale).await?;
        choose_at(&sale, refund, Choice::PushAgain).await?;
        sale.agrees_on("40").await?;
        sale.there_are(1, 2).await?;
        all_is_well(&sale).await
    }

    async fn one_that_is_unlinked_and_then_taken_back_leaves_both_sides_equal(db: TestDb) -> anyhow::Result<()> {
        let (sale, refund) = deleted(&db).await?;
        choose_at(&sale, refund, Choice::Unlink).await?;
        sale.stack.settle().await?;
        sale.give_back(refund).await?;
        sale.agrees_on("0").await?;
        sale.there_are(1, 0).await?;
        all_is_well(&sale).await
    }

    async fn one_that_is_unlinked_while_its_expense_is_there_still_counts(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        sale.pay("100").await?;
        let refund = sale.pay("-30").await?;
        sale.agrees_on("30").await?;
        let expense = sale.ours("Purchase").await?.remove(0);
        somebody_edits(&sale.stack, "purchase", &expense, json!({"PaymentType": "Cash", "TxnDate": "2026-11-21"})).await?;
        look(&sale.stack).await?;
        choose_at(&sale, refund, Choice::Unlink).await?;
        sale.pay("-10").await?;
        sale.agrees_on("40").await?;
        sale.there_are(1, 2).await
    }

    async fn one_that_is_taken_back_here_too_goes_by_itself(db: TestDb) -> anyhow::Result<()> {
        let (sale, refund) = deleted(&db).await?;
        sale.give_back(refund).await?;
        sale.agrees_on("0").await?;
        sale.there_are(1, 0).await?;
        all_is_well(&sale).await
    }

    async fn one_that_is_made_anew_is_taken_from_the_payment_again(db: TestDb) -> anyhow::Result<()> {
        let (sale, refund) = deleted(&db).await?;
        choose_at(&sale, refund, Choice::Recreate).await?;
        sale.agrees_on("30").await?;
        sale.there_are(1, 1).await?;
        all_is_well(&sale).await
    }

    async fn a_payment_that_lets_go_of_an_expense_which_is_there_is_told(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        let payment = sale.pay("100").await?;
        sale.pay("-30").await?;
        sale.agrees_on("30").await?;
        let there = sale.ours("Payment").await?.remove(0);
        somebody_edits(&sale.stack, "payment", &there, json!({"CustomerRef": there["CustomerRef"], "Line": [there["Line"][0].clone()]})).await?;
        look(&sale.stack).await?;
        let told = sale.stack.entry_of(payment).await?;
        assert_eq!((told.status, told.code), (Status::Failed, Some(Code::ChangedThere)), "{told:?}");
        Ok(())
    }

    async fn a_refund_of_an_unlinked_payment_says_what_stays_unequal(db: TestDb) -> anyhow::Result<()> {
        let sale = Sale::of(&db).await?;
        let payment = sale.pay("100").await?;
        sale.agrees_on("0").await?;
        let there = only(&sale.stack, "Payment", "PaymentRefNum", "Bank transfer").await?;
        somebody_edits(&sale.stack, "payment", &there, json!({"TxnDate": "2026-11-21"})).await?;
        look(&sale.stack).await?;
        choose_at(&sale, payment, Choice::Unlink).await?;
        let refund = sale.pay("-30").await?;
        sale.stack.settle().await?;
        says_due_here(&sale, refund, "30.00").await?;
        choose_at(&sale, payment, Choice::PushAgain).await?;
        sale.agrees_on("30").await?;
        all_is_well(&sale).await
    }
}
