//! Dates and terms (fact sheet 9.2).

use crate::books::Company;
use crate::entity::Work;
use crate::wire::{Members, Object, date_of, day_of, reference};
use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;

/// Days until a form without terms is due (fact sheet 9.2).
const DUE_DAYS_WITHOUT_TERM: i64 = 30;

/// Fills `TxnDate`, `SalesTermRef` and `DueDate`. Default terms are the customer's, else the company's (assumed).
pub(crate) fn complete_dates(work: &Work<'_>, body: &mut Object) {
    let today = day_of(work.now);
    body.put_default("TxnDate", today.to_string());
    if work.before.is_none() && body.target("SalesTermRef").is_none() {
        let customer = body.target("CustomerRef").and_then(|id| work.company.look_up("Customer", id));
        let term = customer
            .and_then(|customer| customer.body.target("SalesTermRef"))
            .or_else(|| work.company.preferred("SalesFormsPrefs", "DefaultTerms"));
        if let Some(term) = term {
            body.put("SalesTermRef", reference(term));
        }
    }
    if !body.contains_key("DueDate") {
        let date = body.text("TxnDate").and_then(date_of).unwrap_or(today);
        body.put("DueDate", due(work.company, body, date).to_string());
    }
}

/// The day on which a transaction of `date` is due by the terms in `body`.
pub(in crate::entity) fn due(company: &Company, body: &Object, date: Date) -> Date {
    let term = body.target("SalesTermRef").and_then(|id| company.look_up("Term", id));
    let number = |name| term.and_then(|term| term.body.decimal(name)).and_then(|value| value.to_i64());
    match number("DayOfMonthDue") {
        Some(day) => day_of_month(date, day, number("DueNextMonthDays").unwrap_or(0)),
        None => date.saturating_add(number("DueDays").unwrap_or(DUE_DAYS_WITHOUT_TERM).days()),
    }
}

/// The given day of this month, or of the next when it is closer than `notice` days.
fn day_of_month(date: Date, day: i64, notice: i64) -> Date {
    let on = |month: Date| {
        let day = i8::try_from(day).unwrap_or(1).min(month.days_in_month());
        month.with().day(day).build().unwrap_or(month)
    };
    let this = on(date);
    if this >= date.saturating_add(notice.days()) {
        this
    } else {
        on(date.first_of_month().saturating_add(1.month()))
    }
}
