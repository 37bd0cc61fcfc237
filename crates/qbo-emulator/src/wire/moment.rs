//! Moments and dates. The service answers in its own Pacific time (fact sheet 2.4).

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use std::sync::LazyLock;

/// Months by name, as preferences and recurring templates spell them.
pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Days of the week, spelled likewise.
pub(crate) const WEEKDAYS: [&str; 7] =
    ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// Pacific time by rule, so that no time zone database is needed.
static PACIFIC: LazyLock<TimeZone> =
    LazyLock::new(|| TimeZone::posix("PST8PDT,M3.2.0,M11.1.0").unwrap_or(TimeZone::UTC));

fn pacific(moment: Timestamp) -> Zoned {
    moment.to_zoned(PACIFIC.clone())
}

/// A moment as `MetaData` prints it: `2020-03-08T12:40:06-07:00`.
pub(crate) fn stamp(moment: Timestamp) -> String {
    pacific(moment).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// A moment as webhooks print it: `2015-10-05T14:42:19-0700` (fact sheet 13.2).
pub(crate) fn offset_stamp(moment: Timestamp) -> String {
    pacific(moment).strftime("%Y-%m-%dT%H:%M:%S%z").to_string()
}

/// A moment as the member `time` of every reply prints it: `2015-07-24T10:33:39.110-07:00`.
pub(crate) fn reply_time(moment: Timestamp) -> String {
    pacific(moment).strftime("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string()
}

/// The service's date at `moment`.
pub(crate) fn day_of(moment: Timestamp) -> Date {
    pacific(moment).date()
}

/// The first moment of a day in the service's own time.
pub(crate) fn start_of_day(day: Date) -> Option<Timestamp> {
    local(day.at(0, 0, 0, 0))
}

/// The moment that a date, or a date-time without offset, means in the service's own time.
pub(crate) fn local_moment(text: &str) -> Option<Timestamp> {
    let civil: Option<DateTime> = text.parse().ok();
    civil.or_else(|| date_of(text).map(|day| day.at(0, 0, 0, 0))).and_then(local)
}

fn local(civil: DateTime) -> Option<Timestamp> {
    civil.to_zoned(PACIFIC.clone()).ok().map(|zoned| zoned.timestamp())
}

/// The date that `text` begins with: `2015-01-16`, or a date-time whose time is ignored.
pub(crate) fn date_of(text: &str) -> Option<Date> {
    let day = text.get(..10)?;
    let rest = text.get(10..)?;
    (rest.is_empty() || rest.starts_with(['T', 't', ' ', '-', '+', 'Z'])).then(|| day.parse().ok())?
}

/// `text` as the schema writes a date-time, with the offset that it has, if any; `None` for what is none. A date alone
/// means its first moment.
pub(crate) fn date_time_of(text: &str) -> Option<String> {
    date_of(text)?;
    let signs = ['Z', 'z', '+', '-'];
    let (civil, offset) = text.get(10..)?.find(signs).map_or((text, ""), |at| text.split_at(at + 10));
    let civil: DateTime = civil.parse().ok()?;
    let offset = match offset {
        "" => String::new(),
        "Z" | "z" => "Z".to_owned(),
        offset => offset_of(offset)?,
    };
    Some(format!("{civil}{offset}"))
}

/// `-07:00`, of which the colon may be missing.
fn offset_of(text: &str) -> Option<String> {
    /// Hours that the schema lets an offset have.
    const HOURS_MAX: u8 = 14;
    let (sign, digits) = text.split_at_checked(1)?;
    let digits = digits.replacen(':', "", 1);
    let (hours, minutes) = digits.split_at_checked(2).filter(|(_, minutes)| minutes.len() == 2)?;
    let number =
        |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u8>().ok())?;
    let is_sound = number(hours)? < HOURS_MAX && number(minutes)? < 60;
    is_sound.then(|| format!("{sign}{hours}:{minutes}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_carry_the_pacific_offset_of_their_season() {
        let summer: Timestamp = "2015-07-24T17:33:39.110Z".parse().unwrap();
        let winter: Timestamp = "2020-01-08T20:40:06Z".parse().unwrap();
        assert_eq!(stamp(summer), "2015-07-24T10:33:39-07:00");
        assert_eq!(reply_time(summer), "2015-07-24T10:33:39.110-07:00");
        assert_eq!(stamp(winter), "2020-01-08T12:40:06-08:00");
    }

    #[test]
    fn a_date_time_is_written_as_in_the_schema_and_keeps_its_offset() {
        for (sent, kept) in [
            ("2026-03-02T12:00:00-08:00", "2026-03-02T12:00:00-08:00"),
            ("2026-03-02T12:00:00Z", "2026-03-02T12:00:00Z"),
            ("2026-03-02T12:00:00.25+0530", "2026-03-02T12:00:00.25+05:30"),
            ("2026-03-02 12:00", "2026-03-02T12:00:00"),
            ("2026-03-02", "2026-03-02T00:00:00"),
        ] {
            assert_eq!(date_time_of(sent).as_deref(), Some(kept), "{sent}");
        }
        for none in [
            "foo",
            "12:00:00",
            "2026-02-30T12:00:00",
            "2026-03-02T24:30:00",
            "2026-03-02T12:00:00-15:00",
            "2026-03-02T12:00:00-ab:cd",
            "2026-03-02T12:00:00+é:00",
            "2026-03-02T12:00:00-08:00 in Reno",
        ] {
            assert_eq!(date_time_of(none), None, "{none}");
        }
    }

    #[test]
    fn a_date_may_carry_a_time_and_nothing_else() {
        assert!(date_of("2015-01-16").is_some());
        assert!(date_of("2015-01-16T10:00:00-07:00").is_some());
        assert!(date_of("2015-02-30").is_none());
        assert!(date_of("2015-01-16x").is_none());
        assert!(date_of("16.01.2015").is_none());
    }
}
