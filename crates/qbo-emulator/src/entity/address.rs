//! Ids of addresses: a new one whenever the address changes (fact sheet 2.9).

use super::Entity;
use crate::books::Company;
use crate::wire::{Members, Object};
use serde_json::Value;

/// Members that are postal addresses.
const ADDRESSES: [&str; 10] = [
    "BillAddr",
    "ShipAddr",
    "ShipFromAddr",
    "PrimaryAddr",
    "VendorAddr",
    "Address",
    "RemitToAddr",
    "CompanyAddr",
    "LegalAddr",
    "CustomerCommunicationAddr",
];

/// Gives every address of `body` its id: the former one while it says the same as in `before`.
pub(crate) fn number_addresses(
    company: &mut Company,
    entity: &Entity,
    before: Option<&Object>,
    body: &mut Object,
) {
    for name in ADDRESSES.into_iter().filter(|name| entity.field(name).is_some()) {
        let Some(Value::Object(address)) = body.get_mut(name) else { continue };
        let former = before.and_then(|body| body.object(name));
        match former.filter(|former| same(former, address)).and_then(|former| former.text("Id")) {
            Some(id) => address.put("Id", id),
            None => address.put("Id", company.next_in("address").to_string()),
        }
    }
}

fn same(one: &Object, other: &Object) -> bool {
    let said = |address: &Object| {
        let mut said = address.clone();
        said.remove("Id");
        said
    };
    said(one) == said(other)
}
