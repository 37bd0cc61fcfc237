//! Instants and calendar days.
//!
//! PostgreSQL keeps microseconds, so both databases get whole microseconds: what is finer is cut off towards the
//! past. SQLite keeps the text `2026-11-23T09:30:00.000000Z`, always 27 characters, whose order is the order of time.

use jiff::civil::Date;
use jiff::{RoundMode, Timestamp, TimestampRound, Unit, tz::TimeZone};

use super::wire::Wire;

/// Years whose text has four digits and no sign, so that texts sort as times do.
const YEARS: std::ops::RangeInclusive<i16> = 0..=9999;

impl Wire for Timestamp {
    type Sqlite = String;
    type Postgres = jiff_sqlx::Timestamp;

    fn to_sqlite(&self) -> Result<String, String> {
        Ok(format!("{:.6}", whole_microseconds(*self)?))
    }

    fn to_postgres(&self) -> Result<jiff_sqlx::Timestamp, String> {
        whole_microseconds(*self).map(Into::into)
    }

    fn from_sqlite(kept: String) -> Result<Self, String> {
        kept.parse().map_err(|_| "its text is not an instant".into())
    }

    fn from_postgres(kept: jiff_sqlx::Timestamp) -> Result<Self, String> {
        Ok(kept.to_jiff())
    }
}

impl Wire for Date {
    type Sqlite = String;
    type Postgres = jiff_sqlx::Date;

    fn to_sqlite(&self) -> Result<String, String> {
        within(self.year()).map(|()| self.to_string())
    }

    fn to_postgres(&self) -> Result<jiff_sqlx::Date, String> {
        within(self.year()).map(|()| (*self).into())
    }

    fn from_sqlite(kept: String) -> Result<Self, String> {
        kept.parse().map_err(|_| "its text is not a day".into())
    }

    fn from_postgres(kept: jiff_sqlx::Date) -> Result<Self, String> {
        Ok(kept.to_jiff())
    }
}

fn whole_microseconds(moment: Timestamp) -> Result<Timestamp, String> {
    let floor = TimestampRound::new().smallest(Unit::Microsecond).mode(RoundMode::Floor);
    let moment = moment.round(floor).map_err(|_| "an instant is too far away".to_owned())?;
    within(TimeZone::UTC.to_datetime(moment).year()).map(|()| moment)
}

fn within(year: i16) -> Result<(), String> {
    if YEARS.contains(&year) { Ok(()) } else { Err(format!("the year {year} is not within 0 to 9999")) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Any instant that may be kept, in nanoseconds: from the year 0 to the end of 9999.
    fn any_instant() -> impl Strategy<Value = Timestamp> {
        (-62_167_219_200_000_000_000_i128..253_402_207_200_000_000_000)
            .prop_map(|nanoseconds| Timestamp::from_nanosecond(nanoseconds).unwrap())
    }

    proptest! {
        #[test]
        fn texts_sort_as_their_instants_do(a in any_instant(), b in any_instant()) {
            let (kept_a, kept_b) = (whole_microseconds(a).unwrap(), whole_microseconds(b).unwrap());
            prop_assert_eq!(a.to_sqlite().unwrap().cmp(&b.to_sqlite().unwrap()), kept_a.cmp(&kept_b));
        }

        #[test]
        fn both_databases_give_back_the_same_instant(moment in any_instant()) {
            let sqlite = Timestamp::from_sqlite(moment.to_sqlite().unwrap()).unwrap();
            let postgres = Timestamp::from_postgres(moment.to_postgres().unwrap()).unwrap();
            prop_assert_eq!(sqlite, postgres);
            prop_assert!(sqlite <= moment && moment.duration_since(sqlite).as_nanos() < 1_000);
        }
    }

    fn text(moment: &str) -> String {
        moment.parse::<Timestamp>().unwrap().to_sqlite().unwrap()
    }

    #[test]
    fn the_text_of_an_instant_always_has_the_same_width() {
        assert_eq!(text("2026-11-23T09:30:00Z"), "2026-11-23T09:30:00.000000Z");
        assert_eq!(text("0001-01-01T00:00:00.5Z"), "0001-01-01T00:00:00.500000Z");
    }

    #[test]
    fn what_is_finer_than_a_microsecond_is_cut_off_towards_the_past() {
        assert_eq!(text("2026-11-23T09:30:00.123456999Z"), "2026-11-23T09:30:00.123456Z");
        assert_eq!(text("1969-12-31T23:59:59.999999999Z"), "1969-12-31T23:59:59.999999Z");
    }

    #[test]
    fn a_year_before_zero_is_refused_because_its_text_would_not_sort() {
        assert!("-000001-01-01T00:00:00Z".parse::<Timestamp>().unwrap().to_sqlite().is_err());
        assert!(jiff::civil::date(-1, 1, 1).to_postgres().is_err());
        assert!(jiff::civil::date(0, 1, 1).to_postgres().is_ok());
    }
}
