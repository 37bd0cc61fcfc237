//! Currencies: what is said where a company deals in several.

use crate::sample::{Books, bill, contact, invoice, known, line, payment, purchase_order, refund, several};
use domain::change::RecordKind;
use domain::contact::ContactKind;
use domain::document::Document;
use domain::{Currency, ExchangeRate};
use planner::{ContactFacts, Decision, Desired, Known, Link, Remote, Step, WriteStep};
use serde_json::{Value, json};

fn euros(document: &mut Document, rate: Option<&str>) {
    document.currency = Currency::from_code("EUR").unwrap();
    document.exchange_rate = rate.map(|rate| ExchangeRate::new(rate.parse().unwrap()).unwrap());
}

fn created(kind: RecordKind, desired: Desired, known: Known) -> WriteStep {
    let books = Books { known, ..Books::of(kind, desired) };
    match books.decide(&Link::default(), &Remote::Missing) {
        Decision::Steps(steps) => match steps.into_iter().next() {
            Some(Step::Write(step)) => *step,
            step => panic!("no write: {step:?}"),
        },
        decision => panic!("no steps: {decision:?}"),
    }
}

fn said(body: &Value) -> (Value, String) {
    (body["CurrencyRef"]["value"].clone(), body["ExchangeRate"].to_string())
}

#[test]
fn every_transaction_says_its_currency_and_its_rate() {
    let (mut sale, mut order, mut billed) =
        (invoice(vec![line("1", "12")]), purchase_order(vec![line("1", "12")]), bill());
    let (mut paid, mut back) = (payment(), refund());
    for document in [
        &mut sale.document,
        &mut order.document,
        &mut billed.order.document,
        &mut paid.invoice,
        &mut back.invoice,
    ] {
        euros(document, Some("1.0850"));
    }
    for (kind, desired) in [
        (RecordKind::Invoice, Desired::Invoice(Box::new(sale))),
        (RecordKind::PurchaseOrder, Desired::PurchaseOrder(Box::new(order))),
        (RecordKind::Bill, Desired::Bill(Box::new(billed))),
        (RecordKind::Payment, Desired::Payment(Box::new(paid))),
        (RecordKind::Refund, Desired::Refund(Box::new(back))),
    ] {
        let step = created(kind, desired, several());
        assert_eq!(said(&step.write.body), (json!("EUR"), "1.085".to_owned()), "{kind:?}");
    }
}

#[test]
fn without_a_rate_quickbooks_takes_its_own() {
    let mut sale = invoice(vec![line("1", "12")]);
    euros(&mut sale.document, None);
    let step = created(RecordKind::Invoice, Desired::Invoice(Box::new(sale)), several());
    assert_eq!(said(&step.write.body), (json!("EUR"), "null".to_owned()));
}

#[test]
fn the_home_currency_is_said_among_several_and_nothing_has_to_be_sent_again_for_it() {
    let sale = || Desired::Invoice(Box::new(invoice(vec![line("1", "12")])));
    let alone = created(RecordKind::Invoice, sale(), known());
    let among = created(RecordKind::Invoice, sale(), several());
    assert_eq!(said(&alone.write.body).0, Value::Null);
    assert_eq!(said(&among.write.body).0, "USD");
    assert_eq!(alone.fingerprint, among.fingerprint);
}

#[test]
fn a_refund_in_euros_is_booked_on_what_is_owed_in_euros() {
    let account = |step: WriteStep| {
        step.write.body["Line"][0]["AccountBasedExpenseLineDetail"]["AccountRef"]["value"].clone()
    };
    let mut back = refund();
    assert_eq!(
        account(created(RecordKind::Refund, Desired::Refund(Box::new(back.clone())), several())),
        "84"
    );
    euros(&mut back.invoice, None);
    assert_eq!(account(created(RecordKind::Refund, Desired::Refund(Box::new(back)), several())), "90");
}

#[test]
fn a_new_contact_gets_the_currency_of_the_first_document_and_keeps_it() {
    for (kind, who) in
        [(RecordKind::Customer, ContactKind::Customer), (RecordKind::Supplier, ContactKind::Supplier)]
    {
        let desired = || {
            let currency = Currency::from_code("EUR");
            Desired::Contact(Box::new(ContactFacts {
                contact: contact(who, "Acme"),
                currency,
                namesake: None,
            }))
        };
        let new = created(kind, desired(), several());
        assert_eq!(said(&new.write.body).0, "EUR");
        assert_eq!(said(&created(kind, desired(), known()).write.body).0, Value::Null, "one currency only");
        let link =
            Link { remote_id: Some("7".to_owned()), sync_token: Some("0".to_owned()), ..Link::default() };
        let books = Books { known: several(), ..Books::of(kind, desired()) };
        let Decision::Steps(steps) = books.decide(&link, &Remote::Unseen) else { panic!("no steps") };
        let Some(Step::Write(update)) = steps.into_iter().next() else { panic!("no write") };
        assert_eq!(said(&update.write.body).0, Value::Null);
        assert_eq!(update.fingerprint, new.fingerprint);
    }
}
