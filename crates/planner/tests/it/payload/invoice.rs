//! Invoices.

use super::{created, pretty, updated};
use crate::sample::{Books, cents, discount, full_contact, invoice, invoice_with, line, percent};
use domain::change::RecordKind;
use domain::company::DiscountOrder;
use domain::contact::ContactKind;
use domain::document::{Discount, Line, LineKind};
use insta::assert_snapshot;
use planner::{Desired, InvoiceFacts, LineFacts};
use serde_json::{Value, json};
use uuid::Uuid;

fn books(facts: InvoiceFacts) -> Books {
    Books::of(RecordKind::Invoice, Desired::Invoice(Box::new(facts)))
}

fn new(facts: InvoiceFacts) -> Value {
    created(&books(facts))
}

fn item_line() -> Line {
    let kind = LineKind::Item { item_id: Uuid::nil(), stock_id: Some(1) };
    let description = "With belt".to_owned();
    Line { kind, name: String::new(), description, ..line("3", "20.50") }
}

fn item() -> LineFacts {
    LineFacts {
        item_name: "Pant".to_owned(),
        sku: "83775".to_owned(),
        serial_number: "SN-1".to_owned(),
        variation: "Red / L".to_owned(),
        custom_fields: vec![
            ("Material".to_owned(), "Cotton".to_owned()),
            ("Washing".to_owned(), String::new()),
        ],
    }
}

#[test]
fn an_item_line_goes_as_the_generic_item_with_everything_else_in_its_description() {
    let mut facts = invoice(vec![item_line(), line("2.5", "60")]);
    facts.lines[0] = item();
    facts.contact = full_contact(ContactKind::Customer);
    assert_snapshot!(pretty(&new(facts)));
}

#[test]
fn an_update_sends_every_line_and_the_blanks() {
    assert_snapshot!(pretty(&updated(&books(invoice(vec![line("2", "6")])))));
}

#[test]
fn a_line_discount_is_the_net_unit_price_and_is_told() {
    assert_snapshot!(pretty(
        &new(invoice(vec![Line { discount: percent("10"), ..line("3", "19.99") }]))["Line"]
    ));
}

#[test]
fn a_price_that_would_have_to_be_rounded_leaves_the_amount_alone() {
    // 0.000005 × (1 − 33.333333 %) has more decimals than a unit price may have, and a thousand million of it show that.
    let odd = Line { discount: percent("33.333333"), ..line("1000000000", "0.000005") };
    assert_snapshot!(pretty(&new(invoice(vec![odd]))["Line"]));
}

#[test]
fn one_percentage_of_the_whole_stays_a_percentage() {
    let lines = vec![line("1", "99.99"), discount(Discount::Percent(percent("12.5")))];
    let body = new(invoice(lines));
    assert_snapshot!(pretty(&json!([body["Line"][1], body["ApplyTaxAfterDiscount"]])));
}

#[test]
fn several_discounts_of_the_whole_become_one_amount_at_the_end() {
    let lines = vec![
        discount(Discount::Percent(percent("10"))),
        line("1", "100"),
        discount(Discount::Amount(cents(550))),
        line("1", "10"),
    ];
    assert_snapshot!(pretty(&new(invoice(lines))["Line"]));
}

#[test]
fn a_discount_of_nothing_is_not_sent() {
    let lines = vec![line("1", "12"), discount(Discount::Percent(percent("0")))];
    let mut books = books(invoice(lines));
    books.known.discounts = false;
    let body = created(&books);
    assert_eq!(body["Line"].as_array().map(Vec::len), Some(1));
    assert!(body.get("ApplyTaxAfterDiscount").is_none());
}

#[test]
fn both_taxes_are_one_sum_and_each_line_says_whether_it_is_taxed() {
    let taxed = Line { tax1: percent("8"), tax2: percent("1.25"), ..line("1", "100") };
    let second_only = Line { tax2: percent("1.25"), ..line("1", "10") };
    let lines = vec![taxed, second_only, line("1", "5"), discount(Discount::Amount(cents(1_150)))];
    assert_snapshot!(pretty(&new(invoice_with(lines.clone(), DiscountOrder::BeforeTax))));
    assert_snapshot!(pretty(&new(invoice_with(lines, DiscountOrder::AfterTax))));
}

#[test]
fn without_sales_tax_in_quickbooks_no_tax_is_named() {
    let mut books = books(invoice(vec![line("1", "12")]));
    assert_eq!(created(&books)["TxnTaxDetail"]["TotalTax"].to_string(), "0.00");
    books.known.sales_tax = false;
    assert!(created(&books).get("TxnTaxDetail").is_none());
}

#[test]
fn our_number_travels_only_where_quickbooks_keeps_it() {
    let mut books = books(invoice(vec![line("1", "12")]));
    assert_eq!(created(&books)["DocNumber"], "1042");
    books.known.custom_numbers = false;
    assert!(created(&books).get("DocNumber").is_none());
    assert!(updated(&books).get("DocNumber").is_none());
}

#[test]
fn a_shipping_address_of_its_own_goes_line_by_line() {
    let mut facts = invoice(vec![line("1", "12")]);
    facts.contact = full_contact(ContactKind::Customer);
    facts.document.shipping_address =
        "Acme Works<br/>Gate 4\nHarbour Road 1\nTucson AZ 85719\nUSA\nRing twice".to_owned();
    assert_snapshot!(pretty(&new(facts)["ShipAddr"]));
}

#[test]
fn without_one_the_goods_go_where_the_customer_has_them() {
    let mut facts = invoice(vec![line("1", "12")]);
    facts.contact = full_contact(ContactKind::Customer);
    assert_eq!(new(facts)["ShipAddr"]["Line1"], "2 Ship Street");
}
