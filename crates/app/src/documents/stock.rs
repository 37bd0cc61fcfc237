//! What documents do to the stock: invoices take what they sell (fact sheet 1.3, I1), purchase orders add what has come
//! (1.4, P3).

use crate::{Error, Work};
use domain::document::{DocumentKind, Line, LineKind};
use domain::item::ItemKind;
use domain::{Quantity, Refusals};
use std::collections::BTreeMap;
use store::stock::Place;

/// One unit, in millionths.
const ONE_UNIT: i64 = 1_000_000;

/// Moves the units that make the difference between the lines of a document before a save and after it. Counted items may
/// go below nothing: what was sold was sold.
///
/// # Errors
/// A unique item that is not there.
pub(crate) async fn follow(
    work: &mut Work,
    kind: DocumentKind,
    before: &[Line],
    after: &[Line],
) -> Result<(), Error> {
    let (company_id, now) = (work.company_id(), work.now());
    for ((item_id, stock_id), units) in moves(kind, before, after) {
        let moved = store::stock::add(work.tx(), company_id, item_id, stock_id, units, now).await?;
        let Some(moved) = moved else { continue };
        if moved.kind == ItemKind::Counted || moved.kind.check_quantity(moved.quantity).is_ok() {
            continue;
        }
        if units.millionths() < 0 {
            return Err(not_there(&moved.name).into());
        }
        // It came back, but someone had put it back by hand already.
        let surplus = Quantity::from_millionths(ONE_UNIT - moved.quantity.millionths());
        store::stock::add(work.tx(), company_id, item_id, stock_id, surplus, now).await?;
    }
    Ok(())
}

/// Units to add (positive) or take (negative) by place, in the order of the places; nothing for what stays.
fn moves(kind: DocumentKind, before: &[Line], after: &[Line]) -> BTreeMap<Place, Quantity> {
    // In millionths: what all lines of two documents hold fits well into 64 bits, but not into a quantity's bounds.
    let mut sums = BTreeMap::<Place, i64>::new();
    for (lines, sign) in [(before, -1), (after, 1)] {
        for line in lines {
            if let LineKind::Item { item_id, stock_id } = line.kind {
                *sums.entry((item_id, stock_id)).or_default() += sign * on_hand(kind, line);
            }
        }
    }
    sums.retain(|_, units| *units != 0);
    sums.into_iter().map(|(place, units)| (place, Quantity::from_millionths(units))).collect()
}

/// What a line adds to the units on hand, in millionths.
fn on_hand(kind: DocumentKind, line: &Line) -> i64 {
    match kind {
        DocumentKind::Invoice => -line.quantity.millionths(),
        DocumentKind::PurchaseOrder => line.received.millionths(),
    }
}

fn not_there(name: &str) -> Refusals {
    let reason =
        format!("{name} is unique and not in stock; take its line away, or put it back into stock first");
    Refusals::one("document_items", "stock", reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Percent, Price};
    use uuid::Uuid;

    fn line(item: u128, units: i64) -> Line {
        Line {
            id: Uuid::nil(),
            kind: LineKind::Item { item_id: Uuid::from_u128(item), stock_id: None },
            name: String::new(),
            description: String::new(),
            quantity: Quantity::from_millionths(units * 1_000_000),
            price: Price::ZERO,
            cost: Price::ZERO,
            discount: Percent::ZERO,
            tax1: Percent::ZERO,
            tax2: Percent::ZERO,
            weight: 0,
            received: Quantity::ZERO,
        }
    }

    fn moved(before: &[Line], after: &[Line]) -> Vec<(u128, String)> {
        let moves = moves(DocumentKind::Invoice, before, after);
        moves.into_iter().map(|((item, _), units)| (item.as_u128(), units.to_string())).collect()
    }

    #[test]
    fn a_new_invoice_takes_and_a_deleted_one_gives_back() {
        assert_eq!(moved(&[], &[line(1, 2), line(1, 3)]), [(1, "-5".to_owned())]);
        assert_eq!(moved(&[line(1, 2)], &[]), [(1, "2".to_owned())]);
    }

    #[test]
    fn what_stays_on_the_invoice_does_not_move() {
        assert_eq!(moved(&[line(1, 2), line(2, 1)], &[line(2, 1), line(1, 2)]), []);
        assert_eq!(
            moved(&[line(1, 2)], &[line(1, 5), line(3, 1)]),
            [(1, "-3".to_owned()), (3, "-1".to_owned())]
        );
    }

    #[test]
    fn a_line_without_an_item_moves_nothing() {
        assert_eq!(moved(&[], &[Line { kind: LineKind::Service, ..line(1, 2) }]), []);
    }

    #[test]
    fn a_purchase_order_adds_what_has_come_and_no_more() {
        let come = |units: i64| Line { received: Quantity::from_millionths(units * 1_000_000), ..line(1, 9) };
        let moved = |before: &[Line], after: &[Line]| {
            let moves = moves(DocumentKind::PurchaseOrder, before, after);
            moves.into_values().map(|units| units.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(moved(&[], &[line(1, 9)]), [""; 0]);
        assert_eq!(moved(&[line(1, 9)], &[come(4)]), ["4"]);
        assert_eq!(moved(&[come(4)], &[]), ["-4"]);
    }
}
