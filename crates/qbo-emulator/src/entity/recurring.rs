//! RecurringTransaction: templates of other transactions, with a schedule.
//!
//! Its objects are wrapped: `{"Invoice": {"Id": …, "RecurringInfo": …}}`. Within the books the id stands outside of the
//! template, as with everything else.

use super::owing::hide_owing;
use super::{
    Behaviour, Class, Entity, INVOICE, Naming, Numbering, TRANSACTIONS, Work, bill, by_name, credit_memo,
    deposit, estimate, journal_entry, purchase, purchase_order, refund_receipt, sales_receipt, transfer,
    vendor_credit,
};
use crate::books::{Company, Record};
use crate::fault::{Code, Fault};
use crate::field::{Draft, Field, Shape, join};
use crate::wire::{MONTHS, Members, Object, WEEKDAYS};
use serde_json::Value;

/// What is to be entered again and again. Nothing is entered by itself: see `docs/emulator/behaviours.md`.
pub(crate) static RECURRING_TRANSACTION: Entity = Entity {
    name: "RecurringTransaction",
    path: "recurringtransaction",
    class: Class::Transaction,
    fields: FIELDS,
    sequence: TRANSACTIONS,
    naming: Some(Naming {
        field: "Name",
        space: "RecurringTransaction",
        among_siblings: false,
        noun: "recurring template",
    }),
    numbering: Numbering::None,
    counted: true,
    word: "Transactions",
    behaviour: &Recurring,
};

/// The member for templates of an entity: what the entity has, and the schedule.
macro_rules! template {
    ($entity:path) => {
        Field::new(
            $entity.name,
            Shape::Object(&join::<{ SCHEDULED.len() + $entity.fields.len() }>(SCHEDULED, $entity.fields)),
        )
    };
}

static FIELDS: &[Field] = &[
    Field::shown("Type", Shape::Text(30)).filter(),
    Field::shown("Name", Shape::Text(100)),
    template!(bill::BILL),
    template!(credit_memo::CREDIT_MEMO),
    template!(deposit::DEPOSIT),
    template!(estimate::ESTIMATE),
    template!(INVOICE),
    template!(journal_entry::JOURNAL_ENTRY),
    template!(purchase::PURCHASE),
    template!(purchase_order::PURCHASE_ORDER),
    template!(refund_receipt::REFUND_RECEIPT),
    template!(sales_receipt::SALES_RECEIPT),
    template!(transfer::TRANSFER),
    template!(vendor_credit::VENDOR_CREDIT),
];

const INFO: &str = "RecurringInfo";

const SCHEDULED: &[Field] = &[Field::new(
    INFO,
    Shape::Object(&[
        Field::text("Name", 100),
        Field::new("RecurType", Shape::Choice(&["Automated", "Reminded", "UnScheduled", "Manual"])),
        Field::new("Active", Shape::Flag),
        Field::new("ScheduleInfo", SCHEDULE),
    ]),
)];

const SCHEDULE: Shape = Shape::Object(&[
    Field::new("IntervalType", Shape::Choice(&["Yearly", "Monthly", "Weekly", "Daily"])),
    Field::new("NumInterval", Shape::Whole(1, 1_000)),
    Field::new("DayOfMonth", Shape::Whole(1, 31)),
    Field::new("DayOfWeek", Shape::Choice(&WEEKDAYS)),
    Field::new("WeekOfMonth", Shape::Whole(1, 5)),
    Field::new("MonthOfYear", Shape::Choice(&MONTHS)),
    Field::new("RemindDays", Shape::Whole(0, 366)),
    Field::new("DaysBefore", Shape::Whole(0, 366)),
    Field::new("MaxOccurrences", Shape::Whole(1, 10_000)),
    Field::new("StartDate", Shape::Date),
    Field::new("EndDate", Shape::Date),
    Field::shown("NextDate", Shape::Date),
    Field::shown("PreviousDate", Shape::Date),
]);

/// Members of every object, which stand within the template in requests and replies.
const OUTSIDE: [&str; 6] = ["Id", "SyncToken", "sparse", "MetaData", "domain", "status"];

