//! Customers and suppliers. Only the fields that we own travel (design: name, phone, fax, web site, e-mail, addresses).

use super::{address::address, json};
use domain::contact::ContactDetails;
use quickbooks::model::{Customer, Email, Phone, Vendor, WebAddr};
use serde_json::Value;

/// A customer (fact sheet 8.2).
pub fn customer(details: &ContactDetails) -> Value {
    json(&Customer {
        display_name: Some(details.name.clone()),
        primary_phone: Some(phone(&details.phone)),
        fax: Some(phone(&details.fax)),
        primary_email_addr: Some(email(&details.email)),
        web_addr: Some(web(&details.url)),
        bill_addr: Some(address(&details.billing)),
        ship_addr: Some(address(&details.shipping)),
        ..Customer::default()
    })
}

/// A supplier (fact sheet 8.3); it has no shipping address.
pub fn supplier(details: &ContactDetails) -> Value {
    json(&Vendor {
        display_name: Some(details.name.clone()),
        primary_phone: Some(phone(&details.phone)),
        fax: Some(phone(&details.fax)),
        primary_email_addr: Some(email(&details.email)),
        web_addr: Some(web(&details.url)),
        bill_addr: Some(address(&details.billing)),
        ..Vendor::default()
    })
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn phone(number: &str) -> Phone {
    Phone { free_form_number: filled(number) }
}

fn email(address: &str) -> Email {
    Email { address: filled(address) }
}

fn web(uri: &str) -> WebAddr {
    WebAddr { uri: filled(uri) }
}
