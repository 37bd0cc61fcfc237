//! The first page: all companies, and the latest requests.

use super::link::of_company;
use super::part::{Row, rows};
use super::shell::shown;
use crate::emulator::{Emulator, World};
use crate::entity::ALL;
use crate::gateway::Wanted;
use askama::Template;
use axum::extract::State;
use axum::response::Response;

/// Requests shown here.
const LATEST: usize = 15;

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    now: String,
    companies: Vec<Brief>,
    rules: usize,
    endpoints: usize,
    rows: Vec<Row>,
    /// Whether anything has been asked, now or before the journal was emptied.
    asked: bool,
}

/// A company in the list.
struct Brief {
    name: String,
    realm: String,
    href: String,
    objects: usize,
    requests: u64,
}

/// The page.
pub(super) async fn page(State(emulator): State<Emulator>) -> Response {
    let now = emulator.now();
    let world = emulator.world();
    let home = Home {
        now: crate::wire::stamp(now),
        companies: briefs(&world),
        rules: world.rules.list().len(),
        endpoints: world.webhooks.endpoints().len(),
        rows: rows(&world, &Wanted::default(), None, LATEST),
        asked: world.journal.last() > 0,
    };
    drop(world);
    shown(&home)
}

fn briefs(world: &World) -> Vec<Brief> {
    let companies = world.companies.iter();
    companies
        .map(|(realm, company)| Brief {
            name: company.name(),
            realm: realm.clone(),
            href: of_company(realm),
            objects: ALL
                .iter()
                .filter_map(|entity| company.table(entity.name))
                .map(|table| table.len())
                .sum(),
            requests: company.counters.requests,
        })
        .collect()
}
