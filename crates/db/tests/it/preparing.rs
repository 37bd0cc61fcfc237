//! Statements are checked without being run.

use anyhow::Result;
use db::{Error, Sql};
use testkit::databases::TestDb;

const TABLE: Sql = Sql::both("CREATE TABLE notes (id BIGINT, title TEXT)");
const GOOD: Sql = Sql::both("DELETE FROM notes WHERE id = $1 AND title = $2");
const UNKNOWN_COLUMN: Sql = Sql::both("SELECT body FROM notes");
const BAD_ON_SQLITE: Sql = Sql::each("SELEC 1", "SELECT 1");
const BAD_ON_POSTGRES: Sql = Sql::each("SELECT 1", "SELEC 1");

testkit::on_both! {
    async fn a_prepared_statement_runs_afterwards_with_its_own_types(db: TestDb) -> Result<()> {
        let mut tx = db.begin_write().await?;
        // PostgreSQL guesses a 32-bit parameter here; a number is bound with 64 bits.
        tx.sql("CREATE TABLE counters (number INTEGER)").execute().await?;
        let insert = "INSERT INTO counters (number) VALUES ($1)";
        tx.prepare(insert).await?;
        tx.sql(insert).bind(5).execute().await?;
        let row = tx.sql("SELECT number FROM counters WHERE number = $1").bind(5).one().await?;
        assert_eq!(row.get::<i64>("number")?, 5);
        Ok(())
    }

    async fn only_statements_that_the_database_does_not_understand_are_reported(db: TestDb) -> Result<()> {
        let mut tx = db.begin_write().await?;
        tx.sql(TABLE).execute().await?;
        tx.sql("INSERT INTO notes (id, title) VALUES (1, 'a')").execute().await?;
        tx.commit().await?;
        let errors = db.prepare_all(&[GOOD, UNKNOWN_COLUMN, BAD_ON_SQLITE, BAD_ON_POSTGRES]).await?;
        let texts: Vec<String> = errors.iter().map(Error::to_string).collect();
        assert_eq!(texts.len(), 2, "{texts:?}");
        assert!(texts[0].contains("body") && texts[0].contains("SELECT body FROM notes"), "{texts:?}");
        assert!(texts[1].contains("SELEC 1"), "{texts:?}");
        let left = db.begin_read().await?.sql("SELECT count(*) AS notes FROM notes").one().await?;
        assert_eq!(left.get::<i64>("notes")?, 1);
        Ok(())
    }
}
