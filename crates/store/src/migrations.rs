//! The steps that bring the tables up to date.

use db::Migration;

macro_rules! migration {
    ($version:literal, $name:literal, $file:literal) => {
        Migration {
            version: $version,
            name: $name,
            sqlite: include_str!(concat!("../migrations/sqlite/", $file)),
            postgres: include_str!(concat!("../migrations/postgres/", $file)),
        }
    };
}

/// All of them, in order. Once released, one is never changed; a new one is added.
pub const ALL: &[Migration] = &[
    migration!(1, "companies, users, keys, history", "0001_companies.sql"),
    migration!(2, "contacts", "0002_contacts.sql"),
    migration!(3, "categories, locations, items", "0003_items.sql"),
    migration!(4, "documents, transactions", "0004_documents.sql"),
    migration!(5, "connections, links, log, attempts", "0005_sync.sql"),
    migration!(6, "purchase orders", "0006_purchase_orders.sql"),
    migration!(7, "links to refunds", "0007_refunds.sql"),
    migration!(8, "attempts by time", "0008_pace.sql"),
    migration!(9, "what QuickBooks offers", "0009_choices.sql"),
    migration!(10, "what others change in QuickBooks", "0010_drift.sql"),
    migration!(11, "names that others have, calls by month", "0011_taken_and_calls.sql"),
    migration!(12, "lines of purchase orders", "0012_lines.sql"),
    migration!(13, "batches of writes", "0013_batches.sql"),
    migration!(14, "exchange rates of documents", "0014_exchange_rates.sql"),
    migration!(15, "when orders were received", "0015_received.sql"),
    migration!(16, "entries of a former QuickBooks company", "0016_set_aside.sql"),
    migration!(17, "bank deposits", "0017_deposits.sql"),
];
