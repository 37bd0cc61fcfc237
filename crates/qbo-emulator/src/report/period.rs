//! Spans of days that have a name: `This Fiscal Year-to-date` (the date macros of the service's report schema).

use crate::wire::MONTHS;
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

/// The pieces that a column each of a statement tells, by a word of `summarize_column_by`; the first and the last
/// are as long as the whole has days of them. No pieces for a word that means no span of days.
pub(super) fn pieces(word: &str, (start, end): Period, first_month: i8) -> impl Iterator<Item = Period> {
    let unit = match word {
        "Days" => Some((Unit::Day, 1)),
        "Week" => Some((Unit::Week, 1)),
        "Month" => Some((Unit::Months(1), 1)),
        "Quarter" => Some((Unit::Months(3), 1)),
        "FiscalQuarter" => Some((Unit::Months(3), first_month)),
        "Year" => Some((Unit::Months(12), 1)),
        "FiscalYear" => Some((Unit::Months(12), first_month)),
        _ => None,
    };
    let piece = move |first: Date| {
        let (unit, month) = unit.filter(|_| first <= end)?;
        Some((first, span(unit, 0, first, month)?.1.min(end)))
    };
    std::iter::successors(piece(start), move |(_, last)| piece(last.tomorrow().ok()?))
}

/// What a column of these days is called (months observed; the rest assumed): `Mar 2026`, `Jan - Mar, 2026`,
/// `Mar 1 - 2, 2026`, `Dec 29, 2025 - Jan 4, 2026`.
pub(super) fn title((first, last): Period) -> String {
    let month = |day: Date| &MONTHS[usize::from(day.month().unsigned_abs()) - 1][..3];
    let whole = first.day() == 1 && last == last.last_of_month();
    let (same_year, same_month) = (first.year() == last.year(), first.month() == last.month());
    match (whole, same_year, same_month) {
        (true, true, true) => format!("{} {}", month(first), last.year()),
        (true, true, false) => format!("{} - {}, {}", month(first), month(last), last.year()),
        (true, false, _) => {
            format!("{} {} - {} {}", month(first), first.year(), month(last), last.year())
        }
        (false, true, true) if first == last => format!("{} {}, {}", month(first), first.day(), last.year()),
        (false, true, true) => format!("{} {} - {}, {}", month(first), first.day(), last.day(), last.year()),
        (false, true, false) => {
            format!("{} {} - {} {}, {}", month(first), first.day(), month(last), last.day(), last.year())
        }
        (false, false, _) => {
            let day = |day: Date| format!("{} {}, {}", month(day), day.day(), day.year());
            format!("{} - {}", day(first), day(last))
        }
    }
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
    fn a_whole_falls_into_pieces_that_are_called_by_their_days() {
        let pieces = |word: &str, first_month: i8| {
            let whole = (Date::constant(2025, 12, 30), Date::constant(2026, 2, 2));
            let titles: Vec<String> = pieces(word, whole, first_month).map(title).collect();
            titles.join(" | ")
        };
        assert_eq!(pieces("Month", 1), "Dec 30 - 31, 2025 | Jan 2026 | Feb 1 - 2, 2026");
        assert_eq!(pieces("Quarter", 1), "Dec 30 - 31, 2025 | Jan 1 - Feb 2, 2026");
        assert_eq!(pieces("FiscalQuarter", 2), "Dec 30, 2025 - Jan 31, 2026 | Feb 1 - 2, 2026");
        assert_eq!(pieces("FiscalYear", 7), "Dec 30, 2025 - Feb 2, 2026");
        assert!(pieces("Week", 1).starts_with("Dec 30, 2025 - Jan 3, 2026 | Jan 4 - 10, 2026 |"));
        assert!(pieces("Days", 1).starts_with("Dec 30, 2025 | Dec 31, 2025 | Jan 1, 2026 |"));
        assert_eq!(pieces("Total", 1), "");
        let days = |from: (i16, i8), to: (i16, i8, i8)| {
            title((Date::constant(from.0, from.1, 1), Date::constant(to.0, to.1, to.2)))
        };
        assert_eq!(days((2026, 1), (2026, 3, 31)), "Jan - Mar, 2026");
        assert_eq!(days((2025, 7), (2026, 6, 30)), "Jul 2025 - Jun 2026");
    }

    #[test]
    fn other_names_mean_nothing() {
        for name in ["", "This", "This Decade", "Someday", "-to-date", "Next 5 Weeks"] {
            assert_eq!(named(name, Date::constant(2026, 3, 4), 1), None, "{name}");
        }
    }
}
