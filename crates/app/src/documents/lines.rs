//! From what a user says about lines to lines.

use super::input::{LineInput, LineInputKind};
use crate::{Error, Work};
use domain::contact::Contact;
use domain::document::{Discount, Document, DocumentKind, Line, LineKind, MAX_LINES};
use domain::item::Item;
use domain::{Currency, Money, Percent, Price, Quantity, Refusals};
use rust_decimal::Decimal;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// What the lines stand on.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) kind: DocumentKind,
    pub(super) contact: &'a Contact,
    pub(super) currency: Currency,
    pub(super) before: Option<&'a Document>,
}

/// The lines that `said` makes. A line keeps its id, and what has come of it, when it continues one of the document.
///
/// # Errors
/// Each line that says too little, or names an item or a variation that isn't there.
pub(super) async fn read(
    work: &mut Work,
    said: Vec<LineInput>,
    ground: Ground<'_>,
) -> Result<Vec<Line>, Error> {
    if said.len() > MAX_LINES {
        let reason = format!("At most {MAX_LINES} lines fit on a document; this has {}", said.len());
        return Err(Refusals::one("document_items", "maxLines", reason).into());
    }
    let items = items(work, &said).await?;
    let mut known: HashMap<Uuid, &Line> =
        ground.before.iter().flat_map(|document| &document.lines).map(|line| (line.id, line)).collect();
    let mut refusals = Refusals::default();
    let mut lines = Vec::with_capacity(said.len());
    for (place, said) in said.into_iter().enumerate() {
        let continued = said.id.and_then(|id| known.remove(&id));
        let id = continued.map_or_else(|| work.next_id(), |line| line.id);
        let line = Reading { place, items: &items, ground, refusals: &mut refusals }.line(id, said);
        lines.push(Line { received: still_received(continued, &line), ..line });
    }
    Ok(refusals.unless_any(lines)?)
}

/// What has come of a line that continues another: no more than is ordered now, and nothing of something else.
fn still_received(before: Option<&Line>, after: &Line) -> Quantity {
    let same = before.filter(|before| before.kind == after.kind);
    same.map_or(Quantity::ZERO, |before| before.received.min(after.quantity))
}

async fn items(work: &mut Work, said: &[LineInput]) -> Result<HashMap<Uuid, Item>, Error> {
    let wanted: HashSet<Uuid> = said
        .iter()
        .filter_map(|line| match line.kind {
            LineInputKind::Item { item_id, .. } => Some(item_id),
            _ => None,
        })
        .collect();
    let company_id = work.company_id();
    let wanted: Vec<Uuid> = wanted.into_iter().collect();
    let found = store::items::by_ids(work.tx(), company_id, &wanted).await?;
    Ok(found.into_iter().map(|saved| (saved.record.id, saved.record)).collect())
}

/// One line being read. What is refused is noted, and a stand-in is used, so that every refusal is found.
struct Reading<'a> {
    place: usize,
    items: &'a HashMap<Uuid, Item>,
    ground: Ground<'a>,
    refusals: &'a mut Refusals,
}

