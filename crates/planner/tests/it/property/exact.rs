//! What an invoice adds up to, worked out in whole numbers only, apart from the books' own arithmetic.

use domain::company::DiscountOrder;

const MILLION: i128 = 1_000_000;

/// A line: quantity, price and rates in millionths (a rate of 8 % is 8,000,000).
#[derive(Debug, Clone, Copy)]
pub(super) struct Sold {
    pub(super) quantity: i64,
    pub(super) price: i64,
    pub(super) discount: i64,
    pub(super) tax1: i64,
    pub(super) tax2: i64,
}

/// A whole discount.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reduction {
    /// In cents.
    Amount(i64),
    /// In millionths of a percent.
    Percent(i64),
}

/// In cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sums {
    pub(super) lines: i128,
    pub(super) discount: i128,
    pub(super) tax: i128,
}

impl Sums {
    pub(super) fn total(self) -> i128 {
        self.lines - self.discount + self.tax
    }
}

/// A line's amount in cents.
pub(super) fn net(line: &Sold) -> i128 {
    let exact =
        i128::from(line.quantity) * i128::from(line.price) * (100 * MILLION - i128::from(line.discount));
    // Two factors in millionths and one in hundred-millionths; a hundred cents.
    rounded(exact, MILLION * MILLION * MILLION)
}

pub(super) fn sums(lines: &[Sold], reductions: &[Reduction], order: DiscountOrder) -> Sums {
    let sum: i128 = lines.iter().map(net).sum();
    let reduce = |reduction: &Reduction| match *reduction {
        Reduction::Amount(cents) => i128::from(cents),
        Reduction::Percent(rate) => rounded(sum * i128::from(rate), 100 * MILLION),
    };
    let discount = reductions.iter().map(reduce).sum();
    let (rest, whole) = match order {
        DiscountOrder::BeforeTax if sum != 0 => (sum - discount, sum),
        _ => (1, 1),
    };
    let of = |rate: fn(&Sold) -> i64| {
        let mut rates: Vec<i64> = lines.iter().map(rate).collect();
        rates.sort_unstable();
        rates.dedup();
        let taxed = |each: i64| lines.iter().filter(move |line| rate(line) == each).map(net).sum::<i128>();
        rates
            .into_iter()
            .map(|each| rounded(taxed(each) * i128::from(each) * rest, 100 * MILLION * whole))
            .sum::<i128>()
    };
    Sums { lines: sum, discount, tax: of(|line| line.tax1) + of(|line| line.tax2) }
}

/// `numerator / denominator`, half away from zero.
fn rounded(numerator: i128, denominator: i128) -> i128 {
    let (numerator, denominator) = (numerator * denominator.signum(), denominator.abs());
    let half = (2 * numerator.abs() + denominator) / (2 * denominator);
    half * numerator.signum()
}

#[test]
fn a_half_is_rounded_away_from_zero() {
    assert_eq!([rounded(5, 10), rounded(-5, 10), rounded(4, 10), rounded(15, -10)], [1, -1, 0, -2]);
}
