//! What travels to QuickBooks: new entities without blanks, updates with them.

mod bill;
mod blank;
mod contact;
mod currency;
mod generic_item;
mod invoice;
mod payment;
mod purchase_order;

use crate::sample::Books;
use planner::{Decision, Link, Remote, Step, Verb, WriteStep};
use serde_json::Value;

/// The body with which `books` makes a new entity.
fn created(books: &Books) -> Value {
    let step = written(books, &Link::default(), &Remote::Missing);
    assert_eq!(step.verb, Verb::Create);
    step.write.body
}

/// The body with which `books` takes over entity 42 at version 5.
fn adopted(books: &Books) -> Value {
    let remote = Remote::Found { id: "42".to_owned(), sync_token: "5".to_owned(), drift: None };
    let step = written(books, &Link::default(), &remote);
    assert_eq!(step.verb, Verb::Adopt);
    step.write.body
}

/// The body with which `books` updates entity 42 at version 3.
fn updated(books: &Books) -> Value {
    let (remote_id, sync_token) = (Some("42".to_owned()), Some("3".to_owned()));
    let step = written(books, &Link { remote_id, sync_token, ..Link::default() }, &Remote::Unseen);
    assert_eq!(step.verb, Verb::Update);
    step.write.body
}

fn written(books: &Books, link: &Link, remote: &Remote) -> WriteStep {
    match books.decide(link, remote) {
        Decision::Steps(steps) => match steps.into_iter().next() {
            Some(Step::Write(step)) => *step,
            step => panic!("no write: {step:?}"),
        },
        decision => panic!("no write: {decision:?}"),
    }
}

/// With every number as it is sent, zeros included.
fn pretty(body: &Value) -> String {
    serde_json::to_string_pretty(body).unwrap()
}
