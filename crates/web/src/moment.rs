//! Moments on pages: `2026-11-23 04:05:06`, always UTC.

use jiff::Timestamp;
use std::fmt;

/// A moment as people read it, in whole seconds, UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment(pub(crate) Timestamp);

impl Moment {
    /// As programs read it, for the `datetime` of a `time` element.
    pub(crate) fn machine(self) -> String {
        self.0.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.strftime("%Y-%m-%d %H:%M:%S"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_shown_in_whole_seconds() {
        let moment = Moment("2026-11-23T04:05:06.987Z".parse().unwrap());
        assert_eq!(moment.to_string(), "2026-11-23 04:05:06");
        assert_eq!(moment.machine(), "2026-11-23T04:05:06Z");
    }
}
