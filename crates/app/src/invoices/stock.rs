//! What an invoice takes from the stock and gives back (fact sheet 1.3, I1).

use crate::{Error, Work};
use domain::document::{Line, LineKind};
use domain::item::ItemKind;
use domain::{Quantity, Refusals};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Where units are: an item, perhaps one of its variations' stock rows.
type Place = (Uuid, Option<i64>);

/// Moves the units that make the difference between the lines before a save and after it. Counted items may go below
/// nothing: what was sold was sold.
///
/// # Errors
/// A unique item that is not there.
pub(super) async fn follow(work: &mut Work, before: &[Line], after: &[Line]) -> Result<(), Error> {
    let moves = moves(before, after);
    let ids: Vec<Uuid> = moves.keys().map(|(item_id, _)| *item_id).collect();
    let (company_id, now) = (work.company_id(), work.now());
    let items = store::stock::sellable(work.tx(), company_id, &ids).await?;
    for ((item_id, stock_id), units) in moves {
        let left = store::stock::add(work.tx(), company_id, item_id, stock_id, units, now).await?;
        let (Some(left), Some(item)) = (left, items.get(&item_id)) else { continue };
        match (item.kind, item.kind.check_quantity(left)) {
            (ItemKind::Counted, _) | (ItemKind::Unique, Ok(())) => {}
            (ItemKind::Unique, Err(_)) if units.value() > Decimal::ZERO => {
                // Someone had put it back by hand already.
                let surplus = Quantity::new(Decimal::ONE - left.value()).unwrap_or_default();
                store::stock::add(work.tx(), company_id, item_id, stock_id, surplus, now).await?;
            }
            (ItemKind::Unique, Err(_)) => return Err(not_there(after, item_id, &item.name).into()),
        }
    }
    Ok(())
}

/// Units to add (positive) or take (negative) by place, in the order of the places; nothing for what stays.
fn moves(before: &[Line], after: &[Line]) -> BTreeMap<Place, Quantity> {
    let mut sums = BTreeMap::<Place, Decimal>::new();
    for (lines, sign) in [(before, Decimal::ONE), (after, Decimal::NEGATIVE_ONE)] {
        for line in lines {
            if let LineKind::Item { item_id, stock_id } = line.kind {
                *sums.entry((item_id, stock_id)).or_default() += sign * line.quantity.value();
            }
        }
    }
    sums.into_iter()
        .filter(|(_, units)| !units.is_zero())
        .filter_map(|(place, units)| Some((place, Quantity::new(units).ok()?)))
        .collect()
}

fn not_there(lines: &[Line], wanted: Uuid, name: &str) -> Refusals {
    let sells = |line: &Line| matches!(line.kind, LineKind::Item { item_id, .. } if item_id == wanted);
    let place = lines.iter().position(sells).unwrap_or_default();
    let reason = format!("{name} is unique and not in stock; take the line away, or return it to stock first");
    Refusals::one(format!("document_items.{place}.item_id"), "stock", reason)
}
