//! Moments and days in answers: `2016-10-06T17:16:23+00:00`, and a day as its first moment (fact sheet 2.1).

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// A moment, in whole seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment(pub(crate) Timestamp);

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Day(pub(crate) Date);

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.strftime("%Y-%m-%dT%H:%M:%S+00:00"))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.strftime("%Y-%m-%dT00:00:00+00:00"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_an_offset_and_no_fractions() {
        let moment = Moment("2016-10-06T17:16:23.987654Z".parse().unwrap());
        assert_eq!(serde_json::to_string(&moment).unwrap(), r#""2016-10-06T17:16:23+00:00""#);
    }

    #[test]
    fn a_day_is_its_midnight() {
        let day = Day(jiff::civil::date(2016, 10, 6));
        assert_eq!(serde_json::to_string(&day).unwrap(), r#""2016-10-06T00:00:00+00:00""#);
    }
}
