//! How fast the emulator is and how much memory it takes, limits lifted, journal on:
//! `cargo run --release -p qbo-emulator --example figures [INVOICES]`. What it printed, and where, is in
//! `docs/emulator/performance.md`.

use anyhow::{Context, ensure};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use clock::{Clock, OsRandomness, SystemClock};
use jiff::Timestamp;
use qbo_emulator::{Emulator, Options, Session, Settings};
use std::path::Path;
use std::sync::Arc;
use tower::ServiceExt;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Invoices to create when the command line does not say.
const INVOICES: u64 = 100_000;

/// Clients that create at the same time.
const CLIENTS: u64 = 2;

/// Bytes of a reply that are read.
const REPLY_BYTES_MAX: usize = 64 * 1024 * 1024;

#[tokio::main(worker_threads = 2)]
async fn main() -> anyhow::Result<()> {
    let invoices = std::env::args().nth(1).map_or(Ok(INVOICES), |count| count.parse())?;
    let path = std::env::temp_dir().join("qbo-emulator-figures.state");
    let _ = std::fs::remove_file(&path);

    start("start with the sandbox's books", &path)?.save(&path)?;
    start("start with a state of the same", &path)?;
    std::fs::remove_file(&path)?;

    let emulator = Emulator::new(options())?;
    let client = Client { router: emulator.router(), session: emulator.session("http://127.0.0.1") };
    let before = resident()?;
    create_all(&client, invoices).await?;
    let after = resident()?;
    say(&format!("memory: {} MiB with {invoices} invoices, {} MiB before", after / 1024, before / 1024));
    ask(&client, invoices).await?;

    let began = SystemClock.now();
    emulator.save(&path)?;
    let size = std::fs::metadata(&path)?.len() / 1024 / 1024;
    say(&format!("state of all of it: {size} MiB, written in {} ms", since(began)));
    drop((emulator, client));
    start("start with that state", &path)?;
    std::fs::remove_file(&path)?;
    Ok(())
}

fn options() -> Options {
    let mut options = Options::new(Arc::new(SystemClock), Arc::new(OsRandomness));
    options.settings = Settings { limits: false, ..Settings::default() };
    options
}

fn start(what: &str, path: &Path) -> anyhow::Result<Emulator> {
    let began = SystemClock.now();
    let emulator = Emulator::from_state(options(), path)?;
    drop(emulator.router());
    say(&format!("{what}: {} ms", since(began)));
    Ok(emulator)
}

/// Creates invoices in ten parts, to see whether the last are as fast as the first.
async fn create_all(client: &Client, invoices: u64) -> anyhow::Result<()> {
    let (began, worked) = (SystemClock.now(), cpu()?);
    let mut parts = Vec::new();
    for part in 0..10 {
        let worked = cpu()?;
        let each = invoices / 10 / CLIENTS;
        let tasks: Vec<_> = (0..CLIENTS)
            .map(|one| {
                let (client, first) = (client.clone(), (part * CLIENTS + one) * each);
                tokio::spawn(async move { client.create(first..first + each).await })
            })
            .collect();
        for task in tasks {
            task.await??;
        }
        parts.push((cpu()? - worked) * 1_000 / (each * CLIENTS));
    }
    let (first, last) = (parts[0], parts[9]);
    let each = (cpu()? - worked) * 1_000 / invoices;
    say(&format!("creates: {} a second by the clock", i128::from(invoices) * 1_000 / since(began).max(1)));
    say(&format!("work of one: {each} µs; {first} µs in the first tenth, {last} µs in the last"));
    Ok(())
}

/// One question that an index answers, and one for which every invoice is looked at.
async fn ask(client: &Client, invoices: u64) -> anyhow::Result<()> {
    for (what, statement) in [
        ("by number", "select * from Invoice where DocNumber = '1500'"),
        ("by looking at all", "select * from Invoice where TotalAmt < '50'"),
        ("page 1 of all", "select * from Invoice maxresults 100"),
    ] {
        let began = SystemClock.now();
        client.query(statement).await?;
        say(&format!("query {what} of {invoices}: {} ms", since(began)));
    }
    Ok(())
}

#[derive(Clone)]
struct Client {
    router: Router,
    session: Session,
}

impl Client {
    async fn create(&self, numbers: std::ops::Range<u64>) -> anyhow::Result<()> {
        let line = r#"{"DetailType":"SalesItemLineDetail","Amount":30.00,"Description":"a line",
            "SalesItemLineDetail":{"ItemRef":{"value":"15"},"Qty":3,"UnitPrice":10.00,"TaxCodeRef":{"value":"TAX"}}}"#;
        for number in numbers {
            let body =
                format!(r#"{{"CustomerRef":{{"value":"1"}},"TxnDate":"2026-03-02","Line":[{line},{line}]}}"#);
            self.send(Request::post(self.path(&format!("invoice?requestid=r{number}"))), body).await?;
        }
        Ok(())
    }

    async fn query(&self, statement: &str) -> anyhow::Result<()> {
        let post = Request::post(self.path("query")).header("content-type", "application/text");
        self.send(post, statement.to_owned()).await
    }

    fn path(&self, rest: &str) -> String {
        format!("/v3/company/{}/{rest}", self.session.realm_id)
    }

    async fn send(&self, request: axum::http::request::Builder, body: String) -> anyhow::Result<()> {
        let bearer = format!("Bearer {}", self.session.access_token);
        let request = request.header("authorization", bearer).body(Body::from(body))?;
        let response = self.router.clone().oneshot(request).await?;
        ensure!(response.status().is_success(), "refused with {}", response.status());
        to_bytes(response.into_body(), REPLY_BYTES_MAX).await?;
        Ok(())
    }
}

fn since(began: Timestamp) -> i128 {
    SystemClock.now().duration_since(began).as_millis()
}

/// Time that the processors have worked for this program, in milliseconds, as Linux counts it in hundredths.
fn cpu() -> anyhow::Result<u64> {
    let stat = std::fs::read_to_string("/proc/self/stat").context("work is told on Linux only")?;
    // User and system time are the 14th and 15th word, the 12th and 13th after the name.
    let words = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: u64 = words.skip(11).take(2).filter_map(|word| word.parse::<u64>().ok()).sum();
    Ok(ticks * 10)
}

/// Memory in use, in KiB, as Linux counts it.
fn resident() -> anyhow::Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status").context("memory is told on Linux only")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}

#[expect(clippy::print_stdout, reason = "a measurement is printed")]
fn say(line: &str) {
    println!("{line}");
}
