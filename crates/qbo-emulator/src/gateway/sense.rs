//! Whether a rule for trouble makes sense. One that could never strike would let a test pass that tests nothing.

use super::trouble::{Action, Filter, Refusal, Rule};
use crate::entity::by_name;
use crate::fault::Code;
use crate::operation::Operation;
use rust_decimal::Decimal;
use std::ops::RangeInclusive;

/// What a rule may name as an entity beside the entities.
const OTHER_SUBJECTS: [&str; 5] = ["Batch", "Report", "TaxService", "Token", "Revoke"];

/// Methods that a client may use.
const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// Statuses that a fault can have.
const STATUSES: RangeInclusive<u16> = 200..=599;

/// Statuses that say that a request has failed.
const FAILURES: RangeInclusive<u16> = 400..=599;

impl Rule {
    /// Looks at every value of the rule.
    ///
    /// # Errors
    /// The text names the member, the value, and what it may be.
    pub(crate) fn check(&self) -> Result<(), String> {
        if let Some(probability) = &self.probability {
            let chance: Option<Decimal> = probability.as_str().parse().ok();
            if !chance.is_some_and(|chance| (Decimal::ZERO..=Decimal::ONE).contains(&chance)) {
                return Err(format!("probability is {probability}: it must be between 0 and 1"));
            }
        }
        if self.times == Some(0) {
            return Err(
                "times is 0: the rule would never strike; leave it out to strike each time".to_owned()
            );
        }
        self.filter.check()?;
        self.action.check()
    }
}

impl Filter {
    fn check(&self) -> Result<(), String> {
        one_of("method", self.method.as_deref(), METHODS)?;
        one_of("operation", self.operation.as_deref(), Operation::ALL.map(Operation::word))?;
        let other = |name: &str| OTHER_SUBJECTS.iter().any(|known| known.eq_ignore_ascii_case(name));
        match self.entity.as_deref().filter(|name| by_name(name).is_none() && !other(name)) {
            Some(name) => Err(format!(
                "entity is {name}: it must be an entity such as Invoice, or one of {OTHER_SUBJECTS:?}"
            )),
            None => Ok(()),
        }
    }
}

impl Action {
    fn check(&self) -> Result<(), String> {
        match self {
            Self::Fail { status, .. } => within(FAILURES, *status),
            Self::Refuse(refusal) => refusal.check(),
            Self::Meanwhile(meanwhile) => meanwhile.check(),
            _ => Ok(()),
        }
    }
}

impl Refusal {
    /// A code of the service, or another number with words of its own.
    fn check(&self) -> Result<(), String> {
        self.status.map_or(Ok(()), |status| within(STATUSES, status))?;
        let is_number = self.code.parse::<u32>().is_ok();
        if Code::by_number(&self.code).is_some() || (is_number && self.message.is_some()) {
            return Ok(());
        }
        Err(format!(
            "code is {}: it must be a code of the service such as 6000, or a number with a message",
            self.code
        ))
    }
}

fn within(range: RangeInclusive<u16>, status: u16) -> Result<(), String> {
    if range.contains(&status) {
        return Ok(());
    }
    Err(format!("status is {status}: it must be between {} and {}", range.start(), range.end()))
}

fn one_of<const N: usize>(what: &str, name: Option<&str>, known: [&str; N]) -> Result<(), String> {
    match name.filter(|name| !known.iter().any(|known| known.eq_ignore_ascii_case(name))) {
        Some(name) => Err(format!("{what} is {name}: it must be one of {known:?}")),
        None => Ok(()),
    }
}
