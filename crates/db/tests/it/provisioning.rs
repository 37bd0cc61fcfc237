//! Making and removing whole databases on a server. PostgreSQL only: a SQLite database is a file.

use anyhow::Result;
use db::provision::{create_database, drop_database};
use db::{Db, Error};
use testkit::databases::fresh_postgres;
use testkit::postgres;

const NAME: &str = "counterfoil_test_provisioning";

#[tokio::test]
async fn a_database_is_made_once_and_removed_once_or_more() -> Result<()> {
    let server = postgres::server_address()?;
    drop_database(&server, NAME).await?;
    create_database(&server, NAME, None).await?;
    let again = create_database(&server, NAME, None).await.unwrap_err();
    assert!(again.to_string().contains(NAME), "{again}");
    drop_database(&server, NAME).await?;
    drop_database(&server, NAME).await?;
    Ok(())
}

#[tokio::test]
async fn a_database_that_is_not_there_cannot_be_opened() -> Result<()> {
    let db = fresh_postgres(&[]).await?;
    let address = db.address().to_owned();
    drop(db);
    let error = Db::open(&address).await.unwrap_err();
    assert!(matches!(error, Error::Unavailable(_)), "{error}");
    Ok(())
}

#[tokio::test]
async fn a_name_that_is_more_than_a_name_is_refused() -> Result<()> {
    let server = postgres::server_address()?;
    for refused in [
        create_database(&server, "a; DROP DATABASE b", None).await,
        create_database(&server, "fine", Some("not\"fine")).await,
        drop_database(&server, "").await,
    ] {
        assert!(matches!(refused, Err(Error::Address(_))), "{refused:?}");
    }
    Ok(())
}
