//! Amounts side by side, one for each column.

use rust_decimal::Decimal;

/// An amount for each column of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Amounts(Vec<Decimal>);

impl Amounts {
    /// Zero in every column.
    pub(super) fn nothing(width: usize) -> Self {
        Self(vec![Decimal::ZERO; width])
    }

    /// Whether every column is zero.
    pub(super) fn is_nothing(&self) -> bool {
        self.0.iter().all(Decimal::is_zero)
    }

    /// The columns, from the left.
    pub(super) fn iter(&self) -> impl Iterator<Item = Decimal> {
        self.0.iter().copied()
    }

    /// Adds to a column.
    pub(super) fn add_at(&mut self, place: usize, amount: Decimal) {
        if let Some(sum) = self.0.get_mut(place) {
            *sum += amount;
        }
    }

    /// Adds column by column.
    pub(super) fn add(&mut self, other: &Self) {
        self.add_times(other, Decimal::ONE);
    }

    /// Both together.
    pub(super) fn plus(mut self, other: &Self) -> Self {
        self.add(other);
        self
    }

    /// What is left without the other.
    pub(super) fn minus(mut self, other: &Self) -> Self {
        self.add_times(other, Decimal::NEGATIVE_ONE);
        self
    }

    /// Every column that many times.
    pub(super) fn times(&self, factor: Decimal) -> Self {
        Self(self.iter().map(|amount| amount * factor).collect())
    }

    fn add_times(&mut self, other: &Self, factor: Decimal) {
        for (sum, amount) in self.0.iter_mut().zip(other.iter()) {
            *sum += amount * factor;
        }
    }
}

impl From<Vec<Decimal>> for Amounts {
    fn from(amounts: Vec<Decimal>) -> Self {
        Self(amounts)
    }
}
