//! Whether QuickBooks has room on an invoice for more money: it refuses more than is open there (fact sheet 9.7).

use domain::Money;

/// Other money on the invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beside {
    /// The most that QuickBooks may have of it there.
    pub held: Money,
    /// What the books want of it there.
    pub wanted: Money,
    /// Whether it is about to be sent before the money that needs room.
    pub goes_first: bool,
}

/// Which of `others` has to become less on an invoice of this `total` before all that is `wanted` of a payment can be put there.
/// None, where there is room, and where nothing is to become less. What has to become less needs no room itself, so that two
/// never wait for each other.
pub fn in_the_way(total: Money, wanted: Money, others: &[Beside]) -> Option<usize> {
    let taken = |other: &Beside| if other.goes_first { other.held.max(other.wanted) } else { other.held };
    let needed: Money = others.iter().map(taken).sum::<Money>() + wanted;
    others.iter().position(|other| other.held > other.wanted).filter(|_| needed > total)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of an invoice of 100 that 50 more is to be put on, beside others that are held and wanted so.
    fn of_100(others: &[(i64, i64, bool)]) -> Option<usize> {
        let money = Money::from_minor_units;
        let beside = |&(held, wanted, goes_first): &(i64, i64, bool)| Beside {
            held: money(held),
            wanted: money(wanted),
            goes_first,
        };
        in_the_way(money(100), money(50), &others.iter().map(beside).collect::<Vec<_>>())
    }

    #[test]
    fn what_is_to_become_less_is_in_the_way_only_of_what_needs_the_room() {
        assert_eq!(of_100(&[(51, 0, false)]), Some(0));
        assert_eq!(of_100(&[(50, 0, false)]), None);
        assert_eq!(of_100(&[(40, 40, false), (11, 10, false)]), Some(1));
    }

    #[test]
    fn nothing_is_waited_for_where_nothing_is_to_become_less() {
        assert_eq!(of_100(&[(100, 100, false), (0, 30, true)]), None);
    }

    #[test]
    fn what_goes_first_takes_room_and_what_comes_later_does_not() {
        assert_eq!(of_100(&[(30, 0, false), (0, 30, true)]), Some(0));
        assert_eq!(of_100(&[(30, 0, false), (0, 30, false)]), None);
    }
}
