//! The run: enter, wait, compare.

use anyhow::Result;
use live::{Api, Calls, Database, Live, Remote, Resource, Setup};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

use crate::comparison::differences;
use crate::entry::Entered;
use crate::ledger::{Kind, Ledger};
use crate::{Country, Data, Report, entry};

/// How long the log may take to become quiet. It takes about a minute, also with the real limits.
const QUIET_MAX: Duration = Duration::from_secs(10 * 60);

/// What both sides keep.
const SHARED: [Kind; 6] =
    [Kind::Customer, Kind::Supplier, Kind::Invoice, Kind::Payment, Kind::Refund, Kind::PurchaseOrder];
/// What the books alone keep: products stay here, as their stock does.
const OURS: [Kind; 1] = [Kind::Product];
/// What QuickBooks alone keeps: the books have no accounts and no bills.
const THEIRS: [Kind; 3] = [Kind::Booking, Kind::Balance, Kind::Bill];

/// How a run goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Where both companies are.
    pub country: Country,
    /// Where the books are kept.
    pub database: Database,
    /// Keep to 500 calls a minute and ten at once on both sides.
    pub real_limits: bool,
}

/// A run of which everything is entered and has been sent, and nothing compared yet.
pub struct Trial {
    data: Data,
    country: Country,
    database: &'static str,
    live: Live,
    entered: Entered,
    entering: Duration,
    until_quiet: Duration,
    calls: Calls,
}

/// Enters everything, waits until the log is quiet, and compares the files, the books and QuickBooks.
///
/// # Errors
/// The run broke off. A difference is no error but part of the report.
pub async fn run(data: &Data, options: Options) -> Result<Report> {
    Trial::enter(data, options).await?.compare().await
}

impl Trial {
    /// Enters everything and waits until the log is quiet.
    ///
    /// # Errors
    /// The run broke off.
    pub async fn enter(data: &Data, options: Options) -> Result<Self> {
        let country = options.country;
        let database = match &options.database {
            Database::Sqlite => "SQLite",
            Database::Postgres | Database::At(_) => "PostgreSQL",
        };
        let (data, seed) = (data.taxed_in(country), country.seed());
        let setup = Setup { real_limits: options.real_limits, seed, ..Setup::on(options.database) };
        let live = Live::start(setup).await?;
        let (api, remote) = (live.api()?, live.remote()?);
        if country.makes_bills() {
            api.change(Resource::QUICKBOOKS, "settings", json!({ "bill_on_receipt": "yes" })).await?;
        }
        // What connecting has set up is no part of the figures.
        api.wait_until_quiet(QUIET_MAX).await?;
        let calls_before = remote.calls().await?;
        let start = Instant::now();
        let entered = entry::enter(&api, &data).await?;
        let mut entering = start.elapsed();
        api.wait_until_quiet(QUIET_MAX).await?;
        let late = Instant::now();
        entry::enter_late(&api, &data.orders, &entered).await?;
        entering += late.elapsed();
        api.wait_until_quiet(QUIET_MAX).await?;
        let until_quiet = start.elapsed();
        let calls = remote.calls().await?.since(&calls_before);
        Ok(Self { data, country, database, live, entered, entering, until_quiet, calls })
    }

    /// The QuickBooks company.
    ///
    /// # Errors
    /// No client could be built.
    pub fn remote(&self) -> Result<Remote> {
        self.live.remote()
    }

    /// Compares the files, the books and QuickBooks.
    ///
    /// # Errors
    /// One of them can't be read. A difference is no error but part of the report.
    pub async fn compare(self) -> Result<Report> {
        let api = self.live.api()?;
        let source = Ledger::of_source(&self.data, &self.entered, self.country)?;
        let books = Ledger::of_books(&api, self.country).await?;
        let arrived = Ledger::of_remote(&self.live.remote()?).await?;
        let mut mismatches = differences(&source, &books, "Counterfoil", &[&SHARED[..], &OURS].concat());
        mismatches.extend(differences(&source, &arrived, "QuickBooks", &[&SHARED[..], &THEIRS].concat()));
        let failed = failures(&api).await?;
        self.live.stop().await?;
        Ok(Report {
            country: self.country,
            database: self.database,
            entering: self.entering,
            until_quiet: self.until_quiet,
            fates: self.data.fates(),
            calls: self.calls,
            failed,
            mismatches,
            sides: [source, books, arrived],
        })
    }
}

/// The entries that failed, and those that wait for one of them.
async fn failures(api: &Api) -> Result<Vec<String>> {
    let failed = api.all(Resource::LOG, &[("status", "failed")]).await?;
    let queued = api.all(Resource::LOG, &[("status", "queued")]).await?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let told = |entry: &Value, why: String| {
        format!("{}, {}: {why}", text(&entry["record"]["title"]), text(&entry["action"]))
    };
    let failed = failed.iter().map(|entry| told(entry, text(&entry["reason"])));
    let waiting = queued.iter().map(|entry| told(entry, format!("waits for {}", text(&entry["waits_for"]))));
    Ok(failed.chain(waiting).collect())
}
