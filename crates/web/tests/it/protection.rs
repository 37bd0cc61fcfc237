//! What every answer is protected by.

use crate::browser::Browser;
use testkit::databases::TestDb;
use testkit::stack::Stack;

const LOG: &str = "/settings/integrations/log";
const DISABLE: &str = "/settings/integrations/quickbooks/disable";

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_form_of_another_site_is_refused_and_ours_is_taken(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let browser = Browser::of(&stack).await;
        let is_enabled = async || stack.engine.connection(stack.actor.company_id).await.unwrap().unwrap().enabled_at.is_some();
        let foreign = [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"), ("origin", "null")];
        for header in foreign {
            let page = browser.post_with(DISABLE, header).await.expect(403);
            assert!(page.contains("This form came from another site"), "{page}");
            assert!(is_enabled().await);
        }
        browser.post_with(DISABLE, ("origin", "http://books.example")).await.expect(303);
        assert!(!is_enabled().await);
        browser.post_with(DISABLE, ("sec-fetch-site", "same-origin")).await.expect(303);
        browser.post_with("/sign-in", ("origin", "https://evil.example")).await.expect(403);
        browser.post_with("/sign-out", ("origin", "https://evil.example")).await.expect(403);
        browser.get(LOG).await.expect(200);
        Ok(())
    }

    async fn every_answer_forbids_inline_scripts_and_frames(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let browser = Browser::of(&stack).await;
        for path in [LOG, "/settings/integrations/quickbooks", "/", "/sign-in", "/nothing"] {
            let answer = browser.get(path).await;
            let policy = answer.header("content-security-policy");
            for rule in ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"] {
                assert!(policy.contains(rule), "{path}: {policy}");
            }
            assert!(!policy.contains("unsafe"), "{policy}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert_eq!(answer.header("cache-control"), "no-store");
            let page = answer.text.replace("<script type=\"module\" src=\"/assets/", "");
            assert!(!page.contains("<script") && !page.contains(" style=") && !page.contains(" on"), "{page}");
        }
        Ok(())
    }

    async fn a_page_loads_its_own_files_only_and_they_may_be_kept(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let browser = Browser::of(&stack).await;
        let page = browser.get(LOG).await.expect(200);
        let files: Vec<&str> = page.split(['"']).filter(|part| part.starts_with("/assets/")).collect();
        assert_eq!(files.len(), 3, "mark, style and script: {files:?}");
        for (file, kind) in files.iter().zip(["image/svg+xml", "text/css", "text/javascript"]) {
            let answer = Browser::on(&stack.app, &stack.engine).get(file).await;
            assert!(answer.header("content-type").starts_with(kind), "{file}");
            assert!(answer.header("cache-control").contains("immutable"));
            assert!(!answer.expect(200).is_empty());
        }
        assert!(!page.contains("http://") && !page.contains("https://"), "{page}");
        Ok(())
    }

    async fn a_failure_inside_is_told_as_a_reference_only(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let browser = Browser::of(&stack).await;
        let mut tx = db.begin_write().await?;
        tx.sql("ALTER TABLE log_entries RENAME TO elsewhere").execute().await?;
        tx.commit().await?;
        let page = browser.get(LOG).await.expect(500);
        assert!(page.contains("tell us this reference: "), "{page}");
        assert!(!page.contains("log_entries"));
        Ok(())
    }
}
