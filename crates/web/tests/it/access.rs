//! Who gets to see what.

use crate::browser::Browser;
use testkit::databases::TestDb;
use testkit::stack::Stack;

const LOG: &str = "/settings/integrations/log";
const QUICKBOOKS: &str = "/settings/integrations/quickbooks";

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn without_sign_in_every_page_leads_to_the_form(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let browser = Browser::on(&stack.app, &stack.engine);
        let entry = stack.log().await?[0].id;
        let pages = [LOG.to_owned(), format!("{LOG}/{entry}"), format!("{LOG}/{entry}/plan"), format!("{LOG}?fragment=rows"), QUICKBOOKS.to_owned(),
            format!("{QUICKBOOKS}/callback?code=a&state=b&realmId=c")];
        for page in pages {
            let form = browser.get(&page).await.redirect();
            assert!(form.starts_with("/sign-in?to=%2Fsettings%2F"), "{form}");
        }
        for form in ["connect", "enable", "disable", "custom-numbers"] {
            assert_eq!(browser.post(&format!("{QUICKBOOKS}/{form}"), &[]).await.redirect(), "/sign-in");
        }
        assert_eq!(browser.post(&format!("{LOG}/{entry}/retry"), &[]).await.redirect(), "/sign-in");
        assert!(stack.engine.connection(stack.actor.company_id).await?.unwrap().enabled_at.is_some());
        Ok(())
    }

    async fn another_companys_entry_is_not_there(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        stack.customer("Mine: only").await?;
        stack.settle().await?;
        let entry = stack.log().await?[0].clone();
        let stranger = Browser::of_a_stranger(&stack).await;
        stranger.get(&format!("{LOG}/{}", entry.id)).await.expect(404);
        stranger.get(&format!("{LOG}/{}/plan", entry.id)).await.expect(404);
        stranger.post(&format!("{LOG}/{}/retry", entry.id), &[]).await.expect(404);
        assert!(!stranger.get(LOG).await.expect(200).contains("Mine"));
        assert!(stranger.get(QUICKBOOKS).await.expect(200).contains("Not connected"));
        assert_eq!(stack.engine.log_entry(stack.actor.company_id, entry.id).await?, entry);
        Browser::of(&stack).await.get(&format!("{LOG}/{}", entry.id)).await.expect(200);
        Ok(())
    }

    async fn an_unknown_address_is_not_found(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let browser = Browser::of(&stack).await;
        let id = stack.actor.user_id;
        for path in ["/nothing", "/assets/style.css", &format!("{LOG}/7"), &format!("{LOG}/%ff"), &format!("{LOG}/{id}")] {
            assert!(browser.get(path).await.expect(404).contains("<h1>Not found</h1>"), "{path}");
        }
        assert!(browser.get("/sign-out").await.expect(405).contains("<h1>Not done</h1>"));
        Ok(())
    }
}
