//! The running program.

use anyhow::{Result, bail};
use counterfoil::command_line::Place;
use counterfoil::company::{self, SignIn};
use counterfoil::demo::browser::Browser;
use counterfoil::{Configuration, QuickBooks, Server};
use qbo_emulator::Seed;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use tempfile::TempDir;
use testkit::databases::{TestDb, fresh_postgres};

use crate::emulated::Emulated;
use crate::unsent::Unsent;
use crate::{Api, Database, Remote, Setup};

const COMPANY: &str = "Trial company";
const EMAIL: &str = "trial@example.com";

/// What answers requests.
enum Serving {
    Whole(Box<Server>),
    Unsent(Unsent),
}

/// Server and emulator, connected, with custom numbers and the integration on. What it made is removed with it.
pub struct Live {
    serving: Option<Serving>,
    emulated: Emulated,
    configuration: Configuration,
    sign_in: SignIn,
    // Last, so that they go after whoever uses them.
    _postgres: Option<TestDb>,
    _folder: TempDir,
}

impl Live {
    /// Starts both on free ports of this machine and connects them by the consent page.
    ///
    /// # Errors
    /// A part could not be started, or refused.
    pub async fn start(mut setup: Setup) -> Result<Self> {
        let folder = TempDir::with_prefix("counterfoil-live-")?;
        let (address, postgres) = match &setup.database {
            Database::Sqlite => (format!("sqlite:{}", folder.path().join("books.db").display()), None),
            Database::At(address) => (address.clone(), None),
            Database::Postgres => {
                // The server makes its tables by itself, as on a new installation.
                let made = fresh_postgres(&[]).await?;
                (made.address().to_owned(), Some(made))
            }
        };
        let emulated = Emulated::start(&mut setup).await?;
        add_bank_account(&emulated, setup.seed).await?;
        let session = &emulated.session;
        let secret = SecretString::from(session.client_secret.clone());
        let quickbooks = QuickBooks::named(&session.base_url, session.client_id.clone(), secret)?;
        let place = Place { data: folder.path().to_owned(), database: Some(address) };
        let limits = setup.client_limits();
        let configuration =
            Configuration { quickbooks: Some(quickbooks), limits, ..Configuration::at(place) };
        let server = Server::start(configuration.clone()).await?;
        let password = company::made_password();
        let sign_in = company::make(server.app(), COMPANY, setup.currency()?, EMAIL, password).await?;
        let mut browser = Browser::new(server.url().clone())?;
        browser.sign_in(&sign_in.email, sign_in.password.expose_secret()).await?;
        browser.connect_quickbooks().await?;
        let serving = Some(Serving::Whole(Box::new(server)));
        Ok(Self { serving, emulated, configuration, sign_in, _postgres: postgres, _folder: folder })
    }

    /// A client of the public API with the user's key.
    ///
    /// # Errors
    /// The server could not be started again.
    pub fn api(&self) -> Result<Api> {
        let url = match &self.serving {
            Some(Serving::Whole(server)) => server.url(),
            Some(Serving::Unsent(unsent)) => &unsent.url,
            None => bail!("no server runs"),
        };
        Api::new(url, self.sign_in.api_key.clone())
    }

    /// The view of what has arrived.
    ///
    /// # Errors
    /// No client could be built.
    pub fn remote(&self) -> Result<Remote> {
        self.emulated.remote()
    }

    /// Starts the whole server again on the same books, on another port.
    ///
    /// # Errors
    /// The server could not be stopped or started.
    pub async fn restart(&mut self) -> Result<()> {
        self.stop_serving().await?;
        self.serving = Some(Serving::Whole(Box::new(Server::start(self.configuration.clone()).await?)));
        Ok(())
    }

    /// Goes on without a worker: what is saved is recorded, and the next full start finds it.
    ///
    /// # Errors
    /// The server could not be stopped, or the API not be started.
    pub async fn restart_without_worker(&mut self) -> Result<()> {
        self.stop_serving().await?;
        self.serving = Some(Serving::Unsent(Unsent::start(&self.configuration).await?));
        Ok(())
    }

    /// Stops both in order.
    ///
    /// # Errors
    /// A part of them broke.
    pub async fn stop(mut self) -> Result<()> {
        self.stop_serving().await?;
        self.emulated.stop().await
    }

    async fn stop_serving(&mut self) -> Result<()> {
        match self.serving.take() {
            Some(Serving::Whole(server)) => server.stop().await,
            Some(Serving::Unsent(unsent)) => unsent.stop().await,
            None => Ok(()),
        }
    }
}

/// Makes the bank account that money is given back from; an empty QuickBooks company has none.
async fn add_bank_account(emulated: &Emulated, seed: Seed) -> Result<()> {
    if seed == Seed::SandboxUs {
        return Ok(());
    }
    let account = json!({"Name": "Checking", "AccountType": "Bank", "AccountSubType": "Checking"});
    emulated.remote()?.add("account", account).await
}
