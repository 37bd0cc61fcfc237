//! Money that came for an order, and what of it went back.

use super::{Fate, Order, cents};
use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A payment, or a refund when the amount is negative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    /// How much.
    pub amount: Decimal,
    /// On which day.
    pub date: Date,
    /// What is noted with it; no two have the same. It is longer than QuickBooks' own field for it, so that the whole
    /// of it has to travel elsewhere.
    pub reference: String,
}

impl Money {
    /// Whether it went back.
    pub fn is_refund(&self) -> bool {
        self.amount < Decimal::ZERO
    }
}

impl Order {
    /// What came and went, in this order: everything on the day of the shipment, and what was given back of it.
    pub fn money(&self) -> Vec<Money> {
        let Some(shipped) = self.shipped else { return Vec::new() };
        let (total, number) = (self.total(), self.number);
        let paid = |date, how: &str| Money {
            amount: total,
            date,
            reference: format!("Order {number}, shipper {}{how}", self.shipper),
        };
        let given_back = |part: i64, days: i64, why: &str| Money {
            amount: -cents(total / Decimal::from(part)),
            date: later(shipped, days),
            reference: format!("Order {number}, given back: {why}"),
        };
        let mut money = vec![paid(shipped, "")];
        match (self.fate, number / 20 % 4) {
            (Fate::Refunded, 0) => money.push(given_back(1, 0, "all at once")),
            (Fate::Refunded, 1) => money.push(given_back(2, 7, "half of it")),
            (Fate::Refunded, 2) => {
                money.extend(
                    [(4, 0, "a quarter"), (10, 7, "a tenth"), (8, 30, "an eighth")]
                        .map(|(part, days, why)| given_back(part, days, why)),
                );
            }
            (Fate::Refunded, _) => {
                money.push(given_back(1, 7, "paid by mistake"));
                money.push(paid(later(shipped, 30), ", paid anew"));
            }
            // What is taken out again may hold a refund too.
            (fate, _) if fate.takes_money_out() && number % 100 > 50 => {
                money.push(given_back(3, 7, "a third"));
            }
            _ => {}
        }
        money
    }

    /// What of it is still there in the end.
    pub fn money_left(&self) -> Vec<Money> {
        if self.fate.takes_money_out() { Vec::new() } else { self.money() }
    }
}

fn later(day: Date, days: i64) -> Date {
    day.saturating_add(days.days())
}
