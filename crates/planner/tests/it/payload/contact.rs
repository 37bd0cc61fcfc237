//! Customers and suppliers.

use super::{adopted, created, pretty, updated};
use crate::sample::{Books, contact, full_contact, wanted};
use domain::change::RecordKind;
use domain::contact::{Contact, ContactKind};
use insta::{assert_json_snapshot, assert_snapshot};

fn customer(contact: Contact) -> Books {
    Books::of(RecordKind::Customer, wanted(contact))
}

fn supplier(contact: Contact) -> Books {
    Books::of(RecordKind::Supplier, wanted(contact))
}

#[test]
fn a_customer_travels_with_seven_fields_and_nothing_else() {
    assert_snapshot!(pretty(&created(&customer(full_contact(ContactKind::Customer)))));
}

#[test]
fn a_supplier_has_no_shipping_address() {
    assert_snapshot!(pretty(&created(&supplier(full_contact(ContactKind::Supplier)))));
}

#[test]
fn blanks_are_left_out_of_what_is_new_or_adopted() {
    let bare = customer(contact(ContactKind::Customer, "Acme"));
    assert_json_snapshot!(created(&bare), @r#"
    {
      "DisplayName": "Acme"
    }
    "#);
    assert_json_snapshot!(adopted(&bare), @r#"
    {
      "DisplayName": "Acme",
      "Id": "42",
      "SyncToken": "5",
      "sparse": true
    }
    "#);
}

#[test]
fn blanks_of_an_update_clear_what_is_there() {
    assert_snapshot!(pretty(&updated(&customer(contact(ContactKind::Customer, "Acme")))));
    assert_snapshot!(pretty(&updated(&supplier(contact(ContactKind::Supplier, "Acme Supplies")))));
}

#[test]
fn what_is_adopted_counts_as_sent_in_full() {
    let bare = customer(contact(ContactKind::Customer, "Acme"));
    let full = customer(full_contact(ContactKind::Customer));
    assert!(adopted(&bare).get("PrimaryPhone").is_none());
    assert!(adopted(&full).get("PrimaryPhone").is_some());
}
