//! `counterfoil company`: what it makes, and what it refuses.

use anyhow::Result;

use crate::api::Api;
use crate::program::Program;
use crate::stage::{LISTENS, Place};

const GOOD: &str = "correct horse battery staple";

#[tokio::test]
async fn a_new_company_can_be_used_with_the_key_that_is_printed() -> Result<()> {
    let place = Place::sqlite()?;
    let key = place.new_key("ada@example.com").await?;
    let mut program = Program::start(&place.arguments("serve", &["--listen", "127.0.0.1:0"]), &[])?;
    let api = Api::at(&program.told(LISTENS).await?.parse()?, &key)?;
    api.customer("Amy").await?;
    let answer = api.get("customers.json").await?;
    assert_eq!((answer.status, &answer.body["count"]), (200, &"1".into()));
    program.kill().await
}

#[tokio::test]
async fn an_unknown_currency_is_refused() -> Result<()> {
    let place = Place::sqlite()?;
    let refused = place.company("ada@example.com", GOOD, &["--currency", "XQX"]).await?;
    refused.expect_refusal(&["“XQX” is no currency", "USD"]);
    let made = place.company("ada@example.com", GOOD, &["--currency", "EUR"]).await?;
    assert!(made.status.success(), "{made:?}");
    Ok(())
}

#[tokio::test]
async fn a_short_password_is_refused_and_leaves_no_company_behind() -> Result<()> {
    let place = Place::sqlite()?;
    let refused = place.company("ada@example.com", "short", &[]).await?;
    refused.expect_refusal(&["assword"]);
    assert!(place.company("ada@example.com", GOOD, &[]).await?.status.success());
    Ok(())
}

#[tokio::test]
async fn an_address_that_somebody_has_is_refused() -> Result<()> {
    let place = Place::sqlite()?;
    assert!(place.company("ada@example.com", GOOD, &[]).await?.status.success());
    let refused = place.company("ada@example.com", GOOD, &[]).await?;
    refused.expect_refusal(&["email: Somebody signs in with this address already"]);
    assert!(place.company("grace@example.com", GOOD, &[]).await?.status.success());
    Ok(())
}

#[tokio::test]
async fn a_company_is_made_beside_a_running_program_on_postgres_and_not_on_sqlite() -> Result<()> {
    for (place, may) in [(Place::sqlite()?, false), (Place::postgres().await?, true)] {
        let mut program = Program::start(&place.arguments("serve", &["--listen", "127.0.0.1:0"]), &[])?;
        program.told(LISTENS).await?;
        let made = place.company("ada@example.com", GOOD, &[]).await?;
        if may {
            assert!(made.status.success(), "{made:?}");
        } else {
            made.expect_refusal(&["another server uses the data folder"]);
        }
        program.kill().await?;
    }
    Ok(())
}
