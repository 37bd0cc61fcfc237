//! The running program.

use anyhow::{Context, Result};
use counterfoil::command_line::Place;
use counterfoil::company::{self, SignIn};
use counterfoil::demo::browser::Browser;
use counterfoil::{Configuration, QuickBooks, Server, wiring};
use db::Db;
use domain::Currency;
use secrecy::{ExposeSecret, SecretString};
use sync::{KEY_BYTES, Key};
use tempfile::TempDir;
use testkit::databases::{TestDb, fresh_postgres};
use url::Url;

use crate::emulated::Emulated;
use crate::{Api, Database, Remote, Setup};

const COMPANY: &str = "Trial company";
const EMAIL: &str = "trial@example.com";

/// Server and emulator, connected, with custom numbers and the integration on. What it made is removed with it.
pub struct Live {
    server: Option<Server>,
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
        let session = &emulated.session;
        let secret = SecretString::from(session.client_secret.clone());
        let quickbooks = QuickBooks::named(&session.base_url, session.client_id.clone(), secret)?;
        let place = Place { data: folder.path().to_owned(), database: Some(address) };
        let limits = setup.client_limits();
        let configuration =
            Configuration { quickbooks: Some(quickbooks), limits, ..Configuration::at(place) };
        let server = Server::start(configuration.clone()).await?;
        let password = company::made_password();
        let sign_in = company::make(server.app(), COMPANY, Currency::USD, EMAIL, password).await?;
        let mut browser = Browser::new(server.url().clone())?;
        browser.sign_in(&sign_in.email, sign_in.password.expose_secret()).await?;
        browser.connect_quickbooks().await?;
        let server = Some(server);
        Ok(Self { server, emulated, configuration, sign_in, _postgres: postgres, _folder: folder })
    }

    /// A client of the public API with the user's key.
    ///
    /// # Errors
    /// The server is stopped.
    pub fn api(&self) -> Result<Api> {
        let server = self.server.as_ref().context("the server is stopped")?;
        Api::new(server.url(), self.sign_in.api_key.clone())
    }

    /// The view of what has arrived.
    ///
    /// # Errors
    /// No client could be built.
    pub fn remote(&self) -> Result<Remote> {
        let session = &self.emulated.session;
        Remote::new(Url::parse(&session.base_url)?, session.realm_id.clone())
    }

    /// Stops the server in order and leaves the emulator running.
    ///
    /// # Errors
    /// A part of the server broke.
    pub async fn stop_server(&mut self) -> Result<()> {
        match self.server.take() {
            Some(server) => server.stop().await,
            None => Ok(()),
        }
    }

    /// Starts the server again on the same books, on another port.
    ///
    /// # Errors
    /// The server could not be started.
    pub async fn start_server(&mut self) -> Result<()> {
        self.stop_server().await?;
        self.server = Some(Server::start(self.configuration.clone()).await?);
        Ok(())
    }

    /// The books of the stopped server, for entering what it will find when it starts: changes are recorded, and
    /// nobody sends them.
    ///
    /// # Errors
    /// The database can't be opened.
    pub async fn books(&self) -> Result<(app::App, app::Actor)> {
        let db = Db::open(self.configuration.database.as_deref().unwrap_or_default()).await?;
        // Recording opens no token, so any key will do.
        let key = Key::new([0; KEY_BYTES]);
        let engine = wiring::engine(&self.configuration, db.clone(), key, &Url::parse("http://localhost/")?)?;
        let app = wiring::app(db, engine);
        let user = app::auth::key_user(&app, self.sign_in.api_key.expose_secret()).await?;
        let user = user.context("the user's key is not known")?;
        Ok((app, app::Actor::from(&user)))
    }

    /// Stops both in order.
    ///
    /// # Errors
    /// A part of them broke.
    pub async fn stop(mut self) -> Result<()> {
        self.stop_server().await?;
        self.emulated.stop().await
    }
}
