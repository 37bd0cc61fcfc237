//! Sales tax as the sandbox has it: two agencies, three rates, two groups (fact sheet 14.5).

use crate::fault::Fault;
use crate::seed::planter::Planter;
use crate::wire::reference;
use serde_json::{Value, json};

pub(super) fn plant(planter: &mut Planter<'_>) -> Result<(), Fault> {
    for (id, name) in [(1, "Arizona Dept. of Revenue"), (2, "Board of Equalization")] {
        let agency = json!({"DisplayName": name, "TaxTrackedOnSales": true, "TaxTrackedOnPurchases": false});
        planter.put("TaxAgency", id, agency)?;
    }
    for (id, name, rate, agency) in
        [(1, "AZ State tax", "7.1", "1"), (2, "Tucson City", "2", "1"), (3, "California", "8", "2")]
    {
        planter.tax_rate(id, name, rate, agency)?;
    }
    for (id, name, rates) in [(2, "California", &["3"][..]), (3, "Tucson", &["1", "2"])] {
        let details: Vec<Value> = rates
            .iter()
            .map(|rate| json!({"TaxRateRef": reference(rate), "TaxTypeApplicable": "TaxOnAmount", "TaxOrder": 0}))
            .collect();
        let body = json!({
            "Name": name,
            "Description": name,
            "Active": true,
            "Taxable": true,
            "TaxGroup": true,
            "SalesTaxRateList": {"TaxRateDetail": details},
            "PurchaseTaxRateList": {"TaxRateDetail": []},
        });
        planter.put("TaxCode", id, body)?;
    }
    let custom = json!({"Name": "CustomSalesTax", "Active": true, "Taxable": true, "TaxGroup": false});
    planter.put("TaxCode", "CustomSalesTax", custom)
}
