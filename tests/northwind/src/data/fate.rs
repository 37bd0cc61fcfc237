//! What became of an order after it was invoiced. The files don't tell, so the order's number decides: every run
//! is the same.

use std::fmt;

/// What became of an order after it was invoiced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Nothing else.
    Kept,
    /// Money was given back; see [`Order::money`](super::Order::money).
    Refunded,
    /// Its money had been entered by mistake, and was taken out again.
    Reset,
    /// It was called off, once its money had been taken out.
    Cancelled,
    /// It had been entered by mistake, and was removed once its money had been taken out.
    Deleted,
    /// The freight turned out to cost twice as much after all had been paid.
    Corrected,
}

impl Fate {
    /// Refunds on 5 % of what was paid, resets and cancels on 2 %, deletes and corrections on 1 %.
    pub(super) fn of(number: u32, is_paid: bool) -> Self {
        match number % 100 {
            10 | 30 | 50 | 70 | 90 if is_paid => Self::Refunded,
            3 | 53 => Self::Reset,
            11 | 61 => Self::Cancelled,
            19 => Self::Deleted,
            33 => Self::Corrected,
            _ => Self::Kept,
        }
    }

    /// Whether what was paid is taken out again.
    pub(crate) fn takes_money_out(self) -> bool {
        matches!(self, Self::Reset | Self::Cancelled | Self::Deleted)
    }
}

impl fmt::Display for Fate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Kept => "kept",
            Self::Refunded => "refunded",
            Self::Reset => "reset",
            Self::Cancelled => "cancelled",
            Self::Deleted => "deleted",
            Self::Corrected => "corrected",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_paid_can_be_given_back() {
        assert_eq!(Fate::of(10_250, true), Fate::Refunded);
        assert_eq!(Fate::of(10_250, false), Fate::Kept);
        assert_eq!(Fate::of(11_061, false), Fate::Cancelled);
        assert_eq!(Fate::of(10_251, true), Fate::Kept);
    }
}
