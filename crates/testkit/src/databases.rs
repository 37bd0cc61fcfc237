//! A new database for one test.

use std::ops::Deref;
use std::thread;

use anyhow::{Context as _, Result, anyhow};
use db::{Db, Migration, provision};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use url::Url;
use uuid::Uuid;

use crate::postgres;

/// How much of a hash names a template: 16 hexadecimal digits are enough to tell a few apart.
const TEMPLATE_DIGITS: usize = 16;

/// A database of one test, removed with it. It acts as the [`Db`] it holds.
pub struct TestDb {
    db: Db,
    address: String,
    home: Home,
}

enum Home {
    Folder(TempDir),
    Server { address: String, name: String },
}

impl TestDb {
    /// Where the database is, for a program that opens it by itself.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Opens the same database once more, as another process would.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub async fn open_again(&self) -> Result<Db> {
        Ok(Db::open(&self.address).await?)
    }

    /// The folder of a SQLite file; none on PostgreSQL.
    pub fn folder(&self) -> Option<&std::path::Path> {
        match &self.home {
            Home::Folder(folder) => Some(folder.path()),
            Home::Server { .. } => None,
        }
    }
}

impl Deref for TestDb {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        let Home::Server { address, name } = &self.home else { return };
        let (address, name) = (address.clone(), name.clone());
        // A thread of its own, because a test's runtime cannot be waited for from inside. A failure leaves an empty
        // database on a throw-away server.
        let removal = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
            runtime.block_on(provision::drop_database(&address, &name)).ok()
        });
        removal.join().ok();
    }
}

/// A new SQLite file in a folder of its own, with the tables of these migrations.
///
/// # Errors
/// When the file cannot be made or a migration fails.
pub async fn fresh_sqlite(migrations: &[Migration]) -> Result<TestDb> {
    let folder = TempDir::with_prefix("counterfoil-")?;
    let address = format!("sqlite:{}", folder.path().join("books.db").display());
    let db = Db::open(&address).await?;
    if !migrations.is_empty() {
        db.migrate(migrations).await?;
    }
    Ok(TestDb { db, address, home: Home::Folder(folder) })
}

/// A new database on the PostgreSQL server of this run ([`postgres::server_address`]), with the tables of these migrations.
/// The tables are made once for all tests, in a template that is copied.
///
/// # Errors
/// When there is no server and none can be started, or a migration fails.
pub async fn fresh_postgres(migrations: &[Migration]) -> Result<TestDb> {
    let server = postgres::server_address()?;
    let template = if migrations.is_empty() { None } else { Some(template(&server, migrations).await?) };
    let name = format!("counterfoil_test_{}", Uuid::new_v4().simple());
    provision::create_database(&server, &name, template.as_deref())
        .await
        .context("making a test's database")?;
    let home = Home::Server { address: server.clone(), name: name.clone() };
    let address = database_on(&server, &name)?;
    let db = Db::open(&address).await?;
    Ok(TestDb { db, address, home })
}

/// The name of a database that has the tables of these migrations; made when it is not there yet.
///
/// # Concurrency
/// Tests in other processes may want the same template: an advisory lock lets one make it while the others wait.
async fn template(server: &str, migrations: &[Migration]) -> Result<String> {
    let name = template_name(migrations);
    let guard = Db::open(server).await.context("opening the PostgreSQL server")?;
    let mut tx = guard.begin_write().await?;
    tx.sql("SELECT pg_advisory_xact_lock(hashtext($1))").bind(&name).execute().await?;
    let found =
        tx.sql("SELECT 1 AS found FROM pg_database WHERE datname = $1").bind(&name).optional().await?;
    if found.is_none() {
        let draft = format!("{name}_draft");
        provision::drop_database(server, &draft).await?;
        provision::create_database(server, &draft, None).await?;
        let db = Db::open(database_on(server, &draft)?).await?;
        db.migrate(migrations).await?;
        db.close().await;
        provision::create_database(server, &name, Some(&draft)).await?;
        provision::drop_database(server, &draft).await?;
    }
    tx.commit().await?;
    guard.close().await;
    Ok(name)
}

fn template_name(migrations: &[Migration]) -> String {
    let mut hash = Sha256::new();
    for migration in migrations {
        hash.update(migration.version.to_be_bytes());
        hash.update(migration.postgres);
    }
    format!("counterfoil_template_{}", &hex::encode(hash.finalize())[..TEMPLATE_DIGITS])
}

/// The address of another database on the same server.
fn database_on(server: &str, name: &str) -> Result<String> {
    let mut address = Url::parse(server).map_err(|_| anyhow!("DATABASE_URL is not an address"))?;
    address.set_path(name);
    Ok(address.into())
}
