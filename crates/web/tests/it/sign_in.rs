//! Signing in and out, and staying signed in.

use crate::browser::{Browser, EMAIL, PASSWORD};
use jiff::SignedDuration;
use testkit::databases::TestDb;
use testkit::stack::Stack;

const LOG: &str = "/settings/integrations/log";

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn the_right_password_leads_in_and_its_cookie_opens_the_pages(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let mut browser = Browser::on(&stack.app, &stack.engine);
        let answer = browser.sign_in(" Ada@Example.com ", PASSWORD).await;
        let cookie = answer.header("set-cookie");
        assert!(cookie.starts_with("counterfoil_session="), "{cookie}");
        assert!(cookie.ends_with("; Path=/; Max-Age=1209600; HttpOnly; SameSite=Lax"), "{cookie}");
        assert_eq!(answer.redirect(), "/");
        assert_eq!(browser.get("/").await.redirect(), LOG);
        assert!(browser.get(LOG).await.expect(200).contains(EMAIL));
        Ok(())
    }

    async fn over_https_the_cookie_is_kept_from_plain_connections(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let mut browser = Browser::with(&stack.app, &stack.engine, true);
        let answer = browser.sign_in(EMAIL, PASSWORD).await;
        let cookie = answer.header("set-cookie");
        assert!(cookie.starts_with("__Host-counterfoil_session=") && cookie.ends_with("; Secure"), "{cookie}");
        browser.get(LOG).await.expect(200);
        Ok(())
    }

    async fn a_wrong_address_or_password_is_refused_with_the_same_words(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let mut browser = Browser::on(&stack.app, &stack.engine);
        for (email, password) in [(EMAIL, "wrong password"), ("nobody@example.com", PASSWORD), ("", "")] {
            let answer = browser.sign_in(email, password).await;
            assert!(!answer.headers.contains_key("set-cookie"));
            let page = answer.expect(422);
            assert!(page.contains("The e-mail address or the password is wrong."), "{page}");
            assert!(page.contains(&format!("value=\"{email}\"")), "what was entered stays");
            assert!(!page.contains(password) || password.is_empty(), "but for the password");
        }
        browser.get(LOG).await.expect(303);
        Ok(())
    }

    async fn ten_wrong_passwords_close_the_address_for_a_while(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let mut browser = Browser::on(&stack.app, &stack.engine);
        for _ in 0..10 {
            browser.sign_in(EMAIL, "wrong password").await.expect(422);
        }
        let page = browser.sign_in(EMAIL, PASSWORD).await.expect(429);
        assert!(page.contains("Try again after 2026-11-23 09:45:00 UTC"), "{page}");
        stack.clock.advance(SignedDuration::from_mins(15));
        browser.sign_in(EMAIL, PASSWORD).await.expect(303);
        Ok(())
    }

    async fn after_signing_in_the_wanted_page_is_shown(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let browser = Browser::on(&stack.app, &stack.engine);
        let form = browser.get(&format!("{LOG}?status=failed")).await.redirect();
        assert_eq!(form, "/sign-in?to=%2Fsettings%2Fintegrations%2Flog%3Fstatus%3Dfailed");
        let page = browser.get(&form).await.expect(200);
        assert!(page.contains("name=\"to\" value=\"/settings/integrations/log?status=failed\""), "{page}");
        let fields = [("email", EMAIL), ("password", PASSWORD), ("to", "/settings/integrations/log?status=failed")];
        assert_eq!(browser.post("/sign-in", &fields).await.redirect(), format!("{LOG}?status=failed"));
        Ok(())
    }

    async fn signing_in_leads_to_no_other_site(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let browser = Browser::of(&stack).await;
        assert_eq!(browser.get("/sign-in?to=//evil.example").await.redirect(), "/");
        let fields = [("email", EMAIL), ("password", PASSWORD), ("to", "https://evil.example/")];
        assert_eq!(browser.post("/sign-in", &fields).await.redirect(), "/");
        Ok(())
    }

    async fn signing_out_ends_the_session_itself(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let browser = Browser::of(&stack).await;
        let answer = browser.post("/sign-out", &[]).await;
        assert!(answer.header("set-cookie").contains("Max-Age=0"));
        assert_eq!(answer.redirect(), "/sign-in");
        browser.get(LOG).await.expect(303);
        Ok(())
    }

    async fn a_session_ends_after_a_fortnight(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let browser = Browser::of(&stack).await;
        stack.clock.advance(SignedDuration::from_hours(14 * 24 - 1));
        browser.get(LOG).await.expect(200);
        stack.clock.advance(SignedDuration::from_hours(1));
        browser.get(LOG).await.expect(303);
        Ok(())
    }

    async fn a_form_that_is_none_is_told_so(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let browser = Browser::on(&stack.app, &stack.engine);
        assert!(browser.post_with("/sign-in", ("content-type", "text/plain")).await.expect(415).contains("Not done"));
        let long = "x".repeat(20_000);
        browser.post("/sign-in", &[("email", EMAIL), ("password", &long)]).await.expect(413);
        Ok(())
    }
}
