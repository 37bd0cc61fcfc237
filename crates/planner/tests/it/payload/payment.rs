//! Payments.

use super::{created, pretty, updated};
use crate::sample::{Books, payment};
use domain::change::RecordKind;
use insta::assert_snapshot;
use planner::Desired;
use planner::payload::MAX_REFERENCE;

fn with_reference(reference: &str) -> Books {
    let mut facts = payment();
    facts.transaction.reference = reference.to_owned();
    Books::of(RecordKind::Payment, Desired::Payment(Box::new(facts)))
}

#[test]
fn a_payment_is_applied_in_full_to_its_invoice() {
    assert_snapshot!(pretty(&created(&with_reference("Cheque 77"))));
}

#[test]
fn a_payment_without_a_reference_clears_it_and_the_note_in_an_update() {
    assert_snapshot!(pretty(&updated(&with_reference(""))));
}

#[test]
fn a_long_reference_is_cut_and_stands_whole_in_the_note() {
    assert_snapshot!(pretty(&created(&with_reference("Überweisung Nr. 2026-03-31/0001 Volksbank"))));
}

#[test]
fn a_reference_of_21_characters_is_not_cut_and_one_more_is() {
    let fits = created(&with_reference(&"é".repeat(MAX_REFERENCE)));
    assert!(fits.get("PrivateNote").is_none());
    let long = created(&with_reference(&"é".repeat(MAX_REFERENCE + 1)));
    assert_eq!(long["PaymentRefNum"], "é".repeat(MAX_REFERENCE));
    assert_eq!(long["PrivateNote"], "é".repeat(MAX_REFERENCE + 1));
}
