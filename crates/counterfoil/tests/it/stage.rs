//! A company in the program's books, and the QuickBooks company that it is sent to.

use anyhow::{Context, Result};
use counterfoil::demo::browser::Browser;
use std::time::Duration;
use tempfile::TempDir;
use testkit::databases::{TestDb, fresh_postgres};
use url::Url;

use crate::api::Api;
use crate::program::{Ended, Program};
use crate::quickbooks::QuickBooks;

/// What the program says once it can be used.
pub(crate) const LISTENS: &str = "Counterfoil listens at ";
const EMAIL: &str = "ada@example.com";
const PASSWORD: &str = "correct horse battery staple";

/// Where a program has its data. All of it goes with this value.
pub(crate) struct Place {
    pub(crate) folder: TempDir,
    database: Option<TestDb>,
}

/// A place with a company, QuickBooks, and the program when it runs.
pub(crate) struct Stage {
    pub(crate) program: Option<Program>,
    pub(crate) quickbooks: QuickBooks,
    pub(crate) place: Place,
    url: Option<Url>,
    key: String,
}

impl Place {
    /// A folder with a SQLite file.
    pub(crate) fn sqlite() -> Result<Self> {
        Ok(Self { folder: TempDir::with_prefix("counterfoil-")?, database: None })
    }

    /// A folder, and a new database on the PostgreSQL server of this run.
    pub(crate) async fn postgres() -> Result<Self> {
        Ok(Self { database: Some(fresh_postgres(&[]).await?), ..Self::sqlite()? })
    }

    /// The arguments for `command` here, with `more`.
    pub(crate) fn arguments(&self, command: &str, more: &[&str]) -> Vec<String> {
        let folder = self.folder.path().display().to_string();
        let mut arguments = vec![command.to_owned(), "--data".to_owned(), folder];
        if let Some(database) = &self.database {
            arguments.extend(["--database".to_owned(), database.address().to_owned()]);
        }
        arguments.extend(more.iter().map(|&argument| argument.to_owned()));
        arguments
    }

    /// Runs `counterfoil company` here until it ends.
    pub(crate) async fn company(&self, email: &str, password: &str, more: &[&str]) -> Result<Ended> {
        let mut arguments = self.arguments("company", &["--name", "Test company", "--email", email]);
        arguments.extend(more.iter().map(|&argument| argument.to_owned()));
        Program::start(&arguments, &[("COUNTERFOIL_PASSWORD", password.to_owned())])?.ended().await
    }

    /// The API key of a new company.
    pub(crate) async fn new_key(&self, email: &str) -> Result<String> {
        let made = self.company(email, PASSWORD, &[]).await?;
        let key = made.said.lines().find_map(|line| line.strip_prefix("API key"));
        Ok(key.with_context(|| format!("no key was made: {made:?}"))?.trim().to_owned())
    }
}

impl Stage {
    /// A company at `place`. The program does not run yet.
    pub(crate) async fn at(place: Place) -> Result<Self> {
        Self::with(QuickBooks::open(Duration::ZERO).await?, place).await
    }

    async fn with(quickbooks: QuickBooks, place: Place) -> Result<Self> {
        let key = place.new_key(EMAIL).await?;
        Ok(Self { program: None, quickbooks, place, url: None, key })
    }

    /// The program runs at `place` and its company is connected.
    pub(crate) async fn connected(place: Place) -> Result<Self> {
        Self::connected_slowly(place, Duration::ZERO).await
    }

    /// The same, with answers of QuickBooks that are on their way for a while.
    pub(crate) async fn connected_slowly(place: Place, answers_after: Duration) -> Result<Self> {
        let mut stage = Self::with(QuickBooks::open(answers_after).await?, place).await?;
        stage.start().await?;
        let mut browser = Browser::new(stage.url().clone())?;
        browser.sign_in(EMAIL, PASSWORD).await?;
        browser.connect_quickbooks().await?;
        Ok(stage)
    }

    /// Starts the program on a free port, and does not wait until it listens.
    pub(crate) fn launch(&self) -> Result<Program> {
        let arguments = self.place.arguments("serve", &["--listen", "127.0.0.1:0"]);
        let session = self.quickbooks.session();
        let environment = [
            ("COUNTERFOIL_QUICKBOOKS", self.quickbooks.url()),
            ("COUNTERFOIL_QUICKBOOKS_CLIENT_ID", session.client_id),
            ("COUNTERFOIL_QUICKBOOKS_CLIENT_SECRET", session.client_secret),
        ];
        Program::start(&arguments, &environment)
    }

    /// Starts the program and waits until it listens.
    pub(crate) async fn start(&mut self) -> Result<()> {
        let mut program = self.launch()?;
        self.url = Some(program.told(LISTENS).await?.parse()?);
        self.program = Some(program);
        Ok(())
    }

    /// Takes the running program out, to be ended.
    pub(crate) fn take_program(&mut self) -> Result<Program> {
        self.program.take().context("the program does not run")
    }

    /// Where the program listens, or did last.
    pub(crate) fn url(&self) -> &Url {
        self.url.as_ref().unwrap_or_else(|| panic!("the program was never started"))
    }

    /// The API as the company's user has it.
    pub(crate) fn api(&self) -> Result<Api> {
        Api::at(self.url(), &self.key)
    }
}
