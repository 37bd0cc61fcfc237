//! A statement against a company's books.

use super::parse::parse;
use super::select::{Condition, Operator, Projection, Select};
use super::value::{Key, Property, holds, invalid};
use crate::books::{Company, Id, Record};
use crate::entity::{Class, Entity, Numbering, by_name, show};
use crate::fault::Fault;
use crate::field::Shape;
use crate::operation::permit;
use crate::wire::{Members, Object};
use jiff::Timestamp;
use serde_json::{Value, json};

/// Objects in a reply when the statement does not say (fact sheet 3).
const MAX_DEFAULT: i64 = 100;

/// Objects in a reply at most.
const MAX_GREATEST: i64 = 1_000;

/// Answers a statement with the `QueryResponse` object.
///
/// # Errors
/// 4000 when it can't be parsed, 4001 when it asks for what is not there, 5020 for what the edition lacks.
pub(crate) fn run(company: &Company, statement: &str, now: Timestamp) -> Result<Value, Fault> {
    let select = parse(statement)?;
    let entity =
        by_name(&select.entity).ok_or_else(|| invalid(format!("Entity {} not found", select.entity)))?;
    permit(company.settings.edition, entity)?;
    check_projection(entity, &select.projection)?;
    let (start, max) = page(&select)?;
    let tests = tests(entity, &select.conditions, now)?;
    let table = company.table(entity.name).filter(|_| tests.is_empty());
    if select.projection == Projection::Count {
        let counted = match table {
            Some(table) => table.len(),
            None => matching(company, entity, &tests).count(),
        };
        return Ok(json!({ "totalCount": counted }));
    }
    // A page of all in the order of the ids is taken without looking at the others.
    let plain = table.filter(|_| entity.class == Class::Transaction && select.order.is_empty());
    let (total, page) = match plain {
        Some(table) => (table.len(), table.page(start - 1, max, company.settings.observed_order)),
        None => {
            let mut found: Vec<&Record> = matching(company, entity, &tests).collect();
            sort(company, entity, &select, &mut found)?;
            let (skip, take) = cut(entity, &select, &found, (start, max));
            (found.len(), found.into_iter().skip(skip).take(take).collect())
        }
    };
    let objects: Vec<Value> =
        page.into_iter().map(|record| project(show(company, entity, record), &select.projection)).collect();
    if objects.is_empty() {
        return Ok(json!({}));
    }
    let mut reply = Object::new();
    reply.put("startPosition", start);
    reply.put("maxResults", objects.len());
    if entity.counted {
        reply.put("totalCount", total);
    }
    reply.put(entity.name, objects);
    Ok(Value::Object(reply))
}

/// The records that pass the tests, in the order of their ids.
fn matching<'a>(
    company: &'a Company,
    entity: &'static Entity,
    tests: &'a [Test],
) -> impl Iterator<Item = &'a Record> {
    candidates(company, entity, tests).filter(|record| passes(tests, record))
}

/// The entity that a statement asks for, as far as one can see without parsing it.
pub(crate) fn entity_of(statement: &str) -> Option<&'static Entity> {
    let mut words = statement.split_whitespace();
    words.find(|word| word.eq_ignore_ascii_case("from"))?;
    by_name(words.next()?)
}

fn page(select: &Select) -> Result<(usize, usize), Fault> {
    let start = select.start.unwrap_or(1);
    let max = select.max.unwrap_or(MAX_DEFAULT);
    for (value, least) in [(start, 1), (max, 0)] {
        if value < least {
            return Err(invalid(format!("value {value} is too small. Min allowed value is {least}")));
        }
    }
    if max > MAX_GREATEST {
        return Err(invalid(format!("value {max} is too large. Max allowed value is {MAX_GREATEST}")));
    }
    Ok((usize::try_from(start).unwrap_or(usize::MAX), usize::try_from(max).unwrap_or(0)))
}

/// A condition, ready to be asked of records.
struct Test {
    property: Property,
    is_negated: bool,
    operator: Operator,
    wanted: Vec<Key>,
}

