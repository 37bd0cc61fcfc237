//! The amounts of an invoice or purchase order that is sent add up to our total, to the cent.

use super::exact::{Reduction, Sold, Sums, net, sums};
use crate::sample::{Books, cents, discount, invoice_with, line, purchase_order};
use domain::change::RecordKind;
use domain::company::DiscountOrder;
use domain::document::{Discount, Line};
use domain::{Percent, Price, Quantity};
use planner::payload::MAX_DESCRIPTION;
use planner::{Decision, Desired, Link, Remote, Step, WriteStep};
use proptest::collection::vec;
use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::Value;

/// From round figures to six odd decimals; some are given back.
fn quantity() -> impl Strategy<Value = i64> {
    prop_oneof![
        (1_i64..=1_000).prop_map(|whole| whole * 1_000_000),
        1_i64..=5_000_000_000,
        (1_i64..=20).prop_map(|whole| -whole * 1_000_000),
    ]
}

fn price() -> impl Strategy<Value = i64> {
    prop_oneof![(0_i64..=1_000_000).prop_map(|cents| cents * 10_000), 0_i64..=5_000_000_000]
}

fn rate() -> impl Strategy<Value = i64> {
    let usual = [0, 1_250_000, 5_000_000, 8_000_000, 8_875_000, 20_000_000];
    prop_oneof![4 => proptest::sample::select(usual.to_vec()), 1 => 0_i64..=100_000_000]
}

fn sold() -> impl Strategy<Value = Sold> {
    (quantity(), price(), rate(), rate(), rate()).prop_map(|(quantity, price, discount, tax1, tax2)| Sold {
        quantity,
        price,
        discount,
        tax1,
        tax2,
    })
}

fn reduction() -> impl Strategy<Value = Reduction> {
    prop_oneof![(0_i64..=5_000).prop_map(Reduction::Amount), rate().prop_map(Reduction::Percent)]
}

fn order() -> impl Strategy<Value = DiscountOrder> {
    prop_oneof![Just(DiscountOrder::BeforeTax), Just(DiscountOrder::AfterTax)]
}

fn as_line(sold: &Sold) -> Line {
    Line {
        quantity: Quantity::from_millionths(sold.quantity),
        price: Price::from_millionths(sold.price),
        discount: Percent::from_millionths(sold.discount),
        tax1: Percent::from_millionths(sold.tax1),
        tax2: Percent::from_millionths(sold.tax2),
        ..line("1", "0")
    }
}

fn as_discount(reduction: &Reduction) -> Line {
    discount(match *reduction {
        Reduction::Amount(amount) => Discount::Amount(cents(amount)),
        Reduction::Percent(rate) => Discount::Percent(Percent::from_millionths(rate)),
    })
}

/// The write of a new invoice; its lines in this order, the reductions first.
fn sent(lines: &[Sold], reductions: &[Reduction], order: DiscountOrder) -> WriteStep {
    let lines = reductions.iter().map(as_discount).chain(lines.iter().map(as_line)).collect();
    let facts = invoice_with(lines, order);
    write_of(&Books::of(RecordKind::Invoice, Desired::Invoice(Box::new(facts))))
}

/// The write of a new purchase order.
fn ordered(lines: &[Sold], reductions: &[Reduction]) -> WriteStep {
    let facts = purchase_order(reductions.iter().map(as_discount).chain(lines.iter().map(as_line)).collect());
    write_of(&Books::of(RecordKind::PurchaseOrder, Desired::PurchaseOrder(Box::new(facts))))
}

fn write_of(books: &Books) -> WriteStep {
    match books.decide(&Link::default(), &Remote::Unseen) {
        Decision::Steps(steps) => match steps.into_iter().next() {
            Some(Step::Write(step)) => *step,
            step => panic!("no write: {step:?}"),
        },
        decision => panic!("no write: {decision:?}"),
    }
}

fn number(value: &Value) -> Option<Decimal> {
    value.is_number().then(|| value.to_string().parse().unwrap())
}

/// A number of major units in cents; it must have no smaller part.
fn in_cents(value: &Value) -> i128 {
    let cents = number(value).unwrap() * Decimal::ONE_HUNDRED;
    assert!(cents.is_integer(), "{value} has parts of a cent");
    let mut whole = cents;
    whole.rescale(0);
    whole.mantissa()
}

