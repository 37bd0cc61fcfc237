//! What the purchase order to a supplier has to be, and the bill for it.

use super::super::{CLOSED, Record, amount};
use crate::Data;
use crate::data::{Contact, Product, tax};
use crate::entry::ORDERED;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What was ordered from a supplier.
pub(super) struct Ordered<'a> {
    pub(super) supplier: &'a Contact,
    products: Vec<&'a Product>,
}

impl<'a> Ordered<'a> {
    pub(super) fn from(data: &'a Data, supplier: &'a Contact) -> Self {
        Self { supplier, products: data.sold_by(supplier).collect() }
    }

    pub(super) fn tax(&self) -> Decimal {
        tax(self.products.iter().map(|product| (product.rate, product.ordered_for())))
    }

    pub(super) fn total(&self) -> Decimal {
        self.products.iter().map(|product| product.ordered_for()).sum::<Decimal>() + self.tax()
    }

    /// The order.
    pub(super) fn record(&self) -> Record {
        let mut record = self.document();
        record.insert("status", CLOSED.to_owned());
        record
    }

    /// The bill for all of it.
    pub(super) fn bill(&self) -> Record {
        let mut record = self.document();
        record.insert("balance", amount::text(self.total()));
        record
    }

    fn document(&self) -> Record {
        let names: Vec<&str> = self.products.iter().map(|product| product.name.as_str()).collect();
        BTreeMap::from([
            ("date", ORDERED.to_string()),
            ("vendor", self.supplier.name.clone()),
            ("total", amount::text(self.total())),
            ("tax", amount::text(self.tax())),
            ("lines", names.join(" + ")),
            ("line amounts", amount::texts(self.products.iter().map(|product| product.ordered_for()))),
            ("tax rates", amount::texts(self.products.iter().map(|product| product.rate))),
        ])
    }
}
