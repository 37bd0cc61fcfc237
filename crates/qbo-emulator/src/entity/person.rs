//! What customers, vendors and employees have in common (fact sheet 8.1).

use super::Naming;
use crate::books::{Company, Record};
use crate::fault::{Code, Fault};
use crate::wire::{Members, Object};

/// The space in which names of people and firms are unique.
pub(crate) const SPACE: &str = "people";

/// The sequence of their ids.
pub(crate) const SEQUENCE: &str = "people";

/// The kinds of people.
pub(crate) const KINDS: [&str; 3] = ["Customer", "Vendor", "Employee"];

/// Whoever has an id, with the kind; only of the kind that is said, if one is. They share their ids, so nobody else has it.
pub(crate) fn person<'a>(
    company: &'a Company,
    said: Option<&str>,
    id: &str,
) -> Option<(&'static str, &'a Record)> {
    let meant = |kind: &&str| said.is_none_or(|said| said.eq_ignore_ascii_case(kind));
    KINDS.into_iter().filter(meant).find_map(|kind| Some((kind, company.look_up(kind, id)?)))
}

/// Parts that a `DisplayName` is made of when there is none.
const PARTS: [&str; 5] = ["Title", "GivenName", "MiddleName", "FamilyName", "Suffix"];

/// The naming rule of a kind of person; `noun` as in "Another customer is already using this name".
pub(crate) const fn naming(noun: &'static str) -> Naming {
    Naming { field: "DisplayName", space: SPACE, among_siblings: false, noun }
}

/// Fills the names that the service derives from others.
///
/// # Errors
/// 6080 when there is nothing to make a name of.
pub(crate) fn complete_names(body: &mut Object) -> Result<(), Fault> {
    if body.text("DisplayName").is_none() {
        let parts: Vec<&str> = PARTS.iter().filter_map(|part| body.text(part)).collect();
        if parts.is_empty() {
            let detail =
                "At least one of Title, GivenName, MiddleName, FamilyName, DisplayName or Suffix is required";
            return Err(Fault::new(Code::NO_NAME, detail).element("DisplayName"));
        }
        body.put("DisplayName", parts.join(" "));
    }
    let printed = body.text("CompanyName").or(body.text("DisplayName")).unwrap_or_default().to_owned();
    body.put_default("PrintOnCheckName", printed);
    body.put_default("Active", true);
    Ok(())
}

/// Characters of an identifier for taxes that stay visible (fact sheet 8.3).
const VISIBLE: usize = 4;

/// Hides an identifier for taxes but for its end (fact sheet 8.2, 8.3).
pub(crate) fn mask(shown: &mut Object, member: &str) {
    let Some(identifier) = shown.text(member) else { return };
    let hidden = identifier.chars().count().saturating_sub(VISIBLE);
    let masked = identifier.chars().enumerate().map(|(index, c)| if index < hidden { 'X' } else { c });
    let masked: String = masked.collect();
    shown.put(member, masked);
}
