//! What has to be right before the program serves.

use anyhow::{Context, Result};
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;

use crate::program::Program;
use crate::stage::{LISTENS, Place, Stage};

const ANY_PORT: [&str; 2] = ["--listen", "127.0.0.1:0"];

#[tokio::test]
async fn a_program_that_listens_is_healthy_and_its_key_is_for_its_owner_only() -> Result<()> {
    let place = Place::sqlite()?;
    let mut program = Program::start(&place.arguments("serve", &ANY_PORT), &[])?;
    let url = program.told(LISTENS).await?;
    let answer = crate::api::client()?.get(format!("{url}health")).send().await?;
    assert_eq!((answer.status().as_u16(), answer.text().await?), (200, "ok".to_owned()));
    let key = fs::metadata(place.folder.path().join("counterfoil.key"))?;
    assert_eq!((key.len(), key.permissions().mode() & 0o777), (32, 0o600));
    program.kill().await
}

#[tokio::test]
async fn a_second_program_is_kept_out_of_a_folder_on_sqlite() -> Result<()> {
    a_second_program_is_kept_out(Place::sqlite()?).await
}

#[tokio::test]
async fn a_second_program_is_kept_out_of_a_folder_on_postgres() -> Result<()> {
    a_second_program_is_kept_out(Place::postgres().await?).await
}

async fn a_second_program_is_kept_out(place: Place) -> Result<()> {
    let serve = place.arguments("serve", &ANY_PORT);
    let mut first = Program::start(&serve, &[])?;
    first.told(LISTENS).await?;
    let second = Program::start(&serve, &[])?.ended().await?;
    let folder = place.folder.path().display().to_string();
    second.expect_refusal(&["another server uses the data folder", &folder, "stop it first"]);
    first.kill().await?;
    let mut third = Program::start(&serve, &[])?;
    third.told(LISTENS).await?;
    third.kill().await
}

#[tokio::test]
async fn two_programs_with_folders_of_their_own_share_a_database_server() -> Result<()> {
    let stage = Stage::at(Place::postgres().await?).await?;
    let mut first = stage.launch()?;
    first.told(LISTENS).await?;
    let elsewhere = tempfile::tempdir()?;
    let database = stage.place.arguments("serve", &[]);
    let address = database.last().context("the database's address")?;
    let folder = elsewhere.path().display().to_string();
    let arguments = ["serve", "--data", &folder, "--database", address, "--listen", "127.0.0.1:0"];
    let mut second = Program::start(&arguments.map(str::to_owned), &[])?;
    second.told(LISTENS).await?;
    first.kill().await?;
    second.kill().await
}

#[tokio::test]
async fn a_port_that_is_taken_is_named() -> Result<()> {
    let place = Place::sqlite()?;
    let taken = TcpListener::bind("127.0.0.1:0")?;
    let address = taken.local_addr()?.to_string();
    let refused = Program::start(&place.arguments("serve", &["--listen", &address]), &[])?.ended().await?;
    refused.expect_refusal(&["can't listen on", &address]);
    drop(taken);
    let mut program = Program::start(&place.arguments("serve", &["--listen", &address]), &[])?;
    assert_eq!(program.told(LISTENS).await?, format!("http://{address}/"));
    program.kill().await
}

#[tokio::test]
async fn a_client_id_without_a_secret_is_refused() -> Result<()> {
    let place = Place::sqlite()?;
    let id = ["--quickbooks-client-id", "ABcd"];
    let refused = Program::start(&place.arguments("serve", &id), &[])?.ended().await?;
    refused.expect_refusal(&["COUNTERFOIL_QUICKBOOKS_CLIENT_SECRET must be set too"]);
    Ok(())
}

#[tokio::test]
async fn a_quickbooks_that_is_none_is_refused() -> Result<()> {
    let place = Place::sqlite()?;
    let options = ["--quickbooks-client-id", "ABcd", "--quickbooks", "elsewhere"];
    let secret = [("COUNTERFOIL_QUICKBOOKS_CLIENT_SECRET", "s3cr3t-value".to_owned())];
    let refused = Program::start(&place.arguments("serve", &options), &secret)?.ended().await?;
    refused.expect_refusal(&["“elsewhere” is no QuickBooks", "production, sandbox or an address"]);
    assert!(!refused.complained.contains("s3cr3t-value"), "{refused:?}");
    Ok(())
}

#[tokio::test]
async fn a_key_file_of_the_wrong_length_is_refused() -> Result<()> {
    let place = Place::sqlite()?;
    fs::write(place.folder.path().join("counterfoil.key"), [7; 31])?;
    let refused = Program::start(&place.arguments("serve", &ANY_PORT), &[])?.ended().await?;
    refused.expect_refusal(&["counterfoil.key", "must have 32 bytes"]);
    Ok(())
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_named() -> Result<()> {
    let place = Place::sqlite()?;
    let file = place.folder.path().join("file");
    fs::write(&file, b"")?;
    let below = file.join("data").display().to_string();
    let arguments = ["serve", "--data", &below].map(str::to_owned);
    let refused = Program::start(&arguments, &[])?.ended().await?;
    refused.expect_refusal(&["the data folder", &below, "can't be made"]);
    Ok(())
}

#[tokio::test]
async fn a_database_that_is_none_is_refused_without_its_password() -> Result<()> {
    let place = Place::sqlite()?;
    for address in
        ["mysql://ada:s3cr3t-value@localhost/books", "postgres://ada:s3cr3t-value@127.0.0.1:1/books"]
    {
        let refused =
            Program::start(&place.arguments("serve", &["--database", address]), &[])?.ended().await?;
        refused.expect_refusal(&["database"]);
        assert!(!refused.complained.contains("s3cr3t-value"), "{refused:?}");
    }
    Ok(())
}
