//! Whether a rule for trouble makes sense. One that could never strike would let a test pass that tests nothing.

use super::trouble::{Action, Filter, Rule};
use crate::entity::by_name;
use crate::operation::Operation;
use rust_decimal::Decimal;
use std::ops::RangeInclusive;

/// What a rule may name as an entity beside the entities.
const OTHER_SUBJECTS: [&str; 5] = ["Batch", "Report", "TaxService", "Token", "Revoke"];

/// Methods that a client may use.
const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// Statuses that an answer can have.
const STATUSES: RangeInclusive<u16> = 200..=599;

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
        let status = match self {
            Self::Fail { status, .. } => Some(*status),
            Self::Refuse(refusal) => refusal.status,
            Self::Meanwhile(meanwhile) => return meanwhile.check(),
            _ => None,
        };
        match status.filter(|status| !STATUSES.contains(status)) {
            Some(status) => Err(format!("status is {status}: it must be between 200 and 599")),
            None => Ok(()),
        }
    }
}

fn one_of<const N: usize>(what: &str, name: Option<&str>, known: [&str; N]) -> Result<(), String> {
    match name.filter(|name| !known.iter().any(|known| known.eq_ignore_ascii_case(name))) {
        Some(name) => Err(format!("{what} is {name}: it must be one of {known:?}")),
        None => Ok(()),
    }
}
