//! What a server has to know before it starts.

use anyhow::Context;
use quickbooks::Limits;
use quickbooks::oauth::{PRODUCTION_DISCOVERY, SANDBOX_DISCOVERY};
use secrecy::SecretString;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use url::Url;

use crate::command_line::Place;

/// What a server has to know before it starts.
#[derive(Debug, Clone)]
pub struct Configuration {
    /// Address to listen on; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Address under which browsers reach the server; `None` for the one it listens on.
    pub public_url: Option<Url>,
    /// Folder for the database file and the key file.
    pub data: PathBuf,
    /// A PostgreSQL database in place of the file.
    pub database: Option<String>,
    /// QuickBooks; `None` when the server has no keys of an Intuit app.
    pub quickbooks: Option<QuickBooks>,
    /// How fast one QuickBooks company may be called.
    pub limits: Limits,
}

/// Which QuickBooks, and as which app.
#[derive(Debug, Clone)]
pub struct QuickBooks {
    /// The address before `/v3`.
    pub base: Url,
    /// Where the OAuth addresses are told.
    pub discovery: Url,
    /// The app's id.
    pub client_id: String,
    /// The app's secret.
    pub client_secret: SecretString,
}

impl Configuration {
    /// A server at `place` that listens on a free port of this machine and has no QuickBooks.
    pub fn at(place: Place) -> Self {
        Self {
            listen: (Ipv4Addr::LOCALHOST, 0).into(),
            public_url: None,
            data: place.data,
            database: place.database,
            quickbooks: None,
            limits: Limits::quickbooks(),
        }
    }

    /// Whether the books are a SQLite file, which is for one process at a time.
    pub fn books_are_a_file(&self) -> bool {
        self.database.as_deref().is_none_or(|address| address.starts_with("sqlite:"))
    }
}

impl QuickBooks {
    /// The QuickBooks called `name`: `production`, `sandbox`, or the address of an emulator.
    ///
    /// # Errors
    /// `name` is none of them.
    pub fn named(name: &str, client_id: String, client_secret: SecretString) -> anyhow::Result<Self> {
        let (base, discovery) = match name {
            "production" => (quickbooks::PRODUCTION.to_owned(), PRODUCTION_DISCOVERY.to_owned()),
            "sandbox" => (quickbooks::SANDBOX.to_owned(), SANDBOX_DISCOVERY.to_owned()),
            address => {
                let address = address.trim_end_matches('/');
                (address.to_owned(), format!("{address}/.well-known/openid_configuration"))
            }
        };
        let address = |text: &str| {
            Url::parse(text).with_context(|| {
                format!("“{name}” is no QuickBooks: write production, sandbox or an address such as http://127.0.0.1:9400")
            })
        };
        Ok(Self { base: address(&base)?, discovery: address(&discovery)?, client_id, client_secret })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> anyhow::Result<QuickBooks> {
        QuickBooks::named(name, "id".to_owned(), "secret".into())
    }

    #[test]
    fn production_sandbox_and_an_address_are_known_and_nothing_else_is() {
        assert_eq!(named("production").unwrap().base.as_str(), "https://quickbooks.api.intuit.com/");
        assert_eq!(named("sandbox").unwrap().base.as_str(), "https://sandbox-quickbooks.api.intuit.com/");
        let emulator = named("http://127.0.0.1:9400/").unwrap();
        assert_eq!(emulator.discovery.as_str(), "http://127.0.0.1:9400/.well-known/openid_configuration");
        assert!(named("elsewhere").is_err());
    }

    #[test]
    fn books_are_a_file_unless_a_database_server_is_named() {
        let at = |database: Option<&str>| {
            Configuration::at(Place { data: "data".into(), database: database.map(str::to_owned) })
        };
        assert!(at(None).books_are_a_file());
        assert!(at(Some("sqlite:/srv/books.db")).books_are_a_file());
        assert!(!at(Some("postgres://localhost/books")).books_are_a_file());
    }

    #[test]
    fn the_secret_is_not_printed() {
        assert!(!format!("{:?}", named("sandbox").unwrap()).contains("secret\""));
    }
}
