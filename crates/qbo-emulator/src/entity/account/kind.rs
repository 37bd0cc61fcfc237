//! Account types: what class they belong to and which subtype they take by default.

use super::subtype::{is_known, type_of};
use crate::wire::{Members, Object};

/// The class of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Classification {
    Asset,
    Equity,
    Expense,
    Liability,
    Revenue,
}

impl Classification {
    /// As replies spell it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Asset => "Asset",
            Self::Equity => "Equity",
            Self::Expense => "Expense",
            Self::Liability => "Liability",
            Self::Revenue => "Revenue",
        }
    }

    /// The class of a stored account.
    pub(super) fn of(body: &Object) -> Self {
        body.text("AccountType").and_then(kind_named).map_or(Self::Expense, |kind| kind.classification)
    }
}

/// A row of the table below.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    pub(super) name: &'static str,
    pub(super) classification: Classification,
    /// The subtype of an account that was given none (assumed).
    pub(super) subtype: &'static str,
}

const fn kind(name: &'static str, classification: Classification, subtype: &'static str) -> Kind {
    Kind { name, classification, subtype }
}

static KINDS: [Kind; 15] = [
    kind("Bank", Classification::Asset, "CashOnHand"),
    kind("Accounts Receivable", Classification::Asset, "AccountsReceivable"),
    kind("Other Current Asset", Classification::Asset, "OtherCurrentAssets"),
    kind("Fixed Asset", Classification::Asset, "OtherFixedAssets"),
    kind("Other Asset", Classification::Asset, "OtherLongTermAssets"),
    kind("Accounts Payable", Classification::Liability, "AccountsPayable"),
    kind("Credit Card", Classification::Liability, "CreditCard"),
    kind("Other Current Liability", Classification::Liability, "OtherCurrentLiabilities"),
    kind("Long Term Liability", Classification::Liability, "OtherLongTermLiabilities"),
    kind("Equity", Classification::Equity, "OwnersEquity"),
    kind("Income", Classification::Revenue, "SalesOfProductIncome"),
    kind("Cost of Goods Sold", Classification::Expense, "SuppliesMaterialsCogs"),
    kind("Expense", Classification::Expense, "OtherMiscellaneousServiceCost"),
    kind("Other Income", Classification::Revenue, "OtherMiscellaneousIncome"),
    kind("Other Expense", Classification::Expense, "OtherMiscellaneousExpense"),
];

/// The type with this name.
pub(super) fn kind_named(name: &str) -> Option<Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}

/// The type that a subtype belongs to.
pub(super) fn kind_of_subtype(subtype: &str) -> Option<Kind> {
    type_of(subtype).and_then(kind_named)
}

/// Whether there is such a subtype and it may stand with a type. One of which no type is known is taken with any.
pub(super) fn fits(subtype: &str, kind: &str) -> bool {
    is_known(subtype) && type_of(subtype).is_none_or(|own| own == kind)
}
