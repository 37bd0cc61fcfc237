//! How many invoices the emulator creates in a second, limits lifted, journal on:
//! `cargo run --release -p qbo-emulator --example throughput`.

use anyhow::ensure;
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use clock::{Clock, OsRandomness, SystemClock};
use jiff::Timestamp;
use qbo_emulator::{Emulator, Options, Session, Settings};
use std::sync::Arc;
use tower::ServiceExt;

/// Invoices to create.
const INVOICES: u32 = 100_000;

#[tokio::main]
#[expect(clippy::print_stdout, reason = "a measurement is printed")]
async fn main() -> anyhow::Result<()> {
    let mut options = Options::new(Arc::new(SystemClock), Arc::new(OsRandomness));
    options.settings = Settings { limits: false, ..Settings::default() };
    let started = SystemClock.now();
    let emulator = Emulator::new(options)?;
    println!("start: {} ms", milliseconds_since(started));
    let (router, session) = (emulator.router(), emulator.session("http://127.0.0.1"));
    let started = SystemClock.now();
    for number in 0..INVOICES {
        create(&router, &session, number).await?;
    }
    let elapsed = milliseconds_since(started);
    let a_second = i128::from(INVOICES) * 1_000 / elapsed.max(1);
    println!("{INVOICES} invoices of two lines in {elapsed} ms: {a_second} a second on one core");
    Ok(())
}

fn milliseconds_since(started: Timestamp) -> i128 {
    SystemClock.now().duration_since(started).as_millis()
}

async fn create(router: &Router, session: &Session, number: u32) -> anyhow::Result<()> {
    let line = r#"{"DetailType":"SalesItemLineDetail","Amount":30.00,"Description":"a line",
        "SalesItemLineDetail":{"ItemRef":{"value":"15"},"Qty":3,"UnitPrice":10.00,"TaxCodeRef":{"value":"TAX"}}}"#;
    let body = format!(r#"{{"CustomerRef":{{"value":"1"}},"TxnDate":"2026-03-02","Line":[{line},{line}]}}"#);
    let request = Request::post(format!("/v3/company/{}/invoice?requestid=r{number}", session.realm_id))
        .header("authorization", format!("Bearer {}", session.access_token))
        .body(Body::from(body))?;
    let response = router.clone().oneshot(request).await?;
    ensure!(response.status().is_success(), "refused with {}", response.status());
    Ok(())
}
