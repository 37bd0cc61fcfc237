//! One company: its entities with their counts.

use super::link::{of_entity, spaced};
use super::part::{Row, rows};
use super::shell::{missing, shown};
use crate::books::Company;
use crate::emulator::Emulator;
use crate::entity::{ALL, Class, by_name, show};
use crate::gateway::Wanted;
use crate::wire::Members;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

/// Requests shown here.
const LATEST: usize = 12;

/// Account types whose sums say most at a glance.
const SUMS: [(&str, &str); 3] = [
    ("Bank", "In the bank"),
    ("Accounts Receivable", "Customers owe"),
    ("Accounts Payable", "Owed to vendors"),
];

#[derive(Template)]
#[template(path = "company.html")]
struct Page {
    name: String,
    realm: String,
    sums: Vec<(&'static str, String)>,
    groups: Vec<Group>,
    rows: Vec<Row>,
    /// Whether anything has been asked, now or before the journal was emptied.
    asked: bool,
}

/// Entities of one kind.
struct Group {
    title: &'static str,
    entities: Vec<Count>,
}

/// An entity and how many objects it has.
struct Count {
    name: String,
    href: String,
    count: usize,
}

/// The page.
pub(super) async fn page(State(emulator): State<Emulator>, Path(realm): Path<String>) -> Response {
    let world = emulator.world();
    let Some(company) = world.companies.get(&realm) else { return missing("No such company.") };
    let wanted = Wanted { realm_id: Some(realm.clone()), ..Wanted::default() };
    let page = Page {
        name: company.name(),
        sums: sums(company),
        groups: [("Transactions", Class::Transaction), ("Lists", Class::List)]
            .into_iter()
            .map(|(title, class)| group(company, &realm, title, &[class]))
            .chain([group(
                company,
                &realm,
                "Settings",
                &[Class::Company, Class::Single, Class::ReadOnly, Class::Fixed, Class::Keyed],
            )])
            .collect(),
        rows: rows(&world, &wanted, None, LATEST),
        asked: company.counters.requests > 0,
        realm,
    };
    drop(world);
    shown(&page)
}

fn group(company: &Company, realm: &str, title: &'static str, classes: &[Class]) -> Group {
    let entities = ALL.iter().filter(|entity| classes.contains(&entity.class));
    let entities = entities.map(|entity| Count {
        name: spaced(entity.name),
        href: of_entity(realm, entity.name),
        count: company.table(entity.name).map_or(0, |table| table.len()),
    });
    Group { title, entities: entities.collect() }
}

/// What the accounts of a type come to.
fn sums(company: &Company) -> Vec<(&'static str, String)> {
    let Some((entity, table)) = by_name("Account").zip(company.table("Account")) else { return Vec::new() };
    let accounts: Vec<_> = table.iter().map(|record| show(company, entity, record)).collect();
    let sum = |kind: &str| {
        let own = accounts.iter().filter(|account| account.text("AccountType") == Some(kind));
        let sum: rust_decimal::Decimal = own.map(|account| account.amount("CurrentBalance")).sum();
        format!("{sum:.2}")
    };
    SUMS.iter().map(|(kind, label)| (*label, sum(kind))).collect()
}
