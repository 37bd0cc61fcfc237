//! What tests stand on: databases that belong to one test, and a PostgreSQL server to hold them.
//!
//! Only tests and `xtask` use this crate; the program never does.
//!
//! Start with [`on_both!`]: it runs one test body on SQLite and on PostgreSQL.
//!
//! ```
//! use testkit::databases::TestDb;
//!
//! testkit::on_both! {
//!     async fn an_answer_comes(db: TestDb) -> anyhow::Result<()> {
//!         Ok(db.health().await?)
//!     }
//! }
//! ```

pub mod databases;
pub mod engine;
mod on_both;
pub mod stack;

/// The throw-away PostgreSQL server, for `xtask` and tests alike.
pub use throwaway_postgres as postgres;
