//! What somebody who saves may do, and the request for it.

use reqwest::Method;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::api::invoice;
use crate::kill::draw::Draw;

/// The API's number of customers.
const CUSTOMER: u8 = 2;
/// The API's number of suppliers.
const SUPPLIER: u8 = 10;
/// The API's number of purchase orders.
const ORDER: u8 = 11;
/// The API's status of an order that its supplier has.
const SENT: u8 = 16;

/// What to do next.
pub(super) enum Act {
    Customer,
    Supplier,
    Rename(Uuid),
    Invoice(Uuid),
    Edit(Uuid),
    Delete(Uuid),
    Cancel(Uuid),
    Reset(Uuid),
    /// Money on an invoice; less than nothing is given back.
    Pay(Uuid, Decimal),
    TakeBack(Uuid),
    Order(Uuid),
    Place(Uuid),
    Receive(Uuid),
}

impl Act {
    /// Whether the program may say no: money may be in the way, or the record may be gone.
    pub(super) fn may_be_refused(&self) -> bool {
        !matches!(self, Self::Customer | Self::Supplier | Self::Rename(_) | Self::Invoice(_) | Self::Order(_))
    }

    /// The request, with a name and figures of its own.
    pub(super) fn request(&self, name: u64, draw: &Draw) -> (Method, String, Option<Value>) {
        let quantity = 1 + draw.below(9);
        let price = format!("{}.{:02}", draw.below(90), 1 + draw.below(99));
        let contact = |context: u8, word| json!({"customer": {"context_id": context, "name": format!("{word} {name}")}});
        let new = |path: &str, body| (Method::POST, path.to_owned(), Some(body));
        match self {
            Self::Customer => new("customers.json", contact(CUSTOMER, "Customer")),
            Self::Supplier => new("customers.json", contact(SUPPLIER, "Supplier")),
            Self::Rename(id) => {
                (Method::PUT, format!("customers/{id}.json"), Some(contact(CUSTOMER, "Renamed")))
            }
            Self::Invoice(customer) => new("documents.json", invoice(*customer, quantity, &price)),
            Self::Order(supplier) => {
                let mut order = invoice(*supplier, quantity, &price);
                order["document"]["context_id"] = json!(ORDER);
                new("documents.json", order)
            }
            Self::Edit(id) => {
                let lines = json!([{"name": "Consulting", "quantity": quantity, "price": price}]);
                let body = json!({"document": {"document_items": lines}});
                (Method::PUT, format!("documents/{id}.json"), Some(body))
            }
            Self::Place(id) => {
                let body = json!({"document": {"status_id": SENT}});
                (Method::PUT, format!("documents/{id}.json"), Some(body))
            }
            Self::Delete(id) => (Method::DELETE, format!("documents/{id}.json"), None),
            Self::Cancel(id) => (Method::POST, format!("documents/{id}/cancel.json"), None),
            Self::Reset(id) => (Method::POST, format!("documents/{id}/reset.json"), None),
            Self::Receive(id) => (Method::POST, format!("documents/{id}/receive.json"), None),
            Self::Pay(id, amount) => {
                let money = json!({"document_id": id, "amount": amount.to_string(), "reference": "Cash", "transaction_date": "2026-11-21"});
                new("transactions.json", json!({ "transaction": money }))
            }
            Self::TakeBack(id) => (Method::DELETE, format!("transactions/{id}.json"), None),
        }
    }
}
