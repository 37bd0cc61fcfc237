//! Categories.

use super::table;
use anyhow::Result;
use std::path::Path;

/// A kind of products.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Northwind's number of it.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What belongs to it.
    pub description: String,
}

pub(super) fn read(folder: &Path) -> Result<Vec<Category>> {
    let rows = table::rows(folder, "categories.csv")?;
    let category = |row: &table::Row| -> Result<Category> {
        Ok(Category {
            id: row.text("categoryID")?,
            name: row.text("categoryName")?,
            description: row.text("description")?,
        })
    };
    rows.iter().map(category).collect()
}
