//! Why an input was not taken: field, rule, reason.

use std::fmt;

/// One reason why an input was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The input's field, for example `name` or `document_items.2.quantity`.
    pub field: String,
    /// The rule's short name, for example `_required`.
    pub rule: &'static str,
    /// What is wrong and what would be right, for a person.
    pub text: String,
}

/// All reasons why an input was not taken. Never empty when it is an error.
#[derive(Debug, Clone, PartialEq, Eq, Default, thiserror::Error)]
pub struct Refusals(Vec<Refusal>);

impl Refusals {
    /// A single refusal.
    pub fn one(field: impl Into<String>, rule: &'static str, text: impl Into<String>) -> Self {
        let mut refusals = Self::default();
        refusals.add(field, rule, text);
        refusals
    }

    /// Notes one more reason.
    pub fn add(&mut self, field: impl Into<String>, rule: &'static str, text: impl Into<String>) {
        self.0.push(Refusal { field: field.into(), rule, text: text.into() });
    }

    /// Notes that a required field has no value.
    pub fn add_required(&mut self, field: impl Into<String>) {
        self.add(field, "_required", "This field is required");
    }

    /// The value of `result`, or `None` after noting its error under `field`.
    pub fn keep<T>(&mut self, field: &str, result: Result<T, impl fmt::Display>) -> Option<T> {
        result.map_err(|error| self.add(field, "range", error.to_string())).ok()
    }

    /// The value of `result`, or `None` after noting all of its refusals.
    pub fn absorb<T>(&mut self, result: Result<T, Self>) -> Option<T> {
        result.map_err(|refusals| self.0.extend(refusals.0)).ok()
    }

    /// `value` when nothing was refused, else the refusals.
    ///
    /// # Errors
    /// The refusals noted so far.
    pub fn unless_any<T>(self, value: T) -> Result<T, Self> {
        if self.0.is_empty() { Ok(value) } else { Err(self) }
    }

    /// Each refusal, in the order of the checks.
    pub fn iter(&self) -> impl Iterator<Item = &Refusal> {
        self.0.iter()
    }
}

impl fmt::Display for Refusals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, refusal) in self.0.iter().enumerate() {
            let separator = if place == 0 { "" } else { "; " };
            write!(f, "{separator}{}: {}", refusal.field, refusal.text)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_refused_lets_the_value_pass() {
        assert_eq!(Refusals::default().unless_any(7), Ok(7));
    }

    #[test]
    fn refusals_of_several_checks_are_told_together() {
        let mut refusals = Refusals::default();
        refusals.add_required("name");
        assert_eq!(refusals.absorb(Ok(7)), Some(7));
        assert_eq!(refusals.absorb::<()>(Err(Refusals::one("price", "numeric", "Write a number"))), None);
        let fields: Vec<_> = refusals.iter().map(|refusal| refusal.field.as_str()).collect();
        assert_eq!(fields, ["name", "price"]);
    }

    #[test]
    fn every_refusal_is_told_with_its_field() {
        let mut refusals = Refusals::default();
        refusals.add_required("name");
        refusals.add("email", "email", "Write it as name@example.com");
        let told = refusals.unless_any(()).unwrap_err().to_string();
        assert_eq!(told, "name: This field is required; email: Write it as name@example.com");
    }
}
