//! One test body, two databases.

/// Makes two tests of each function: `name::sqlite` and `name::postgres`, each with a new, empty database.
///
/// The function takes a [`TestDb`](crate::databases::TestDb) and may return a `Result`. With `migrated(PATH);` in
/// front, the databases already have the tables of the migrations at `PATH` (a `&'static [db::Migration]`).
/// The calling crate needs `tokio` with `macros`.
///
/// ```
/// use db::Migration;
/// use testkit::databases::TestDb;
///
/// const MIGRATIONS: &[Migration] = &[];
///
/// testkit::on_both! {
///     migrated(MIGRATIONS);
///
///     async fn books_begin_empty(db: TestDb) {
///         assert!(db.health().await.is_ok());
///     }
/// }
/// ```
#[macro_export]
macro_rules! on_both {
    (migrated($migrations:expr); $($tests:tt)*) => {
        $crate::on_both! { @each ($migrations) $($tests)* }
    };
    (@each ($migrations:expr) $(
        $(#[$meta:meta])*
        async fn $name:ident($db:ident: $kind:ty) $(-> $result:ty)? $body:block
    )*) => {$(
        $(#[$meta])*
        #[cfg(test)]
        mod $name {
            #[allow(unused_imports, reason = "a body may use nothing from around it")]
            use super::*;

            async fn body($db: $kind) $(-> $result)? $body

            #[tokio::test]
            async fn sqlite() $(-> $result)? {
                match $crate::databases::fresh_sqlite($migrations).await {
                    Ok(db) => body(db).await,
                    Err(error) => panic!("{error:#}"),
                }
            }

            #[tokio::test]
            async fn postgres() $(-> $result)? {
                match $crate::databases::fresh_postgres($migrations).await {
                    Ok(db) => body(db).await,
                    Err(error) => panic!("{error:#}"),
                }
            }
        }
    )*};
    ($($tests:tt)*) => {
        $crate::on_both! { @each (&[]) $($tests)* }
    };
}
