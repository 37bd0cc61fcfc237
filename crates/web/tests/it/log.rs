//! The log and its entries.

use crate::browser::Browser;
use jiff::SignedDuration;
use serde_json::json;
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};

const LOG: &str = "/settings/integrations/log";

/// A settled stack with one failed, one completed and one queued customer.
async fn mixed(db: &TestDb) -> anyhow::Result<Stack> {
    let stack = Stack::enabled(db).await?;
    stack.customer("Fine").await?;
    stack.customer("Bad: name").await?;
    stack.settle().await?;
    stack.customer("Still queued").await?;
    Ok(stack)
}

/// The position of `part`, which has to be there.
#[track_caller]
fn position(page: &str, part: &str) -> usize {
    page.find(part).unwrap_or_else(|| panic!("no {part} in {page}"))
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn entries_are_listed_newest_first_with_status_and_reason(db: TestDb) -> anyhow::Result<()> {
        let stack = mixed(&db).await?;
        let page = Browser::of(&stack).await.get(LOG).await.expect(200);
        let order = ["Still queued", "Bad: name", "Fine", "Inventory Item"].map(|title| position(&page, title));
        assert!(order.is_sorted(), "{page}");
        for word in ["<time datetime=\"2026-11-23T09:30:00Z\">2026-11-23 09:30:00</time>", "Create customer",
            "Set up generic item", "badge good\">Completed", "badge bad\">Failed", "badge wait\">Queued", "<code>name-character</code>"] {
            position(&page, word);
        }
        Ok(())
    }

    async fn an_empty_log_says_so(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let browser = Browser::of(&stack).await;
        position(&browser.get(LOG).await.expect(200), "Nothing has been noted yet.");
        position(&browser.get(&format!("{LOG}?status=failed")).await.expect(200), "No entry is like this now.");
        Ok(())
    }

    async fn a_status_or_a_record_can_be_chosen(db: TestDb) -> anyhow::Result<()> {
        let stack = mixed(&db).await?;
        let browser = Browser::of(&stack).await;
        let page = browser.get(&format!("{LOG}?status=failed")).await.expect(200);
        assert!(page.contains("Bad: name") && !page.contains("Fine") && !page.contains("Still queued"), "{page}");
        position(&page, "aria-current=\"true\">Failed <span class=\"count\">1</span>");
        let record = stack.log().await?.into_iter().find(|entry| entry.title == "Fine").unwrap().record.id;
        let page = browser.get(&format!("{LOG}?record={record}")).await.expect(200);
        assert!(page.contains("Fine") && !page.contains("Bad: name"), "{page}");
        position(&page, "Entries of one record only.");
        Ok(())
    }

    async fn a_log_of_many_entries_is_divided_into_pages(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        for number in 0..50 {
            stack.customer(&format!("Customer {number}")).await?;
        }
        let browser = Browser::of(&stack).await;
        let first = browser.get(LOG).await.expect(200);
        position(&first, "Page 1 of 2, 51 entries");
        position(&first, "href=\"/settings/integrations/log?page=2\">Older");
        assert!(!first.contains("Newer"));
        let second = browser.get(&format!("{LOG}?page=2")).await.expect(200);
        position(&second, "Inventory Item");
        position(&second, "href=\"/settings/integrations/log\">Newer");
        position(&browser.get(&format!("{LOG}?page=99")).await.expect(200), "Page 2 of 2");
        position(&browser.get(&format!("{LOG}?page=0&status=odd")).await.expect(200), "Page 1 of 2");
        Ok(())
    }

    async fn the_fragment_is_the_part_of_the_page_that_changes(db: TestDb) -> anyhow::Result<()> {
        let stack = mixed(&db).await?;
        let browser = Browser::of(&stack).await;
        let page = browser.get(&format!("{LOG}?status=queued")).await.expect(200);
        position(&page, "data-live=\"/settings/integrations/log?status=queued&#38;fragment=rows\"");
        let rows = browser.get(&format!("{LOG}?status=queued&fragment=rows")).await.expect(200);
        assert!(!rows.contains("<html") && page.contains(&rows), "{rows}");
        position(&rows, "Still queued");
        stack.settle().await?;
        let rows = browser.get(&format!("{LOG}?status=queued&fragment=rows")).await.expect(200);
        position(&rows, "No entry is like this now.");
        Ok(())
    }

    async fn a_failed_entry_is_retried_and_the_same_part_of_the_log_is_shown(db: TestDb) -> anyhow::Result<()> {
        let stack = mixed(&db).await?;
        let browser = Browser::of(&stack).await;
        let failed = stack.log().await?.into_iter().find(|entry| entry.status == Status::Failed).unwrap();
        let page = browser.get(&format!("{LOG}?status=failed")).await.expect(200);
        let retry = format!("{LOG}/{}/retry?status=failed", failed.id);
        position(&page, &format!("action=\"{retry}\""));
        assert_eq!(browser.post(&retry, &[]).await.redirect(), format!("{LOG}?status=failed"));
        let queued = stack.engine.log_entry(stack.actor.company_id, failed.id).await?;
        assert_eq!(queued.status, Status::Queued);
        Ok(())
    }

    async fn only_what_is_held_up_has_a_button(db: TestDb) -> anyhow::Result<()> {
        let stack = mixed(&db).await?;
        let browser = Browser::of(&stack).await;
        assert_eq!(browser.get(LOG).await.expect(200).matches("/retry\"").count(), 1, "the failed one");
        stack.cut(true);
        stack.settle().await?;
        let page = browser.get(&format!("{LOG}?status=queued")).await.expect(200);
        assert_eq!(page.matches("/retry?status=queued\"").count(), 1, "the one that could not be sent");
        Ok(())
    }

    async fn a_completed_entry_has_no_button_and_is_not_retried(db: TestDb) -> anyhow::Result<()> {
        let stack = mixed(&db).await?;
        let browser = Browser::of(&stack).await;
        let done = stack.log().await?.into_iter().find(|entry| entry.status == Status::Completed).unwrap();
        let address = format!("{LOG}/{}", done.id);
        assert!(!browser.get(&address).await.expect(200).contains("Retry"));
        assert!(!browser.get(LOG).await.expect(200).contains(&format!("{address}/retry")));
        let page = browser.post(&format!("{address}/retry"), &[]).await.expect(409);
        position(&page, "This entry is completed");
        Ok(())
    }

    async fn an_entry_shows_each_call_with_what_was_sent_and_answered(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Told").await?;
        let view = stack.invoice(customer.id, vec![service("Consulting", "1", "10")]).await?;
        stack.settle().await?;
        let entry = stack.entry_of(view.filed.document.id).await?;
        let attempt = stack.engine.attempts(stack.actor.company_id, entry.id).await?.remove(0);
        let page = Browser::of(&stack).await.get(&format!("{LOG}/{}", entry.id)).await.expect(200);
        for part in ["Create invoice", "<code>POST /invoice</code>", "badge good\">Done", &attempt.request_id.unwrap(),
            &attempt.intuit_tid.unwrap(), "<dt>HTTP status</dt><dd>200</dd>", "What QuickBooks answered", "<dt>Number in QuickBooks</dt><dd>1001</dd>"] {
            position(&page, part);
        }
        let sent = &page[position(&page, "What was sent")..position(&page, "What QuickBooks answered")];
        assert!(sent.contains("\n  &#34;CustomerRef&#34;: {"), "{sent}");
        assert!(!page.contains(&stack.emulator.session("http://x").access_token));
        Ok(())
    }

    async fn what_others_have_changed_can_be_chosen_about(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Acme").await?;
        stack.settle().await?;
        let theirs = stack.remote_where("Customer", "DisplayName", "Acme").await?.remove(0);
        stack.clock.advance(SignedDuration::from_secs(5));
        stack.remote_write("customer", json!({"Id": theirs["Id"], "SyncToken": theirs["SyncToken"], "sparse": true, "Active": false})).await?;
        let browser = Browser::of(&stack).await;
        let connection = "/settings/integrations/quickbooks";
        let look = format!("{connection}/look-for-changes");
        position(&browser.get(connection).await.expect(200), &format!("action=\"{look}\""));
        assert_eq!(browser.post(&look, &[]).await.redirect(), connection);
        stack.settle().await?;
        let entry = stack.entry_of(customer.id).await?;
        let address = format!("{LOG}/{}", entry.id);
        let page = browser.get(&address).await.expect(200);
        for part in ["Change in QuickBooks", "was made inactive in QuickBooks", "What shall come of it?", "/choose/push_again\"", "/choose/unlink\"", "QuickBooks is looked at again; nothing is written."] {
            position(&page, part);
        }
        assert!(!page.contains("/choose/recreate"), "{page}");
        browser.post(&format!("{address}/choose/recreate"), &[]).await.expect(409);
        browser.post(&format!("{address}/choose/forget"), &[]).await.expect(404);
        assert_eq!(browser.post(&format!("{address}/choose/accept"), &[]).await.redirect(), address);
        let page = browser.get(&address).await.expect(200);
        position(&page, "“Accept”, by Ada Tester at 2026-11-23 09:30:05 UTC");
        assert!(!page.contains("/choose/"), "{page}");
        Ok(())
    }

    async fn an_entry_without_calls_says_so(db: TestDb) -> anyhow::Result<()> {
        let stack = mixed(&db).await?;
        let failed = stack.log().await?.into_iter().find(|entry| entry.status == Status::Failed).unwrap();
        let page = Browser::of(&stack).await.get(&format!("{LOG}/{}", failed.id)).await.expect(200);
        position(&page, "No call was made for this entry.");
        position(&page, "<button>Retry</button>");
        Ok(())
    }

    async fn the_plan_of_an_entry_shows_each_call_with_what_would_be_sent(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Soon").await?;
        let view = stack.invoice(customer.id, vec![service("Consulting", "1", "10")]).await?;
        let entry = stack.entry_of(view.filed.document.id).await?;
        let browser = Browser::of(&stack).await;
        let address = format!("{LOG}/{}/plan", entry.id);
        position(&browser.get(&format!("{LOG}/{}", entry.id)).await.expect(200), &format!("href=\"{address}\""));
        let page = browser.get(&address).await.expect(200);
        for part in ["1. Find: Soon", "The rest supposes: There is none yet.", "2. Create: Soon", "<code>POST /customer</code>",
            "&#34;DisplayName&#34;: &#34;Soon&#34;", "<code>POST /invoice</code>", "badge good\">Completed"] {
            position(&page, part);
        }
        assert_eq!(stack.engine.attempts(stack.actor.company_id, entry.id).await?, [], "nothing was sent");
        stack.settle().await?;
        let page = browser.get(&address).await.expect(200);
        position(&page, "No call would be made.");
        position(&page, "Already up to date.");
        Ok(())
    }

    async fn a_plan_that_would_fail_says_why(db: TestDb) -> anyhow::Result<()> {
        let stack = mixed(&db).await?;
        let failed = stack.log().await?.into_iter().find(|entry| entry.status == Status::Failed).unwrap();
        let page = Browser::of(&stack).await.get(&format!("{LOG}/{}/plan", failed.id)).await.expect(200);
        for part in ["No call would be made.", "badge bad\">Failed", "Bad: name", "<code>name-character</code>"] {
            position(&page, part);
        }
        Ok(())
    }

    async fn what_waits_says_for_what(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("Bad: name").await?;
        let view = stack.invoice(customer.id, vec![service("A", "1", "10")]).await?;
        stack.settle().await?;
        let entry = stack.entry_of(view.filed.document.id).await?;
        assert_eq!(entry.waits_for.as_deref(), Some("Bad: name"), "{entry:?}");
        let page = Browser::of(&stack).await.get(LOG).await.expect(200);
        position(&page, "badge wait\">Waiting");
        position(&page, "Waits for Bad: name");
        Ok(())
    }

    async fn markup_in_a_name_is_shown_and_not_run(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let customer = stack.customer("<script>alert(\"1\")</script>: 'x' & y").await?;
        let view = stack.invoice(customer.id, vec![service("<img src=x>", "1", "10")]).await?;
        stack.settle().await?;
        let browser = Browser::of(&stack).await;
        let entry = stack.entry_of(customer.id).await?.id;
        let invoice = stack.entry_of(view.filed.document.id).await?.id;
        for path in [LOG.to_owned(), format!("{LOG}?fragment=rows"), format!("{LOG}/{entry}"), format!("{LOG}/{invoice}")] {
            let page = browser.get(&path).await.expect(200);
            assert!(!page.contains("<script>") && !page.contains("<img"), "{page}");
            position(&page, "&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;");
        }
        Ok(())
    }
}
