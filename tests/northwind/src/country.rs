//! Where both companies are.

use clap::ValueEnum;
use live::Seed;
use std::fmt;

/// Where both companies are: what their books are kept in, and whether there is tax on what they sell and buy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Country {
    /// The United States: no tax.
    #[default]
    Us,
    /// Great Britain: pounds and VAT, by QuickBooks' tax codes. A purchase order that is received makes a bill.
    Gb,
}

impl Country {
    /// The QuickBooks company at the start. It is an empty one: the sandbox has invoices of its own, among them 1021 and
    /// 1037, and would refuse ours of the same number.
    pub(crate) fn seed(self) -> Seed {
        match self {
            Self::Us => Seed::EmptyUs,
            Self::Gb => Seed::EmptyGb,
        }
    }

    /// Whether a purchase order that is received makes a bill.
    pub(crate) fn makes_bills(self) -> bool {
        self == Self::Gb
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Us => "US",
            Self::Gb => "GB",
        })
    }
}
