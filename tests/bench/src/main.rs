//! `cargo xtask bench`.
#![expect(clippy::print_stdout, reason = "it talks to the person at the terminal")]

use live::Database;
use throwaway_postgres::Cluster;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    println!("{}", bench::conditions());
    println!("\nSQLite");
    print!("{}", bench::run(Database::Sqlite).await?);
    let cluster = Cluster::start_flushing()?;
    println!("\nPostgreSQL");
    print!("{}", bench::run(Database::At(cluster.address().to_owned())).await?);
    Ok(())
}
