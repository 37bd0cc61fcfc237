//! Migrations: once each, in order, never changed.

use anyhow::Result;
use db::{Error, Migration};
use testkit::databases::TestDb;

const FIRST: Migration = Migration {
    version: 1,
    name: "make notes",
    sqlite: "CREATE TABLE notes (id INTEGER PRIMARY KEY); INSERT INTO notes (id) VALUES (1);",
    postgres: "CREATE TABLE notes (id BIGINT PRIMARY KEY); INSERT INTO notes (id) VALUES (1);",
};
const SECOND: Migration =
    both(2, "add titles", "ALTER TABLE notes ADD COLUMN title TEXT; UPDATE notes SET title = 'x';");
const FAILING: Migration =
    both(2, "fail half way", "INSERT INTO notes (id) VALUES (2); INSERT INTO nowhere VALUES (1);");

const fn both(version: i64, name: &'static str, text: &'static str) -> Migration {
    Migration { version, name, sqlite: text, postgres: text }
}

async fn notes(db: &db::Db) -> Result<i64> {
    Ok(db.begin_read().await?.sql("SELECT count(*) AS notes FROM notes").one().await?.get("notes")?)
}

fn problem(result: Result<usize, Error>) -> String {
    match result {
        Err(Error::Migration(problem)) => problem,
        other => panic!("expected a refused migration, got {other:?}"),
    }
}

testkit::on_both! {
    async fn each_migration_is_applied_once(db: TestDb) -> Result<()> {
        assert_eq!(db.migrate(&[FIRST]).await?, 1);
        assert_eq!(db.migrate(&[FIRST, SECOND]).await?, 1);
        assert_eq!(db.migrate(&[FIRST, SECOND]).await?, 0);
        assert_eq!(notes(&db).await?, 1);
        let row = db.begin_read().await?.sql("SELECT name, applied_at FROM schema_migrations WHERE version = 2").one().await?;
        assert_eq!(row.get::<String>("name")?, "add titles");
        assert!(row.get::<jiff::Timestamp>("applied_at")? > "2026-01-01T00:00:00Z".parse()?);
        Ok(())
    }

    async fn a_changed_migration_is_refused(db: TestDb) -> Result<()> {
        db.migrate(&[FIRST]).await?;
        let changed = both(1, FIRST.name, "CREATE TABLE other (id INTEGER)");
        let problem = problem(db.migrate(&[changed, SECOND]).await);
        assert_eq!(problem, "1 (make notes) was changed after it was applied; restore its text and add a new one");
        Ok(())
    }

    async fn a_database_newer_than_the_program_is_refused(db: TestDb) -> Result<()> {
        db.migrate(&[FIRST, SECOND]).await?;
        let problem = problem(db.migrate(&[FIRST]).await);
        assert_eq!(problem, "the database has 2 (add titles), which this program does not know; use the newer program");
        Ok(())
    }

    async fn a_migration_that_comes_late_is_refused(db: TestDb) -> Result<()> {
        let third = both(3, "third", "CREATE TABLE third (id INTEGER)");
        db.migrate(&[FIRST, third]).await?;
        let problem = problem(db.migrate(&[FIRST, SECOND, third]).await);
        assert_eq!(problem, "2 (add titles) comes before 3, which is applied; give it a new number");
        Ok(())
    }

    async fn versions_must_grow(db: TestDb) -> Result<()> {
        assert_eq!(problem(db.migrate(&[SECOND, FIRST]).await), "version 1 stands after 2; versions must grow");
        assert!(db.migrate(&[FIRST, FIRST]).await.is_err());
        Ok(())
    }

    async fn a_failed_migration_leaves_no_trace_and_can_be_tried_again(db: TestDb) -> Result<()> {
        assert!(matches!(db.migrate(&[FIRST, FAILING]).await, Err(Error::Database { .. })));
        assert_eq!(notes(&db).await?, 1);
        assert_eq!(db.migrate(&[FIRST, SECOND]).await?, 1);
        Ok(())
    }

    async fn processes_that_start_at_once_apply_each_migration_once(db: TestDb) -> Result<()> {
        let mut starting = Vec::new();
        for _ in 0..4 {
            let process = db.open_again().await?;
            starting.push(tokio::spawn(async move {
                let applied = process.migrate(&[FIRST, SECOND]).await;
                process.close().await;
                applied
            }));
        }
        let mut applied = 0;
        for process in starting {
            applied += process.await??;
        }
        assert_eq!((applied, notes(&db).await?), (2, 1));
        Ok(())
    }
}