impl Test {
    fn holds(&self, found: &Key) -> bool {
        holds(self.operator, found, &self.wanted) != self.is_negated
    }
}

/// Whether a record passes the tests. Those of the rows of a list have to hold of one row together.
fn passes(tests: &[Test], record: &Record) -> bool {
    tests.iter().all(|test| {
        let Some(list) = test.property.list() else { return test.holds(&test.property.of(record)) };
        let mut rows = record.body.list(list).iter().filter_map(Value::as_object);
        rows.any(|row| {
            let mut together = tests.iter().filter(|test| test.property.list() == Some(list));
            together.all(|test| test.holds(&test.property.of_row(row)))
        })
    })
}

fn tests(entity: &Entity, conditions: &[Condition], now: Timestamp) -> Result<Vec<Test>, Fault> {
    let mut tests = Vec::with_capacity(conditions.len() + 1);
    let mut asks_active = false;
    for condition in conditions {
        let property = Property::find(entity, &condition.property, false)?;
        asks_active |= condition.property.eq_ignore_ascii_case("Active");
        if matches!(property, Property::Id) && !matches!(condition.operator, Operator::Equal | Operator::In) {
            return Err(invalid("Operator not supported for property Id".to_owned()));
        }
        let wanted =
            condition.values.iter().map(|text| property.read(text, now)).collect::<Result<_, _>>()?;
        tests.push(Test { property, is_negated: condition.is_negated, operator: condition.operator, wanted });
    }
    // Lists show only what is active unless asked (fact sheet 3).
    if entity.has_active() && !asks_active {
        let property = Property::find(entity, "Active", false)?;
        tests.push(Test {
            property,
            is_negated: false,
            operator: Operator::NotEqual,
            wanted: vec![Key::Flag(false)],
        });
    }
    Ok(tests)
}

/// The records to look at: by index where a condition names ids, a name or a number, else all.
fn candidates<'a>(
    company: &'a Company,
    entity: &'static Entity,
    tests: &[Test],
) -> Box<dyn Iterator<Item = &'a Record> + 'a> {
    for test in tests.iter().filter(|test| !test.is_negated) {
        if let Some(ids) = indexed(company, entity, test) {
            return Box::new(ids.into_iter().filter_map(|id| company.find(entity.name, &id)));
        }
    }
    Box::new(company.table(entity.name).into_iter().flat_map(|table| table.scan()))
}

fn indexed(company: &Company, entity: &'static Entity, test: &Test) -> Option<Vec<Id>> {
    let text = |key: &Key| match key {
        Key::Text(text) => Some(text.clone()),
        _ => None,
    };
    match &test.property {
        Property::Id => {
            let mut ids: Vec<Id> = test
                .wanted
                .iter()
                .filter_map(|key| if let Key::Id(id) = key { Some(id.clone()) } else { None })
                .collect();
            ids.sort();
            ids.dedup();
            Some(ids)
        }
        Property::Member { name, .. } if test.operator == Operator::Equal => {
            let wanted = text(test.wanted.first()?)?;
            let naming = entity.naming.filter(|naming| naming.field == *name && !naming.among_siblings);
            if let Some(naming) = naming {
                let owner = company.names.owner(&format!("{}/", naming.space), &wanted);
                return Some(
                    owner
                        .filter(|owner| owner.entity == entity.name)
                        .map(|owner| owner.id.clone())
                        .into_iter()
                        .collect(),
                );
            }
            if *name == "DocNumber" && entity.numbering != Numbering::None {
                return Some(company.numbers.holders(entity.name, &wanted).cloned().collect());
            }
            None
        }
        Property::Member { .. } | Property::Row { .. } | Property::Created | Property::Updated => None,
    }
}

