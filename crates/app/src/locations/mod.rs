//! Places that hold stock.

mod create;
mod edit;
mod queries;

pub use create::Create;
pub use edit::Edit;
pub use queries::{MAX_PAGE, get, item_counts, list};

use domain::change::{Action, Change, RecordKind};
use domain::location::Location;

const NOUN: &str = "location";

fn change(location: &Location, action: Action) -> Change {
    Change::new(RecordKind::Location, location.id, action, &location.details.name)
}
