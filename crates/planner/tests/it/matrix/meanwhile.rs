//! What each action does when somebody has changed the entity in QuickBooks meanwhile, as a look has shown.

use super::{REMOTE_ID, Situation, aligned, payload_fingerprint};
use crate::sample::{
    Books, contact, invoice, line, payment, prerequisite, purchase_order, received, refund, wanted,
};
use crate::shown::shown;
use domain::change::RecordKind;
use domain::contact::ContactKind;
use insta::assert_snapshot;
use planner::drift::{Difference, Drift};
use planner::{Desired, Link, PaymentFacts, Remote};

/// What a look shows: gone, or there at version 5 and as it was left, or not.
fn remotes(whole: Drift) -> [Remote; 4] {
    let found = |drift| Remote::Found { id: REMOTE_ID.to_owned(), sync_token: "5".to_owned(), drift };
    let total = Difference { field: "total".to_owned(), left: "12.00".to_owned(), now: "30.00".to_owned() };
    [Remote::Missing, found(None), found(Some(Drift::Edited(vec![total]))), found(Some(whole))]
}

/// Links by what has become of them. The version that a link holds is 3.
fn links(own: &str) -> [(&'static str, Link); 5] {
    let live = |token: Option<&str>, fingerprint: Option<&str>| Link {
        remote_id: Some(REMOTE_ID.to_owned()),
        sync_token: token.map(str::to_owned),
        fingerprint: fingerprint.map(str::to_owned),
        ..Link::default()
    };
    [
        ("nothing to send", live(Some("3"), Some(own))),
        ("nothing to send, doubted", Link { is_doubted: true, ..live(None, Some(own)) }),
        ("something to send", Link { is_doubted: true, ..live(None, Some("other")) }),
        ("pushed again", Link { is_doubted: true, ..live(None, None) }),
        ("unlinked", Link { is_unlinked: true, is_doubted: true, ..live(None, Some("other")) }),
    ]
}

fn table(situations: &[Situation]) -> String {
    let head = ["books", "link", "unseen", "gone", "as left", "edited", "voided or inactive"];
    let mut rows = vec![head.map(str::to_owned)];
    for Situation(name, books) in situations {
        let own = payload_fingerprint(books).unwrap_or_default();
        let is_list = matches!(books.kind, RecordKind::Customer | RecordKind::Supplier);
        let mut name = *name;
        for (link, held) in links(&own) {
            let whole = if is_list { Drift::Inactive } else { Drift::Voided };
            let unseen = shown(&books.decide(&held, &Remote::Unseen));
            let seen = remotes(whole).map(|remote| shown(&books.decide(&held, &remote)));
            let [gone, as_left, edited, whole] =
                seen.map(|cell| if cell == unseen { "same".to_owned() } else { cell });
            rows.push([name.to_owned(), link.to_owned(), unseen, gone, as_left, edited, whole]);
            name = "";
        }
    }
    aligned(&rows)
}

#[test]
fn a_contact_that_somebody_has_changed() {
    let named = |kind, who| Books::of(kind, wanted(contact(who, "Acme")));
    assert_snapshot!(table(&[
        Situation("customer", named(RecordKind::Customer, ContactKind::Customer)),
        Situation("customer deleted", Books::of(RecordKind::Customer, Desired::Absent { blocked_by: None })),
        Situation("supplier", named(RecordKind::Supplier, ContactKind::Supplier)),
    ]));
}

#[test]
fn an_invoice_that_somebody_has_changed() {
    let of = |desired| Books::of(RecordKind::Invoice, desired);
    assert_snapshot!(table(&[
        Situation("invoice", of(Desired::Invoice(Box::new(invoice(vec![line("1", "12")]))))),
        Situation("cancelled", of(Desired::Voided { blocked_by: None })),
        Situation("deleted", of(Desired::Absent { blocked_by: None })),
    ]));
}

#[test]
fn money_that_somebody_has_changed() {
    let paid = |facts| Books::of(RecordKind::Payment, Desired::Payment(Box::new(facts)));
    let waiting =
        PaymentFacts { remote_invoice: prerequisite(RecordKind::Invoice, "Invoice 1042", None), ..payment() };
    let absent = Desired::Absent { blocked_by: None };
    assert_snapshot!(table(&[
        Situation("payment", paid(payment())),
        Situation("payment of an invoice that is not there", paid(waiting)),
        Situation("returned", Books::of(RecordKind::Payment, absent.clone())),
        Situation("refund", Books::of(RecordKind::Refund, Desired::Refund(Box::new(refund())))),
        Situation("refund returned", Books::of(RecordKind::Refund, absent)),
    ]));
}

#[test]
fn a_purchase_order_that_somebody_has_changed() {
    let of = |facts| Books::of(RecordKind::PurchaseOrder, Desired::PurchaseOrder(Box::new(facts)));
    assert_snapshot!(table(&[
        Situation("order", of(purchase_order(vec![line("1", "12")]))),
        Situation("received in full", of(received(purchase_order(vec![line("1", "12")])))),
        Situation("deleted", Books::of(RecordKind::PurchaseOrder, Desired::Absent { blocked_by: None })),
    ]));
}
