//! What QuickBooks' tax codes charge.

use super::{amount, text};
use anyhow::Result;
use live::Remote;
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::HashMap;

/// What each tax code charges, in percent by its id. In the United States no line has one that charges.
pub(super) struct TaxCodes {
    sales: HashMap<String, Decimal>,
    purchases: HashMap<String, Decimal>,
}

impl TaxCodes {
    pub(super) async fn read(remote: &Remote) -> Result<Self> {
        let mut rates = HashMap::new();
        for rate in remote.entities("TaxRate").await? {
            rates.insert(text(&rate["Id"]), amount::read(&rate, "RateValue")?);
        }
        let mut codes = Self { sales: HashMap::new(), purchases: HashMap::new() };
        for code in remote.entities("TaxCode").await? {
            codes.sales.insert(text(&code["Id"]), charged(&code["SalesTaxRateList"], &rates));
            codes.purchases.insert(text(&code["Id"]), charged(&code["PurchaseTaxRateList"], &rates));
        }
        Ok(codes)
    }

    /// What the code of this line detail charges; `None` when there is no such code.
    pub(super) fn rate(&self, kind: &str, detail: &Value) -> Option<Decimal> {
        let codes = if kind == super::SALE { &self.sales } else { &self.purchases };
        codes.get(detail["TaxCodeRef"]["value"].as_str()?).copied()
    }
}

fn charged(list: &Value, rates: &HashMap<String, Decimal>) -> Decimal {
    let details = list["TaxRateDetail"].as_array().into_iter().flatten();
    details.filter_map(|detail| rates.get(detail["TaxRateRef"]["value"].as_str()?)).sum()
}
