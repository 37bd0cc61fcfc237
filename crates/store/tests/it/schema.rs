//! Both databases have the same tables and columns.

use std::collections::BTreeMap;
use testkit::databases::{TestDb, fresh_postgres, fresh_sqlite};

/// "table.column" → type and whether it may be null.
type Columns = BTreeMap<String, (String, bool)>;

const SQLITE: &str =
    "SELECT m.name AS tab, c.name AS col, c.type AS kind, (c.\"notnull\" = 0 AND c.pk = 0) AS nullable
     FROM sqlite_schema m JOIN pragma_table_info(m.name) c
     WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'";
const POSTGRES: &str =
    "SELECT table_name::text AS tab, column_name::text AS col, upper(data_type::text) AS kind,
            is_nullable = 'YES' AS nullable
     FROM information_schema.columns WHERE table_schema = 'public'";

async fn columns(db: &TestDb, sql: &'static str) -> Columns {
    let mut tx = db.begin_read().await.unwrap();
    let rows = tx.sql(sql).all().await.unwrap();
    let read = |row: &db::Row| {
        let (table, column): (String, String) = (row.get("tab").unwrap(), row.get("col").unwrap());
        (format!("{table}.{column}"), (row.get("kind").unwrap(), row.get("nullable").unwrap()))
    };
    rows.iter().map(read).collect()
}

/// The type that SQLite has for a type of PostgreSQL.
fn sqlite_type(postgres: &str) -> &'static str {
    match postgres {
        "UUID" | "BYTEA" => "BLOB",
        "BIGINT" | "BOOLEAN" | "INTEGER" => "INTEGER",
        "TEXT" | "TIMESTAMP WITH TIME ZONE" | "DATE" | "JSONB" => "TEXT",
        other => panic!("no type of SQLite is known for {other}"),
    }
}

#[tokio::test]
async fn both_databases_have_the_same_columns() {
    let sqlite = fresh_sqlite(store::migrations::ALL).await.unwrap();
    let postgres = fresh_postgres(store::migrations::ALL).await.unwrap();
    let expected: Columns = columns(&postgres, POSTGRES)
        .await
        .into_iter()
        .map(|(name, (kind, nullable))| (name, (sqlite_type(&kind).to_owned(), nullable)))
        .collect();
    assert_eq!(columns(&sqlite, SQLITE).await, expected);
}

#[tokio::test]
async fn every_table_of_a_tenant_has_the_company() {
    let db = fresh_postgres(store::migrations::ALL).await.unwrap();
    let columns = columns(&db, POSTGRES).await;
    let tables: std::collections::BTreeSet<&str> =
        columns.keys().filter_map(|name| name.split('.').next()).collect();
    // The tenants themselves, and the list of migrations.
    let exempt = ["companies", "schema_migrations"];
    for table in tables.into_iter().filter(|table| !exempt.contains(table)) {
        assert!(columns.contains_key(&format!("{table}.company_id")), "{table} has no company_id");
    }
}