impl Reading<'_> {
    fn line(mut self, id: Uuid, said: LineInput) -> Line {
        let weight =
            said.weight.unwrap_or_else(|| i64::try_from(self.place).map_or(i64::MAX, |place| place + 1));
        let (contact, name, description) = (self.ground.contact, said.name, said.description);
        let line = Line {
            id,
            kind: LineKind::Service,
            name: name.trim().to_owned(),
            description: description.trim().to_owned(),
            quantity: said.quantity.unwrap_or_default(),
            price: said.price.unwrap_or_default(),
            cost: said.cost.unwrap_or_default(),
            discount: said.discount,
            tax1: said.tax1.or(contact.details.tax_rate1).unwrap_or_default(),
            tax2: said.tax2.or(contact.details.tax_rate2).unwrap_or_default(),
            weight,
            received: Quantity::ZERO,
        };
        match said.kind {
            LineInputKind::Item { item_id, stock_id } => {
                self.require("quantity", said.quantity.is_some());
                self.item(line, item_id, stock_id, said.price, said.cost)
            }
            LineInputKind::Service => {
                self.require("quantity", said.quantity.is_some());
                self.require("price", said.price.is_some());
                line
            }
            LineInputKind::DiscountPercent(percent) => {
                discount(line, Discount::Percent(percent), Price::ZERO)
            }
            LineInputKind::DiscountAmount(amount) => self.amount(line, amount),
        }
    }

    fn item(
        &mut self,
        line: Line,
        item_id: Uuid,
        stock_id: Option<i64>,
        price: Option<Price>,
        cost: Option<Price>,
    ) -> Line {
        let Some(item) = self.items.get(&item_id) else {
            self.refuse("item_id", "exists", format!("There is no item with the id {item_id}"));
            return line;
        };
        let units = Quantity::from_millionths(line.quantity.millionths().abs());
        if item.details.kind.check_quantity(units).is_err() {
            let reason =
                format!("{} is unique; there is one unit of it, not {}", item.details.name, line.quantity);
            self.refuse("quantity", "unique", reason);
        }
        let stock_id = self.stock_row(item, stock_id);
        Line {
            kind: LineKind::Item { item_id, stock_id },
            price: price.unwrap_or(match self.ground.kind {
                DocumentKind::Invoice => item.details.price,
                DocumentKind::PurchaseOrder => item.details.cost,
            }),
            cost: cost.unwrap_or(item.details.cost),
            ..line
        }
    }

    /// The variation's row that the units come from or go to; the only one need not be named.
    fn stock_row(&mut self, item: &Item, said: Option<i64>) -> Option<i64> {
        const FIELD: &str = "item_variations_location_id";
        let rows: Vec<i64> =
            item.variations.iter().flat_map(|variation| &variation.stock).map(|row| row.id).collect();
        match (said, rows.as_slice()) {
            (Some(id), rows) if rows.contains(&id) || self.was_named(item.id, id) => Some(id),
            (Some(id), _) => {
                let reason =
                    format!("{} has no variation at a location with the number {id}", item.details.name);
                self.refuse(FIELD, "exists", reason);
                None
            }
            (None, [only]) => Some(*only),
            (None, _) if !item.variations.is_empty() => {
                let reason = format!(
                    "{} has variations; say which one, and where, with its number",
                    item.details.name
                );
                self.refuse(FIELD, "_required", reason);
                None
            }
            (None, _) => None,
        }
    }

    /// Whether the document has units of this row already: they stay, even when the row is gone since.
    fn was_named(&self, item_id: Uuid, stock_id: i64) -> bool {
        let named = LineKind::Item { item_id, stock_id: Some(stock_id) };
        self.ground.before.is_some_and(|document| document.lines.iter().any(|line| line.kind == named))
    }

    fn amount(&mut self, line: Line, amount: Decimal) -> Line {
        let currency = self.ground.currency;
        match (Money::rounded(amount, currency), Price::new(-amount)) {
            (Ok(amount), Ok(price)) => discount(line, Discount::Amount(amount), price),
            (Err(error), _) => {
                self.refuse("price", "range", error.to_string());
                line
            }
            (_, Err(error)) => {
                self.refuse("price", "range", error.to_string());
                line
            }
        }
    }

    fn require(&mut self, field: &str, said: bool) {
        if !said {
            self.refusals.add_required(format!("document_items.{}.{field}", self.place));
        }
    }

    fn refuse(&mut self, field: &str, rule: &'static str, reason: String) {
        self.refusals.add(format!("document_items.{}.{field}", self.place), rule, reason);
    }
}

/// A discount has no units, tax or cost of its own; its price is shown only.
fn discount(line: Line, discount: Discount, price: Price) -> Line {
    Line {
        kind: LineKind::Discount(discount),
        quantity: Quantity::from_millionths(1_000_000),
        price,
        cost: Price::ZERO,
        discount: Percent::ZERO,
        tax1: Percent::ZERO,
        tax2: Percent::ZERO,
        ..line
    }
}
