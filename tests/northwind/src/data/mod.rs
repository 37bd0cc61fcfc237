//! What the CSV files say.

mod address;
mod category;
mod contact;
mod fate;
mod folder;
mod money;
mod order;
mod product;
mod table;
mod tax;

pub use address::Address;
pub use category::Category;
pub use contact::Contact;
pub use fate::Fate;
pub use folder::{FOLDER_VARIABLE, folder};
pub use money::Money;
pub(crate) use order::cents;
pub use order::{Line, Order};
pub use product::Product;
pub(crate) use tax::tax;

use anyhow::Result;
use std::collections::BTreeMap;
use std::path::Path;

/// Everything that the trial enters.
#[derive(Debug, Clone)]
pub struct Data {
    /// Who buys.
    pub customers: Vec<Contact>,
    /// Who sells to Northwind.
    pub suppliers: Vec<Contact>,
    /// Kinds of products.
    pub categories: Vec<Category>,
    /// What is sold.
    pub products: Vec<Product>,
    /// What was sold, oldest first.
    pub orders: Vec<Order>,
}

impl Data {
    /// What this supplier sells, in the order of the files.
    pub fn sold_by(&self, supplier: &Contact) -> impl Iterator<Item = &Product> {
        self.products.iter().filter(|product| product.supplier == supplier.id)
    }

    /// How many orders had each fate.
    pub fn fates(&self) -> BTreeMap<Fate, usize> {
        let mut counts = BTreeMap::new();
        for order in &self.orders {
            *counts.entry(order.fate).or_default() += 1;
        }
        counts
    }

    /// Reads the files of `folder`.
    ///
    /// # Errors
    /// A file is missing or says something unexpected; the text names file and line.
    pub fn read(folder: &Path) -> Result<Self> {
        Ok(Self {
            customers: contact::customers(folder)?,
            suppliers: contact::suppliers(folder)?,
            categories: category::read(folder)?,
            products: product::read(folder)?,
            orders: order::read(folder)?,
        })
    }
}
