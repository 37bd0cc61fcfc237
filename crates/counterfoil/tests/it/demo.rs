//! `counterfoil demo`, from nothing to an interrupt.

use anyhow::{Context, Result, ensure};
use reqwest::StatusCode;
use rustix::process::Signal;
use serde_json::Value;
use std::fs;
use url::Url;

use crate::api::{Api, client};
use crate::program::Program;

const PORTS: [&str; 4] = ["--listen", "127.0.0.1:0", "--emulator-listen", "127.0.0.1:0"];

fn arguments(folder: &std::path::Path, more: &[&str]) -> Vec<String> {
    let folder = folder.display().to_string();
    ["demo", "--data", &folder].iter().chain(more).map(|&argument| argument.to_owned()).collect()
}

#[tokio::test]
async fn the_demo_tells_how_to_get_in_sends_everything_and_stops_at_an_interrupt() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let mut program = Program::start(&arguments(folder.path(), &PORTS), &[])?;
    program.told("The same is in ").await?;
    let note: Value = serde_json::from_slice(&fs::read(folder.path().join("demo.json"))?)?;
    let told = |member: &str| note[member].as_str().with_context(|| format!("{member} is missing"));
    for member in ["url", "email", "password", "api_key", "emulator_url", "realm_id"] {
        ensure!(!told(member)?.is_empty(), "{member} is empty");
    }
    let url: Url = told("url")?.parse()?;

    let api = Api::at(&url, told("api_key")?)?;
    api.quiet().await?;
    let log = api.all("integrations/log", "log").await?;
    let open: Vec<_> = log.iter().filter(|entry| entry["status"] != "completed").collect();
    assert!(log.len() >= 10 && open.is_empty(), "{} entries, of which {open:?}", log.len());

    let invoices = api.all("documents", "documents").await?;
    let state = format!("{}/_emulator/state?entity=Invoice", told("emulator_url")?);
    let state: Value = client()?.get(&state).send().await?.json().await?;
    let remote = state["companies"][told("realm_id")?]["entities"]["Invoice"].as_array().cloned();
    let remote = remote.context("the emulator has no invoices")?;
    for invoice in &invoices {
        let number = invoice["document_number"].to_string();
        let held = remote.iter().filter(|remote| remote["DocNumber"] == number.as_str()).count();
        assert_eq!(held, 1, "invoice {number}");
    }
    assert_eq!(invoices.len(), 3);

    let mut browser = counterfoil::demo::browser::Browser::new(url.clone())?;
    browser.sign_in(told("email")?, told("password")?).await?;

    program.signal(Signal::INT)?;
    let ended = program.ended().await?;
    assert_eq!(ended.status.code(), Some(0), "{ended:?}");
    for gone in [url.as_str(), told("emulator_url")?] {
        assert!(
            client()?.get(gone).send().await.is_err_and(|error| error.is_connect()),
            "{gone} still answers"
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_second_demo_takes_the_place_of_the_first() -> Result<()> {
    let folder = tempfile::tempdir()?;
    for _ in 0..2 {
        let mut program = Program::start(&arguments(folder.path(), &PORTS), &[])?;
        let url = program.told("Counterfoil  ").await?;
        program.told("The same is in ").await?;
        let answer = client()?.get(format!("{url}health")).send().await?;
        assert_eq!(answer.status(), StatusCode::OK);
        program.kill().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_demo_that_is_running_keeps_its_folder() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let mut first = Program::start(&arguments(folder.path(), &PORTS), &[])?;
    first.told("The same is in ").await?;
    let note = fs::read(folder.path().join("demo.json"))?;
    let refused = Program::start(&arguments(folder.path(), &PORTS), &[])?.ended().await?;
    refused.expect_refusal(&["another server uses the data folder"]);
    assert_eq!(fs::read(folder.path().join("demo.json"))?, note);
    assert!(folder.path().join("counterfoil.db").exists());
    first.kill().await
}

#[tokio::test]
async fn an_address_that_others_can_reach_is_refused() -> Result<()> {
    let folder = tempfile::tempdir()?;
    for open in ["--listen", "--emulator-listen"] {
        let refused = Program::start(&arguments(folder.path(), &[open, "0.0.0.0:0"]), &[])?.ended().await?;
        refused.expect_refusal(&["this machine only", "0.0.0.0:0"]);
    }
    assert!(!folder.path().join("demo.json").exists());
    Ok(())
}

#[tokio::test]
async fn a_folder_with_other_books_is_left_alone() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let books = folder.path().join("counterfoil.db");
    fs::write(&books, b"precious")?;
    let refused = Program::start(&arguments(folder.path(), &PORTS), &[])?.ended().await?;
    refused.expect_refusal(&["holds a database that is no demo's", "--data"]);
    assert_eq!(fs::read(&books)?, b"precious");
    Ok(())
}
