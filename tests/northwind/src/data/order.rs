//! Orders and their lines.

use super::table::{Row, rows};
use super::{Address, Fate, tax};
use anyhow::{Context, Result};
use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::HashMap;
use std::path::Path;

/// What a customer ordered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Northwind's number of it.
    pub number: u32,
    /// The code of the customer.
    pub customer: String,
    /// The day of the order.
    pub ordered: Date,
    /// The day it left; `None` for an order that is still open.
    pub shipped: Option<Date>,
    /// Northwind's number of the company that carries it.
    pub shipper: String,
    /// What the carriage costs.
    pub freight: Decimal,
    /// The tax on it, in percent.
    pub freight_rate: Decimal,
    /// Who gets it.
    pub ship_name: String,
    /// Where it goes.
    pub ship_address: Address,
    /// What is in it.
    pub lines: Vec<Line>,
    /// What became of it.
    pub fate: Fate,
}

/// One product in an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Northwind's number of the product.
    pub product: String,
    /// Price of one unit.
    pub price: Decimal,
    /// Units.
    pub quantity: Decimal,
    /// The part of the price that is let off, from 0 to 1.
    pub discount: Decimal,
    /// The tax on it, in percent.
    pub rate: Decimal,
}

impl Line {
    /// What the line costs, in cents exactly: half a cent is rounded away from zero.
    pub fn net(&self) -> Decimal {
        cents(self.quantity * self.price * (Decimal::ONE - self.discount))
    }
}

impl Order {
    /// What the order costs: its lines, the freight, and the tax on both.
    pub fn total(&self) -> Decimal {
        self.total_with(self.freight)
    }

    /// What the carriage costs in the end.
    pub fn last_freight(&self) -> Decimal {
        if self.fate == Fate::Corrected { self.freight * Decimal::TWO } else { self.freight }
    }

    /// What the invoice is for in the end.
    pub fn billed(&self) -> Decimal {
        match self.fate {
            Fate::Cancelled | Fate::Deleted => Decimal::ZERO,
            _ => self.total_with(self.last_freight()),
        }
    }

    /// What is still owed in the end.
    pub fn owed(&self) -> Decimal {
        self.billed() - self.money_left().iter().map(|money| money.amount).sum::<Decimal>()
    }

    /// The tax on the invoice in the end.
    pub fn tax(&self) -> Decimal {
        match self.fate {
            Fate::Cancelled | Fate::Deleted => Decimal::ZERO,
            _ => tax(self.charged(self.last_freight())),
        }
    }

    fn total_with(&self, freight: Decimal) -> Decimal {
        let net: Decimal = self.charged(freight).map(|(_, net)| net).sum();
        net + tax(self.charged(freight))
    }

    /// Rate and net of each line and of the carriage.
    fn charged(&self, freight: Decimal) -> impl Iterator<Item = (Decimal, Decimal)> {
        let lines = self.lines.iter().map(|line| (line.rate, line.net()));
        lines.chain([(self.freight_rate, freight)])
    }
}

/// An amount rounded to cents, as both sides do it.
pub(crate) fn cents(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

pub(super) fn read(folder: &Path) -> Result<Vec<Order>> {
    let mut lines: HashMap<u32, Vec<Line>> = HashMap::new();
    for row in rows(folder, "order-details.csv")? {
        lines.entry(row.value("orderID")?).or_default().push(line(&row)?);
    }
    let rows = rows(folder, "orders.csv")?;
    rows.iter().map(|row| order(row, &mut lines)).collect()
}

fn line(row: &Row) -> Result<Line> {
    Ok(Line {
        product: row.text("productID")?,
        price: row.value("unitPrice")?,
        quantity: row.value("quantity")?,
        discount: row.value("discount")?,
        rate: Decimal::ZERO,
    })
}

fn order(row: &Row, lines: &mut HashMap<u32, Vec<Line>>) -> Result<Order> {
    let (number, shipped) = (row.value("orderID")?, row.day("shippedDate")?);
    Ok(Order {
        customer: row.text("customerID")?,
        ordered: row.day("orderDate")?.with_context(|| format!("{}: an order without a day", row.place()))?,
        shipped,
        shipper: row.text("shipVia")?,
        freight: row.value("freight")?,
        freight_rate: Decimal::ZERO,
        ship_name: row.text("shipName")?,
        ship_address: Address::of_shipment(row)?,
        lines: lines.remove(&number).unwrap_or_default(),
        fate: Fate::of(number, shipped.is_some()),
        number,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_cent_is_rounded_away_from_zero() {
        let line = |price: &str, quantity: i64, discount: &str| Line {
            product: "1".to_owned(),
            price: price.parse().unwrap(),
            quantity: quantity.into(),
            discount: discount.parse().unwrap(),
            rate: Decimal::ZERO,
        };
        assert_eq!(line("9.30", 3, "0.15").net().to_string(), "23.72");
        assert_eq!(line("0.10", 1, "0.05").net().to_string(), "0.10");
        assert_eq!(line("14.00", 12, "0").net().normalize().to_string(), "168");
    }
}
