//! Postal addresses in QuickBooks' shape (fact sheet 7).

use domain::contact::Address as Ours;
use quickbooks::model::Address;

/// Lines that an address may have.
const LINES: usize = 5;

/// `ours`, or the empty address, which clears QuickBooks' value.
pub(super) fn address(ours: &Ours) -> Address {
    let part = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Address {
        line1: part(&ours.line1),
        line2: part(&ours.line2),
        city: part(&ours.city),
        country_sub_division_code: part(&ours.region),
        postal_code: part(&ours.postal_code),
        country: part(&ours.country),
        ..Address::default()
    }
}

/// Free text of several lines, which may be divided by HTML breaks. What does not fit on five lines is joined to the fifth.
pub(crate) fn free_text(text: &str) -> Address {
    let text = text.replace("<br/>", "\n").replace("<br />", "\n").replace("<br>", "\n");
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut head = lines.by_ref().take(LINES - 1).map(str::to_owned);
    let (line1, line2, line3, line4) = (head.next(), head.next(), head.next(), head.next());
    let rest = lines.collect::<Vec<_>>().join(", ");
    let line5 = (!rest.is_empty()).then_some(rest);
    Address { line1, line2, line3, line4, line5, ..Address::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_address_is_the_one_that_clears() {
        assert_eq!(address(&Ours::default()), Address::default());
    }

    #[test]
    fn free_text_is_divided_at_breaks_and_nothing_is_lost() {
        let parts = free_text("A<br/>B\nC\n\nD\nE\nF");
        assert_eq!(parts.line1.as_deref(), Some("A"));
        assert_eq!(parts.line4.as_deref(), Some("D"));
        assert_eq!(parts.line5.as_deref(), Some("E, F"));
    }
}
