//! A throw-away server leaves nothing behind, however its process ends.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use db::Db;
use testkit::postgres::Cluster;

/// Set for the child that only holds a cluster until it is killed.
const HOLDER: &str = "COUNTERFOIL_TEST_HOLDS_CLUSTER";

/// Longer than a server takes to stop at once.
const STOP_LIMIT: Duration = Duration::from_secs(20);

fn folder(address: &str) -> Result<PathBuf> {
    let (_, rest) = address.split_once("host=").context("an address with a folder")?;
    Ok(rest.split('&').next().unwrap_or_default().into())
}

fn is_gone(folder: &Path) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < STOP_LIMIT {
        if !folder.exists() {
            return true;
        }
        sleep(Duration::from_millis(50));
    }
    false
}

#[tokio::test]
async fn a_cluster_answers_until_it_is_dropped() -> Result<()> {
    let cluster = Cluster::start()?;
    let address = cluster.address().to_owned();
    let db = Db::open(&address).await?;
    db.health().await?;
    db.close().await;
    drop(cluster);
    assert!(!folder(&address)?.exists());
    assert!(Db::open(&address).await.is_err());
    Ok(())
}

#[test]
fn a_cluster_ends_with_a_process_that_is_killed() -> Result<()> {
    let mut child = Command::new(std::env::current_exe()?)
        .args(["--exact", "postgres::holds_a_cluster_when_told", "--nocapture"])
        .env(HOLDER, "1")
        .stdout(Stdio::piped())
        .spawn()?;
    let lines = BufReader::new(child.stdout.take().context("the child's output")?).lines();
    let address = lines.map_while(Result::ok).find(|line| line.contains("host="));
    child.kill()?;
    child.wait()?;
    let folder = folder(&address.context("the child's address")?)?;
    assert!(is_gone(&folder), "{} is still there", folder.display());
    Ok(())
}

/// The child of the test above; by itself it does nothing.
#[test]
fn holds_a_cluster_when_told() -> Result<()> {
    if std::env::var_os(HOLDER).is_none() {
        return Ok(());
    }
    let cluster = Cluster::start()?;
    println!("\n{}", cluster.address());
    sleep(STOP_LIMIT);
    Ok(())
}
