//! Numbers that people see: each company counts its contacts, items and documents by itself.

use db::{Error, Sql, Tx};
use uuid::Uuid;

const NEXT: Sql = Sql::both(
    "INSERT INTO counters (company_id, kind, last) VALUES ($1, $2, $3)
     ON CONFLICT (company_id, kind) DO UPDATE SET last = counters.last + 1
     RETURNING last",
);

/// Nothing when numbers were given out already.
const START: Sql = Sql::both(
    "INSERT INTO counters (company_id, kind, last) VALUES ($1, $2, $3) ON CONFLICT (company_id, kind) DO NOTHING",
);

pub(crate) const ALL: &[Sql] = &[NEXT, START];

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Counter {
    /// Customers, prospects and suppliers together.
    Contact,
    /// Items.
    Item,
    /// Invoices.
    Invoice,
    /// Purchase orders.
    PurchaseOrder,
}

impl Counter {
    const fn code(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Item => "item",
            Self::Invoice => "invoice",
            Self::PurchaseOrder => "purchase_order",
        }
    }

    /// The first number given out.
    const fn first(self) -> i64 {
        match self {
            Self::Contact | Self::Item => 1,
            Self::Invoice | Self::PurchaseOrder => 1001,
        }
    }
}

/// The next number. Given back when the transaction is rolled back, so that no number is missing.
///
/// # Concurrency
/// On PostgreSQL the counter's row stays locked until the transaction ends: two saves of the same kind in one
/// company follow each other.
pub async fn next(tx: &mut Tx, company_id: Uuid, counter: Counter) -> Result<i64, Error> {
    tx.sql(NEXT).bind(company_id).bind(counter.code()).bind(counter.first()).one().await?.get("last")
}

/// Makes `first` the first number; nothing changes when numbers were given out already.
pub async fn start(tx: &mut Tx, company_id: Uuid, counter: Counter, first: i64) -> Result<(), Error> {
    tx.sql(START).bind(company_id).bind(counter.code()).bind(first - 1).execute().await.map(drop)
}
