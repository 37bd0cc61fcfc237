//! The tie between two transactions (fact sheet 12.1).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

/// Another transaction that this one is tied to, e.g. the invoice that a payment line pays.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct LinkedTxn {
    /// The id of the other transaction.
    pub txn_id: Option<String>,
    /// Its entity name, e.g. `Invoice`.
    pub txn_type: Option<String>,
    /// The line of it that is meant, where one is.
    pub txn_line_id: Option<String>,
}

impl LinkedTxn {
    /// The tie to an invoice.
    pub fn invoice(id: impl Into<String>) -> Self {
        Self::to("Invoice", id.into())
    }

    /// The tie to a purchase, which is called an expense there (fact sheet 9.7).
    pub fn expense(id: impl Into<String>) -> Self {
        Self::to("Expense", id.into())
    }

    /// The tie to a purchase order, or to a line of it.
    pub fn order(id: impl Into<String>, line: Option<&str>) -> Self {
        Self { txn_line_id: line.map(str::to_owned), ..Self::to("PurchaseOrder", id.into()) }
    }

    fn to(kind: &str, id: String) -> Self {
        Self { txn_id: Some(id), txn_type: Some(kind.to_owned()), txn_line_id: None }
    }
}
