//! What a live program is made of.

use anyhow::{Context, Result};
use axum::Router;
use domain::Currency;
use qbo_emulator::{Seed, Settings};
use quickbooks::Limits;

/// Something around the emulator's routes, such as a stop-watch.
pub type Layer = Box<dyn FnOnce(Router) -> Router + Send>;

/// What a live program is made of.
pub struct Setup {
    /// Where the books are.
    pub database: Database,
    /// Keep to 500 calls a minute on both sides (fact sheet 5). Ten at once are kept by the client in any case.
    pub real_limits: bool,
    /// What the QuickBooks company holds at the start.
    pub seed: Seed,
    /// What is laid around the emulator's routes.
    pub layer: Option<Layer>,
}

/// Where the books are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Database {
    /// A new file.
    Sqlite,
    /// A new database on the server that the tests of this run share.
    Postgres,
    /// At this address, which holds no books yet.
    At(String),
}

impl Setup {
    /// An empty QuickBooks company and empty books, without limits.
    pub fn on(database: Database) -> Self {
        Self { database, real_limits: false, seed: Seed::EmptyUs, layer: None }
    }

    /// What both companies keep their books in.
    pub(crate) fn currency(&self) -> Result<Currency> {
        let code = match self.seed {
            Seed::SandboxUs | Seed::EmptyUs => "USD",
            Seed::EmptyGb => "GBP",
            Seed::EmptyCa => "CAD",
        };
        Currency::from_code(code).with_context(|| format!("there is no currency {code}"))
    }

    pub(crate) fn emulator_settings(&self) -> Settings {
        Settings { limits: self.real_limits, ..Settings::default() }
    }

    pub(crate) fn client_limits(&self) -> Limits {
        let requests = if self.real_limits { Limits::quickbooks().requests } else { usize::MAX };
        Limits { requests, ..Limits::quickbooks() }
    }
}