/// What a page leaves out before it, and how many it takes. The pseudo tax codes come on top of the first page,
/// whatever its size (observed).
fn cut(entity: &Entity, select: &Select, found: &[&Record], (start, max): (usize, usize)) -> (usize, usize) {
    let is_plain = entity.name == "TaxCode" && select.order.is_empty();
    let extra = if is_plain { found.iter().filter(|code| is_word(code)).count() } else { 0 };
    if start == 1 { (0, max.saturating_add(extra)) } else { (start - 1 + extra, max) }
}

/// Whether the id of a record is a word.
fn is_word(record: &Record) -> bool {
    matches!(record.id, Id::Word(_))
}

/// What a statement without an order is answered in.
fn sort_by_itself(company: &Company, entity: &Entity, found: &mut [&Record]) {
    if entity.name == "TaxCode" {
        // The one that is computed with comes last of the pseudo codes (assumed).
        found.sort_by_key(|code| (!is_word(code), code.id == Id::parse("CustomSalesTax")));
    }
    if !company.settings.observed_order {
        return;
    }
    match entity.class {
        Class::Transaction => found.reverse(),
        _ if entity.name == "Account" => {
            found.sort_by_key(|account| account.body.text("FullyQualifiedName").map(str::to_lowercase));
        }
        _ => {}
    }
}

/// By the properties named; records that are equal in them stay in the order of their ids.
fn sort(company: &Company, entity: &Entity, select: &Select, found: &mut [&Record]) -> Result<(), Fault> {
    let mut orders = Vec::with_capacity(select.order.len());
    for order in &select.order {
        orders.push((Property::find(entity, &order.property, true)?, order.descending));
    }
    if orders.is_empty() {
        sort_by_itself(company, entity, found);
        return Ok(());
    }
    found.sort_by_cached_key(|record| {
        let key = |(property, descending): &(Property, bool)| {
            let key = property.of(record);
            (if *descending { None } else { Some(key.clone()) }, std::cmp::Reverse(descending.then_some(key)))
        };
        orders.iter().map(key).collect::<Vec<_>>()
    });
    Ok(())
}

/// Members that every object shows, whatever its table.
const ALWAYS: [&str; 5] = ["Id", "SyncToken", "MetaData", "domain", "sparse"];

/// What is named must be there (fact sheet 3).
fn check_projection(entity: &Entity, projection: &Projection) -> Result<(), Fault> {
    let Projection::Members(members) = projection else { return Ok(()) };
    for member in members {
        let (head, inner) =
            member.split_once('.').map_or((member.as_str(), None), |(head, inner)| (head, Some(inner)));
        let is_known = inner.is_none_or(|inner| has_inner(entity, head, inner));
        if !is_known
            || entity.field(head).is_none() && !ALWAYS.iter().any(|name| name.eq_ignore_ascii_case(head))
        {
            return Err(invalid(format!("Property {member} not found for Entity {}", entity.name)));
        }
    }
    Ok(())
}

/// Whether a member of an object is one that it may have.
fn has_inner(entity: &Entity, head: &str, inner: &str) -> bool {
    if head.eq_ignore_ascii_case("MetaData") {
        return ["CreateTime", "LastUpdatedTime"].iter().any(|name| name.eq_ignore_ascii_case(inner));
    }
    match entity.field(head).map(|field| field.shape) {
        Some(Shape::Object(fields) | Shape::List(fields)) => {
            let first = inner.split('.').next().unwrap_or_default();
            fields.iter().any(|field| field.name.eq_ignore_ascii_case(first))
        }
        Some(Shape::Ref(_)) => ["value", "name"].iter().any(|name| name.eq_ignore_ascii_case(inner)),
        _ => false,
    }
}

/// Named members alone make a sparse object that always has its id (fact sheet 3).
fn project(mut shown: Object, projection: &Projection) -> Value {
    if let Projection::Members(members) = projection {
        let wanted = |name: &str| {
            matches!(name, "Id" | "domain")
                || members.iter().any(|member| {
                    member.split('.').next().is_some_and(|member| member.eq_ignore_ascii_case(name))
                })
        };
        shown.retain(|name, _| wanted(name));
        shown.put("sparse", true);
    }
    Value::Object(shown)
}
