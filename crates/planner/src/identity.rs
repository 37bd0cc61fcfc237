//! By what an entity is known in QuickBooks beside its id: a name, a number, and whose it is.

use quickbooks::{Entity, Write};
use serde_json::Value;

/// The member that holds the name of what is written, and the name; `None` for what has no name of its own.
pub fn name(write: &Write) -> Option<(&'static str, &str)> {
    let member = match write.entity {
        Entity::Customer | Entity::Vendor => "DisplayName",
        Entity::Item => "Name",
        _ => return None,
    };
    Some((member, write.body.get(member).and_then(Value::as_str)?))
}

/// The number of what is written; `None` where it has none, or QuickBooks makes it.
pub fn number(write: &Write) -> Option<&str> {
    write.body.get("DocNumber").and_then(Value::as_str)
}

/// Id of the customer or vendor of a transaction, or of whom it is paid to.
pub fn party(body: &Value) -> Option<&str> {
    let party = ["CustomerRef", "VendorRef", "EntityRef"].into_iter().find_map(|member| body.get(member));
    party?["value"].as_str()
}
