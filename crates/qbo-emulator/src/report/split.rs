//! The other side of what a transaction moves on an account.

use super::basis::Movement;
use crate::books::Id;
use std::collections::BTreeMap;

/// How often each transaction moves each account. One that is paid in many parts moves the same few accounts again and
/// again: counted, its other side is found without a look at all that it moves.
#[derive(Debug)]
pub(super) struct Splits<'a>(BTreeMap<&'a Id, BTreeMap<&'a Id, usize>>);

impl<'a> Splits<'a> {
    pub(super) fn of(movements: &[Movement<'a>]) -> Self {
        let mut splits: BTreeMap<&Id, BTreeMap<&Id, usize>> = BTreeMap::new();
        for movement in movements {
            *splits.entry(movement.id).or_default().entry(movement.account).or_default() += 1;
        }
        Self(splits)
    }

    /// The account that a transaction moves once beside `account`; none where it moves nothing else, or more.
    pub(super) fn other(&self, transaction: &Id, account: &Id) -> Option<&'a Id> {
        let mut others = self.0.get(transaction)?.iter().filter(|(id, _)| **id != account);
        match (others.next(), others.next()) {
            (Some((other, 1)), None) => Some(other),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::Date;
    use rust_decimal::Decimal;

    fn movement<'a>(id: &'a Id, account: &'a Id) -> Movement<'a> {
        let (date, amount) = (Date::constant(2026, 3, 4), Decimal::ONE);
        Movement { id, entity: "Invoice", date, account, amount, line: None, part: None }
    }

    #[test]
    fn a_transaction_is_kept_by_account_however_often_it_moves_it() {
        let (sale, [owed, income, tax]) = (Id::parse("9"), ["1", "2", "3"].map(Id::parse));
        let movements: Vec<_> =
            (0..400 * 40).map(|at| movement(&sale, [&owed, &income, &tax][at % 3])).collect();
        let splits = Splits::of(&movements);
        assert_eq!(splits.0[&sale].len(), 3);
        assert_eq!(splits.other(&sale, &owed), None);
    }

    #[test]
    fn the_other_side_is_an_account_that_is_moved_alone_and_once() {
        let (sale, [owed, income, tax]) = (Id::parse("9"), ["1", "2", "3"].map(Id::parse));
        let other = |accounts: &[&Id], account: &Id| {
            let movements: Vec<_> = accounts.iter().map(|own| movement(&sale, own)).collect();
            Splits::of(&movements).other(&sale, account).map(Id::to_string)
        };
        assert_eq!(other(&[&owed, &income], &owed), Some("2".to_owned()));
        assert_eq!(other(&[&owed, &income], &income), Some("1".to_owned()));
        assert_eq!(other(&[&owed, &owed, &income], &owed), Some("2".to_owned()));
        assert_eq!(other(&[&owed, &owed, &income], &income), None);
        assert_eq!(other(&[&owed, &income, &tax], &owed), None);
        assert_eq!(other(&[&owed], &owed), None);
        assert_eq!(other(&[], &owed), None);
    }
}
