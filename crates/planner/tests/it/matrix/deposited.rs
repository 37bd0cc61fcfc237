//! Money that QuickBooks is known to have in a bank deposit.

use super::{REMOTE_ID, aligned, payload_fingerprint};
use crate::sample::{Books, payment, refunded};
use crate::shown::shown;
use domain::change::RecordKind;
use insta::assert_snapshot;
use planner::{Desired, Link, PaymentFacts, Remote};
use serde_json::json;

fn deposited(fingerprint: &str) -> Link {
    Link {
        remote_id: Some(REMOTE_ID.to_owned()),
        sync_token: Some("3".to_owned()),
        fingerprint: Some(fingerprint.to_owned()),
        deposited: Some("4".to_owned()),
        ..Link::default()
    }
}

#[test]
fn what_is_in_a_deposit_is_left_alone_until_it_is_off_and_what_is_gone_anyway_is_let_go() {
    let paid = |facts| Books::of(RecordKind::Payment, Desired::Payment(Box::new(facts)));
    let all = [
        ("payment", paid(payment())),
        ("refunded", paid(PaymentFacts { refunded: vec![refunded(Some("9"), 500)], ..payment() })),
        ("returned", Books::of(RecordKind::Payment, Desired::Absent { blocked_by: None })),
    ];
    let own = payload_fingerprint(&all[0].1).unwrap();
    let mut rows = vec![["books", "off", "deposited", "deposited, as left", "gone there"].map(str::to_owned)];
    for (name, books) in all {
        let found = Remote::Found { id: REMOTE_ID.to_owned(), sync_token: "4".to_owned(), drift: None };
        let decided = |link: &Link, remote: &Remote| shown(&books.decide(link, remote));
        rows.push([
            name.to_owned(),
            decided(&Link { deposited: None, ..deposited(&own) }, &Remote::Unseen),
            decided(&deposited(&own), &Remote::Unseen),
            decided(&deposited(&own), &found),
            decided(&deposited(&own), &Remote::Missing),
        ]);
    }
    assert_snapshot!(aligned(&rows));
}

#[test]
fn a_look_tells_of_a_deposit_and_another_version_without_one_is_off() {
    let links = json!([{"TxnId": "9", "TxnType": "Deposit"}]);
    let after = |link: &Link, token: &str, links: &serde_json::Value| {
        link.deposited_after(&json!({"Id": REMOTE_ID, "SyncToken": token, "LinkedTxn": links}))
    };
    assert_eq!(after(&Link::default(), "4", &links).as_deref(), Some("4"));
    assert_eq!(after(&Link::default(), "4", &json!([])), None);
    assert_eq!(after(&deposited(""), "4", &json!([])).as_deref(), Some("4"), "refused at that version");
    assert_eq!(after(&deposited(""), "5", &json!([])), None);
}
