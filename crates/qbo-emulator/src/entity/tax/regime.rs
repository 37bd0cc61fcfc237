//! Which tax rules a company has.

use crate::books::{Company, Switch};
use crate::wire::{Members, Object};

/// The rules that a company's transactions are taxed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Regime {
    /// A US company that has not set up sales tax.
    None,
    /// A US company that says itself which tax code holds.
    Manual,
    /// A US company for which the service finds it out by address.
    Automated,
    /// A company elsewhere: each line has its tax code.
    Abroad,
}

impl Regime {
    /// The rules of a company.
    pub(crate) fn of(company: &Company) -> Self {
        if !company.is_in_us() {
            Self::Abroad
        } else if company.settings.automated_sales_tax {
            Self::Automated
        } else if company.is_on(Switch::UsingSalesTax) {
            Self::Manual
        } else {
            Self::None
        }
    }
}

/// How the amounts of lines are meant, outside the US.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Calculation {
    /// Tax is put on top.
    Excluded,
    /// Tax is in the amounts.
    Inclusive,
    /// There is none.
    NotApplicable,
}

/// What a transaction says; without a word tax is put on top (reported from live use).
pub(crate) fn calculation(body: &Object) -> Calculation {
    match body.text("GlobalTaxCalculation") {
        Some("TaxInclusive") => Calculation::Inclusive,
        Some("NotApplicable") => Calculation::NotApplicable,
        _ => Calculation::Excluded,
    }
}
