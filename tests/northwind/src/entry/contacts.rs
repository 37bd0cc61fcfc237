//! Customers and suppliers.

use super::{Ids, each, id};
use crate::data::{Address, Contact};
use anyhow::Result;
use live::{Api, Resource};
use serde_json::{Map, Value, json};

const CUSTOMER: i64 = 2;
const SUPPLIER: i64 = 10;

/// Goods go to a customer's own address, unless an order says otherwise.
pub(super) async fn customers(api: &Api, customers: &[Contact]) -> Result<Ids> {
    each(customers, |customer| async move {
        let mut members = members(customer, CUSTOMER);
        address(&mut members, "shipping", &customer.address);
        add(api, customer, members).await
    })
    .await
}

pub(super) async fn suppliers(api: &Api, suppliers: &[Contact]) -> Result<Ids> {
    each(suppliers, |supplier| add(api, supplier, members(supplier, SUPPLIER))).await
}

async fn add(api: &Api, contact: &Contact, members: Map<String, Value>) -> Result<(String, String)> {
    let answer = api.add(Resource::CUSTOMERS, Value::Object(members)).await?;
    Ok((contact.id.clone(), id(&answer)))
}

fn members(contact: &Contact, context: i64) -> Map<String, Value> {
    let mut members = Map::new();
    members.insert("context_id".to_owned(), json!(context));
    let texts = [
        ("name", &contact.name),
        ("office_phone", &contact.phone),
        ("office_fax", &contact.fax),
        ("url", &contact.url),
    ];
    for (name, text) in texts {
        members.insert(name.to_owned(), json!(text));
    }
    address(&mut members, "billing", &contact.address);
    members
}

fn address(members: &mut Map<String, Value>, kind: &str, address: &Address) {
    let parts = [
        ("address_1", &address.street),
        ("city", &address.city),
        ("region", &address.region),
        ("postal_code", &address.postal_code),
        ("country", &address.country),
    ];
    for (name, text) in parts {
        members.insert(format!("{kind}_{name}"), json!(text));
    }
}
