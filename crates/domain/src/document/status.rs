//! Where a document stands.

use super::{Document, DocumentKind};
use crate::Money;

/// Where a document stands. Of an invoice it follows from its total, its money and whether it was cancelled; of a
/// purchase order, from whether it was sent and what has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DocumentStatus {
    /// Invoice: taken back; it stays in the list.
    Cancelled,
    /// Invoice: nothing was paid.
    Unpaid,
    /// Invoice: something was paid, and something is due.
    PartiallyPaid,
    /// Invoice: nothing is due.
    PaidInFull,
    /// Purchase order: the supplier doesn't know of it, and nothing is expected.
    NotSent,
    /// Purchase order: all of it is expected.
    Sent,
    /// Purchase order: some of it has come.
    PartiallyReceived,
    /// Purchase order: all of it has come.
    ReceivedInFull,
}

use DocumentStatus::{
    Cancelled, NotSent, PaidInFull, PartiallyPaid, PartiallyReceived, ReceivedInFull, Sent, Unpaid,
};

impl DocumentStatus {
    /// Every one.
    pub const ALL: [Self; 8] =
        [Cancelled, Unpaid, PartiallyPaid, PaidInFull, NotSent, Sent, PartiallyReceived, ReceivedInFull];

    /// The status of `document`, which adds up to `total` and of which `paid` was paid.
    pub fn of(document: &Document, total: Money, paid: Money) -> Self {
        match document.kind {
            DocumentKind::Invoice => Self::of_invoice(document.cancelled, total, paid),
            DocumentKind::PurchaseOrder if document.sent_at.is_none() => NotSent,
            DocumentKind::PurchaseOrder if document.is_received_in_full() => ReceivedInFull,
            DocumentKind::PurchaseOrder if document.is_received_in_part() => PartiallyReceived,
            DocumentKind::PurchaseOrder => Sent,
        }
    }

    fn of_invoice(cancelled: bool, total: Money, paid: Money) -> Self {
        if cancelled {
            Cancelled
        } else if paid.is_zero() && !total.is_zero() {
            Unpaid
        } else if paid < total {
            PartiallyPaid
        } else {
            PaidInFull
        }
    }

    /// The kind of document that can stand there.
    pub const fn kind(self) -> DocumentKind {
        match self {
            Cancelled | Unpaid | PartiallyPaid | PaidInFull => DocumentKind::Invoice,
            NotSent | Sent | PartiallyReceived | ReceivedInFull => DocumentKind::PurchaseOrder,
        }
    }

    /// The API's `status_id`. Only 9 is the original's; the others are ours.
    pub const fn id(self) -> i64 {
        match self {
            Cancelled => 8,
            Unpaid => 9,
            PartiallyPaid => 10,
            PaidInFull => 11,
            NotSent => 15,
            Sent => 16,
            PartiallyReceived => 17,
            ReceivedInFull => 18,
        }
    }

    /// The status with this [`Self::id`].
    pub fn from_id(id: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.id() == id)
    }

    /// The API's status name.
    pub const fn name(self) -> &'static str {
        match self {
            Cancelled => "cancelled",
            Unpaid => "unpaid",
            PartiallyPaid => "partially paid",
            PaidInFull => "paid in full",
            NotSent => "not sent",
            Sent => "sent",
            PartiallyReceived => "partially received",
            ReceivedInFull => "received in full",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Discount, Line, LineKind};
    use crate::{Currency, Percent, Price, Quantity};
    use jiff::Timestamp;
    use uuid::Uuid;

    #[test]
    fn the_status_of_an_invoice_follows_the_money() {
        let of = |total, paid| {
            let money = Money::from_minor_units;
            DocumentStatus::of_invoice(false, money(total), money(paid)).name()
        };
        assert_eq!(of(100, 0), "unpaid");
        assert_eq!(of(100, 99), "partially paid");
        assert_eq!(of(100, 100), "paid in full");
        assert_eq!(of(0, 0), "paid in full");
    }

    #[test]
    fn cancelled_stays_cancelled_whatever_the_money() {
        assert_eq!(DocumentStatus::of_invoice(true, Money::from_minor_units(5), Money::ZERO), Cancelled);
    }

    /// A line that orders this many units, of which so many have come.
    fn ordered(quantity: i64, received: i64) -> Line {
        let units = |units: i64| Quantity::from_millionths(units * 1_000_000);
        Line {
            id: Uuid::nil(),
            kind: LineKind::Service,
            name: String::new(),
            description: String::new(),
            quantity: units(quantity),
            price: Price::ZERO,
            cost: Price::ZERO,
            discount: Percent::ZERO,
            tax1: Percent::ZERO,
            tax2: Percent::ZERO,
            weight: 0,
            received: units(received),
        }
    }

    fn order(sent: bool, lines: Vec<Line>) -> DocumentStatus {
        let document = Document {
            id: Uuid::nil(),
            kind: DocumentKind::PurchaseOrder,
            number: 1001,
            contact_id: Uuid::nil(),
            name: String::new(),
            issue_date: jiff::civil::date(2026, 1, 2),
            shipping_address: String::new(),
            external_po_number: String::new(),
            currency: Currency::USD,
            exchange_rate: None,
            cancelled: false,
            sent_at: sent.then_some(Timestamp::UNIX_EPOCH),
            received_at: None,
            lines,
            created_at: Timestamp::UNIX_EPOCH,
            revision: 1,
        };
        DocumentStatus::of(&document, Money::ZERO, Money::ZERO)
    }

    #[test]
    fn the_status_of_a_purchase_order_follows_what_has_come() {
        assert_eq!(order(false, vec![ordered(2, 0)]), NotSent);
        assert_eq!(order(true, vec![ordered(2, 0), ordered(1, 0)]), Sent);
        assert_eq!(order(true, vec![ordered(2, 0), ordered(1, 1)]), PartiallyReceived);
        assert_eq!(order(true, vec![ordered(2, 2), ordered(1, 1)]), ReceivedInFull);
    }

    #[test]
    fn nobody_waits_for_a_discount_to_come() {
        let discount = Line { kind: LineKind::Discount(Discount::Amount(Money::ZERO)), ..ordered(1, 0) };
        assert_eq!(order(true, vec![ordered(2, 2), discount]), ReceivedInFull);
    }

    #[test]
    fn ids_go_there_and_back() {
        for status in DocumentStatus::ALL {
            assert_eq!(DocumentStatus::from_id(status.id()), Some(status));
        }
        assert_eq!(DocumentStatus::from_id(12), None);
    }
}
