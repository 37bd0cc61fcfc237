//! What is told, in both forms (fact sheet 13.2, 13.3), and its signature.

use crate::books::{Change, ChangeKind};
use crate::wire::offset_stamp;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::Sha256;
use std::collections::BTreeMap;

/// Entities that are told of.
const TOLD: [&str; 29] = [
    "Account",
    "Bill",
    "BillPayment",
    "Budget",
    "Class",
    "CreditMemo",
    "Currency",
    "Customer",
    "Department",
    "Deposit",
    "Employee",
    "Estimate",
    "Invoice",
    "Item",
    "JournalCode",
    "JournalEntry",
    "Payment",
    "PaymentMethod",
    "Preferences",
    "Purchase",
    "PurchaseOrder",
    "RefundReceipt",
    "SalesReceipt",
    "TaxAgency",
    "Term",
    "TimeActivity",
    "Transfer",
    "Vendor",
    "VendorCredit",
];

/// How a message is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Form {
    /// `{"eventNotifications":[…]}`
    #[default]
    Legacy,
    /// A list of CloudEvents.
    CloudEvents,
}

impl Form {
    /// `Content-Type`.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Legacy => "application/json",
            Self::CloudEvents => "application/cloudevents-batch+json",
        }
    }
}

/// A change and the company that it was made in.
#[derive(Debug, Clone)]
pub(super) struct Event {
    pub(super) realm: String,
    pub(super) change: Change,
    /// Unique, against duplicates.
    pub(super) id: String,
}

/// Whether changes of this entity are told at all.
pub(super) fn is_told(entity: &str) -> bool {
    TOLD.contains(&entity)
}

/// The body of one message.
pub(super) fn body(form: Form, events: &[Event]) -> Vec<u8> {
    let body = match form {
        Form::Legacy => legacy(events),
        Form::CloudEvents => events.iter().map(cloud_event).collect(),
    };
    body.to_string().into_bytes()
}

/// `intuit-signature`.
pub(super) fn signature(verifier_token: &str, body: &[u8]) -> String {
    // A key of any length is taken.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(verifier_token.as_bytes()) else { return String::new() };
    mac.update(body);
    STANDARD.encode(mac.finalize().into_bytes())
}

fn legacy(events: &[Event]) -> Value {
    let mut companies: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for Event { realm, change, .. } in events {
        let operation = match &change.kind {
            ChangeKind::Created => "Create",
            ChangeKind::Updated => "Update",
            ChangeKind::Deleted => "Delete",
            ChangeKind::Voided => "Void",
            ChangeKind::Emailed => "Emailed",
            ChangeKind::Merged(_) => "Merge",
        };
        let mut told = json!({
            "name": change.entity,
            "id": change.id.to_string(),
            "operation": operation,
            "lastUpdated": offset_stamp(change.at),
        });
        if let ChangeKind::Merged(absorbed) = &change.kind {
            told["deletedId"] = absorbed.to_string().into();
        }
        companies.entry(realm).or_default().push(told);
    }
    let told = companies
        .into_iter()
        .map(|(realm, entities)| json!({"realmId": realm, "dataChangeEvent": {"entities": entities}}));
    json!({ "eventNotifications": told.collect::<Vec<_>>() })
}

fn cloud_event(event: &Event) -> Value {
    let change = &event.change;
    let verb = match &change.kind {
        ChangeKind::Created => "created",
        ChangeKind::Updated => "updated",
        ChangeKind::Deleted => "deleted",
        ChangeKind::Voided => "voided",
        ChangeKind::Emailed => "emailed",
        ChangeKind::Merged(_) => "merged",
    };
    let data = match &change.kind {
        ChangeKind::Merged(absorbed) => json!({"deletedid": absorbed.to_string()}),
        _ => json!({}),
    };
    json!({
        "specversion": "1.0",
        "id": event.id,
        "source": "intuit.dsnBgbseACLLRZNxo2dfc4evmEJdxde58xeeYcZliOU=",
        "type": format!("qbo.{}.{verb}.v1", change.entity.to_lowercase()),
        "datacontenttype": "application/json",
        "time": moment(change.at),
        "intuitentityid": change.id.to_string(),
        "intuitaccountid": event.realm,
        "data": data,
    })
}

/// `2026-03-04T13:11:25.000Z`
pub(super) fn moment(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_the_keyed_hash_of_the_body_in_base64() {
        // RFC 4231, test case 2.
        assert_eq!(
            signature("Jefe", b"what do ya want for nothing?"),
            "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM="
        );
    }
}
