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
