//! A plan is what then happens, call by call, and it changes nothing.

use anyhow::{Context, Result, bail, ensure};
use app::documents::{Delete, Input};
use app::invoices::{Cancel, Create, Edit, Reset};
use app::purchase_orders::{MarkAsSent, Receive};
use app::{Error, transactions};
use jiff::civil::date;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use sync::{Plan, PlannedStatus};
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};
use uuid::Uuid;

/// Plans a command, runs it, and compares what QuickBooks was told with the plan.
macro_rules! goes_as_planned {
    ($db:expr, $stack:expr, $command:expr) => {{
        $stack.settle().await?;
        let before = everything($db, $stack).await?;
        let plan = planned($stack.app.planning().run($stack.actor, $command).await)?;
        ensure!(
            before == everything($db, $stack).await?,
            "{} has left something behind",
            stringify!($command)
        );
        let done = $stack.app.run($stack.actor, $command).await?;
        compare($stack, &plan, stringify!($command)).await?;
        done
    }};
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn every_action_goes_as_it_was_planned(db: TestDb) -> Result<()> {
        let stack = &Stack::enabled(&db).await?;
        let customer = stack.customer("Planner").await?.id;
        let lines = || vec![service("Work", "2", "10")];
        let input = || Input { contact_id: Some(customer), issue_date: Some(date(2026, 11, 20)), lines: Some(lines()), ..Input::default() };
        let id = goes_as_planned!(&db, stack, Create { input: input() }).filed.document.id;
        let more = || Input { lines: Some(vec![service("Work", "3", "10")]), ..Input::default() };
        goes_as_planned!(&db, stack, Edit { id, input: more() });
        let pay_on = |document_id, amount: i64| transactions::Apply { document_id, amount: amount.into(), date: date(2026, 11, 22), reference: "Cash".to_owned() };
        goes_as_planned!(&db, stack, pay_on(id, 20));
        goes_as_planned!(&db, stack, pay_on(id, -5));
        goes_as_planned!(&db, stack, Edit { id, input: Input { lines: Some(lines()), ..Input::default() } });
        goes_as_planned!(&db, stack, Reset { id });
        goes_as_planned!(&db, stack, Cancel { id });
        let id = goes_as_planned!(&db, stack, Create { input: input() }).filed.document.id;
        for amount in [8, 12, -15] {
            goes_as_planned!(&db, stack, pay_on(id, amount));
        }
        goes_as_planned!(&db, stack, Reset { id });
        let doomed = goes_as_planned!(&db, stack, Create { input: input() }).filed.document.id;
        goes_as_planned!(&db, stack, Delete { id: doomed });
        let supplier = stack.supplier("Planner's supplier").await?.id;
        let billed = |settings: planner::Settings| settings.with("bill_on_receipt", Some("yes".to_owned()));
        stack.engine.change_settings(stack.actor.company_id, billed).await?;
        let order = || Input { contact_id: Some(supplier), issue_date: Some(date(2026, 11, 20)), lines: Some(lines()), ..Input::default() };
        let id = goes_as_planned!(&db, stack, app::purchase_orders::Create { input: order() }).filed.document.id;
        goes_as_planned!(&db, stack, MarkAsSent { id, sent: true });
        goes_as_planned!(&db, stack, Receive { id, receipts: None });
        Ok(())
    }

    async fn the_plan_of_an_entry_has_what_it_waits_for_first_and_is_what_then_happens(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Waiting").await?;
        let invoice = stack.invoice(customer.id, vec![service("Work", "1", "10")]).await?.filed.document.id;
        let entry = stack.entry_of(invoice).await?;
        let before = everything(&db, &stack).await?;
        let plan = stack.engine.plan_of(stack.actor.company_id, entry.id).await?;
        assert_eq!(before, everything(&db, &stack).await?);
        let verbs: Vec<_> = plan.steps.iter().map(|step| (step.verb, step.record.kind)).collect();
        assert_eq!(verbs, [("find", "customer"), ("create", "customer"), ("create", "invoice")]);
        assert_eq!(plan.steps[2].body.as_ref().map(|body| &body["CustomerRef"]["value"]), Some(&json!("new 1")));
        assert!(plan.is_whole && plan.endings.iter().all(|ending| ending.status == PlannedStatus::Completed), "{plan:#?}");
        compare(&stack, &serde_json::to_value(plan)?, "the entry").await?;
        let done = stack.engine.plan_of(stack.actor.company_id, entry.id).await?;
        assert_eq!((done.steps.len(), done.endings[0].reason.as_deref()), (0, Some("Already up to date")));
        Ok(())
    }

    async fn what_was_sent_without_an_answer_is_sent_again_once(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Asked twice").await?;
        stack.settle().await?;
        stack.trouble(json!({"match": {"entity": "Invoice"}, "times": 1, "action": {"fail": {"status": 503, "when": "before"}}})).await?;
        let invoice = stack.invoice(customer.id, vec![service("Work", "1", "10")]).await?.filed.document.id;
        stack.settle().await?;
        let more = Input { lines: Some(vec![service("Work", "2", "10")]), ..Input::default() };
        stack.app.run(stack.actor, Edit { id: invoice, input: more }).await?;
        let plan = stack.engine.plan_of(stack.actor.company_id, stack.entry_of(invoice).await?.id).await?;
        let verbs: Vec<_> = plan.steps.iter().map(|step| step.verb).collect();
        assert_eq!((verbs, plan.is_whole), (vec!["create", "update"], true), "{plan:#?}");
        stack.clock.advance(jiff::SignedDuration::from_mins(5));
        compare(&stack, &serde_json::to_value(plan)?, "the entry").await
    }

    async fn what_would_fail_or_wait_for_ever_says_so_without_a_call(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Bad: name").await?;
        let input = Input { contact_id: Some(customer.id), issue_date: Some(date(2026, 11, 20)), lines: Some(vec![service("Work", "1", "10")]), ..Input::default() };
        let plan = planned(stack.app.planning().run(stack.actor, Create { input }).await)?;
        let plan: Vec<_> = plan["endings"].as_array().into_iter().flatten().map(|e| (e["record"]["kind"].clone(), e["status"].clone())).collect();
        assert_eq!(plan, [(json!("customer"), json!("failed")), (json!("invoice"), json!("waiting"))]);
        Ok(())
    }

    async fn a_plan_of_what_the_books_refuse_is_refused(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let refused = stack.app.planning().run(stack.actor, Delete { id: Uuid::nil() }).await;
        assert!(matches!(refused, Err(Error::NotFound { .. })), "{refused:?}");
        Ok(())
    }

    async fn a_company_whose_integration_is_off_tells_nothing(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        stack.engine.disable(stack.actor.company_id).await?;
        let details = domain::contact::ContactDetails { name: "Off".to_owned(), ..domain::contact::ContactDetails::of(domain::contact::ContactKind::Customer) };
        let plan = planned(stack.app.planning().run(stack.actor, app::contacts::Create { details }).await)?;
        assert_eq!(plan, serde_json::to_value(Plan { is_whole: true, ..Plan::default() })?);
        Ok(())
    }
}

