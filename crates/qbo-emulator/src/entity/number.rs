//! Document numbers (fact sheet 9.6).

use super::{Entity, Numbering, PURCHASE_ORDERS, Work};
use crate::books::{Id, Record, Switch};
use crate::fault::{Code, Fault};
use crate::wire::{Members, Object};

/// What a client sends to have a number made.
const GENERATE: &str = "AUTO_GENERATE";

/// Settles a `DocNumber` of a series: the service's own while custom numbers are off, else the client's.
///
/// # Errors
/// 6140 for a number in use, where the company warns of that.
pub(super) fn complete_number(work: &Work<'_>, entity: &Entity, body: &mut Object) -> Result<(), Fault> {
    let Numbering::Series(series) = entity.numbering else { return Ok(()) };
    let former = work.before.and_then(|record| record.body.text("DocNumber"));
    if !is_custom(work, series) {
        let number = former.map_or_else(|| work.company.numbers.next(series), str::to_owned);
        body.put("DocNumber", number);
        return Ok(());
    }
    let generate =
        body.flag("AutoDocNumber") && work.before.is_none() || body.text("DocNumber") == Some(GENERATE);
    if generate {
        let number = work.company.numbers.next(series);
        body.put("DocNumber", number);
    }
    if work.settings.warn_duplicate_numbers { refuse_duplicate(work, entity, body, |_| true) } else { Ok(()) }
}

/// Checks a `DocNumber` that is the client's alone. `warning` is the preference that decides whether a number
/// may be used twice, `counts` tells which holders of the number matter.
///
/// # Errors
/// 6140 for a number in use, where the preference is on.
pub(super) fn check_number(
    work: &Work<'_>,
    entity: &Entity,
    body: &Object,
    warning: &str,
    counts: impl Fn(&Record) -> bool,
) -> Result<(), Fault> {
    if work.company.other_preference(warning) != Some("true") {
        return Ok(());
    }
    refuse_duplicate(work, entity, body, counts)
}

/// Purchase orders have a switch of their own, which stands among the other preferences.
fn is_custom(work: &Work<'_>, series: &str) -> bool {
    if series == PURCHASE_ORDERS {
        work.company.other_preference("VendorAndPurchasesPrefs.UseCustomTxnNumbers") == Some("true")
    } else {
        work.company.is_on(Switch::CustomTxnNumbers)
    }
}

fn refuse_duplicate(
    work: &Work<'_>,
    entity: &Entity,
    body: &Object,
    counts: impl Fn(&Record) -> bool,
) -> Result<(), Fault> {
    let former = work.before.and_then(|record| record.body.text("DocNumber"));
    let Some(number) = body.text("DocNumber").filter(|number| former != Some(number)) else { return Ok(()) };
    if work.options.iter().any(|option| option == "allowduplicatedocnum") {
        return Ok(());
    }
    let own = work.before.map(|record| &record.id);
    let has_number = |record: &&Record| record.body.text("DocNumber") == Some(number);
    let is_other = |id: &&Id| {
        Some(*id) != own && work.company.find(entity.name, id).filter(has_number).is_some_and(&counts)
    };
    match work.company.numbers.holders(entity.name, number).find(is_other) {
        Some(holder) => Err(duplicate(entity.name, number, holder)),
        None => Ok(()),
    }
}

fn duplicate(entity: &str, number: &str, holder: &Id) -> Fault {
    let detail = format!(
        "Duplicate Document Number Error : You must specify a different number. This number has already been used. \
         DocNumber={number} is assigned to TxnType={entity} with TxnId={holder}"
    );
    Fault::new(Code::DUPLICATE_NUMBER, detail).element("DocNumber")
}
