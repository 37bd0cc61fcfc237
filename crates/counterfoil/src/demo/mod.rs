//! `counterfoil demo`: the whole thing at work on one machine, against the emulator.
//!
//! Everything goes the way a user would go: the connection through the consent page, the records through the public API.

mod books;
pub mod browser;
mod folder;

use anyhow::{Context, ensure};
use app::companies;
use clock::{OsRandomness, SystemClock};
use domain::Currency;
use qbo_emulator::Emulator;
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use std::future::Future;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::time::timeout;

use crate::command_line::{Demo, Place};
use crate::configuration::{Configuration, QuickBooks};
use crate::{Server, company, data_folder, telemetry};

const COMPANY: &str = "Willow & Finch Supplies";
/// Above the numbers of the sandbox company's own invoices, which QuickBooks would not take a second time.
const FIRST_INVOICE: i64 = 2001;
const EMAIL: &str = "demo@example.com";

/// What a person or a script needs to look around.
#[derive(Debug, Serialize)]
struct Note {
    url: String,
    email: String,
    password: String,
    api_key: String,
    emulator_url: String,
    realm_id: String,
}

/// Starts everything, fills it, tells how to get in, and keeps running until `stop`.
///
/// # Errors
/// What could not be done, and why.
pub async fn run(options: Demo, stop: impl Future<Output = ()>) -> anyhow::Result<()> {
    for address in [options.listen, options.emulator_listen] {
        ensure!(
            address.ip().is_loopback(),
            "the demo runs on this machine only; {address} can be reached by others"
        );
    }
    let emulator = StartedEmulator::start(options.emulator_listen).await?;
    folder::prepare(&options.data)?;
    let session = emulator.emulator.session(&emulator.url);
    let server = start_server(&options, &emulator.url, &session).await?;
    let base = server.url().clone();
    let currency = Currency::USD;
    let sign_in = company::make(server.app(), COMPANY, currency, EMAIL, company::made_password()).await?;
    companies::first_invoice(server.app(), sign_in.company_id, FIRST_INVOICE).await?;
    let mut browser = browser::Browser::new(base.clone())?;
    browser.sign_in(&sign_in.email, sign_in.password.expose_secret()).await?;
    browser.connect_quickbooks().await?;
    books::fill(&base, sign_in.api_key.expose_secret()).await?;
    let note = Note {
        url: base.to_string(),
        email: sign_in.email,
        password: sign_in.password.expose_secret().to_owned(),
        api_key: sign_in.api_key.expose_secret().to_owned(),
        emulator_url: emulator.url.clone(),
        realm_id: session.realm_id,
    };
    tell(&options.data, &note)?;
    server.run_until(stop).await?;
    emulator.stop().await
}

async fn start_server(
    options: &Demo,
    emulator_url: &str,
    session: &qbo_emulator::Session,
) -> anyhow::Result<Server> {
    let secret = SecretString::from(session.client_secret.clone());
    let quickbooks = QuickBooks::named(emulator_url, session.client_id.clone(), secret)?;
    let place = Place { data: options.data.clone(), database: None };
    let configuration =
        Configuration { listen: options.listen, quickbooks: Some(quickbooks), ..Configuration::at(place) };
    Server::start(configuration).await
}

fn tell(data: &Path, note: &Note) -> anyhow::Result<()> {
    let path = data.join(folder::NOTE);
    data_folder::write_whole(&path, serde_json::to_string_pretty(note)?.as_bytes(), 0o600)
        .with_context(|| format!("{} can't be written", path.display()))?;
    telemetry::say(&format!("Counterfoil  {}", note.url));
    telemetry::say(&format!("Sign-in      {}  {}", note.email, note.password));
    telemetry::say(&format!("API key      {}", note.api_key));
    telemetry::say(&format!("Emulator     {}  (company {})", note.emulator_url, note.realm_id));
    telemetry::say(&format!("The same is in {}. Press Ctrl-C to stop.", path.display()));
    Ok(())
}

/// How long the emulator may take to end requests under way.
const EMULATOR_STOP_MAX: Duration = Duration::from_secs(2);

struct StartedEmulator {
    emulator: Emulator,
    url: String,
    stop: oneshot::Sender<()>,
    serving: tokio::task::JoinHandle<Result<(), qbo_emulator::Error>>,
}

impl StartedEmulator {
    async fn start(listen: SocketAddr) -> anyhow::Result<Self> {
        let options = qbo_emulator::Options::new(Arc::new(SystemClock), Arc::new(OsRandomness));
        let emulator = Emulator::new(options)?;
        let listener = TcpListener::bind(listen)
            .await
            .with_context(|| format!("the emulator can't listen on {listen}"))?;
        let url = format!("http://{}", listener.local_addr()?);
        let (stop, stopped) = oneshot::channel();
        let serving = emulator.clone().serve(listener, async move {
            // A dropped sender stops the emulator too.
            let _ = stopped.await;
        });
        Ok(Self { emulator, url, stop, serving: tokio::spawn(serving) })
    }

    async fn stop(self) -> anyhow::Result<()> {
        // Fails only when the emulator has ended by itself, and then its own result tells why.
        let _ = self.stop.send(());
        // Whoever has not finished its request by then is cut off with the program.
        timeout(EMULATOR_STOP_MAX, self.serving).await.map_or(Ok(()), |ended| Ok(ended??))
    }
}
