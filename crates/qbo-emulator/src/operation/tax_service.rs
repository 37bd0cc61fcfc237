//! `POST /taxservice/taxcode`: the only way to make tax codes and rates (fact sheet 11.2).

use super::bounds::check_subscription;
use super::write::plant;
use super::{Desk, Effect, Outcome};
use crate::books::Id;
use crate::entity::{Entity, by_name};
use crate::fault::{Code, Fault};
use crate::field::{Field, Mode, Shape, admit};
use crate::wire::{Members, Object, plain, reference, stamp};
use serde_json::{Value, json};
use std::collections::BTreeSet;

static FIELDS: &[Field] = &[
    Field::text("TaxCode", 100).required(),
    Field::new("TaxRateDetails", RATES).required(),
    Field::ignored("TaxCodeId"),
];

const RATES: Shape = Shape::List(&[
    Field::text("TaxRateName", 100),
    Field::text("TaxRateId", 20),
    Field::new("RateValue", Shape::Percent),
    Field::text("TaxAgencyId", 20),
    Field::new("TaxApplicableOn", Shape::Choice(&["Sales", "Purchase", "Adjustment", "Other"])),
]);

/// Makes a tax code of new rates and such as there are. Nothing is made unless all of it can be.
///
/// # Errors
/// 2020 for what is missing, 2500 for an agency or rate that is not there, 6240 for a name in use.
pub(crate) fn make_tax_code(desk: &mut Desk<'_>, body: &Object) -> Result<Outcome, Fault> {
    check_subscription(desk)?;
    let sent = admit(FIELDS, body, Mode::Create)?.set;
    let name = sent.text("TaxCode").unwrap_or_default().to_owned();
    check_name(desk, "TaxCode", &name)?;
    let mut rows: Vec<Object> =
        sent.list("TaxRateDetails").iter().filter_map(|row| row.as_object().cloned()).collect();
    let mut names = BTreeSet::new();
    for row in &rows {
        check_rate(desk, row)?;
        if row.text("TaxRateName").is_some_and(|name| !names.insert(name.to_lowercase())) {
            return Err(name_in_use("tax rate"));
        }
    }
    for row in &mut rows {
        make_rate(desk, row)?;
    }
    let side = |side: &str| -> Vec<Value> {
        let of_side =
            |row: &&Object| (row.text("TaxApplicableOn") == Some("Purchase")) == (side == "Purchase");
        let detail = |row: &Object| {
            let rate = reference(row.text("TaxRateId").unwrap_or_default());
            json!({"TaxRateRef": rate, "TaxTypeApplicable": "TaxOnAmount", "TaxOrder": 0})
        };
        rows.iter().filter(of_side).map(detail).collect()
    };
    let code = json!({
        "Name": name,
        "Description": name,
        "Active": true,
        "Hidden": false,
        "Taxable": true,
        "TaxGroup": true,
        "TaxCodeConfigType": "USER_DEFINED",
        "SalesTaxRateList": {"TaxRateDetail": side("Sales")},
        "PurchaseTaxRateList": {"TaxRateDetail": side("Purchase")},
    });
    let id = put(desk, "TaxCode", code)?;
    let reply = json!({"TaxCode": name, "TaxCodeId": id.to_string(), "TaxRateDetails": rows});
    Ok(Outcome { object: reply, id, effect: Effect::Created, at: desk.now })
}

/// A row names a rate that is there, or says all about a new one.
fn check_rate(desk: &Desk<'_>, row: &Object) -> Result<(), Fault> {
    if let Some(rate) = row.text("TaxRateId") {
        return match desk.company.look_up("TaxRate", rate) {
            Some(_) => Ok(()),
            None => Err(Fault::no_reference("TaxRates", rate)),
        };
    }
    if let Some(member) =
        ["TaxRateName", "RateValue", "TaxAgencyId"].iter().find(|name| !row.contains_key(**name))
    {
        return Err(Fault::missing(member));
    }
    check_name(desk, "TaxRate", row.text("TaxRateName").unwrap_or_default())?;
    let agency = row.text("TaxAgencyId").unwrap_or_default();
    match desk.company.look_up("TaxAgency", agency) {
        Some(_) => Ok(()),
        None => Err(Fault::no_reference("TaxAgencies", agency)),
    }
}

/// Makes the rate of a row that names none, and notes its id there.
fn make_rate(desk: &mut Desk<'_>, row: &mut Object) -> Result<(), Fault> {
    if row.contains_key("TaxRateId") {
        return Ok(());
    }
    row.put_default("TaxApplicableOn", "Sales");
    let percent = plain(row.amount("RateValue"));
    let rate = json!({
        "Name": row.text("TaxRateName"),
        "Description": row.text("TaxRateName"),
        "Active": true,
        "RateValue": percent,
        "EffectiveTaxRate": [{"RateValue": percent, "EffectiveDate": stamp(desk.now)}],
        "AgencyRef": reference(row.text("TaxAgencyId").unwrap_or_default()),
        "SpecialTaxType": "NONE",
        "DisplayType": "ReadOnly",
    });
    let id = put(desk, "TaxRate", rate)?;
    row.put("TaxRateId", id.to_string());
    Ok(())
}

fn put(desk: &mut Desk<'_>, entity: &str, body: Value) -> Result<Id, Fault> {
    let (Some(entity), Value::Object(body)) = (by_name(entity), body) else {
        return Err(Fault::new(Code::OBJECT_NAME, "Invalid or unsupported object name"));
    };
    let id = Id::from(desk.company.next_in(entity.sequence));
    plant(desk, entity, id.clone(), body)?;
    Ok(id)
}

fn check_name(desk: &Desk<'_>, entity: &str, name: &str) -> Result<(), Fault> {
    let Some(naming) = by_name(entity).and_then(|entity: &Entity| entity.naming) else { return Ok(()) };
    match desk.company.names.owner(&format!("{}/", naming.space), name) {
        Some(_) => Err(name_in_use(naming.noun)),
        None => Ok(()),
    }
}

fn name_in_use(noun: &str) -> Fault {
    let detail = format!(
        "The name supplied already exists. : Another {noun} is already using this name. Please use a different name."
    );
    Fault::new(Code::DUPLICATE_NAME, detail).element("")
}
