//! What the company's edition has (fact sheet 6.3, 10.2, 11.4, 11.7).

use crate::emulator::Edition;
use crate::entity::Entity;
use crate::fault::{Code, Fault};

/// Entities that not every edition has, and the least that does.
const LEAST: [(&str, Edition); 5] = [
    ("PurchaseOrder", Edition::Plus),
    ("Class", Edition::Plus),
    ("Department", Edition::Plus),
    ("CompanyCurrency", Edition::Essentials),
    ("RecurringTransaction", Edition::Essentials),
];

/// Lets through what the edition has.
///
/// # Errors
/// 5020 for an entity that it lacks, also where it is only read (assumed).
pub(crate) fn permit(edition: Edition, entity: &Entity) -> Result<(), Fault> {
    let least = LEAST.iter().find(|(name, _)| *name == entity.name).map(|(_, least)| *least);
    if least.is_none_or(|least| edition >= least) {
        return Ok(());
    }
    let detail =
        format!("Permission Denied : {} is not part of QuickBooks Online {}.", entity.name, edition.title());
    Err(Fault::new(Code::PERMISSION, detail).element(""))
}
