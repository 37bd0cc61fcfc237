//! What is known beforehand to be refused: each miss names the field, the value and the fix, and costs no call.

mod contact;
mod deposit;
mod document;
mod generic_item;
mod invoice;
mod payment;
mod period;
mod purchase_order;
mod refund;

pub use contact::{FORBIDDEN_IN_NAMES, contact};
pub(crate) use document::listed;
pub use generic_item::generic_item;
pub use invoice::invoice;
pub use payment::payment;
pub use purchase_order::purchase_order;
pub use refund::{refund, taken_from};

pub(crate) use deposit::undeposited;
pub(crate) use period::open_there;

use crate::settings::Chosen;
use crate::{Code, Known, Problem, Settings};
use period::open_period;

/// Refuses what books on an account while that isn't chosen, or is no longer active.
fn account(chosen: &Option<String>, kind: &str, title: &str, known: &Known) -> Result<(), Problem> {
    let Some(id) = chosen else {
        let text = format!(
            "No {kind} account is chosen for {title}. Choose one in the settings of the connection; if QuickBooks has none of that kind, make one there first"
        );
        return Err(Problem::new(Code::AccountMissing, text));
    };
    active(Chosen::Account(id.clone()), &format!("The {kind} account"), title, known)
}

/// Refuses what refers to something that was chosen and is no longer active in QuickBooks.
fn active(chosen: Chosen, what: &str, title: &str, known: &Known) -> Result<(), Problem> {
    if !known.gone.contains(&chosen) {
        return Ok(());
    }
    let name = known.gone_names.iter().find(|each| each.chosen == chosen).map(|each| each.name.as_str());
    let called = name.map_or_else(|| format!("id {} in QuickBooks", chosen.id()), |name| format!("“{name}”"));
    let text = format!(
        "{what} that was chosen for {title} ({called}) is no longer active in QuickBooks. Make it active again there, or choose \
         another {} in the settings of the connection",
        chosen.words()
    );
    Err(Problem::new(Code::ChoiceGone, text))
}

/// Refuses a document while the item that was chosen for its lines is no longer active.
fn item(settings: &Settings, title: &str, known: &Known) -> Result<(), Problem> {
    let chosen = settings.item.clone().map(Chosen::Item);
    chosen.map_or(Ok(()), |chosen| active(chosen, "The item", &format!("the lines of {title}"), known))
}
