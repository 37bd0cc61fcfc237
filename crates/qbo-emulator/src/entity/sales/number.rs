//! Document numbers (fact sheet 9.6).

use crate::books::{Id, Switch};
use crate::entity::Work;
use crate::fault::{Code, Fault};
use crate::wire::{Members, Object};

/// What a client sends to have a number made.
const GENERATE: &str = "AUTO_GENERATE";

/// Settles `DocNumber`: the service's own while custom numbers are off, else the client's.
///
/// # Errors
/// 6140 for a number in use, where the company warns of that.
pub(crate) fn complete_number(work: &Work<'_>, entity: &'static str, body: &mut Object) -> Result<(), Fault> {
    let custom = work.company.is_on(Switch::CustomTxnNumbers);
    let former = work.before.and_then(|record| record.body.text("DocNumber"));
    if !custom {
        let number = former.map_or_else(|| work.company.numbers.next(), str::to_owned);
        body.put("DocNumber", number);
        return Ok(());
    }
    let generate =
        body.flag("AutoDocNumber") && work.before.is_none() || body.text("DocNumber") == Some(GENERATE);
    if generate {
        let number = work.company.numbers.next();
        body.put("DocNumber", number);
    }
    let Some(number) = body.text("DocNumber").filter(|number| former != Some(number)) else { return Ok(()) };
    let accepted = !work.settings.warn_duplicate_numbers
        || work.options.iter().any(|option| option == "allowduplicatedocnum");
    let own = work.before.map(|record| &record.id);
    match work.company.numbers.holders(entity, number).find(|holder| Some(*holder) != own) {
        Some(holder) if !accepted => Err(duplicate(entity, number, holder)),
        _ => Ok(()),
    }
}

fn duplicate(entity: &str, number: &str, holder: &Id) -> Fault {
    let detail = format!(
        "Duplicate Document Number Error : You must specify a different number. This number has already been used. \
         DocNumber={number} is assigned to TxnType={entity} with TxnId={holder}"
    );
    Fault::new(Code::DUPLICATE_NUMBER, detail).element("DocNumber")
}
