//! Customers and suppliers.

use super::Address;
use super::table::{Row, rows};
use anyhow::Result;
use std::path::Path;

/// A customer or a supplier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Northwind's code of a customer, or number of a supplier.
    pub id: String,
    /// The company's name.
    pub name: String,
    /// Telephone number.
    pub phone: String,
    /// Fax number, or empty.
    pub fax: String,
    /// Web page, or empty.
    pub url: String,
    /// Where it is.
    pub address: Address,
}

pub(super) fn customers(folder: &Path) -> Result<Vec<Contact>> {
    let rows = rows(folder, "customers.csv")?;
    rows.iter().map(|row| contact(row, "customerID", String::new())).collect()
}

pub(super) fn suppliers(folder: &Path) -> Result<Vec<Contact>> {
    let rows = rows(folder, "suppliers.csv")?;
    rows.iter().map(|row| contact(row, "supplierID", linked(&row.text("homePage")?))).collect()
}

fn contact(row: &Row, id: &str, url: String) -> Result<Contact> {
    Ok(Contact {
        id: row.text(id)?,
        name: row.text("companyName")?,
        phone: row.text("phone")?,
        fax: row.text("fax")?,
        url,
        address: Address::of(row)?,
    })
}

/// The address in a link as the original database keeps it: `text to show#address#place in the page`.
fn linked(link: &str) -> String {
    link.split('#').nth(1).unwrap_or(link).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_brought_down_to_its_address() {
        assert_eq!(linked("#CAJUN.HTM#"), "CAJUN.HTM");
        assert_eq!(
            linked("Mayumi's (on the World Wide Web)#http://example.com/m.htm#"),
            "http://example.com/m.htm"
        );
        assert_eq!(linked(""), "");
    }
}
