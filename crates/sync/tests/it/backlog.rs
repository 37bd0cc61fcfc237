//! Many entries at once: they go in batches, as fast as QuickBooks allows, and none twice.

use anyhow::{Result, ensure};
use clock::Clock;
use domain::change::RecordKind;
use jiff::SignedDuration;
use planner::Code;
use quickbooks::Limits;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};
use tokio::time::sleep;
use uuid::Uuid;

use crate::later::settle_later;

/// Invoices of the large backlog.
const INVOICES: usize = 1_000;
/// What QuickBooks takes of a company a minute in that test; the ratio of the two is about that of the real figures.
const REQUESTS: usize = 20;
const BATCHES: usize = 4;
/// Changes that fit into one batch.
const ITEMS: usize = 30;
/// Real time without any progress after which only the clock can bring more.
const IDLE: Duration = Duration::from_millis(400);
/// How often nothing has to move before a minute's share counts as not used up: a busy machine may pause for longer than [`IDLE`].
const IDLE_TURNS: usize = 15;
/// How often it is looked whether all has been sent, before that counts as never.
const TRIES: usize = 40;
/// Numbers below are those of the sandbox company's own invoices.
const FIRST_NUMBER: i64 = 5_000;

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_thousand_invoices_go_at_95_percent_of_what_quickbooks_takes_and_keep_nobody_waiting(db: TestDb) -> Result<()> {
        let limits = Limits { requests: REQUESTS, batches: BATCHES, ..Limits::quickbooks() };
        let stack = Stack::enabled_with(&db, limits).await?;
        let neighbour = stack.neighbour().await?;
        enter(&stack, &db, INVOICES).await?;
        let theirs = neighbour.customer("Next door").await?;
        neighbour.invoice(theirs.id, vec![service("Chair", "1", "20")]).await?;
        stack.emulator_settings(json!({"limits": true, "requests_per_minute": REQUESTS, "batches_per_minute": BATCHES})).await?;
        let window = SignedDuration::try_from(limits.window)?;
        stack.clock.advance(window);
        stack.clear_journal().await?;
        let (began, mut tries) = (stack.clock.now(), 0..TRIES);
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let engine = stack.engine.clone();
        let worker = tokio::spawn(async move {
            engine.run(Uuid::from_u128(7), async { stopped.await.unwrap_or_default() }).await;
        });
        // The clock stands still: whoever needs more than one minute's share does not come through here.
        while are_open(&db, &neighbour).await? {
            ensure!(tries.next().is_some(), "the neighbour has to wait");
            wait_until_idle(&db).await?;
        }
        wait_for_share(&db, &stack).await?;
        while are_open(&db, &stack).await? {
            ensure!(tries.next().is_some(), "it does not end: {:?}", statuses(&db, &stack).await?);
            stack.clock.advance(window);
            wait_for_share(&db, &stack).await?;
        }
        let took = stack.clock.now().duration_since(began);
        let _ended = stop.send(());
        worker.await?;
        let journal = stack.journal().await?;
        assert!(journal.iter().all(|request| request["status"] != 429), "it was told to slow down");
        // The first minute's share goes at once; so many more minutes have to pass for the rest.
        let share = BATCHES * ITEMS + REQUESTS - BATCHES;
        let least = SignedDuration::from_mins(i64::try_from(INVOICES.div_ceil(share) - 1)?);
        assert!(took.as_secs() * 95 <= least.as_secs() * 100, "{took} in place of {least}");
        assert_each_is_there_once(&db, &stack, INVOICES).await
    }

    async fn a_batch_in_trouble_is_repeated_and_nothing_is_there_twice(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let troubles = [
            json!({"close": "after"}),
            json!({"close": "before"}),
            json!({"fail": {"status": 503, "when": "after"}}),
            json!({"fail": {"status": 429, "when": "after"}}),
            json!("throttle"),
            json!({"refuse": {"status": 401, "code": "3200"}}),
        ];
        for (turn, trouble) in troubles.iter().enumerate() {
            enter(&stack, &db, 45).await?;
            stack.clear_journal().await?;
            stack.trouble(json!({"match": {"operation": "batch"}, "times": 1, "action": trouble})).await?;
            stack.settle().await?;
            settle_later(&stack).await?;
            let batches = batches(&stack).await?;
            assert!(batches.len() >= 2, "{trouble}: {batches:#?}");
            assert_each_is_there_once(&db, &stack, 45 * (turn + 1)).await?;
        }
        Ok(())
    }

    async fn an_unclear_batch_is_repeated_as_the_same_batch(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        enter(&stack, &db, 30).await?;
        stack.clear_journal().await?;
        stack.trouble(json!({"match": {"operation": "batch"}, "times": 1, "action": {"close": "after"}})).await?;
        stack.settle().await?;
        settle_later(&stack).await?;
        let batches = batches(&stack).await?;
        let ids: Vec<&Value> = batches.iter().map(|batch| &batch["request_id"]).collect();
        assert!(ids.len() >= 2 && ids.iter().all(|id| **id == *ids[0] && id.is_string()), "{ids:?}");
        assert_each_is_there_once(&db, &stack, 30).await
    }

    async fn a_batch_that_is_refused_as_such_is_taken_apart(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        enter(&stack, &db, 30).await?;
        stack.clear_journal().await?;
        stack.trouble(json!({"match": {"operation": "batch"}, "times": 1, "action": {"refuse": {"status": 400, "code": "1040"}}})).await?;
        stack.settle().await?;
        assert_eq!((batches(&stack).await?.len(), stack.journal().await?.len()), (1, 31));
        assert_each_is_there_once(&db, &stack, 30).await
    }

    async fn a_refusal_of_one_item_is_its_own(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        enter(&stack, &db, 30).await?;
        stack.clear_journal().await?;
        stack.trouble(json!({"match": {"entity": "Invoice", "operation": "create"}, "times": 1, "action": {"refuse": {"status": 400, "code": "6000", "detail": "no"}}})).await?;
        stack.settle().await?;
        assert_eq!((batches(&stack).await?.len(), stack.journal().await?.len()), (1, 1));
        let statuses = statuses(&db, &stack).await?;
        assert_eq!((statuses.get("failed"), statuses.get("queued")), (Some(&1), None), "{statuses:?}");
        assert_eq!(numbers(&stack).await?.len(), 29);
        Ok(())
    }

    async fn an_item_whose_repeat_is_refused_is_looked_at_and_not_repeated_for_ever(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        enter(&stack, &db, 30).await?;
        stack.settle().await?;
        let invoices: Vec<_> = stack.log().await?.into_iter().map(|entry| entry.record).filter(|record| record.kind == RecordKind::Invoice).collect();
        for invoice in &invoices {
            stack.edit_invoice(invoice.id, vec![service("Table", "3", "10")]).await?;
        }
        stack.trouble(json!({"match": {"operation": "batch"}, "times": 1, "action": {"close": "before"}})).await?;
        stack.settle().await?;
        let gone = stack.remote_where("Invoice", "DocNumber", &FIRST_NUMBER.to_string()).await?.remove(0);
        stack.remote_write("invoice?operation=delete", json!({"Id": gone["Id"], "SyncToken": gone["SyncToken"]})).await?;
        settle_later(&stack).await?;
        let log = stack.log().await?;
        let failed: Vec<_> = log.iter().filter(|entry| entry.status == Status::Failed).collect();
        assert_eq!(failed.iter().map(|entry| entry.code).collect::<Vec<_>>(), [Some(Code::DeletedThere)], "{failed:#?}");
        stack.clear_journal().await?;
        stack.engine.retry(stack.actor.company_id, failed[0].id).await?;
        stack.settle().await?;
        let mut calls = stack.journal().await?;
        calls.retain(|call| call["entity"] != "Token");
        assert!(calls.len() == 1 && calls[0]["method"] == "GET", "{calls:#?}");
        Ok(())
    }

    async fn a_few_go_alone(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        enter(&stack, &db, 10).await?;
        stack.clear_journal().await?;
        stack.settle().await?;
        assert_eq!((batches(&stack).await?.len(), stack.journal().await?.len()), (0, 10));
        assert_each_is_there_once(&db, &stack, 10).await
    }
}

