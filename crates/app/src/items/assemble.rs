//! Making an item of what was said and of what is there.

use super::input::Input;
use super::{values, variations};
use crate::{Error, Work};
use domain::category::Category;
use domain::item::{Item, ItemDetails, ItemKind, Variation};
use domain::{Quantity, Refusals};
use uuid::Uuid;

/// The item that `input` describes; `before` is how it is now. Every refusal is told at once.
pub(super) async fn assemble(
    work: &mut Work,
    id: Uuid,
    number: i64,
    before: Option<&Item>,
    input: Input,
) -> Result<Item, Error> {
    let mut refusals = Refusals::default();
    let category = category(work, input.details.category_id, &mut refusals).await?;
    location(work, input.details.location_id, &mut refusals).await?;
    let kind = match &category {
        Some(category) if input.kind_of_category => kind_of(category),
        _ => input.details.kind,
    };
    let fields = category.as_ref().map(|category| category.fields.as_slice()).unwrap_or_default();
    let known = before.map(|item| item.custom_values.as_slice()).unwrap_or_default();
    let custom_values = values::merged(known, fields, input.values, &mut refusals);
    let known = before.map(|item| item.variations.as_slice()).unwrap_or_default();
    let variations = variations::checked(work, known, input.variations, &mut refusals).await?;
    let quantity = quantity(kind, before, input.quantity, &variations, &mut refusals);
    refusals.absorb(kind.check_quantity(quantity));
    let details = ItemDetails { kind, ..input.details };
    let details = refusals.absorb(details.clone().checked()).unwrap_or(details);
    let item = Item { id, number, details, quantity, custom_values, variations, archived: input.archived };
    Ok(refusals.unless_any(item)?)
}

async fn category(work: &mut Work, id: Uuid, refusals: &mut Refusals) -> Result<Option<Category>, Error> {
    let company_id = work.company_id();
    let category = store::categories::get(work.tx(), company_id, id).await?;
    if category.is_none() {
        refusals.add("category_id", "exists", format!("There is no category with the id {id}"));
    }
    Ok(category.map(|saved| saved.record))
}

async fn location(work: &mut Work, id: Option<Uuid>, refusals: &mut Refusals) -> Result<(), Error> {
    let Some(id) = id else { return Ok(()) };
    let company_id = work.company_id();
    if store::locations::get(work.tx(), company_id, id).await?.is_none() {
        refusals.add("location_id", "exists", format!("There is no location with the id {id}"));
    }
    Ok(())
}

const fn kind_of(category: &Category) -> ItemKind {
    if category.details.multiple { ItemKind::Counted } else { ItemKind::Unique }
}

/// With variations the sum of their units, else what was said, else what is there, else none or the one.
fn quantity(
    kind: ItemKind,
    before: Option<&Item>,
    said: Option<Quantity>,
    variations: &[Variation],
    refusals: &mut Refusals,
) -> Quantity {
    if !variations.is_empty() {
        let units = variations.iter().flat_map(|variation| &variation.stock).map(|row| row.quantity.value());
        return refusals.keep("item_variations", Quantity::new(units.sum())).unwrap_or_default();
    }
    match (said, before, kind) {
        (Some(quantity), ..) => quantity,
        (None, Some(item), _) => item.quantity,
        (None, None, ItemKind::Counted) => Quantity::ZERO,
        (None, None, ItemKind::Unique) => Quantity::from_millionths(1_000_000),
    }
}
