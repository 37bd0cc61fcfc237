//! One object: what it says, its lines, and what it is linked to.

use super::link::{Link, of_company, of_entity, spaced};
use super::part::{Row, rows};
use super::shell::{missing, shown};
use crate::books::Id;
use crate::emulator::Emulator;
use crate::entity::{Entity, by_name, show};
use crate::field::{Field, Shape};
use crate::gateway::Wanted;
use crate::operation::is_form;
use crate::print::form;
use crate::wire::{Members, Object};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::Value;

/// Requests shown here.
const LATEST: usize = 10;

/// Members that are shown elsewhere on the page, or say nothing to a reader.
const ELSEWHERE: [&str; 10] = [
    "Line",
    "TxnTaxDetail",
    "LinkedTxn",
    "domain",
    "sparse",
    "MetaData",
    "TotalAmt",
    "Balance",
    "UnappliedAmt",
    "CustomField",
];

/// Members that readers look for.
const FIRST: [&str; 12] = [
    "CustomerRef",
    "VendorRef",
    "EntityRef",
    "TxnDate",
    "DueDate",
    "SalesTermRef",
    "DocNumber",
    "BillEmail",
    "EmailStatus",
    "CustomerMemo",
    "PrivateNote",
    "POStatus",
];

/// Members that stand large at the top.
const SUMS: [&str; 5] = ["TotalAmt", "Balance", "UnappliedAmt", "CurrentBalance", "Amount"];

#[derive(Template)]
#[template(path = "document.html")]
struct Page {
    company: String,
    company_href: String,
    kind: String,
    kind_href: String,
    title: String,
    voided: bool,
    inactive: bool,
    print: Option<String>,
    sums: Vec<(String, String)>,
    facts: Vec<(String, Link)>,
    lines: Vec<Line>,
    links: Vec<Link>,
    /// Whether any line is linked to something.
    linked: bool,
    json: String,
    rows: Vec<Row>,
    /// Whether anything has been asked, now or before the journal was emptied.
    asked: bool,
}

/// One line of a transaction.
#[derive(Default)]
struct Line {
    number: String,
    what: Link,
    description: String,
    quantity: String,
    price: String,
    amount: String,
    links: Vec<Link>,
}

/// The page.
pub(super) async fn page(
    State(emulator): State<Emulator>,
    Path((realm, name, id)): Path<(String, String, String)>,
) -> Response {
    let world = emulator.world();
    let Some(company) = world.companies.get(&realm) else { return missing("No such company.") };
    let Some(entity) = by_name(&name) else { return missing("No such entity.") };
    // Clients name the company by its realm (fact sheet 11.5).
    let own_id = if entity.name == "CompanyInfo" { "1" } else { &id };
    let Some(record) = company.find(entity.name, &Id::parse(own_id)) else {
        return missing("No such object. It may have been deleted.");
    };
    let object = show(company, entity, record);
    let own = format!("{}/{id}", of_entity(&realm, entity.name));
    let wanted =
        Wanted { realm_id: Some(realm.clone()), entity: Some(entity.name.to_owned()), ..Wanted::default() };
    let mut lines = lines(&realm, entity, &object);
    lines.extend(tax_line(&object));
    let page = Page {
        company: company.name(),
        company_href: of_company(&realm),
        kind: spaced(entity.name),
        kind_href: of_entity(&realm, entity.name),
        title: title(&object),
        voided: object.text("PrivateNote").is_some_and(|note| note.starts_with("Voided")),
        inactive: object.get("Active") == Some(&Value::Bool(false)),
        print: is_form(entity).then(|| format!("{own}/pdf")),
        sums: sums(&object),
        facts: facts(&realm, entity, &object),
        links: Link::of_links(&realm, &object),
        linked: lines.iter().any(|line| !line.links.is_empty()),
        lines,
        rows: rows(&world, &wanted, Some(&id), LATEST),
        asked: company.counters.requests > 0,
        json: format!("{:#}", Value::Object(object)),
    };
    drop(world);
    shown(&page)
}