fn lines_of<'a>(body: &'a Value, detail: &str) -> Vec<&'a Value> {
    body["Line"].as_array().unwrap().iter().filter(|line| line["DetailType"] == detail).collect()
}

/// Lines, discount and tax as QuickBooks reads them from the payload.
fn sums_of(body: &Value) -> Sums {
    let sum = |detail| lines_of(body, detail).iter().map(|line| in_cents(&line["Amount"])).sum();
    Sums {
        lines: sum("SalesItemLineDetail"),
        discount: sum("DiscountLineDetail"),
        tax: in_cents(&body["TxnTaxDetail"]["TotalTax"]),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_is_sent_adds_up_to_our_total(
        lines in vec(sold(), 1..40), reductions in vec(reduction(), 0..3), order in order(),
    ) {
        let step = sent(&lines, &reductions, order);
        let exact = sums(&lines, &reductions, order);
        prop_assert_eq!(sums_of(&step.write.body), exact);
        let expected = step.expected_total.unwrap().minor_units();
        prop_assert_eq!(i128::from(expected), exact.total());
    }

    #[test]
    fn what_is_ordered_adds_up_to_our_total_line_by_line(
        lines in vec(sold(), 1..40), reductions in vec(reduction(), 0..3),
    ) {
        let step = ordered(&lines, &reductions);
        let exact = sums(&lines, &reductions, DiscountOrder::BeforeTax);
        let travelled = lines_of(&step.write.body, "ItemBasedExpenseLineDetail");
        let sum: i128 = travelled.iter().map(|line| in_cents(&line["Amount"])).sum();
        prop_assert_eq!(sum, exact.total());
        prop_assert_eq!(i128::from(step.expected_total.unwrap().minor_units()), exact.total());
        for line in travelled {
            let detail = &line["ItemBasedExpenseLineDetail"];
            if let (Some(quantity), Some(price)) = (number(&detail["Qty"]), number(&detail["UnitPrice"])) {
                let product = (quantity * price).round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
                prop_assert_eq!(Some(product), number(&line["Amount"]), "{}", line);
            }
        }
    }

    #[test]
    fn each_amount_is_quantity_times_price_where_both_are_given(lines in vec(sold(), 1..40)) {
        let step = sent(&lines, &[], DiscountOrder::BeforeTax);
        let travelled = lines_of(&step.write.body, "SalesItemLineDetail");
        prop_assert_eq!(travelled.len(), lines.len());
        for (line, sold) in travelled.into_iter().zip(&lines) {
            prop_assert_eq!(in_cents(&line["Amount"]), net(sold));
            let detail = &line["SalesItemLineDetail"];
            match (number(&detail["Qty"]), number(&detail["UnitPrice"])) {
                (Some(quantity), Some(price)) => {
                    let product = (quantity * price).round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
                    prop_assert_eq!(Some(product), number(&line["Amount"]), "{}", line);
                    prop_assert!(price.scale() <= 7);
                }
                (quantity, price) => prop_assert_eq!((quantity, price), (None, None)),
            }
        }
    }

    #[test]
    fn there_is_one_discount_line_at_most_and_its_percentage_gives_its_amount(
        lines in vec(sold(), 1..10), reductions in vec(reduction(), 0..4), order in order(),
    ) {
        let step = sent(&lines, &reductions, order);
        let exact = sums(&lines, &reductions, order);
        let discounts = lines_of(&step.write.body, "DiscountLineDetail");
        prop_assert_eq!(discounts.len(), usize::from(exact.discount != 0));
        if let Some(line) = discounts.first()
            && let Some(percent) = number(&line["DiscountLineDetail"]["DiscountPercent"])
        {
            let of = Decimal::from_i128_with_scale(exact.lines, 2) * percent / Decimal::ONE_HUNDRED;
            let of = of.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
            prop_assert_eq!(Some(of), number(&line["Amount"]));
        }
    }

    #[test]
    fn a_description_is_never_longer_than_quickbooks_keeps(
        name in "\\PC{0,255}", text in "\\PC{0,300}", copies in 0_usize..40, sku in "\\PC{0,255}",
    ) {
        let about = planner::LineFacts { sku, ..planner::LineFacts::default() };
        let told = Line { name, description: text.repeat(copies), ..line("1", "1") };
        let description = planner::payload::describe(&told, &about);
        prop_assert!(description.chars().count() <= MAX_DESCRIPTION);
    }
}
