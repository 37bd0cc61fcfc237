//! Categories of items, with their custom fields.

mod create;
mod delete;
mod edit;
mod fields;
mod queries;

pub use create::Create;
pub use delete::Delete;
pub use edit::Edit;
pub use fields::FieldInput;
pub use queries::{MAX_PAGE, get, item_counts, list};

use crate::{Error, Saved, Work};
use domain::Refusals;
use domain::category::{Category, CategoryDetails, CustomField};
use domain::change::{Action, Change, RecordKind};
use uuid::Uuid;

const NOUN: &str = "category";

/// What a user says about a category and its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The category itself.
    pub details: CategoryDetails,
    /// All fields that it is to have.
    pub fields: Vec<FieldInput>,
}

/// The category of the work's company, locked until the work ends.
async fn find(work: &mut Work, id: Uuid) -> Result<Saved<Category>, Error> {
    let company_id = work.company_id();
    let category = store::categories::lock(work.tx(), company_id, id).await?;
    category.ok_or_else(|| Error::not_found(NOUN, id))
}

/// The category that `input` describes; `before` are the fields that it has now.
fn checked(work: &Work, id: Uuid, before: &[CustomField], input: Input) -> Result<Category, Refusals> {
    let mut refusals = Refusals::default();
    let details = refusals.absorb(input.details.checked()).unwrap_or_default();
    let fields = refusals.absorb(fields::checked(work, before, input.fields)).unwrap_or_default();
    refusals.unless_any(Category { id, details, fields })
}

fn change(category: &Category, action: Action) -> Change {
    Change::new(RecordKind::Category, category.id, action, &category.details.name)
}
