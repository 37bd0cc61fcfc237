//! What an order has to be as an invoice.

use super::super::{Record, amount};
use crate::Data;
use crate::data::{Fate, Line, Order};
use crate::entry::{FREIGHT, shipping_address};
use anyhow::{Context, Result};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};

/// Names by Northwind's numbers.
pub(super) struct Names<'a> {
    customers: HashMap<&'a str, &'a str>,
    products: HashMap<&'a str, &'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn of(data: &'a Data) -> Self {
        let customers = data.customers.iter().map(|row| (row.id.as_str(), row.name.as_str())).collect();
        let products = data.products.iter().map(|row| (row.id.as_str(), row.name.as_str())).collect();
        Self { customers, products }
    }

    pub(super) fn customer(&self, order: &Order) -> Result<String> {
        let name = self.customers.get(order.customer.as_str());
        Ok((*name.context("an order of nobody")?).to_owned())
    }

    fn product(&self, line: &Line) -> Result<String> {
        let name = self.products.get(line.product.as_str());
        Ok((*name.context("an order of an unknown product")?).to_owned())
    }
}

pub(super) fn invoice(order: &Order, names: &Names<'_>) -> Result<Record> {
    let mut sold: Vec<String> = order.lines.iter().map(|line| names.product(line)).collect::<Result<_>>()?;
    let mut amounts: Vec<Decimal> = order.lines.iter().map(Line::net).collect();
    let mut rates: Vec<Decimal> = order.lines.iter().map(|line| line.rate).collect();
    if order.freight > Decimal::ZERO {
        sold.push(FREIGHT.to_owned());
        amounts.push(order.last_freight());
        rates.push(order.freight_rate);
    }
    let is_cancelled = order.fate == Fate::Cancelled;
    if is_cancelled {
        amounts.fill(Decimal::ZERO);
    }
    let ship_to = shipping_address(&order.ship_name, &order.ship_address);
    Ok(BTreeMap::from([
        ("date", order.ordered.to_string()),
        ("customer", names.customer(order)?),
        ("cancelled", is_cancelled.to_string()),
        ("total", amount::text(order.billed())),
        ("balance", amount::text(order.owed())),
        ("lines", sold.join(" + ")),
        ("line amounts", amount::texts(amounts)),
        ("tax", amount::text(order.tax())),
        ("tax rates", amount::texts(rates)),
        ("shipping address", ship_to.replace('\n', " / ")),
    ]))
}