/// Enters so many invoices to a customer that QuickBooks has already.
async fn enter(stack: &Stack, db: &TestDb, invoices: usize) -> Result<()> {
    let mut tx = db.begin_write().await?;
    let counter =
        "INSERT INTO counters (company_id, kind, last) VALUES ($1, 'invoice', $2) ON CONFLICT DO NOTHING";
    tx.sql(counter).bind(stack.actor.company_id).bind(FIRST_NUMBER - 1).execute().await?;
    tx.commit().await?;
    let customer = stack.customer(&format!("Customer {}", stack.clock.now().as_second())).await?;
    stack.settle().await?;
    for _ in 0..invoices {
        stack.invoice(customer.id, vec![service("Table", "2", "10")]).await?;
    }
    Ok(())
}

/// Every entry has ended well, and QuickBooks has each of so many invoices once.
async fn assert_each_is_there_once(db: &TestDb, stack: &Stack, invoices: usize) -> Result<()> {
    let statuses = statuses(db, stack).await?;
    ensure!(statuses.keys().eq(["completed"]), "{statuses:?}: {:#?}", stack.log().await?.first());
    let numbers = numbers(stack).await?;
    let expected: Vec<i64> = (FIRST_NUMBER..).take(invoices).collect();
    ensure!(numbers == expected, "{} invoices in place of {invoices}", numbers.len());
    Ok(())
}

