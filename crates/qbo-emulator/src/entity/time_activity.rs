//! TimeActivity (fact sheet 2.6).

use super::{Behaviour, Class, Entity, Numbering, Work};
use crate::fault::{Code, Fault};
use crate::field::{FREE_REF, Field, Shape, TRANSACTION, join};
use crate::wire::{Members, Object, day_of, local_moment};
use jiff::Timestamp;

/// Time that an employee or vendor has worked. It moves no account.
pub(crate) static TIME_ACTIVITY: Entity = Entity {
    name: "TimeActivity",
    path: "timeactivity",
    class: Class::Transaction,
    fields: &join::<{ OWN.len() + TRANSACTION.len() }>(OWN, TRANSACTION),
    sequence: "TimeActivity",
    naming: None,
    numbering: Numbering::None,
    counted: true,
    word: "TimeActivities",
    behaviour: &TimeActivity,
};

const OWN: &[Field] = &[
    Field::new("NameOf", Shape::Choice(&["Employee", "Vendor"])).required(),
    Field::to("EmployeeRef", "Employee").filter(),
    Field::to("VendorRef", "Vendor").filter(),
    Field::to("CustomerRef", "Customer").filter(),
    Field::to("ItemRef", "Item"),
    Field::to("ClassRef", "Class"),
    Field::new("BillableStatus", Shape::Choice(&["Billable", "NotBillable", "HasBeenBilled"])).filter(),
    Field::new("Taxable", Shape::Flag),
    Field::new("HourlyRate", Shape::Plain),
    Field::new("CostRate", Shape::Plain),
    Field::new("Hours", Shape::Whole(0, 8_760)),
    Field::new("Minutes", Shape::Whole(0, 59)),
    Field::new("BreakHours", Shape::Whole(0, 23)),
    Field::new("BreakMinutes", Shape::Whole(0, 59)),
    Field::new("StartTime", Shape::Moment),
    Field::new("EndTime", Shape::Moment),
    Field::text("Description", 4000),
    Field::new("PayrollItemRef", FREE_REF),
    Field::text("TimeZone", 50),
    Field::ignored("TransactionLocationType"),
];

struct TimeActivity;

impl Behaviour for TimeActivity {
    fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        let who = if body.text("NameOf") == Some("Vendor") { "VendorRef" } else { "EmployeeRef" };
        if body.target(who).is_none() {
            return Err(Fault::missing(who));
        }
        let has = |member| body.contains_key(member);
        let is_measured = has("Hours") || has("Minutes") || (has("StartTime") && has("EndTime"));
        if !is_measured {
            return Err(Fault::missing("Hours"));
        }
        let given = |member| work.given.set.contains_key(member);
        if given("Hours") && given("StartTime") {
            let detail =
                "Invalid Request, conflicting elements : send Hours and Minutes, or StartTime and EndTime";
            return Err(Fault::new(Code::CONFLICTING, detail).element("StartTime"));
        }
        check_order(body)?;
        if body.text("BillableStatus") == Some("Billable") && body.target("CustomerRef").is_none() {
            return Err(Fault::missing("CustomerRef"));
        }
        body.put_default("TxnDate", day_of(work.now).to_string());
        body.put_default("BillableStatus", "NotBillable");
        body.put_default("Taxable", false);
        Ok(())
    }
}

/// Time ends after it has begun (assumed). What can't be read as a moment is not compared.
fn check_order(body: &Object) -> Result<(), Fault> {
    let moment = |member: &str| {
        let text = body.text(member)?;
        text.parse::<Timestamp>().ok().or_else(|| local_moment(text))
    };
    match moment("StartTime").zip(moment("EndTime")) {
        Some((start, end)) if end < start => {
            let detail = "Invalid Date Range : EndTime is before StartTime";
            Err(Fault::new(Code::DATE_RANGE, detail).element("EndTime"))
        }
        _ => Ok(()),
    }
}
