//! Small lists that every company has (fact sheet 14.5).

use super::planter::Planter;
use crate::fault::Fault;
use serde_json::json;

/// Terms and payment methods; `check` is what a check is called.
pub(super) fn plant(planter: &mut Planter<'_>, check: &str) -> Result<(), Fault> {
    for (id, name, days) in
        [(1, "Due on receipt", 0), (2, "Net 15", 15), (3, "Net 30", 30), (4, "Net 60", 60), (5, "Net 10", 10)]
    {
        planter.put("Term", id, json!({"Name": name, "DueDays": days}))?;
    }
    for (id, name, kind) in [
        (1, "Cash", "NON_CREDIT_CARD"),
        (2, check, "NON_CREDIT_CARD"),
        (3, "Visa", "CREDIT_CARD"),
        (4, "MasterCard", "CREDIT_CARD"),
        (5, "Discover", "CREDIT_CARD"),
        (6, "American Express", "CREDIT_CARD"),
        (7, "Diners Club", "CREDIT_CARD"),
    ] {
        planter.put("PaymentMethod", id, json!({"Name": name, "Type": kind}))?;
    }
    Ok(())
}

/// The two pseudo tax codes of the US.
pub(super) fn plant_pseudo_codes(planter: &mut Planter<'_>) -> Result<(), Fault> {
    for (id, taxable) in [("TAX", true), ("NON", false)] {
        let code = json!({"Name": id, "Active": true, "Taxable": taxable, "TaxGroup": false});
        planter.put("TaxCode", id, code)?;
    }
    Ok(())
}
