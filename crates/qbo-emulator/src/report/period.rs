//! Spans of days that have a name: `This Fiscal Year-to-date` (the date macros of the service's report schema).

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// From the first day to the last, both included.
pub(super) type Period = (Date, Date);

/// What a fiscal or calendar span is made of.
#[derive(Debug, Clone, Copy)]
enum Unit {
    Day,
    Week,
    /// So many months, counted from the first month of the year.
    Months(i8),
}

/// The period that a macro means today; `None` for an unknown one. Case does not count, and blanks may be
/// written as `_`. `first_month` begins the fiscal year.
pub(super) fn named(name: &str, today: Date, first_month: i8) -> Option<Period> {
    let name = name.to_ascii_lowercase().replace('_', " ");
    let (name, to_date) = match name.strip_suffix("-to-date") {
        Some(name) => (name, true),
        None => (name.as_str(), false),
    };
    let month = |fiscal: bool| if fiscal { first_month } else { 1 };
    let (which, rest) = match name {
        "all" => return Some((Date::constant(1900, 1, 1), Date::constant(2999, 12, 31))),
        "today" => (0, "day"),
        "yesterday" => (-1, "day"),
        "next 4 weeks" => {
            let (first, _) = span(Unit::Week, 1, today, 1)?;
            return Some((first, first.saturating_add(27.days())));
        }
        _ => {
            let (which, rest) = name.split_once(' ')?;
            (["last", "this", "next"].iter().position(|word| *word == which)? as i64 - 1, rest)
        }
    };
    let (unit, month) = match rest {
        "day" => (Unit::Day, 1),
        "week" => (Unit::Week, 1),
        "month" => (Unit::Months(1), 1),
        "fiscal quarter" => (Unit::Months(3), month(true)),
        "calendar quarter" | "quarter" => (Unit::Months(3), month(false)),
        "fiscal year" => (Unit::Months(12), month(true)),
        "calendar year" | "year" => (Unit::Months(12), month(false)),
        _ => return None,
    };
    let (first, last) = span(unit, which, today, month)?;
    let days_in = today - span(unit, 0, today, month)?.0;
    Some((first, if to_date { last.min(first.saturating_add(days_in)) } else { last }))
}

/// The first day of the fiscal year that `day` lies in.
pub(super) fn fiscal_year(day: Date, first_month: i8) -> Date {
    span(Unit::Months(12), 0, day, first_month).map_or(day, |(first, _)| first)
}

/// The span around `today`, or the one `which` further.
fn span(unit: Unit, which: i64, today: Date, first_month: i8) -> Option<Period> {
    match unit {
        Unit::Day => {
            let day = today.checked_add(which.days()).ok()?;
            Some((day, day))
        }
        Unit::Week => {
            let back = i64::from(today.weekday().since(Weekday::Sunday));
            let first = today.checked_add((which * 7 - back).days()).ok()?;
            Some((first, first.saturating_add(6.days())))
        }
        Unit::Months(length) => {
            let into = i64::from((today.month() - first_month).rem_euclid(12) % length);
            let length = i64::from(length);
            let first = today.first_of_month().checked_add((which * length - into).months()).ok()?;
            let next = first.checked_add(length.months()).ok()?;
            Some((first, next.saturating_sub(1.day())))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(name: &str, first_month: i8) -> String {
        let (first, last) = named(name, Date::constant(2026, 3, 4), first_month).unwrap();
        format!("{first} {last}")
    }

    #[test]
    fn macros_mean_spans_of_days() {
        for (name, expected) in [
            ("Today", "2026-03-04 2026-03-04"),
            ("Yesterday", "2026-03-03 2026-03-03"),
            ("This Week", "2026-03-01 2026-03-07"),
            ("Last Week-to-date", "2026-02-22 2026-02-25"),
            ("This Month-to-date", "2026-03-01 2026-03-04"),
            ("Last Month", "2026-02-01 2026-02-28"),
            ("last month-to-date", "2026-02-01 2026-02-04"),
            ("This_Calendar_Quarter", "2026-01-01 2026-03-31"),
            ("Next Fiscal Year", "2027-01-01 2027-12-31"),
            ("This Fiscal Year-to-date", "2026-01-01 2026-03-04"),
            ("Next 4 Weeks", "2026-03-08 2026-04-04"),
        ] {
            assert_eq!(days(name, 1), expected, "{name}");
        }
    }

    #[test]
    fn a_fiscal_year_begins_with_its_own_month() {
        assert_eq!(days("This Fiscal Year", 7), "2025-07-01 2026-06-30");
        assert_eq!(days("Last Fiscal Quarter", 2), "2025-11-01 2026-01-31");
        assert_eq!(days("This Calendar Year", 7), "2026-01-01 2026-12-31");
        assert_eq!(fiscal_year(Date::constant(2026, 3, 4), 4).to_string(), "2025-04-01");
    }

    #[test]
    fn other_names_mean_nothing() {
        for name in ["", "This", "This Decade", "Someday", "-to-date", "Next 5 Weeks"] {
            assert_eq!(named(name, Date::constant(2026, 3, 4), 1), None, "{name}");
        }
    }
}
