//! The objects of one entity, page by page.

use super::link::{Link, of_company, of_entity, spaced};
use super::shell::{missing, shown};
use crate::books::{Company, Record};
use crate::emulator::Emulator;
use crate::entity::{Class, Entity, by_name, show};
use crate::wire::{Members, Object};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;

/// Objects on one page.
const PAGE_SIZE: usize = 50;

/// Members that say what an object is called, the first that is there.
const TITLES: [&str; 8] = [
    "FullyQualifiedName",
    "DisplayName",
    "Name",
    "DocNumber",
    "CompanyName",
    "FileName",
    "Note",
    "PaymentRefNum",
];

/// Members that say whom it is about.
const PARTIES: [&str; 6] =
    ["CustomerRef", "VendorRef", "EntityRef", "EmployeeRef", "DepositToAccountRef", "ParentRef"];

/// Members that say how it stands.
const STATES: [&str; 5] = ["POStatus", "TxnStatus", "Type", "AccountType", "PaymentType"];

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    page: usize,
}

#[derive(Template)]
#[template(path = "entities.html")]
struct Page {
    company: String,
    company_href: String,
    name: String,
    count: usize,
    items: Vec<Item>,
    page: usize,
    pages: usize,
    before: Option<String>,
    after: Option<String>,
}

/// One object in the list.
struct Item {
    id: Link,
    title: String,
    party: Link,
    date: String,
    state: String,
    total: String,
    balance: String,
    active: bool,
    changed: String,
}

/// The page. Transactions begin with the newest, lists with the oldest.
pub(super) async fn page(
    State(emulator): State<Emulator>,
    Path((realm, name)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Response {
    let world = emulator.world();
    let Some(company) = world.companies.get(&realm) else { return missing("No such company.") };
    let Some(entity) = by_name(&name) else { return missing("No such entity.") };
    let count = company.table(entity.name).map_or(0, |table| table.len());
    let pages = count.div_ceil(PAGE_SIZE).max(1);
    let page = asked.page.clamp(1, pages);
    let newest_first = entity.class == Class::Transaction;
    let found = company.table(entity.name).into_iter();
    let found = found.flat_map(|table| table.page((page - 1) * PAGE_SIZE, PAGE_SIZE, newest_first));
    let href = |page: usize| format!("{}?page={page}", of_entity(&realm, entity.name));
    let page = Page {
        company: company.name(),
        company_href: of_company(&realm),
        name: spaced(entity.name),
        count,
        items: found.map(|record| item(company, &realm, entity, record)).collect(),
        page,
        pages,
        before: (page > 1).then(|| href(page - 1)),
        after: (page < pages).then(|| href(page + 1)),
    };
    drop(world);
    shown(&page)
}

fn item(company: &Company, realm: &str, entity: &Entity, record: &Record) -> Item {
    let object = show(company, entity, record);
    let text =
        |names: &[&str]| names.iter().find_map(|name| object.text(name)).unwrap_or_default().to_owned();
    let number =
        |names: &[&str]| names.iter().find_map(|name| object.get(*name).filter(|value| value.is_number()));
    let number = |names: &[&str]| number(names).map(ToString::to_string).unwrap_or_default();
    let id = record.id.to_string();
    Item {
        id: Link::to(realm, entity, &id, id.clone()),
        title: text(&TITLES),
        party: party(realm, entity, &object),
        date: text(&["TxnDate"]),
        state: text(&STATES),
        total: number(&["TotalAmt", "Amount", "UnitPrice"]),
        balance: number(&["Balance", "CurrentBalance", "UnappliedAmt"]),
        active: object.get("Active") != Some(&serde_json::Value::Bool(false)),
        changed: crate::wire::stamp(record.updated).get(..19).unwrap_or_default().replace('T', " "),
    }
}

fn party(realm: &str, entity: &Entity, object: &Object) -> Link {
    let found = PARTIES.iter().find_map(|name| Some((entity.field(name), object.object(name)?)));
    found.map(|(field, reference)| Link::of_reference(realm, field, reference)).unwrap_or_default()
}