/// The numbers of our invoices in QuickBooks, sorted.
async fn numbers(stack: &Stack) -> Result<Vec<i64>> {
    let number = |row: &Value| row["DocNumber"].as_str().and_then(|number| number.parse::<i64>().ok());
    let rows = stack.remote("Invoice").await?;
    let mut numbers: Vec<i64> =
        rows.iter().filter_map(number).filter(|number| *number >= FIRST_NUMBER).collect();
    numbers.sort_unstable();
    Ok(numbers)
}

async fn batches(stack: &Stack) -> Result<Vec<Value>> {
    let journal = stack.journal().await?;
    Ok(journal.into_iter().filter(|request| request["operation"] == "batch").collect())
}

/// How many entries of the company have each status.
async fn statuses(db: &TestDb, stack: &Stack) -> Result<BTreeMap<String, i64>> {
    let mut tx = db.begin_read().await?;
    let counted =
        tx.sql("SELECT status, COUNT(*) AS n FROM log_entries WHERE company_id = $1 GROUP BY status");
    let rows = counted.bind(stack.actor.company_id).all().await?;
    let read = |row: &db::Row| Ok((row.get("status")?, row.get("n")?));
    rows.iter().map(read).collect()
}

async fn are_open(db: &TestDb, stack: &Stack) -> Result<bool> {
    let statuses = statuses(db, stack).await?;
    Ok(statuses.contains_key("queued") || statuses.contains_key("running"))
}

/// Requests that were made for the company since the clock was moved last.
async fn requests(db: &TestDb, stack: &Stack) -> Result<i64> {
    let mut tx = db.begin_read().await?;
    let counted = tx.sql(
        "SELECT COUNT(DISTINCT batch_id) + SUM(CASE WHEN batch_id IS NULL THEN 1 ELSE 0 END) AS n
         FROM attempts WHERE company_id = $1 AND started_at = $2 HAVING COUNT(*) > 0",
    );
    let row = counted.bind(stack.actor.company_id).bind(stack.clock.now()).optional().await?;
    row.map_or(Ok(0), |row| Ok(row.get("n")?))
}

/// Waits, in real time, until the company's share of this minute is used up, or it has nothing more to send.
async fn wait_for_share(db: &TestDb, stack: &Stack) -> Result<()> {
    for _ in 0..IDLE_TURNS {
        wait_until_idle(db).await?;
        if requests(db, stack).await? >= i64::try_from(REQUESTS)? || !are_open(db, stack).await? {
            return Ok(());
        }
    }
    Ok(())
}

/// Attempts so far, those of them without an outcome, and entries that have ended.
async fn progress(db: &TestDb) -> Result<(i64, i64, i64)> {
    let mut tx = db.begin_read().await?;
    let counted = tx.sql(
        "SELECT (SELECT COUNT(*) FROM attempts) AS attempts,
            (SELECT COUNT(*) FROM attempts WHERE outcome = 'pending') AS pending,
            (SELECT COUNT(*) FROM log_entries WHERE finished_at IS NOT NULL) AS ended",
    );
    let row = counted.one().await?;
    Ok((row.get("attempts")?, row.get("pending")?, row.get("ended")?))
}

/// Waits, in real time, until nothing moves any more.
async fn wait_until_idle(db: &TestDb) -> Result<()> {
    let mut before = progress(db).await?;
    loop {
        sleep(IDLE).await;
        let now = progress(db).await?;
        if now == before && now.1 == 0 {
            return Ok(());
        }
        before = now;
    }
}
