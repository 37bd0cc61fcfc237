//! Closed periods: QuickBooks takes no change of a transaction dated on or before the closing date, nor to such a date
//! (fact sheet 12.5).

use crate::{Code, Known, Link, Problem};
use jiff::civil::Date;

/// What may be done about a document, whose date can be changed here.
pub(super) const CHANGE_THE_DATE: &str = "Change the date here or the closing date in QuickBooks";
/// What may be done about money, whose date can't be changed here.
pub(super) const ENTER_IT_AGAIN: &str =
    "Change the closing date in QuickBooks, or take it back here and enter it with a later date";

/// Refuses a transaction dated in a closed period.
///
/// # Errors
/// [`Code::PeriodClosed`] with the date and the day until which the books are closed.
pub(super) fn open_period(title: &str, date: Date, known: &Known, fix: &str) -> Result<(), Problem> {
    match known.closed_until {
        Some(closed) if date <= closed => {
            let text = format!(
                "{title} is dated {date}, and the books in QuickBooks are closed until {closed}. {fix}"
            );
            Err(Problem::new(Code::PeriodClosed, text))
        }
        _ => Ok(()),
    }
}

/// Refuses that something which is there is `done` there (changed, deleted, voided) while it was left in a closed period,
/// whatever its date is `here`.
///
/// # Errors
/// [`Code::PeriodClosed`] with both dates and the day until which the books are closed.
pub(crate) fn open_there(
    title: &str,
    link: &Link,
    here: Option<Date>,
    known: &Known,
    done: &str,
) -> Result<(), Problem> {
    let (Some(there), Some(closed)) = (link.dated(), known.closed_until) else { return Ok(()) };
    let here = here.filter(|here| *here != there);
    if there > closed && here.is_none_or(|here| here > closed) {
        return Ok(());
    }
    let dates = here.map(|here| format!(" and {here} here")).unwrap_or_default();
    let fix = match there > closed {
        true => CHANGE_THE_DATE,
        false => "Change the closing date in QuickBooks",
    };
    let text = format!(
        "{title} is dated {there} in QuickBooks{dates}, and the books there are closed until {closed}, so it can't be {done} \
         there. {fix}"
    );
    Err(Problem::new(Code::PeriodClosed, text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drift::Held;
    use jiff::civil::date;
    use quickbooks::Entity;
    use serde_json::json;

    fn known() -> Known {
        Known { closed_until: Some(date(2026, 3, 31)), ..Known::default() }
    }

    fn left(day: &str) -> Link {
        let body = json!({ "TxnDate": day });
        let held = Some(Held::of(Entity::Invoice, None, &body, &body));
        Link { remote_id: Some("1".to_owned()), held, ..Link::default() }
    }

    fn told(link: &Link, here: Option<Date>) -> String {
        open_there("Invoice 1", link, here, &known(), "changed")
            .map_or_else(|problem| problem.text, |()| String::new())
    }

    #[test]
    fn the_last_closed_day_is_refused_and_the_next_day_is_not() {
        assert!(open_period("Invoice 1", date(2026, 3, 31), &known(), "").is_err());
        assert!(open_period("Invoice 1", date(2026, 4, 1), &known(), "").is_ok());
        assert!(told(&left("2026-03-31"), None).contains("dated 2026-03-31 in QuickBooks, and"));
        assert_eq!(told(&left("2026-04-01"), None), "");
    }

    #[test]
    fn a_date_is_moved_neither_into_a_closed_period_nor_out_of_it() {
        let into = told(&left("2026-04-01"), Some(date(2026, 3, 1)));
        assert!(
            into.contains("2026-04-01 in QuickBooks and 2026-03-01 here")
                && into.contains("Change the date here"),
            "{into}"
        );
        let out = told(&left("2026-03-01"), Some(date(2026, 4, 1)));
        assert!(
            out.contains("2026-03-01 in QuickBooks and 2026-04-01 here") && !out.contains("the date here"),
            "{out}"
        );
        assert_eq!(told(&left("2026-04-01"), Some(date(2026, 4, 2))), "");
    }

    #[test]
    fn what_was_never_sent_or_is_known_to_be_changed_there_is_not_judged_by_a_date_there() {
        assert_eq!(told(&Link::default(), Some(date(2026, 3, 1))), "");
        assert_eq!(told(&Link { is_doubted: true, ..left("2026-03-01") }, None), "");
    }
}
