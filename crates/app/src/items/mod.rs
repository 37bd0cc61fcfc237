//! Items, with the values of their custom fields and their variations.

mod assemble;
mod create;
mod delete;
mod edit;
mod input;
mod queries;
mod values;
mod variations;

pub use create::Create;
pub use delete::Delete;
pub use edit::Edit;
pub use input::{Input, StockInput, ValueInput, VariationInput};
pub use queries::{MAX_PAGE, Surroundings, get, list, surroundings};
pub use store::items::{ItemFilter, ItemOrder, Order};

use crate::{Error, Saved, Work};
use domain::change::{Action, Change, RecordKind};
use domain::item::Item;
use uuid::Uuid;

/// The deleted log's number for items (fact sheet 2.1).
const CONTEXT: i64 = 6;
const NOUN: &str = "item";

/// The item of the work's company, locked until the work ends.
async fn find(work: &mut Work, id: Uuid) -> Result<Saved<Item>, Error> {
    let company_id = work.company_id();
    let item = store::items::lock(work.tx(), company_id, id).await?;
    item.ok_or_else(|| Error::not_found(NOUN, id))
}

fn change(item: &Item, action: Action) -> Change {
    Change::new(RecordKind::Item, item.id, action, &item.details.name)
}
