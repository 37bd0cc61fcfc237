//! Who may use whom, as data.

/// One crate and what it may take in.
#[derive(Debug)]
pub struct Wall {
    /// The folder below `crates/`.
    pub name: &'static str,
    /// The crates of ours it may use.
    pub uses: &'static [&'static str],
    /// The crates of ours its tests may use, beyond `uses` and [`TEST_CRATES`].
    pub tests_use: &'static [&'static str],
    /// Crates from outside that it may not use; its tests may.
    pub keeps_out: &'static [&'static str],
    /// Why, for the message.
    pub reason: &'static str,
}

/// What the tests of every crate may use.
pub const TEST_CRATES: [&str; 3] = ["testkit", "db", "clock"];

/// Every crate of ours but the test kit, for those that join the parts.
pub const ALL: &[&str] = &[
    "api",
    "app",
    "clock",
    "counterfoil",
    "db",
    "domain",
    "planner",
    "qbo-emulator",
    "quickbooks",
    "store",
    "sync",
    "web",
];

/// The drivers, which only `db` may name.
const SQL: &[&str] = &["sqlx", "jiff-sqlx", "rusqlite"];

/// What a crate without I/O has no use for.
const IO: &[&str] = &[
    "async-trait",
    "axum",
    "futures-util",
    "getrandom",
    "http",
    "jiff-sqlx",
    "reqwest",
    "rusqlite",
    "sqlx",
    "tokio",
    "tower",
    "tower-http",
];

/// What a crate that knows no HTTP has no use for, nor for a driver.
const HTTP_AND_SQL: &[&str] =
    &["axum", "http", "jiff-sqlx", "reqwest", "rusqlite", "sqlx", "tower", "tower-http"];

/// The table. The order is that of the layers, from the bottom.
pub const WALLS: &[Wall] = &[
    Wall {
        name: "domain",
        uses: &[],
        tests_use: &[],
        keeps_out: IO,
        reason: "the business is pure: no I/O, no async, no SQL, no HTTP",
    },
    Wall {
        name: "clock",
        uses: &[],
        tests_use: &[],
        keeps_out: HTTP_AND_SQL,
        reason: "time, ids and randomness stand at the bottom",
    },
    Wall {
        name: "db",
        uses: &["clock"],
        tests_use: &[],
        keeps_out: &["axum", "reqwest", "tower-http"],
        reason: "the facade knows databases and nothing of the business",
    },
    Wall {
        name: "store",
        uses: &["domain", "db", "clock"],
        tests_use: &[],
        keeps_out: HTTP_AND_SQL,
        reason: "the SQL of each noun runs through `db` and decides nothing",
    },
    Wall {
        name: "app",
        uses: &["domain", "store", "db", "clock"],
        tests_use: &[],
        keeps_out: HTTP_AND_SQL,
        reason: "commands know neither QuickBooks nor HTTP",
    },
    Wall {
        name: "quickbooks",
        uses: &[],
        tests_use: &["qbo-emulator"],
        keeps_out: SQL,
        reason: "the client is a library of its own: no database, no records of ours",
    },
    Wall {
        name: "planner",
        uses: &["domain", "quickbooks"],
        tests_use: &[],
        keeps_out: IO,
        reason: "decisions are pure: no I/O, no async, no time",
    },
    Wall {
        name: "sync",
        uses: &["domain", "store", "db", "clock", "quickbooks", "planner"],
        tests_use: ALL,
        keeps_out: &["axum", "jiff-sqlx", "rusqlite", "sqlx", "tower-http"],
        reason: "the engine shows no pages, and runs its SQL through `db`",
    },
    Wall {
        name: "api",
        uses: &["domain", "app", "sync"],
        tests_use: ALL,
        keeps_out: SQL,
        reason: "a surface calls commands and queries, and writes no SQL",
    },
    Wall {
        name: "web",
        uses: &["domain", "app", "sync"],
        tests_use: ALL,
        keeps_out: SQL,
        reason: "a surface calls commands and queries, and writes no SQL",
    },
    Wall {
        name: "counterfoil",
        uses: ALL,
        tests_use: &[],
        keeps_out: SQL,
        reason: "the program wires what is there, and has nothing of the tests inside",
    },
    Wall {
        name: "qbo-emulator",
        uses: &["clock"],
        tests_use: &[],
        keeps_out: &["reqwest"],
        reason: "the emulator can only judge the client when it shares nothing with it",
    },
    Wall {
        name: "testkit",
        uses: &[
            "api",
            "app",
            "clock",
            "counterfoil",
            "db",
            "domain",
            "planner",
            "qbo-emulator",
            "quickbooks",
            "store",
            "sync",
            "throwaway-postgres",
            "web",
        ],
        tests_use: &[],
        keeps_out: SQL,
        reason: "it brings up what there is, for tests",
    },
];
