//! Asked to stop, the program stops in order, and nothing is lost or done twice.

use anyhow::Result;
use rustix::process::Signal;
use serde_json::json;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::time::sleep;

use crate::agreement;
use crate::stage::{Place, Stage};

/// Invoices that are under way when the program is asked to stop.
const INVOICES: usize = 25;
/// How long QuickBooks takes for each answer, in milliseconds.
const SLOW_MS: u32 = 1_500;

#[tokio::test]
async fn termination_ends_running_work_and_the_rest_goes_on_later_on_sqlite() -> Result<()> {
    stops_in_order(Place::sqlite()?, Signal::TERM).await
}

#[tokio::test]
async fn termination_ends_running_work_and_the_rest_goes_on_later_on_postgres() -> Result<()> {
    stops_in_order(Place::postgres().await?, Signal::TERM).await
}

#[tokio::test]
async fn an_interrupt_does_the_same() -> Result<()> {
    stops_in_order(Place::sqlite()?, Signal::INT).await
}

async fn stops_in_order(place: Place, signal: Signal) -> Result<()> {
    let mut stage = Stage::connected(place).await?;
    let api = stage.api()?;
    let customer = api.customer("Amy").await?;
    api.quiet().await?;
    stage.quickbooks.trouble(json!({"action": {"delay_ms": SLOW_MS}})).await?;
    for _ in 0..INVOICES {
        api.invoice(customer, "12.50").await?;
    }
    let program = stage.take_program()?;
    program.signal(signal)?;
    let ended = program.ended().await?;
    assert_eq!(ended.status.code(), Some(0), "{ended:?}");
    let sent = stage.quickbooks.entities("Invoice").await?.len();
    assert!(sent > 0 && sent < INVOICES, "{sent} of {INVOICES} were sent before the end came");
    stage.quickbooks.no_trouble().await?;
    stage.start().await?;
    let api = stage.api()?;
    api.quiet().await?;
    agreement::check(&api, &stage.quickbooks).await?;
    assert_eq!(api.count("completed").await?, INVOICES + 2, "the customer and the generic item, too");
    assert_eq!(
        stage.quickbooks.counters().await?["replays"],
        0,
        "what ran has ended, so nothing is asked again"
    );
    stage.take_program()?.kill().await
}

#[tokio::test]
async fn a_client_that_never_finishes_its_request_does_not_hold_up_the_end() -> Result<()> {
    let mut stage = Stage::at(Place::sqlite()?).await?;
    stage.start().await?;
    let address = format!("127.0.0.1:{}", stage.url().port().unwrap());
    let mut silent = TcpStream::connect(&address).await?;
    silent.write_all(b"GET /health HTTP/1.1\r\nHost: x\r\n").await?;
    let mut slow = TcpStream::connect(&address).await?;
    slow.write_all(b"POST /api/2.0/customers.json HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
        .await?;
    let _idle = TcpStream::connect(&address).await?;
    sleep(Duration::from_millis(200)).await;
    let program = stage.take_program()?;
    program.signal(Signal::TERM)?;
    let ended = program.ended().await?;
    assert_eq!(ended.status.code(), Some(0), "{ended:?}");
    Ok(())
}

#[tokio::test]
async fn a_call_that_hangs_is_cut_off_and_asked_again_at_the_next_start() -> Result<()> {
    let mut stage = Stage::connected(Place::sqlite()?).await?;
    let api = stage.api()?;
    let customer = api.customer("Amy").await?;
    api.quiet().await?;
    let hangs = json!({"match": {"entity": "Invoice"}, "times": 1, "action": {"time_out": "after"}});
    stage.quickbooks.trouble(hangs).await?;
    let invoice = api.invoice(customer, "12.50").await?;
    while stage.quickbooks.entities("Invoice").await?.is_empty() {
        sleep(Duration::from_millis(50)).await;
    }
    let program = stage.take_program()?;
    program.signal(Signal::TERM)?;
    let ended = program.ended().await?;
    assert_eq!(ended.status.code(), Some(0), "{ended:?}");
    assert!(ended.complained.contains("did not end within"), "{ended:?}");
    stage.start().await?;
    let api = stage.api()?;
    api.quiet().await?;
    assert_eq!(api.entry(invoice).await?["status"], "completed");
    agreement::check(&api, &stage.quickbooks).await?;
    assert_eq!(stage.quickbooks.counters().await?["replays"], 1);
    stage.take_program()?.kill().await
}
