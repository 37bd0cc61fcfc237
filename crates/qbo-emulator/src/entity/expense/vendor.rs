//! What a purchase form takes from its vendor.

use crate::entity::Work;
use crate::entity::sales::due;
use crate::fault::Fault;
use crate::wire::{Members, Object, date_of, day_of, reference};
use serde_json::Value;

/// The vendor's address, unless the first request brings one.
///
/// # Errors
/// 2020 without a vendor: sparse updates need it too (fact sheet 10.3).
pub(crate) fn complete_vendor(work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
    if !work.given.set.contains_key("VendorRef") {
        return Err(Fault::missing("VendorRef"));
    }
    copy_address(work, body);
    Ok(())
}

/// The vendor's address, unless the first request brings one.
pub(crate) fn copy_address(work: &Work<'_>, body: &mut Object) {
    let vendor = body.target("VendorRef").and_then(|id| work.company.look_up("Vendor", id));
    let address = vendor.and_then(|vendor| vendor.body.object("BillAddr"));
    if let (None, Some(mut address)) = (work.before, address.cloned()) {
        address.remove("Id");
        body.put_default("VendorAddr", Value::Object(address));
    }
}

/// Fills `TxnDate`, `SalesTermRef` and `DueDate`. Default terms are the vendor's, else the company's for
/// purchases (assumed).
pub(crate) fn complete_due(work: &Work<'_>, body: &mut Object) {
    let today = day_of(work.now);
    body.put_default("TxnDate", today.to_string());
    if work.before.is_none() && body.target("SalesTermRef").is_none() {
        let vendor = body.target("VendorRef").and_then(|id| work.company.look_up("Vendor", id));
        let term = vendor
            .and_then(|vendor| vendor.body.target("TermRef"))
            .or_else(|| work.company.preferred("VendorAndPurchasesPrefs", "DefaultTerms"));
        if let Some(term) = term {
            body.put("SalesTermRef", reference(term));
        }
    }
    if !body.contains_key("DueDate") {
        let date = body.text("TxnDate").and_then(date_of).unwrap_or(today);
        body.put("DueDate", due(work.company, body, date).to_string());
    }
}
