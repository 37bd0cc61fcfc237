//! The one place that decides what an answer means.

use std::time::Duration;

use super::FailureKind;
use crate::Fault;

/// `ThrottleExceeded`; comes with 429, and came with 403 in former times (fact sheet 5).
const CODE_THROTTLED: &str = "3001";

/// `AuthenticationFailed` (fact sheet 6.3).
const CODE_TOKEN_REFUSED: &str = "3200";

/// `Duplicate Request ID`: the first call with this id is still at work, or had another payload
/// (fact sheet 2.8). Either way this answer does not tell what became of that call.
const CODE_REQUEST_ID_IN_USE: &str = "600";

/// Longest wait that is taken over from the service. More would stop a company by mistake.
const RETRY_AFTER_MAX: Duration = Duration::from_secs(15 * 60);

/// What an answer means; `None` is success. Pure: status, fault and `Retry-After` decide alone.
pub(crate) fn classify(status: u16, fault: Option<&Fault>, retry_after: Option<&str>) -> Option<FailureKind> {
    let says = |code: &str| fault.is_some_and(|fault| fault.has_code(code));
    if status == 429 || says(CODE_THROTTLED) {
        return Some(FailureKind::Throttled { retry_after: seconds(retry_after) });
    }
    if status == 401 || says(CODE_TOKEN_REFUSED) {
        return Some(FailureKind::Unauthorized);
    }
    if says(CODE_REQUEST_ID_IN_USE) {
        return Some(FailureKind::Unknown);
    }
    match status {
        200..=299 if fault.is_none() => None,
        200..=299 => Some(FailureKind::Refused),
        // 408 is a time-out of something in between, which does not know what happened behind it.
        408 => Some(FailureKind::Unknown),
        400..=499 => Some(FailureKind::Refused),
        // 5xx, and a redirect, which the service has no reason to send.
        _ => Some(FailureKind::Unknown),
    }
}

/// `Retry-After` in whole seconds. The other form, a date, needs a clock and has not been seen.
fn seconds(retry_after: Option<&str>) -> Option<Duration> {
    let seconds = retry_after?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds).min(RETRY_AFTER_MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FaultError;

    fn fault(code: &str) -> Option<Fault> {
        let error = FaultError { code: code.to_owned(), ..FaultError::default() };
        Some(Fault { kind: String::new(), errors: vec![error] })
    }

    #[test]
    fn every_answer_has_its_meaning() {
        let throttled = || Some(FailureKind::Throttled { retry_after: None });
        let table = [
            (200, None, None),
            (201, None, None),
            (200, fault("10000"), Some(FailureKind::Refused)),
            (200, fault("6240"), Some(FailureKind::Refused)),
            (200, fault("3001"), throttled()),
            (200, fault("3200"), Some(FailureKind::Unauthorized)),
            (200, Some(Fault::default()), Some(FailureKind::Refused)),
            (302, None, Some(FailureKind::Unknown)),
            (400, None, Some(FailureKind::Refused)),
            (400, fault("610"), Some(FailureKind::Refused)),
            (400, fault("5010"), Some(FailureKind::Refused)),
            (400, fault("600"), Some(FailureKind::Unknown)),
            (401, None, Some(FailureKind::Unauthorized)),
            (401, fault("100"), Some(FailureKind::Unauthorized)),
            (403, None, Some(FailureKind::Refused)),
            (403, fault("3100"), Some(FailureKind::Refused)),
            (403, fault("3001"), throttled()),
            (404, None, Some(FailureKind::Refused)),
            (408, None, Some(FailureKind::Unknown)),
            (413, None, Some(FailureKind::Refused)),
            (429, None, throttled()),
            (429, fault("3001"), throttled()),
            (500, None, Some(FailureKind::Unknown)),
            (500, fault("10000"), Some(FailureKind::Unknown)),
            (502, None, Some(FailureKind::Unknown)),
            (503, None, Some(FailureKind::Unknown)),
            (504, None, Some(FailureKind::Unknown)),
        ];
        for (status, fault, expected) in table {
            assert_eq!(classify(status, fault.as_ref(), None), expected, "{status} {fault:?}");
        }
    }

    #[test]
    fn a_wait_is_taken_over_in_seconds_and_bounded() {
        let wait = |text| classify(429, None, Some(text));
        let told = |seconds| Some(FailureKind::Throttled { retry_after: Some(Duration::from_secs(seconds)) });
        assert_eq!(wait("7"), told(7));
        assert_eq!(wait(" 30 "), told(30));
        assert_eq!(wait("999999"), told(900));
    }

    #[test]
    fn a_wait_that_is_no_number_is_left_out() {
        for text in ["", "soon", "-1", "Wed, 21 Oct 2015 07:28:00 GMT"] {
            let expected = Some(FailureKind::Throttled { retry_after: None });
            assert_eq!(classify(429, None, Some(text)), expected, "{text}");
        }
    }
}
