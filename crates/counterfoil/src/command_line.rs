//! The command line.

use anyhow::Context;
use clap::{Args, Parser, Subcommand};
use secrecy::SecretString;
use std::net::SocketAddr;
use std::path::PathBuf;
use url::Url;

use crate::configuration::{Configuration, QuickBooks};

/// Self-hosted sales and inventory software that keeps a QuickBooks Online company in step with its books.
#[derive(Debug, Parser)]
#[command(name = "counterfoil", version)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve pages and API, and carry changes to QuickBooks.
    Serve(Serve),
    /// Make a company with its first user, and print sign-in and API key.
    Company(Company),
    /// Show everything at work: emulator, a company, a connection and a few invoices.
    Demo(Demo),
}

/// Options of `serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// Where the data is.
    #[command(flatten)]
    pub place: Place,
    /// Address to listen on.
    #[arg(long, env = "COUNTERFOIL_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Address under which browsers reach the server, when it differs from the one to listen on.
    #[arg(long, env = "COUNTERFOIL_PUBLIC_URL")]
    pub public_url: Option<Url>,
    /// Client id of your Intuit app.
    #[arg(long, env = "COUNTERFOIL_QUICKBOOKS_CLIENT_ID")]
    pub quickbooks_client_id: Option<String>,
    /// Which QuickBooks: `production`, `sandbox`, or the address of an emulator.
    #[arg(long, env = "COUNTERFOIL_QUICKBOOKS", default_value = "production")]
    pub quickbooks: String,
}

/// Where the data is.
#[derive(Debug, Clone, Args)]
pub struct Place {
    /// Folder for the database file and the key that seals tokens.
    #[arg(long, env = "COUNTERFOIL_DATA", default_value = "data")]
    pub data: PathBuf,
    /// A PostgreSQL database in place of the file, as `postgres://…`.
    #[arg(long, env = "COUNTERFOIL_DATABASE_URL")]
    pub database: Option<String>,
}

/// Options of `company`.
#[derive(Debug, Args)]
pub struct Company {
    /// Where the data is.
    #[command(flatten)]
    pub place: Place,
    /// Name of the company.
    #[arg(long)]
    pub name: String,
    /// E-mail address of its first user. The password is read from `COUNTERFOIL_PASSWORD`, or made and printed.
    #[arg(long)]
    pub email: String,
    /// ISO code of the currency of its books.
    #[arg(long, default_value = "USD")]
    pub currency: String,
    /// Number of its first invoice, where QuickBooks has invoices already; 1001 unless told.
    #[arg(long, value_parser = clap::value_parser!(i64).range(1..=app::companies::FIRST_INVOICE_MAX))]
    pub first_invoice: Option<i64>,
}

/// Options of `demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// Folder for the demo's files; those of an earlier demo are replaced.
    #[arg(long, default_value = "demo-data")]
    pub data: PathBuf,
    /// Address of Counterfoil; on this machine only.
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Address of the emulator; on this machine only.
    #[arg(long, default_value = "127.0.0.1:9400")]
    pub emulator_listen: SocketAddr,
}

/// Where the client secret is read from; never from the command line, which other users can see.
const CLIENT_SECRET: &str = "COUNTERFOIL_QUICKBOOKS_CLIENT_SECRET";

impl Serve {
    /// The configuration that these options stand for.
    ///
    /// # Errors
    /// A client id without a secret, or an address that is none.
    pub fn into_configuration(self) -> anyhow::Result<Configuration> {
        let quickbooks = match self.quickbooks_client_id {
            None => None,
            Some(client_id) => {
                let secret = std::env::var(CLIENT_SECRET)
                    .with_context(|| format!("a client id was given, so {CLIENT_SECRET} must be set too"))?;
                Some(QuickBooks::named(&self.quickbooks, client_id, SecretString::from(secret))?)
            }
        };
        Ok(Configuration {
            listen: self.listen,
            public_url: self.public_url,
            quickbooks,
            ..Configuration::at(self.place)
        })
    }
}
