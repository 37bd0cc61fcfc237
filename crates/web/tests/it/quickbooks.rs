//! The page of the connection, against the emulator.

use crate::browser::Browser;
use axum::body::Body;
use axum::http::Request;
use axum::http::header::{CONTENT_TYPE, LOCATION};
use jiff::SignedDuration;
use std::sync::Arc;
use testkit::databases::TestDb;
use testkit::stack::Stack;
use tower::ServiceExt;
use url::Url;

const PAGE: &str = "/settings/integrations/quickbooks";

/// Presses a button of the page and gives the page that follows.
async fn press(browser: &Browser, button: &str) -> String {
    let answer = browser.post(&format!("{PAGE}/{button}"), &[]).await;
    assert_eq!(answer.redirect(), PAGE);
    browser.get(PAGE).await.expect(200)
}

/// Agrees on the emulator's consent page; gives the path and query that the browser is sent back to.
async fn agree(stack: &Stack, consent: &str, realm: &str) -> String {
    let form = format!("{}&realm={realm}&decision=connect", Url::parse(consent).unwrap().query().unwrap());
    let request = Request::post("/connect/oauth2").header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = stack.emulator.router().oneshot(request.body(Body::from(form)).unwrap()).await.unwrap();
    let back = Url::parse(answer.headers()[LOCATION].to_str().unwrap()).unwrap();
    format!("{PAGE}/callback?{}", back.query().unwrap())
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn connecting_goes_over_the_consent_page_and_back(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let browser = Browser::of(&stack).await;
        assert!(browser.get(PAGE).await.expect(200).contains("Not connected"));
        let consent = browser.post(&format!("{PAGE}/connect"), &[]).await.redirect();
        assert!(consent.contains("/connect/oauth2?client_id="), "{consent}");
        let back = agree(&stack, &consent, &stack.realm_id).await;
        assert_eq!(browser.get(&back).await.redirect(), PAGE);
        let page = browser.get(PAGE).await.expect(200);
        assert!(page.contains("Switched off") && page.contains("Sandbox Company_US_1"), "{page}");
        assert!(page.contains("2026-11-23 09:30:00"), "when it was read: {page}");
        assert!(page.contains("<td>2026-11</td><td>0</td><td>5</td>"), "what connecting has read: {page}");
        Ok(())
    }

    async fn another_quickbooks_company_is_asked_about_first(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let browser = Browser::of(&stack).await;
        let other = stack.found_remote_company("empty-us").await?;
        let connect = async |realm: &str| -> String {
            let consent = browser.post(&format!("{PAGE}/connect"), &[]).await.redirect();
            browser.get(&agree(&stack, &consent, realm).await).await.redirect()
        };
        let question = connect(&other).await;
        let page = browser.get(&question).await.expect(200);
        for part in [format!("Stay with Sandbox Company_US_1 ({})", stack.realm_id), format!("({other})")] {
            assert!(page.contains(&part), "{page}");
        }
        assert!(browser.get(PAGE).await.expect(200).contains(&stack.realm_id), "nothing has changed");
        Browser::of_a_stranger(&stack).await.post(&question, &[]).await.expect(409);
        assert_eq!(browser.post(&format!("{question}/stay"), &[]).await.redirect(), PAGE);
        browser.get(&question).await.expect(409);
        let question = connect(&other).await;
        assert!(browser.get(&question).await.expect(200).contains("before you enable it"));
        assert_eq!(browser.post(&question, &[]).await.redirect(), PAGE);
        let page = browser.get(PAGE).await.expect(200);
        assert!(page.contains(&other) && page.contains("Switched off"), "{page}");
        let question = connect(&stack.realm_id).await;
        assert!(browser.get(&question).await.expect(200).contains("goes on where it was"));
        assert_eq!(browser.post(&question, &[]).await.redirect(), PAGE);
        let page = browser.get(PAGE).await.expect(200);
        assert!(page.contains(&stack.realm_id) && !page.contains("Switched off"), "{page}");
        Ok(())
    }

    async fn the_page_lets_its_form_lead_to_quickbooks(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let browser = Browser::of(&stack).await;
        assert!(!browser.get(PAGE).await.header("content-security-policy").contains("form-action"));
        let log = browser.get("/settings/integrations/log").await;
        assert!(log.header("content-security-policy").contains("form-action 'self'"));
        Ok(())
    }

    async fn the_switches_change_what_the_page_says(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        stack.connect().await?;
        let browser = Browser::of(&stack).await;
        let before = browser.get(PAGE).await.expect(200);
        assert!(before.contains("Switch on custom transaction numbers"), "{before}");
        let page = press(&browser, "custom-numbers").await;
        assert!(!page.contains("Switch on custom transaction numbers"), "{page}");
        assert!(page.contains("<dt>Custom transaction numbers</dt><dd>on</dd>"), "{page}");
        let page = press(&browser, "enable").await;
        assert!(page.contains("Invoices and payments created since 2026-11-23 09:30:00 UTC"), "{page}");
        assert!(press(&browser, "disable").await.contains("Switched off"));
        Ok(())
    }

    async fn without_a_connection_no_switch_works(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let browser = Browser::of(&stack).await;
        for button in ["enable", "disable", "custom-numbers"] {
            let page = browser.post(&format!("{PAGE}/{button}"), &[]).await.expect(409);
            assert!(page.contains("This company is not connected to QuickBooks; connect it first."), "{page}");
        }
        Ok(())
    }

    async fn a_server_without_keys_of_an_app_says_so(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let engine = testkit::engine::unconnected(db.clone(), Arc::new(stack.clock.clone()));
        let mut browser = Browser::on(&stack.app, &engine);
        browser.sign_in(crate::browser::EMAIL, crate::browser::PASSWORD).await.expect(303);
        let page = browser.post(&format!("{PAGE}/connect"), &[]).await.expect(409);
        assert!(page.contains("QuickBooks is not set up on this server"), "{page}");
        Ok(())
    }

    async fn a_quickbooks_that_can_not_be_reached_is_told(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        stack.connect().await?;
        stack.cut(true);
        let browser = Browser::of(&stack).await;
        let page = browser.post(&format!("{PAGE}/custom-numbers"), &[]).await.expect(502);
        assert!(page.contains("QuickBooks can&#39;t be reached now"), "{page}");
        Ok(())
    }

    async fn a_refusal_on_the_consent_page_changes_nothing(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let browser = Browser::of(&stack).await;
        let page = browser.get(&format!("{PAGE}/callback?error=access_denied&state=x")).await.expect(200);
        assert!(page.contains("you did not agree"), "{page}");
        let page = browser.get(&format!("{PAGE}/callback?error=%3Cscript%3E")).await.expect(200);
        assert!(page.contains("&#60;script&#62;"), "{page}");
        assert_eq!(stack.engine.connection(stack.actor.company_id).await?, None);
        Ok(())
    }

    async fn an_answer_that_is_not_ours_is_refused(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let browser = Browser::of(&stack).await;
        browser.get(&format!("{PAGE}/callback?code=a&state=00ff&realmId=1")).await.expect(409);
        browser.get(&format!("{PAGE}/callback?code=a")).await.expect(400);
        let consent = browser.post(&format!("{PAGE}/connect"), &[]).await.redirect();
        let back = agree(&stack, &consent, &stack.realm_id).await;
        Browser::of_a_stranger(&stack).await.get(&back).await.expect(409);
        assert_eq!(stack.engine.connection(stack.actor.company_id).await?, None);
        Ok(())
    }

    async fn a_pause_and_a_lost_login_are_told_on_both_pages(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let browser = Browser::of(&stack).await;
        let both = async || {
            let log = browser.get("/settings/integrations/log").await.expect(200);
            (browser.get(PAGE).await.expect(200), log)
        };
        stack.cut(true);
        stack.customer("Waits").await?;
        stack.settle().await?;
        let (page, log) = both().await;
        assert!(page.contains("<strong>Paused</strong>") && log.contains("<strong>Paused</strong>"), "{page}");
        assert!(page.contains("Nothing is sent until 2026-11-23 09:30:0"), "{page}");
        stack.cut(false);
        // Nobody refreshes for 102 days, and then the login has ended.
        stack.clock.advance(SignedDuration::from_hours(102 * 24));
        stack.settle().await?;
        let browser = Browser::of(&stack).await;
        let page = browser.get(PAGE).await.expect(200);
        assert!(page.contains("<strong>Login lost</strong>") && page.contains("Connect again"), "{page}");
        Ok(())
    }
}
