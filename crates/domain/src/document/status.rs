//! Where an invoice stands.

use crate::Money;

/// Where an invoice stands; follows from its total, its money and whether it was cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InvoiceStatus {
    /// Nothing was paid.
    Unpaid,
    /// Something was paid, and something is due.
    PartiallyPaid,
    /// Nothing is due.
    PaidInFull,
    /// Taken back; it stays in the list.
    Cancelled,
}

impl InvoiceStatus {
    /// The status of an invoice with this `total` of which `paid` was paid.
    pub fn of(cancelled: bool, total: Money, paid: Money) -> Self {
        if cancelled {
            Self::Cancelled
        } else if paid.is_zero() && !total.is_zero() {
            Self::Unpaid
        } else if paid < total {
            Self::PartiallyPaid
        } else {
            Self::PaidInFull
        }
    }

    /// The API's `status_id`. Only 9 is the original's; the others are ours.
    pub const fn id(self) -> i64 {
        match self {
            Self::Cancelled => 8,
            Self::Unpaid => 9,
            Self::PartiallyPaid => 10,
            Self::PaidInFull => 11,
        }
    }

    /// The status with this [`Self::id`].
    pub const fn from_id(id: i64) -> Option<Self> {
        match id {
            8 => Some(Self::Cancelled),
            9 => Some(Self::Unpaid),
            10 => Some(Self::PartiallyPaid),
            11 => Some(Self::PaidInFull),
            _ => None,
        }
    }

    /// The API's status name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unpaid => "unpaid",
            Self::PartiallyPaid => "partially paid",
            Self::PaidInFull => "paid in full",
            Self::Cancelled => "cancelled",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_status_follows_the_money() {
        let of = |total, paid| {
            InvoiceStatus::of(false, Money::from_minor_units(total), Money::from_minor_units(paid)).name()
        };
        assert_eq!(of(100, 0), "unpaid");
        assert_eq!(of(100, 99), "partially paid");
        assert_eq!(of(100, 100), "paid in full");
        assert_eq!(of(0, 0), "paid in full");
    }

    #[test]
    fn cancelled_stays_cancelled_whatever_the_money() {
        assert_eq!(InvoiceStatus::of(true, Money::from_minor_units(5), Money::ZERO).id(), 8);
    }

    #[test]
    fn ids_go_there_and_back() {
        for status in [
            InvoiceStatus::Unpaid,
            InvoiceStatus::PartiallyPaid,
            InvoiceStatus::PaidInFull,
            InvoiceStatus::Cancelled,
        ] {
            assert_eq!(InvoiceStatus::from_id(status.id()), Some(status));
        }
        assert_eq!(InvoiceStatus::from_id(12), None);
    }
}
