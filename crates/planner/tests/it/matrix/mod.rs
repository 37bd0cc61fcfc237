//! Every combination of what the books want, what was sent and what is there, and what is decided.
//!
//! A row is what the books want and a link; its cells are the decisions when nobody has looked at QuickBooks, when a look
//! has found nothing, and when it has found an entity.

mod bill;
mod closed;
mod contact;
mod deposited;
mod generic_item;
mod invoice;
mod meanwhile;
mod payment;
mod purchase_order;
mod refund;
mod unsent;

use crate::sample::{Books, known};
use crate::shown::shown;
use planner::{Decision, Link, Remote, Step};

/// What the books say, in a few words, and in full.
struct Situation(&'static str, Books);

const REMOTE_ID: &str = "42";

/// The decisions about `situations`. An `equal` link holds what the situation would send, or would have sent to an
/// ordinary company, or else what the first situation sends.
fn table(situations: &[Situation]) -> String {
    let usual = payload_fingerprint(&situations[0].1).expect("the first situation is sent");
    let mut rows = vec![["books", "link", "unseen", "missing", "found"].map(str::to_owned)];
    for Situation(name, books) in situations {
        let ordinary = Books { known: known(), ..books.clone() };
        let own = payload_fingerprint(books).or_else(|| payload_fingerprint(&ordinary));
        let own = own.unwrap_or_else(|| usual.clone());
        let mut name = *name;
        for (links, [unseen, missing, found]) in decided(books, &own) {
            rows.push([name.to_owned(), links, unseen, missing, found]);
            name = "";
        }
    }
    aligned(&rows)
}

/// The decisions for each link, one for each thing that a look can have shown. Links with the same decisions are told
/// together.
fn decided(books: &Books, own: &str) -> Vec<(String, [String; 3])> {
    let mut rows: Vec<(Vec<&str>, [String; 3])> = Vec::new();
    let links = links(own);
    for (name, link) in &links {
        let decisions = remotes().map(|remote| shown(&books.decide(link, &remote)));
        match rows.iter_mut().find(|(_, others)| *others == decisions) {
            Some((names, _)) => names.push(name),
            None => rows.push((vec![name], decisions)),
        }
    }
    rows.into_iter().map(|(names, decisions)| (told(&names, &links), same(decisions))).collect()
}

fn told(names: &[&str], links: &[(&str, Link)]) -> String {
    let live = links.iter().filter(|(_, link)| link.remote_id.is_some()).map(|(name, _)| *name);
    match names {
        _ if names.len() == links.len() => "any".to_owned(),
        _ if live.eq(names.iter().copied()) => "any live".to_owned(),
        _ => names.join(", "),
    }
}

/// Says once what is decided whatever a look has shown.
fn same([unseen, missing, found]: [String; 3]) -> [String; 3] {
    match unseen == missing && missing == found {
        true => [unseen, "same".to_owned(), "same".to_owned()],
        false => [unseen, missing, found],
    }
}

fn remotes() -> [Remote; 3] {
    [
        Remote::Unseen,
        Remote::Missing,
        Remote::Found { id: REMOTE_ID.to_owned(), sync_token: "5".to_owned(), drift: None },
    ]
}

/// Links by name. The version that a link holds is 3, the one that a look finds is 5.
fn links(own: &str) -> [(&'static str, Link); 8] {
    let live = |token: Option<&str>, fingerprint: Option<&str>, generation| Link {
        remote_id: Some(REMOTE_ID.to_owned()),
        sync_token: token.map(str::to_owned),
        fingerprint: fingerprint.map(str::to_owned),
        generation,
        ..Link::default()
    };
    let voided = voided_fingerprint();
    [
        ("none", Link::default()),
        ("gone", Link { generation: 1, ..Link::default() }),
        ("equal", live(Some("3"), Some(own), 0)),
        ("equal without version", live(None, Some(own), 0)),
        ("other", live(Some("3"), Some("other"), 0)),
        ("unproven", live(Some("3"), None, 0)),
        ("other without version", live(None, Some("other"), 0)),
        ("voided", live(None, Some(&voided), 1)),
    ]
}

/// Of the payload with which `books` would be created.
fn payload_fingerprint(books: &Books) -> Option<String> {
    written(books.decide(&Link::default(), &Remote::Missing))
}

/// What a voided invoice's link holds.
fn voided_fingerprint() -> String {
    let link =
        Link { remote_id: Some(REMOTE_ID.to_owned()), sync_token: Some("0".to_owned()), ..Link::default() };
    written(invoice::voided().decide(&link, &Remote::Unseen)).expect("a void is a write")
}

fn written(decision: Decision) -> Option<String> {
    let Decision::Steps(steps) = decision else { return None };
    match steps.as_slice() {
        [Step::Write(step)] => Some(step.fingerprint.as_str().to_owned()),
        _ => None,
    }
}

/// `rows` in columns as wide as their widest cell.
fn aligned<const COLUMNS: usize>(rows: &[[String; COLUMNS]]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let line = |row: &[String; COLUMNS]| {
        let cells = row.iter().enumerate().map(|(column, cell)| format!("{cell:0$}", width(column)));
        cells.collect::<Vec<_>>().join(" | ").trim_end().to_owned()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}
