//! Help pages.

use crate::browser::Browser;
use testkit::databases::TestDb;
use testkit::stack::Stack;

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_failed_entry_leads_to_the_page_that_says_what_to_do(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        stack.customer("Bad: name").await?;
        stack.settle().await?;
        let browser = Browser::of(&stack).await;
        let log = browser.get("/settings/integrations/log").await.expect(200);
        assert!(log.contains("href=\"/help/errors/name-character\""), "{log}");
        let page = browser.get("/help/errors/name-character").await.expect(200);
        assert!(page.contains("<h1>A name has a character") && page.contains("<h2>What to do</h2>"), "{page}");
        let index = browser.get("/help/errors").await.expect(200);
        assert!(index.contains("/help/errors/total-differs"), "{index}");
        Ok(())
    }

    async fn a_page_about_no_code_is_not_there(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let browser = Browser::of(&stack).await;
        for path in ["/help/errors/README", "/help/errors/no-such-code"] {
            browser.get(path).await.expect(404);
        }
        Ok(())
    }
}
