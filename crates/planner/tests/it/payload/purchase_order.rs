//! Purchase orders.

use super::{created, pretty, updated, written};
use crate::sample::{Books, cents, discount, full_contact, line, percent, purchase_order, received};
use domain::change::RecordKind;
use domain::contact::ContactKind;
use domain::document::{Discount, Line, LineKind};
use insta::assert_snapshot;
use planner::{Decision, Desired, LineFacts, Link, PurchaseOrderFacts, Remote, Verb, WriteStep};
use serde_json::{Value, json};
use uuid::Uuid;

fn books(facts: PurchaseOrderFacts) -> Books {
    Books::of(RecordKind::PurchaseOrder, Desired::PurchaseOrder(Box::new(facts)))
}

fn new(facts: PurchaseOrderFacts) -> Value {
    created(&books(facts))
}

/// Entity 42 at version 3, holding what `facts` say.
fn held(facts: PurchaseOrderFacts) -> Link {
    let step = written(&books(facts), &Link::default(), &Remote::Unseen);
    Link {
        remote_id: Some("42".to_owned()),
        sync_token: Some("3".to_owned()),
        fingerprint: Some(step.fingerprint.as_str().to_owned()),
        ..Link::default()
    }
}

fn next(facts: PurchaseOrderFacts, link: &Link) -> WriteStep {
    let step = written(&books(facts), link, &Remote::Unseen);
    assert_eq!(step.verb, Verb::Update);
    step
}

#[test]
fn an_item_is_bought_as_the_generic_item_with_everything_else_in_its_description() {
    let kind = LineKind::Item { item_id: Uuid::nil(), stock_id: None };
    let bought = Line { kind, name: String::new(), discount: percent("10"), ..line("3", "20.50") };
    let mut facts = purchase_order(vec![bought]);
    facts.lines[0] =
        LineFacts { item_name: "Pant".to_owned(), sku: "83775".to_owned(), ..LineFacts::default() };
    facts.contact = full_contact(ContactKind::Supplier);
    facts.document.name = "Autumn".to_owned();
    facts.document.shipping_address = "Gate 4\nHarbour Road 1".to_owned();
    assert_snapshot!(pretty(&new(facts)));
}

#[test]
fn discount_and_tax_are_lines_of_their_own() {
    let taxed = Line { tax1: percent("8"), tax2: percent("1.25"), ..line("1", "100") };
    let facts = purchase_order(vec![taxed, discount(Discount::Percent(percent("10"))), line("1", "10")]);
    let body = new(facts);
    let told: Vec<String> = body["Line"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| format!("{} {}", line["Description"], line["Amount"]))
        .collect();
    assert_eq!(told, ["\"Work\" 100.00", "\"Work\" 10.00", "\"Discount\" -11.00", "\"Tax\" 8.33"]);
    assert!(body.get("TxnTaxDetail").is_none());
}

#[test]
fn a_price_that_would_have_to_be_rounded_leaves_the_amount_alone() {
    let odd = Line { discount: percent("33.333333"), ..line("1000000000", "0.000005") };
    let detail = new(purchase_order(vec![odd]))["Line"][0]["ItemBasedExpenseLineDetail"].take();
    assert_eq!(detail, json!({ "ItemRef": { "value": "7" }, "TaxCodeRef": { "value": "NON" } }));
}

#[test]
fn an_update_sends_every_line_and_the_blanks_but_not_where_nothing_is_said_to_go() {
    assert_snapshot!(pretty(&updated(&books(purchase_order(vec![line("2", "6")])))));
}

#[test]
fn our_number_travels_only_where_quickbooks_keeps_it() {
    let mut books = books(purchase_order(vec![line("1", "12")]));
    books.known.custom_numbers = false;
    assert_eq!(created(&books)["DocNumber"], "1042");
    books.known.custom_numbers = true;
    books.known.custom_purchase_order_numbers = false;
    assert!(created(&books).get("DocNumber").is_none());
}

#[test]
fn being_received_in_full_is_told_alone_and_with_the_whole_total() {
    let open = purchase_order(vec![line("1", "12")]);
    let step = next(received(open.clone()), &held(open.clone()));
    assert_eq!(
        step.write.body,
        json!({ "Id": "42", "SyncToken": "3", "sparse": true, "POStatus": "Closed" })
    );
    assert_eq!(step.expected_total, Some(cents(1_200)));
    let closed = held(received(open.clone()));
    assert_eq!(next(open.clone(), &closed).write.body["POStatus"], "Open");
    let decided = books(received(open)).decide(&closed, &Remote::Unseen);
    assert_eq!(decided, Decision::UpToDate);
}

#[test]
fn an_order_that_changed_otherwise_too_is_told_whole() {
    let open = purchase_order(vec![line("1", "12")]);
    let more = received(purchase_order(vec![line("1", "12"), line("1", "5")]));
    let body = next(more, &held(open)).write.body;
    assert_eq!((&body["POStatus"], body["Line"].as_array().map(Vec::len)), (&json!("Closed"), Some(2)));
}

#[test]
fn an_order_that_somebody_removed_is_made_anew_whole() {
    let open = purchase_order(vec![line("1", "12")]);
    let gone = Link { generation: 1, ..Link::default() };
    let step = written(&books(received(open)), &gone, &Remote::Unseen);
    assert_eq!((step.verb, step.write.body["POStatus"].as_str()), (Verb::Create, Some("Closed")));
    assert_eq!(step.write.body["Line"].as_array().map(Vec::len), Some(1));
}