struct Recurring;

impl Behaviour for Recurring {
    fn opened(&self, sent: &Object) -> Option<Object> {
        let (entity, _) = template(sent)?;
        let mut opened = sent.clone();
        let Some(Value::Object(mut template)) = opened.remove(entity.name) else { return None };
        for name in OUTSIDE {
            if let Some(value) = template.remove(name) {
                opened.put(name, value);
            }
        }
        opened.put(entity.name, template);
        Some(opened)
    }

    fn wrapped(&self, body: &Object, mut shown: Object) -> Object {
        let Some((entity, _)) = template(body) else { return shown };
        let template = shown.remove(entity.name).and_then(|template| template.as_object().cloned());
        let mut template = template.unwrap_or_default();
        for name in OUTSIDE {
            if let Some(value) = shown.remove(name) {
                template.put(name, value);
            }
        }
        let mut wrapped = Object::new();
        wrapped.put(entity.name, template);
        wrapped
    }

    fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        if let Some((other, _)) = templates(&work.given.set).nth(1) {
            let detail = "Invalid Request, conflicting elements : a template is of one kind of transaction";
            return Err(Fault::new(Code::CONFLICTING, detail).element(other.name));
        }
        let (entity, given) = template(&work.given.set).ok_or_else(no_template)?;
        let was = work.before.and_then(|before| template(&before.body));
        if was.is_some_and(|(before, _)| before.name != entity.name) {
            return Err(Fault::not_found());
        }
        let mut given = given.clone();
        let name = complete_schedule(&mut given)?;
        let required = entity.fields.iter().find(|field| field.required && !given.contains_key(field.name));
        if let Some(field) = required {
            return Err(Fault::missing(field.name));
        }
        let draft = Draft { set: given.clone(), cleared: Vec::new() };
        entity
            .behaviour
            .complete(&Work { before: None, given: &draft, sparse: false, ..*work }, &mut given)?;
        // A number is given to what is made of the template, and only that is owed.
        given.remove("DocNumber");
        hide_owing(&mut given);
        body.put("Type", entity.name);
        body.put("Name", name);
        body.put(entity.name, given);
        Ok(())
    }

    fn dress(&self, company: &Company, record: &Record, shown: &mut Object) {
        if let Some((entity, mut inner)) = template(shown).map(|(entity, inner)| (entity, inner.clone())) {
            entity.behaviour.dress(company, record, &mut inner);
            shown.put(entity.name, inner);
        }
    }
}

/// The template and the entity that it is of.
fn template(body: &Object) -> Option<(&'static Entity, &Object)> {
    templates(body).next()
}

/// Every template, though there should be one.
fn templates(body: &Object) -> impl Iterator<Item = (&'static Entity, &Object)> {
    let kinds = FIELDS.iter().filter(|field| matches!(field.shape, Shape::Object(_)));
    kinds.filter_map(|field| Some((by_name(field.name)?, body.object(field.name)?)))
}

fn no_template() -> Fault {
    let kinds = FIELDS.iter().filter(|field| matches!(field.shape, Shape::Object(_)));
    let kinds: Vec<&str> = kinds.map(|field| field.name).collect();
    let mut fault = Fault::missing("RecurringTransaction");
    fault.detail.push_str(&format!(" : a template of one of {}", kinds.join(", ")));
    fault
}

/// Fills what a schedule has at least, and gives the template's name.
fn complete_schedule(template: &mut Object) -> Result<String, Fault> {
    let Some(Value::Object(info)) = template.get_mut(INFO) else { return Err(Fault::missing(INFO)) };
    let name = info.text("Name").ok_or_else(|| Fault::missing("Name"))?.to_owned();
    info.put_default("RecurType", "Automated");
    info.put_default("Active", false);
    if let Some(Value::Object(schedule)) = info.get_mut("ScheduleInfo")
        && let Some(start) = schedule.text("StartDate").map(str::to_owned)
    {
        schedule.put("NextDate", start);
    }
    Ok(name)
}
