//! Products.

use super::{cents, table};
use anyhow::Result;
use rust_decimal::Decimal;
use std::path::Path;

/// Decimals of a cost.
const COST_DECIMALS: u32 = 4;

/// Something that is sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Northwind's number of it.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The [`Category`](super::Category) it belongs to.
    pub category: String,
    /// Northwind's number of who sells it to Northwind.
    pub supplier: String,
    /// How it is packed, such as `10 boxes x 20 bags`.
    pub quantity_per_unit: String,
    /// The price of one unit now; an order has its own.
    pub price: Decimal,
    /// Units in stock once every order has been served.
    pub in_stock: Decimal,
    /// Units below which more have to be ordered.
    pub reorder_level: Decimal,
    /// The tax on it, in percent.
    pub rate: Decimal,
}

impl Product {
    /// What a unit costs Northwind. The files don't say; two thirds of the price leave odd decimals to be rounded.
    pub fn cost(&self) -> Decimal {
        (self.price * Decimal::TWO / Decimal::from(3)).round_dp(COST_DECIMALS)
    }

    /// Units that are ordered from the supplier: as many as are kept in store, or a dozen.
    pub fn ordered(&self) -> Decimal {
        if self.reorder_level.is_zero() { Decimal::from(12) } else { self.reorder_level }
    }

    /// What they cost, in cents exactly.
    pub fn ordered_for(&self) -> Decimal {
        cents(self.ordered() * self.cost())
    }

    /// The article number that we give it.
    pub fn sku(&self) -> String {
        format!("NW-{:0>3}", self.id)
    }
}

pub(super) fn read(folder: &Path) -> Result<Vec<Product>> {
    let rows = table::rows(folder, "products.csv")?;
    let product = |row: &table::Row| -> Result<Product> {
        Ok(Product {
            id: row.text("productID")?,
            name: row.text("productName")?,
            category: row.text("categoryID")?,
            supplier: row.text("supplierID")?,
            quantity_per_unit: row.text("quantityPerUnit")?,
            price: row.value("unitPrice")?,
            in_stock: row.value("unitsInStock")?,
            reorder_level: row.value("reorderLevel")?,
            rate: Decimal::ZERO,
        })
    };
    rows.iter().map(product).collect()
}
