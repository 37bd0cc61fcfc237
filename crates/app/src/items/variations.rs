//! The variations of an item.

use super::input::{StockInput, VariationInput};
use crate::{Error, Work};
use domain::item::{MAX_VARIATIONS, Variation, VariationStock};
use domain::{Refusals, text};
use std::collections::HashSet;
use uuid::Uuid;

/// The variations that the item has then; `before` are those that it has now. Ids of new stock rows are given
/// by the store.
pub(super) async fn checked(
    work: &mut Work,
    before: &[Variation],
    inputs: Option<Vec<VariationInput>>,
    refusals: &mut Refusals,
) -> Result<Vec<Variation>, Error> {
    let Some(inputs) = inputs else { return Ok(before.to_vec()) };
    if inputs.len() > MAX_VARIATIONS {
        let reason = format!("An item has at most {MAX_VARIATIONS} variations; {} were given", inputs.len());
        refusals.add("item_variations", "maxVariations", reason);
        return Ok(Vec::new());
    }
    let locations = locations(work, &inputs).await?;
    let mut variations = Vec::with_capacity(inputs.len());
    for (place, input) in inputs.into_iter().enumerate() {
        let mut reading = Reading { place, locations: &locations, refusals };
        variations.push(reading.variation(work, before, input));
    }
    Ok(variations)
}

/// Those of the named locations that the company has.
async fn locations(work: &mut Work, inputs: &[VariationInput]) -> Result<HashSet<Uuid>, Error> {
    let named: HashSet<Uuid> =
        inputs.iter().flat_map(|input| input.stock.iter().flatten()).map(|row| row.location_id).collect();
    let (company_id, named) = (work.company_id(), named.into_iter().collect::<Vec<_>>());
    let found = store::locations::by_ids(work.tx(), company_id, &named).await?;
    Ok(found.iter().map(|location| location.id).collect())
}

/// One variation being read.
struct Reading<'a> {
    place: usize,
    locations: &'a HashSet<Uuid>,
    refusals: &'a mut Refusals,
}

impl Reading<'_> {
    fn variation(&mut self, work: &Work, before: &[Variation], input: VariationInput) -> Variation {
        let known = input.id.and_then(|id| before.iter().find(|variation| variation.id == id));
        if known.is_none() && input.id.is_some() {
            let reason = "The item has no variation with this id; leave it out for a new one";
            self.refusals.add(self.at("id"), "exists", reason);
        }
        let name = match (input.name, known) {
            (None, Some(variation)) => variation.name.clone(),
            (name, _) => text::required(&self.at("name"), &name.unwrap_or_default(), self.refusals),
        };
        let stock = known.map(|variation| variation.stock.as_slice()).unwrap_or_default();
        let stock = match input.stock {
            Some(rows) => self.stock(stock, rows),
            None => stock.to_vec(),
        };
        Variation { id: known.map_or_else(|| work.next_id(), |variation| variation.id), name, stock }
    }

    fn stock(&mut self, before: &[VariationStock], inputs: Vec<StockInput>) -> Vec<VariationStock> {
        let mut named = HashSet::new();
        let mut rows = Vec::with_capacity(inputs.len());
        for (place, StockInput { location_id, quantity, threshold }) in inputs.into_iter().enumerate() {
            let field = self.at(&format!("item_variations_locations.{place}.location_id"));
            if !self.locations.contains(&location_id) {
                let reason = format!("There is no location with the id {location_id}");
                self.refusals.add(&field, "exists", reason);
            }
            if !named.insert(location_id) {
                self.refusals.add(&field, "unique", "The variation names this location twice");
            }
            let known = before.iter().find(|row| row.location_id == location_id);
            rows.push(VariationStock {
                id: known.map_or(0, |row| row.id),
                location_id,
                quantity: quantity.or(known.map(|row| row.quantity)).unwrap_or_default(),
                threshold: threshold.or(known.map(|row| row.threshold)).unwrap_or_default(),
            });
        }
        rows
    }

    fn at(&self, member: &str) -> String {
        format!("item_variations.{}.{member}", self.place)
    }
}
