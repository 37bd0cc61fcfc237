//! What the reference of a payment says about method and account.

use super::Settings;
use serde::{Deserialize, Serialize};

/// The most rules of a connection: more than anybody has ways to be paid.
pub const MAX_RULES: usize = 100;

/// Payments whose reference is, or begins with, certain words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PaymentRule {
    /// The words.
    pub reference: String,
    /// Id of the payment method; `None` for none.
    pub payment_method: Option<String>,
    /// Id of the account that the money goes to; `None` for the usual one.
    pub deposit_account: Option<String>,
}

impl PaymentRule {
    /// Whether `reference` is these words, or begins with them and goes on with another word or a number. Upper and lower
    /// case do not count.
    pub fn fits(&self, reference: &str) -> bool {
        let (words, reference) = (folded(&self.reference), folded(reference));
        match reference.strip_prefix(&words) {
            Some(rest) => !words.is_empty() && !rest.starts_with(char::is_alphanumeric),
            None => false,
        }
    }

    /// The rule for a payment: the one with the longest words that fit.
    pub fn of<'a>(rules: &'a [Self], reference: &str) -> Option<&'a Self> {
        let fitting = rules.iter().filter(|rule| rule.fits(reference));
        fitting.max_by_key(|rule| rule.reference.trim().chars().count())
    }

    /// Id of the account that a payment goes to by its rule; `None` for Undeposited Funds.
    pub(crate) fn account<'a>(rule: Option<&'a Self>, settings: &'a Settings) -> Option<&'a String> {
        rule.and_then(|rule| rule.deposit_account.as_ref()).or(settings.deposit_account.as_ref())
    }
}

fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(reference: &str) -> PaymentRule {
        PaymentRule { reference: reference.to_owned(), ..PaymentRule::default() }
    }

    #[test]
    fn a_reference_fits_as_a_whole_or_by_its_first_words_in_any_case() {
        for reference in ["visa", " VISA ", "Visa 4242", "visa-4242"] {
            assert!(rule("Visa").fits(reference), "{reference}");
        }
        for reference in ["", "visage", "Paid by Visa", "vis"] {
            assert!(!rule("Visa").fits(reference), "{reference}");
        }
        assert!(!rule(" ").fits("anything") && !rule("").fits(""));
    }

    #[test]
    fn the_longest_words_that_fit_decide() {
        let rules = [rule("visa"), rule("visa debit"), rule("cash")];
        assert_eq!(PaymentRule::of(&rules, "Visa debit 12"), Some(&rules[1]));
        assert_eq!(PaymentRule::of(&rules, "Visa 12"), Some(&rules[0]));
        assert_eq!(PaymentRule::of(&rules, "Transfer"), None);
    }
}