/// The form on paper.
pub(super) async fn print(
    State(emulator): State<Emulator>,
    Path((realm, name, id)): Path<(String, String, String)>,
) -> Response {
    let world = emulator.world();
    let company = world.companies.get(&realm);
    let entity = by_name(&name).filter(|entity| is_form(entity));
    let found = company.zip(entity).and_then(|(company, entity)| {
        let object = show(company, entity, company.find(entity.name, &Id::parse(&id))?);
        let info = company.table("CompanyInfo").and_then(|table| table.first());
        Some(form(info.map(|info| &*info.body), entity, &object))
    });
    match found {
        Some(pdf) => ([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response(),
        None => missing("Nothing to print."),
    }
}

fn title(object: &Object) -> String {
    let names = ["DocNumber", "FullyQualifiedName", "DisplayName", "Name", "CompanyName", "FileName", "Id"];
    names.iter().find_map(|name| object.text(name)).unwrap_or_default().to_owned()
}

fn sums(object: &Object) -> Vec<(String, String)> {
    let numbers =
        SUMS.iter().filter_map(|name| Some((*name, object.get(*name).filter(|value| value.is_number())?)));
    numbers
        .map(|(name, value)| (spaced(name.strip_suffix("Amt").unwrap_or(name)), value.to_string()))
        .collect()
}

fn facts(realm: &str, entity: &Entity, object: &Object) -> Vec<(String, Link)> {
    let told = object.iter().filter(|(name, _)| !ELSEWHERE.contains(&name.as_str()));
    let told = told.filter_map(|(name, value)| {
        let fact = fact(realm, entity.field(name), value)?;
        Some((place(name), spaced(name.strip_suffix("Ref").unwrap_or(name)), fact))
    });
    let mut told: Vec<(usize, String, Link)> = told.collect();
    told.sort_by_key(|(place, _, _)| *place);
    told.into_iter().map(|(_, name, fact)| (name, fact)).collect()
}

/// What a reader looks for comes first, the rest by name.
fn place(name: &str) -> usize {
    FIRST.iter().position(|first| *first == name).unwrap_or(FIRST.len())
}

/// A member in words; `None` where it says nothing.
fn fact(realm: &str, field: Option<&Field>, value: &Value) -> Option<Link> {
    match value {
        Value::Null | Value::Bool(false) => None,
        Value::Bool(true) => Some(Link::plain("yes")),
        Value::Number(number) => Some(Link::plain(number.to_string())),
        Value::String(text) => Some(Link::plain(text.clone())),
        Value::Array(rows) if rows.is_empty() => None,
        Value::Array(rows) => Some(Link::plain(format!("{} entries", rows.len()))),
        Value::Object(inner) if inner.contains_key("value") => Some(Link::of_reference(realm, field, inner)),
        Value::Object(inner) if inner.contains_key("PostalCode") || inner.contains_key("Line1") => {
            Some(Link::plain(address(inner)))
        }
        Value::Object(inner) => {
            let shown = inner.iter().filter(|(name, _)| !matches!(name.as_str(), "Id" | "Lat" | "Long"));
            let parts: Vec<String> =
                shown.filter_map(|(_, value)| Some(fact(realm, None, value)?.text)).collect();
            (!parts.is_empty()).then(|| Link::plain(parts.join(", ")))
        }
    }
}

/// An address as one writes it.
fn address(address: &Object) -> String {
    const PARTS: [&str; 9] = [
        "Line1",
        "Line2",
        "Line3",
        "Line4",
        "Line5",
        "City",
        "CountrySubDivisionCode",
        "PostalCode",
        "Country",
    ];
    PARTS.iter().filter_map(|part| address.text(part)).collect::<Vec<_>>().join(", ")
}

/// The tax that stands between the lines and the total.
fn tax_line(object: &Object) -> Option<Line> {
    let tax = object.object("TxnTaxDetail")?;
    let amount = tax.decimal("TotalTax").filter(|amount| !amount.is_zero())?;
    Some(Line { what: Link::plain("Tax"), amount: format!("{amount:.2}"), ..Line::default() })
}

fn lines(realm: &str, entity: &Entity, object: &Object) -> Vec<Line> {
    let fields = match entity.field("Line").map(|field| field.shape) {
        Some(Shape::List(fields)) => fields,
        _ => &[],
    };
    object.list("Line").iter().filter_map(|line| Some(line_of(realm, fields, line.as_object()?))).collect()
}

fn line_of(realm: &str, fields: &'static [Field], line: &Object) -> Line {
    let kind = line.text("DetailType").unwrap_or_default();
    let detail = line.object(kind);
    let table: &[Field] = match fields.iter().find(|field| field.name == kind).map(|field| field.shape) {
        Some(Shape::Object(table)) => table,
        _ => &[],
    };
    let reference = |name: &str| {
        let field = table.iter().find(|field| field.name == name);
        Some(Link::of_reference(realm, field, detail?.object(name)?))
    };
    let fallback = || match kind {
        "SubTotalLineDetail" => Link::plain("Subtotal"),
        "DiscountLineDetail" => Link::plain("Discount"),
        _ => Link::default(),
    };
    let mut what = reference("ItemRef").or_else(|| reference("AccountRef")).unwrap_or_else(fallback);
    if let Some(side) = detail.and_then(|detail| detail.text("PostingType")) {
        what.text = format!("{side}: {}", what.text);
    }
    let number = |members: Option<&Object>, name: &str| {
        let value = members.and_then(|members| members.get(name)).filter(|value| value.is_number());
        value.map(ToString::to_string).unwrap_or_default()
    };
    // A line that pays is about what it pays.
    let mut links = Link::of_links(realm, line);
    if what == Link::default() && !links.is_empty() {
        what = links.remove(0);
    }
    Line {
        number: number(Some(line), "LineNum"),
        what,
        description: line.text("Description").unwrap_or_default().to_owned(),
        quantity: number(detail, "Qty"),
        price: number(detail, "UnitPrice"),
        amount: number(Some(line), "Amount"),
        links,
    }
}
