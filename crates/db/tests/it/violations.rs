//! A broken rule is told apart on both databases, and its text holds no value.

use anyhow::Result;
use db::{Error, Sql, Tx};
use testkit::databases::TestDb;

const PARENTS: Sql = Sql::each(
    "CREATE TABLE parents (id INTEGER PRIMARY KEY, company INTEGER, name TEXT NOT NULL, UNIQUE (company, name))",
    "CREATE TABLE parents (id BIGINT PRIMARY KEY, company BIGINT, name TEXT NOT NULL, UNIQUE (company, name))",
);
const BY_LOWER_NAME: Sql = Sql::both("CREATE UNIQUE INDEX parents_by_lower_name ON parents (lower(name))");
const CHILDREN: Sql = Sql::each(
    "CREATE TABLE children (parent INTEGER REFERENCES parents (id), age INTEGER CONSTRAINT age_is_sane CHECK (age >= 0))",
    "CREATE TABLE children (parent BIGINT REFERENCES parents (id), age BIGINT CONSTRAINT age_is_sane CHECK (age >= 0))",
);
const PARENT: Sql = Sql::both("INSERT INTO parents (id, company, name) VALUES ($1, $2, $3)");
const CHILD: Sql = Sql::both("INSERT INTO children (parent, age) VALUES ($1, $2)");

async fn family(db: &TestDb) -> Result<Tx> {
    let mut tx = db.begin_write().await?;
    for sql in [PARENTS, BY_LOWER_NAME, CHILDREN] {
        tx.sql(sql).execute().await?;
    }
    tx.sql(PARENT).bind(1).bind(1).bind("Ann").execute().await?;
    Ok(tx)
}

testkit::on_both! {
    async fn a_violated_key_of_columns_is_named_by_them(db: TestDb) -> Result<()> {
        let mut tx = family(&db).await?;
        let error = tx.sql(PARENT).bind(2).bind(1).bind("Ann").execute().await.unwrap_err();
        // Either of the two keys may be checked first.
        let key = error.unique_key().unwrap_or_default();
        assert!(["parents(company, name)", "parents_by_lower_name"].contains(&key), "{error}");
        assert!(!error.to_string().contains("Ann"));
        Ok(())
    }

    async fn a_violated_primary_key_is_named_by_its_column(db: TestDb) -> Result<()> {
        let mut tx = family(&db).await?;
        let error = tx.sql(PARENT).bind(1).bind(2).bind("Bob").execute().await.unwrap_err();
        assert_eq!(error.unique_key(), Some("parents(id)"));
        Ok(())
    }

    async fn a_violated_key_of_expressions_is_named_by_its_index(db: TestDb) -> Result<()> {
        let mut tx = family(&db).await?;
        let error = tx.sql(PARENT).bind(2).bind(2).bind("ANN").execute().await.unwrap_err();
        assert_eq!(error.unique_key(), Some("parents_by_lower_name"));
        Ok(())
    }

    async fn a_row_that_points_nowhere_is_refused(db: TestDb) -> Result<()> {
        let mut tx = family(&db).await?;
        tx.sql(CHILD).bind(1).bind(3).execute().await?;
        let error = tx.sql(CHILD).bind(2).bind(3).execute().await.unwrap_err();
        assert!(matches!(error, Error::ForeignKey));
        Ok(())
    }

    async fn a_row_that_others_point_to_cannot_be_removed(db: TestDb) -> Result<()> {
        let mut tx = family(&db).await?;
        tx.sql(CHILD).bind(1).bind(3).execute().await?;
        let error = tx.sql("DELETE FROM parents WHERE id = $1").bind(1).execute().await.unwrap_err();
        assert!(matches!(error, Error::ForeignKey));
        Ok(())
    }

    async fn a_check_is_named_and_its_value_is_not(db: TestDb) -> Result<()> {
        let mut tx = family(&db).await?;
        let error = tx.sql(CHILD).bind(1).bind(-77).execute().await.unwrap_err();
        assert!(matches!(&error, Error::Check { rule } if rule.contains("age_is_sane")), "{error}");
        assert!(!error.to_string().contains("77"));
        Ok(())
    }

    async fn a_missing_value_is_named_by_its_column(db: TestDb) -> Result<()> {
        let mut tx = family(&db).await?;
        let error = tx.sql(PARENT).bind(2).bind(1).bind(None::<String>).execute().await.unwrap_err();
        assert!(matches!(&error, Error::Check { rule } if rule.contains("name")), "{error}");
        Ok(())
    }

    async fn on_conflict_is_no_failure(db: TestDb) -> Result<()> {
        let mut tx = family(&db).await?;
        let again = "INSERT INTO parents (id, company, name) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        assert_eq!(tx.sql(again).bind(1).bind(1).bind("Ann").execute().await?, 0);
        Ok(tx.commit().await?)
    }

    async fn a_refused_cast_does_not_repeat_the_value(db: TestDb) -> Result<()> {
        let mut tx = family(&db).await?;
        let cast = Sql::each("SELECT json_extract($1, '$') AS x", "SELECT CAST($1::text AS BIGINT) AS x");
        let error = tx.sql(cast).bind("secret").one().await.err();
        assert!(matches!(&error, Some(error) if !error.to_string().contains("secret")));
        Ok(())
    }
}
