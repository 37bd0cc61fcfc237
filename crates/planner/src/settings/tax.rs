//! Tax codes outside the United States: which code a pair of rates goes as (fact sheet 11.3).

use domain::Percent;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Settings, TaxCodeChoice};

/// The most pairs of rates of a connection: more than any country has.
pub const MAX_TAX_CODES: usize = 100;

/// The tax codes that a pair of rates goes as.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TaxMapping {
    /// The first rate in percent.
    pub tax1: Decimal,
    /// The second.
    pub tax2: Decimal,
    /// Id of the code on sales; `None` where none was chosen.
    pub sale: Option<String>,
    /// Id of the code on purchases.
    pub purchase: Option<String>,
}

/// Whether something is sold or bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Invoices.
    Sale,
    /// Purchase orders.
    Purchase,
}

impl TaxMapping {
    /// Whether it is about this pair, whichever rate comes first.
    pub fn is_of(&self, tax1: Decimal, tax2: Decimal) -> bool {
        (self.tax1, self.tax2) == (tax1, tax2) || (self.tax2, self.tax1) == (tax1, tax2)
    }

    /// The code on one side.
    pub fn code(&self, side: Side) -> Option<&str> {
        match side {
            Side::Sale => self.sale.as_deref(),
            Side::Purchase => self.purchase.as_deref(),
        }
    }

    /// As a person writes it: `20 %`, or `5 % and 7 %`.
    pub fn words(&self) -> String {
        words(self.tax1, self.tax2)
    }
}

/// A pair of rates as a person writes it.
pub(crate) fn words(tax1: Decimal, tax2: Decimal) -> String {
    match tax2.is_zero() {
        true => format!("{} %", tax1.normalize()),
        false => format!("{} % and {} %", tax1.normalize(), tax2.normalize()),
    }
}

impl TaxCodeChoice {
    /// The percentages that it charges on one side, without those of nothing; `None` when it is not for that side.
    pub fn charges(&self, side: Side) -> Option<Vec<Decimal>> {
        let rates = match side {
            Side::Sale => self.sale.as_ref(),
            Side::Purchase => self.purchase.as_ref(),
        };
        rates.map(|rates| rates.iter().copied().filter(|rate| !rate.is_zero()).collect())
    }
}

impl Settings {
    /// The tax code that a line with this pair of rates goes as.
    pub fn tax_code(&self, side: Side, (tax1, tax2): (Percent, Percent)) -> Option<&str> {
        let mapping = self.tax_codes.iter().find(|each| each.is_of(tax1.value(), tax2.value()));
        mapping.and_then(|mapping| mapping.code(side))
    }
}
