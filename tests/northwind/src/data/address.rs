//! Postal addresses.

use super::table::Row;
use anyhow::Result;

/// A postal address; a part that is not known is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Street and number.
    pub street: String,
    /// Town.
    pub city: String,
    /// State, province or county.
    pub region: String,
    /// Postal code.
    pub postal_code: String,
    /// Country.
    pub country: String,
}

impl Address {
    /// The address of a customer or supplier.
    pub(super) fn of(row: &Row) -> Result<Self> {
        Ok(Self {
            street: row.text("address")?,
            city: row.text("city")?,
            region: row.text("region")?,
            postal_code: row.text("postalCode")?,
            country: row.text("country")?,
        })
    }

    /// Where an order went to.
    pub(super) fn of_shipment(row: &Row) -> Result<Self> {
        Ok(Self {
            street: row.text("shipAddress")?,
            city: row.text("shipCity")?,
            region: row.text("shipRegion")?,
            postal_code: row.text("shipPostalCode")?,
            country: row.text("shipCountry")?,
        })
    }
}
