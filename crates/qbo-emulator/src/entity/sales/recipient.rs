//! Whom a sales form goes to.

use crate::entity::Work;
use crate::fault::{Code, Fault};
use crate::wire::{Members, Object};
use serde_json::Value;

/// Addresses and e-mail come from the customer unless the request brings its own; one that changes only what it names
/// leaves them as they are.
pub(crate) fn complete_from_customer(work: &Work<'_>, body: &mut Object) {
    if work.sparse {
        return;
    }
    let Some(customer) = body.target("CustomerRef").and_then(|id| work.company.look_up("Customer", id))
    else {
        return;
    };
    for (own, theirs) in
        [("BillAddr", "BillAddr"), ("ShipAddr", "ShipAddr"), ("BillEmail", "PrimaryEmailAddr")]
    {
        if let Some(value) = customer.body.get(theirs) {
            let mut value = value.clone();
            if let Value::Object(address) = &mut value {
                address.remove("Id");
            }
            body.put_default(own, value);
        }
    }
}

/// Sending needs an address.
///
/// # Errors
/// 6420 without one.
pub(crate) fn complete_email(body: &mut Object) -> Result<(), Fault> {
    body.put_default("EmailStatus", "NotSet");
    if body.text("EmailStatus") == Some("NeedToSend") && !body.contains_key("BillEmail") {
        return Err(Fault::new(Code::EMAIL_REQUIRED, "Email address is required to send this transaction")
            .element("BillEmail"));
    }
    Ok(())
}
