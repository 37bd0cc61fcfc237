//! Comparing two ledgers, record by record and field by field.

use crate::ledger::{Kind, Ledger, Record};

/// Each difference as a sentence: what `other` has otherwise than the books that it ought to equal.
pub(crate) fn differences(wanted: &Ledger, other: &Ledger, name: &str, kinds: &[Kind]) -> Vec<String> {
    let mut found = Vec::new();
    for &kind in kinds {
        for (key, record) in wanted.of(kind) {
            match other.find(kind, key) {
                None => found.push(format!("{kind} {key} is missing in {name}")),
                Some(theirs) => found.extend(
                    fields(record, theirs).map(|difference| format!("{kind} {key}: {difference} in {name}")),
                ),
            }
        }
        let extra = other.of(kind).filter(|(key, _)| wanted.find(kind, key).is_none());
        found.extend(extra.map(|(key, _)| format!("{kind} {key} is in {name} and nowhere else")));
    }
    let sums = [
        ("invoices", wanted.invoiced, other.invoiced),
        ("taxes", wanted.taxed, other.taxed),
        ("payments", wanted.paid, other.paid),
        ("refunds", wanted.refunded, other.refunded),
        ("receivables", wanted.receivable, other.receivable),
        ("purchase orders", wanted.ordered, other.ordered),
        ("payables", wanted.payable, other.payable),
    ];
    let unequal = sums.into_iter().filter(|(_, wanted, theirs)| wanted != theirs);
    found.extend(unequal.map(|(what, wanted, theirs)| {
        format!("the sum of all {what} should be {wanted} and is {theirs} in {name}")
    }));
    found
}

fn fields(wanted: &Record, theirs: &Record) -> impl Iterator<Item = String> {
    wanted.iter().filter_map(|(field, wanted)| match theirs.get(field) {
        Some(found) if found == wanted => None,
        Some(found) => Some(format!("{field} should be “{wanted}” and is “{found}”")),
        None => Some(format!("{field} should be “{wanted}” and is not there")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    const KINDS: &[Kind] = &[Kind::Invoice];

    fn ledger(invoices: &[(&str, &str)]) -> Ledger {
        let mut ledger = Ledger::default();
        for (number, total) in invoices {
            let record = Record::from([("date", "1996-07-04".to_owned()), ("total", (*total).to_owned())]);
            ledger.put(Kind::Invoice, *number, record);
            ledger.invoiced += total.parse::<Decimal>().unwrap();
        }
        ledger
    }

    #[test]
    fn equal_books_have_no_difference() {
        let books = ledger(&[("1001", "440.00"), ("1002", "1863.40")]);
        assert_eq!(differences(&books, &books.clone(), "QuickBooks", KINDS), [""; 0]);
    }

    #[test]
    fn a_cent_that_differs_is_told_with_its_record_and_in_the_sum() {
        let (ours, theirs) = (ledger(&[("1001", "440.00")]), ledger(&[("1001", "439.99")]));
        let told = differences(&ours, &theirs, "QuickBooks", KINDS);
        assert_eq!(told[0], "invoice 1001: total should be “440.00” and is “439.99” in QuickBooks");
        assert_eq!(told[1], "the sum of all invoices should be 440.00 and is 439.99 in QuickBooks");
    }

    #[test]
    fn a_record_too_few_and_one_too_many_are_told() {
        let (ours, theirs) = (ledger(&[("1001", "5.00")]), ledger(&[("1002", "5.00")]));
        let told = differences(&ours, &theirs, "QuickBooks", KINDS);
        assert_eq!(
            told,
            ["invoice 1001 is missing in QuickBooks", "invoice 1002 is in QuickBooks and nowhere else"]
        );
    }

    #[test]
    fn a_record_that_is_there_twice_is_one_too_many() {
        let (ours, theirs) = (ledger(&[("1001", "0.00")]), ledger(&[("1001", "0.00"), ("1001", "0.00")]));
        let told = differences(&ours, &theirs, "QuickBooks", KINDS);
        assert_eq!(told, ["invoice 1001 (again) is in QuickBooks and nowhere else"]);
    }

    #[test]
    fn a_field_that_the_other_side_lacks_is_told() {
        let mut theirs = ledger(&[]);
        theirs.put(Kind::Invoice, "1001", Record::from([("total", "0.00".to_owned())]));
        let told = differences(&ledger(&[("1001", "0.00")]), &theirs, "QuickBooks", KINDS);
        assert_eq!(told, ["invoice 1001: date should be “1996-07-04” and is not there in QuickBooks"]);
    }
}