fn planned<T>(run: Result<T, Error>) -> Result<Value> {
    match run {
        Err(Error::Planned(plan)) => Ok(plan),
        Err(other) => Err(other.into()),
        Ok(_) => bail!("it was done"),
    }
}

/// What a plan must not change.
async fn everything(db: &TestDb, stack: &Stack) -> Result<String> {
    let mut tx = db.begin_read().await?;
    let counted = tx.sql(
        "SELECT (SELECT COUNT(*) FROM documents) AS documents, (SELECT COUNT(*) FROM transactions) AS transactions,
            (SELECT COUNT(*) FROM contacts) AS contacts, (SELECT COUNT(*) FROM changes) AS changes,
            (SELECT COUNT(*) FROM links WHERE remote_id IS NOT NULL) AS links, (SELECT COUNT(*) FROM attempts) AS attempts,
            (SELECT CAST(SUM(revision) AS BIGINT) FROM documents) AS revisions",
    );
    let row = counted.one().await?;
    let mut counts = Vec::new();
    for name in ["documents", "transactions", "contacts", "changes", "links", "attempts"] {
        counts.push(row.get::<i64>(name)?);
    }
    let revisions: Option<i64> = row.get("revisions")?;
    Ok(format!("{counts:?} {revisions:?} {:?} {}", stack.log().await?, stack.journal().await?.len()))
}

/// Sends what is to be sent, and compares that with the plan.
async fn compare(stack: &Stack, plan: &Value, what: &str) -> Result<()> {
    stack.clear_journal().await?;
    stack.settle().await?;
    let sent: Vec<(String, Value)> = stack.journal().await?.iter().map(line).collect();
    let steps = plan["steps"].as_array().context("no steps")?;
    let shown = format!("{what}\nplanned {steps:#?}\nsent {sent:#?}");
    ensure!(plan["is_whole"] == true && steps.len() == sent.len(), "{shown}");
    for step in steps {
        let call =
            format!("{} {}", step["method"].as_str().unwrap_or(""), step["path"].as_str().unwrap_or(""));
        let is_it = |(line, body): &(String, Value)| alike_text(&call, line) && alike(&step["body"], body);
        ensure!(sent.iter().any(is_it), "{call} was planned and not made: {shown}");
    }
    let records = plan["endings"].as_array().into_iter().flatten().map(|ending| ending["record"].to_string());
    let once: BTreeSet<String> = records.clone().collect();
    ensure!(once.len() == records.count(), "a record ends twice: {what} {plan:#?}");
    Ok(())
}

/// Method, path and parameters of a call, and its body.
fn line(call: &Value) -> (String, Value) {
    let text = |name: &str| call[name].as_str().unwrap_or_default().to_owned();
    let path = text("path").splitn(5, '/').last().unwrap_or_default().to_owned();
    let parameters = call["parameters"].as_array().into_iter().flatten();
    let shown = parameters.filter(|pair| pair[0] != "minorversion");
    let shown: Vec<String> = shown
        .map(|pair| format!("{}={}", pair[0].as_str().unwrap_or(""), pair[1].as_str().unwrap_or("")))
        .collect();
    let query = if shown.is_empty() { String::new() } else { format!("?{}", shown.join("&")) };
    (format!("{} /{path}{query}", text("method")), call["body"].clone())
}

/// Whether a planned text says the same; an id that QuickBooks was to give is any, and so is the mark of a record that was
/// not there yet.
fn alike_text(planned: &str, sent: &str) -> bool {
    let open = planned.split_once("new ").or_else(|| planned.split_once("[Counterfoil "));
    open.map_or(planned == sent, |(before, _)| sent.starts_with(before))
}

fn alike(planned: &Value, sent: &Value) -> bool {
    match (planned, sent) {
        (Value::String(text), Value::String(sent)) => {
            text == "as read" || text == "as written" || alike_text(text, sent)
        }
        (Value::Object(planned), Value::Object(sent)) => {
            planned.len() == sent.len()
                && planned.iter().all(|(name, value)| sent.get(name).is_some_and(|sent| alike(value, sent)))
        }
        (Value::Array(planned), Value::Array(sent)) => {
            planned.len() == sent.len()
                && planned.iter().zip(sent).all(|(planned, sent)| alike(planned, sent))
        }
        (planned, sent) => planned == sent,
    }
}
