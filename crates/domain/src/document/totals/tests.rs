use super::*;
use crate::{Price, Quantity};
use proptest::prelude::*;
use uuid::Uuid;

fn line(quantity: &str, price: &str, discount: &str, tax1: &str, tax2: &str) -> Line {
    let percent = |text: &str| Percent::new(text.parse().unwrap()).unwrap();
    Line {
        id: Uuid::nil(),
        kind: LineKind::Service,
        name: "Work".to_owned(),
        description: String::new(),
        quantity: Quantity::new(quantity.parse().unwrap()).unwrap(),
        price: Price::new(price.parse().unwrap()).unwrap(),
        cost: Price::ZERO,
        discount: percent(discount),
        tax1: percent(tax1),
        tax2: percent(tax2),
        weight: 0,
        received: Quantity::ZERO,
    }
}

fn whole(discount: Discount) -> Line {
    Line { kind: LineKind::Discount(discount), ..line("1", "0", "0", "0", "0") }
}

fn sums(lines: &[Line]) -> Totals {
    totals(lines, Currency::USD, DiscountOrder::BeforeTax).unwrap()
}

fn cents(units: i64) -> Money {
    Money::from_minor_units(units)
}

#[test]
fn the_two_published_samples_add_up() {
    let first = sums(&[line("2", "98", "0", "8", "0")]);
    assert_eq!((first.subtotal(), first.tax1), (cents(19_600), cents(1_568)));
    let second = sums(&[line("1", "412.80", "0", "8", "0")]);
    assert_eq!(second.tax1, cents(3_302));
}

#[test]
fn tax_is_rounded_once_over_the_lines_of_a_rate() {
    // Three times 0.33 at 5 % would be 0.02 each when rounded line by line: 0.06. Summed first: 0.0495.
    let lines = [(); 3].map(|()| line("1", "0.33", "0", "5", "0"));
    assert_eq!(sums(&lines).tax1, cents(5));
}

#[test]
fn a_line_discount_is_taken_before_rounding() {
    assert_eq!(sums(&[line("3", "9.99", "15", "0", "0")]).lines, cents(2_547));
}

#[test]
fn a_discount_before_tax_lowers_the_tax_and_one_after_tax_does_not() {
    let lines =
        [line("1", "100", "0", "10", "0"), whole(Discount::Percent(Percent::new(10.into()).unwrap()))];
    let before = totals(&lines, Currency::USD, DiscountOrder::BeforeTax).unwrap();
    let after = totals(&lines, Currency::USD, DiscountOrder::AfterTax).unwrap();
    assert_eq!((before.tax1, before.total()), (cents(900), cents(9_900)));
    assert_eq!((after.tax1, after.total()), (cents(1_000), cents(10_000)));
}

#[test]
fn an_amount_beyond_fifteen_digits_is_refused() {
    assert!(
        totals(&[line("1000000000", "1000000000", "0", "0", "0")], Currency::USD, DiscountOrder::BeforeTax)
            .is_err()
    );
}

fn any_line() -> impl Strategy<Value = Line> {
    (1..10_000_i64, 0..1_000_000_i64, 0..=10_000_i64, prop::sample::select(vec!["0", "5", "8.25", "19"]))
        .prop_map(|(quantity, price, discount, rate)| Line {
            quantity: Quantity::from_millionths(quantity * 10_000),
            price: Price::from_millionths(price * 10_000),
            discount: Percent::from_millionths(discount * 10_000),
            ..line("1", "1", "0", rate, "0")
        })
}

proptest! {
    #[test]
    fn the_order_of_the_lines_does_not_matter(lines in prop::collection::vec(any_line(), 1..12)) {
        let backwards: Vec<Line> = lines.iter().rev().cloned().collect();
        prop_assert_eq!(sums(&lines), sums(&backwards));
    }

    #[test]
    fn without_a_discount_the_order_of_discount_and_tax_does_not_matter(lines in prop::collection::vec(any_line(), 1..12)) {
        prop_assert_eq!(sums(&lines), totals(&lines, Currency::USD, DiscountOrder::AfterTax).unwrap());
    }

    #[test]
    fn the_subtotal_is_the_sum_of_the_nets(lines in prop::collection::vec(any_line(), 1..12)) {
        let nets: Money = lines.iter().map(|line| line.net(Currency::USD).unwrap()).sum();
        prop_assert_eq!(sums(&lines).subtotal(), nets);
    }

    #[test]
    fn tax_is_within_half_a_cent_per_rate_of_the_exact_value(lines in prop::collection::vec(any_line(), 1..12)) {
        let exact: Decimal = lines
            .iter()
            .map(|line| line.net(Currency::USD).unwrap().to_decimal(Currency::USD) * line.tax1.factor())
            .sum();
        let off = (sums(&lines).tax1.to_decimal(Currency::USD) - exact).abs();
        prop_assert!(off <= Decimal::new(5, 3) * Decimal::from(4));
    }

    #[test]
    fn a_whole_discount_of_everything_leaves_nothing_to_pay(lines in prop::collection::vec(any_line(), 1..12)) {
        let mut lines = lines;
        lines.push(whole(Discount::Percent(Percent::new(100.into()).unwrap())));
        prop_assert_eq!(sums(&lines).total(), Money::ZERO);
    }

    #[test]
    fn a_discounted_document_is_never_dearer(lines in prop::collection::vec(any_line(), 1..12), percent in 0..=100_i64) {
        let full = sums(&lines).total();
        let mut lines = lines;
        lines.push(whole(Discount::Percent(Percent::new(percent.into()).unwrap())));
        prop_assert!(sums(&lines).total() <= full);
    }
}
