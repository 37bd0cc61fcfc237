//! What travels to QuickBooks for each kind of record: one function each, the books' values in, the vendor's object out.
//!
//! A payload holds every member that we own, blanks included: an empty text is `""`, an empty address `{}`, which
//! clears the value in a sparse update (fact sheet 2.5). [`without_blanks`] is the same payload for a new entity or for
//! one that is adopted, where a blank of ours must not wipe what is there.

mod address;
mod bill;
mod contact;
mod currency;
mod description;
mod generic_item;
mod invoice;
mod line;
mod payment;
mod purchase_order;
mod refund;
mod tax;

pub(crate) use address::free_text;
pub use bill::{BillIds, bill};
pub use contact::{customer, supplier};
pub use description::{MAX_DESCRIPTION, describe};
pub use generic_item::{GENERIC_ITEM_NAME, generic_item};
pub use invoice::{RemoteIds, invoice};
pub use payment::{MAX_REFERENCE, PaymentIds, payment};
pub use purchase_order::{OrderIds, purchase_order};
pub use refund::{ReceiptIds, purchase, refund_receipt};

use serde_json::Value;

/// `payload` without members that have no value: empty texts, empty objects and `null`.
pub fn without_blanks(payload: Value) -> Value {
    match payload {
        Value::Object(members) => {
            let kept = members.into_iter().map(|(name, value)| (name, without_blanks(value)));
            Value::Object(kept.filter(|(_, value)| !is_blank(value)).collect())
        }
        Value::Array(values) => Value::Array(values.into_iter().map(without_blanks).collect()),
        other => other,
    }
}

/// `payload` as a sparse update of the entity `id` at version `sync_token`.
pub fn sparse(payload: Value, id: &str, sync_token: &str) -> Value {
    let mut payload = payload;
    if let Value::Object(members) = &mut payload {
        members.insert("Id".to_owned(), id.into());
        members.insert("SyncToken".to_owned(), sync_token.into());
        members.insert("sparse".to_owned(), true.into());
    }
    payload
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

/// `model` as JSON. The vendor's objects are plain structs, so this has no failing case; `Null` would be refused.
fn json(model: &impl serde::Serialize) -> Value {
    serde_json::to_value(model).unwrap_or(Value::Null)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn blanks_vanish_at_every_depth_and_zeros_stay() {
        let payload = json!({"A": "", "B": {"C": {}, "D": ""}, "E": 0, "F": [{"G": "", "H": "x"}]});
        assert_eq!(without_blanks(payload), json!({"E": 0, "F": [{"H": "x"}]}));
    }

    #[test]
    fn a_sparse_update_names_id_and_version() {
        let update = sparse(json!({"A": "1"}), "7", "2");
        assert_eq!(update, json!({"A": "1", "Id": "7", "SyncToken": "2", "sparse": true}));
    }
}
