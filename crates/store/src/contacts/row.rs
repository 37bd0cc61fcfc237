//! A contact's row.

use crate::{Saved, column};
use db::{Error, Row};
use domain::contact::{Address, Contact, ContactDetails, ContactKind};

macro_rules! columns {
    () => {
        "id, number, created_at, modified_at, archived, revision, \
         kind, name, email, phone, fax, url, vat_number, tax_rate1, tax_rate2, \
         billing_line1, billing_line2, billing_city, billing_region, billing_postal_code, billing_country, \
         shipping_line1, shipping_line2, shipping_city, shipping_region, shipping_postal_code, shipping_country"
    };
}
pub(super) use columns;

pub(super) fn read(row: &Row) -> Result<Saved<Contact>, Error> {
    let contact = Contact {
        id: row.get("id")?,
        number: row.get("number")?,
        details: details(row)?,
        archived: row.get("archived")?,
        revision: row.get("revision")?,
    };
    Saved::of(contact, row)
}

fn details(row: &Row) -> Result<ContactDetails, Error> {
    Ok(ContactDetails {
        kind: column::coded(row, "kind", |context: &i64| ContactKind::from_context(*context))?,
        name: row.get("name")?,
        email: row.get("email")?,
        phone: row.get("phone")?,
        fax: row.get("fax")?,
        url: row.get("url")?,
        billing: address(row, "billing")?,
        shipping: address(row, "shipping")?,
        vat_number: row.get("vat_number")?,
        tax_rate1: column::percent(row, "tax_rate1")?,
        tax_rate2: column::percent(row, "tax_rate2")?,
    })
}

fn address(row: &Row, prefix: &str) -> Result<Address, Error> {
    let part = |name: &str| row.get(&format!("{prefix}_{name}"));
    Ok(Address {
        line1: part("line1")?,
        line2: part("line2")?,
        city: part("city")?,
        region: part("region")?,
        postal_code: part("postal_code")?,
        country: part("country")?,
    })
}
