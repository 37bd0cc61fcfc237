//! Items of the sandbox (fact sheet 14.3).

use crate::fault::Fault;
use crate::seed::planter::Planter;
use crate::wire::{plain, reference};
use rust_decimal::Decimal;
use serde_json::json;

/// Id, name, price, description, income account, taxable.
static SERVICES: &[(u64, &str, i64, &str, &str, bool)] = &[
    (1, "Services", 0, "", "1", false),
    (2, "Hours", 0, "", "1", false),
    (3, "Concrete", 0, "Concrete for fountain installation", "48", true),
    (4, "Design", 75, "Custom Design", "82", false),
    (6, "Gardening", 0, "Weekly Gardening Service", "45", false),
    (7, "Installation", 50, "Installation of landscape design", "52", false),
    (8, "Lighting", 0, "Garden Lighting", "48", true),
    (9, "Maintenance & Repair", 0, "Maintenance & Repair", "53", false),
    (10, "Pest Control", 35, "Pest Control Services", "54", false),
    (12, "Refunds & Allowances", 0, "Income due to refunds or allowances", "83", false),
    (13, "Rocks", 0, "Garden Rocks", "48", false),
    (14, "Sod", 0, "Sod", "49", true),
    (15, "Soil", 10, "2 cubic ft. bag", "49", true),
    (18, "Trimming", 35, "Tree and Shrub Trimming", "45", false),
];

/// Id, name, price, description, quantity before the sample sales, cost in cents. All taxable. The costs of heads and
/// pipes are such that the stock is worth what is known (assumed).
static STOCK: &[(u64, &str, i64, &str, i64, i64)] = &[
    (5, "Rock Fountain", 275, "Rock Fountain", 4, 12_500),
    (11, "Pump", 15, "Fountain Pump", 26, 1_000),
    (16, "Sprinkler Heads", 2, "Sprinkler Heads", 25, 75),
    (17, "Sprinkler Pipes", 4, "Sprinkler Pipes", 31, 250),
];

pub(super) fn plant(planter: &mut Planter<'_>) -> Result<(), Fault> {
    for (id, name, price, description, income, taxable) in SERVICES {
        let mut body = json!({
            "Name": name,
            "Type": "Service",
            "UnitPrice": price,
            "IncomeAccountRef": reference(income),
            "Taxable": taxable,
        });
        if !description.is_empty() {
            body["Description"] = (*description).into();
        }
        planter.put("Item", *id, body)?;
    }
    let since = planter.days_ago(120);
    for (id, name, price, description, quantity, cost) in STOCK {
        let body = json!({
            "Name": name,
            "Type": "Inventory",
            "UnitPrice": price,
            "PurchaseCost": plain(Decimal::new(*cost, 2)),
            "Description": description,
            "PurchaseDesc": description,
            "IncomeAccountRef": reference("79"),
            "ExpenseAccountRef": reference("80"),
            "AssetAccountRef": reference("81"),
            "TrackQtyOnHand": true,
            "QtyOnHand": quantity,
            "InvStartDate": since,
            "Taxable": true,
        });
        planter.put("Item", *id, body)?;
    }
    Ok(())
}
