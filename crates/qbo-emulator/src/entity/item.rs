//! Item (fact sheet 8.4).

use super::goods::{hide_counts, is_tracked, note_count};
use super::{Behaviour, Class, Entity, Naming, Numbering, Work};
use crate::books::{Company, Record, Switch};
use crate::fault::{Code, Fault};
use crate::field::{CUSTOM_FIELDS, FREE_REF, Field, Shape};
use crate::wire::{Members, Object, date_of, day_of};
use rust_decimal::Decimal;

/// What is sold and bought.
pub(crate) static ITEM: Entity = Entity {
    name: "Item",
    path: "item",
    class: Class::List,
    fields: FIELDS,
    sequence: "Item",
    naming: Some(Naming { field: "Name", space: "Item", among_siblings: true, noun: "product or service" }),
    numbering: Numbering::None,
    counted: false,
    word: "Items",
    behaviour: &Item,
};

static FIELDS: &[Field] = &[
    Field::new("Name", Shape::Name(100)).required().sort(),
    Field::new("Type", Shape::Choice(&["Service", "NonInventory", "Inventory", "Category"])).sort(),
    Field::text("Sku", 100).sort(),
    Field::text("Description", 4000),
    Field::text("PurchaseDesc", 1000),
    Field::new("UnitPrice", Shape::Plain).sort(),
    Field::new("PurchaseCost", Shape::Plain).sort(),
    Field::to("IncomeAccountRef", "Account").filter(),
    Field::to("ExpenseAccountRef", "Account").filter(),
    Field::to("AssetAccountRef", "Account").filter(),
    Field::new("TrackQtyOnHand", Shape::Flag).filter(),
    Field::new("QtyOnHand", Shape::Plain),
    Field::new("InvStartDate", Shape::Date).filter(),
    Field::new("ReorderPoint", Shape::Plain),
    Field::new("Taxable", Shape::Flag).filter(),
    Field::new("SalesTaxIncluded", Shape::Flag),
    Field::new("PurchaseTaxIncluded", Shape::Flag),
    Field::to("SalesTaxCodeRef", "TaxCode"),
    Field::to("PurchaseTaxCodeRef", "TaxCode"),
    Field::new("SubItem", Shape::Flag),
    Field::to("ParentRef", "Item").filter(),
    Field::to("PrefVendorRef", "Vendor"),
    Field::to("ClassRef", "Class"),
    Field::new("Active", Shape::Flag).sort(),
    Field::shown("FullyQualifiedName", Shape::Text(500)).sort(),
    Field::shown("Level", Shape::Plain),
    Field::new("CustomField", CUSTOM_FIELDS),
    Field::ignored("AttachableRef"),
    Field::ignored("PercentBased"),
    Field::ignored("RatePercent"),
    Field::ignored("PaymentMethodRef"),
    Field::ignored("UOMSetRef"),
    Field::ignored("COGSAccountRef"),
    Field::ignored("AvgCost"),
    Field::ignored("QtyOnPurchaseOrder"),
    Field::ignored("QtyOnSalesOrder"),
    Field::ignored("ManPartNum"),
    Field::ignored("DepositToAccountRef"),
    Field::ignored("BuildPoint"),
    Field::ignored("PrintGroupedItems"),
    Field::ignored("SpecialItem"),
    Field::ignored("SpecialItemType"),
    Field::ignored("ItemGroupDetail"),
    Field::ignored("ItemAssemblyDetail"),
    Field::new("AbatementRate", Shape::Plain),
    Field::new("ReverseChargeRate", Shape::Plain),
    Field::text("ServiceType", 100),
    Field::text("ItemCategoryType", 30),
    Field::new("TaxClassificationRef", FREE_REF),
    Field::text("UQCDisplayText", 100),
    Field::text("UQCId", 20),
    Field::ignored("Source"),
    Field::ignored("DeferredRevenue"),
    Field::ignored("CustomExtensions"),
];

/// Account types that each account of an item may have.
const INCOME: &[&str] = &["Income", "Other Income"];
const COST: &[&str] = &["Cost of Goods Sold", "Expense", "Other Expense"];
const STOCK: &[&str] = &["Other Current Asset"];

struct Item;

impl Behaviour for Item {
    fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        let former = work.before.and_then(|before| before.body.text("Type")).unwrap_or("Service");
        body.put_default("Type", former);
        body.put_default("Active", true);
        let stocked = work.before.filter(|before| is_tracked(before));
        keep_goods(stocked, body)?;
        keep_start(stocked, body);
        match body.text("Type") {
            Some("Category") => return complete_category(body),
            Some("Inventory") if stocked.is_none() && !work.company.is_on(Switch::QuantityOnHand) => {
                return Err(Fault::switched_off("Quantities on hand"));
            }
            Some("Inventory") => check_inventory(body)?,
            _ => check_accounts_given(body)?,
        }
        check_prices(body)?;
        for (account, types) in
            [("IncomeAccountRef", INCOME), ("ExpenseAccountRef", COST), ("AssetAccountRef", STOCK)]
        {
            check_account_type(work, body, account, types)?;
        }
        let tracked = body.text("Type") == Some("Inventory");
        if tracked {
            check_goods_accounts(work, body)?;
        }
        body.put("TrackQtyOnHand", tracked);
        body.put_default("Taxable", false);
        body.put_default("UnitPrice", 0);
        body.put_default("PurchaseCost", 0);
        let nested = body.target("ParentRef").is_some();
        body.put_default("SubItem", nested);
        if body.flag("SubItem") && !nested {
            return Err(Fault::new(Code::PARENT_REQUIRED, "ParentRef is required when SubItem is true")
                .element("ParentRef"));
        }
        if tracked {
            count(work, stocked, body);
        }
        Ok(())
    }

    fn dress(&self, _company: &Company, _record: &Record, shown: &mut Object) {
        hide_counts(shown);
    }
}

/// The highest price, of sales and of purchases (fact sheet 8.4).
const PRICE_MAX: u64 = 99_999_999_999;

/// The code is assumed.
fn check_prices(body: &Object) -> Result<(), Fault> {
    let is_high = |member: &&str| body.amount(member).abs() > Decimal::from(PRICE_MAX);
    match ["UnitPrice", "PurchaseCost"].into_iter().find(is_high) {
        Some(member) => {
            let detail = format!("Invalid Amount : {member} is at most {PRICE_MAX}");
            Err(Fault::new(Code::AMOUNT, detail).element(member))
        }
        None => Ok(()),
    }
}

/// What is in stock can't become something that is not counted (reported from live use; the code is assumed).
fn keep_goods(stocked: Option<&Record>, body: &Object) -> Result<(), Fault> {
    if stocked.is_none() || body.text("Type") == Some("Inventory") {
        return Ok(());
    }
    Err(Fault::business("The type of an inventory item can't be changed.").element("Type"))
}

/// The day from which an item is in stock stays (fact sheet 8.4).
fn keep_start(stocked: Option<&Record>, body: &mut Object) {
    if let Some(start) = stocked.and_then(|before| before.body.get("InvStartDate")) {
        body.put("InvStartDate", start.clone());
    }
}

/// The first quantity is there from the start; another one later is what a count of today has found (assumed).
fn count(work: &Work<'_>, stocked: Option<&Record>, body: &mut Object) {
    let (quantity, today) = (body.amount("QtyOnHand"), day_of(work.now));
    match stocked {
        None => {
            let start = body.text("InvStartDate").and_then(date_of).unwrap_or(today);
            note_count(body, start, quantity);
        }
        Some(before) if work.given.mentions("QtyOnHand") => {
            note_count(body, today, quantity - before.body.amount("QtyOnHand"));
        }
        Some(_) => {}
    }
}

/// A category only groups.
fn complete_category(body: &mut Object) -> Result<(), Fault> {
    let nested = body.target("ParentRef").is_some();
    body.put("SubItem", nested);
    Ok(())
}

fn check_inventory(body: &Object) -> Result<(), Fault> {
    if body.target("AssetAccountRef").is_none() {
        let mut fault = Fault::missing("AssetAccountRef");
        fault.detail = "An inventory assetaccount is required if you are tracking inventory quantities for this product.".to_owned();
        return Err(fault);
    }
    let needed = ["IncomeAccountRef", "ExpenseAccountRef", "QtyOnHand", "InvStartDate"];
    match needed.iter().find(|name| !body.contains_key(**name)) {
        Some(name) => Err(Fault::missing(name)),
        None if !body.flag("TrackQtyOnHand") => Err(Fault::missing("TrackQtyOnHand")),
        None => Ok(()),
    }
}

/// An item is sold, bought or both; without either account it could stand nowhere.
fn check_accounts_given(body: &Object) -> Result<(), Fault> {
    if body.target("IncomeAccountRef").is_none() && body.target("ExpenseAccountRef").is_none() {
        return Err(Fault::missing("IncomeAccountRef"));
    }
    Ok(())
}

/// The accounts of goods are of closer kinds (fact sheet 8.4): by member, what the account has, and where.
const GOODS: [(&str, &str, &str); 3] = [
    ("IncomeAccountRef", "AccountSubType", "SalesOfProductIncome"),
    ("ExpenseAccountRef", "AccountType", "Cost of Goods Sold"),
    ("AssetAccountRef", "AccountSubType", "Inventory"),
];

/// Looks only at what the request names: an account may have changed its subtype since.
fn check_goods_accounts(work: &Work<'_>, body: &Object) -> Result<(), Fault> {
    for (member, kind, wanted) in GOODS.iter().filter(|(member, ..)| work.touches(member)) {
        let account = body.target(member).and_then(|id| work.company.look_up("Account", id));
        let found = account.and_then(|account| account.body.text(kind)).unwrap_or(wanted);
        if found != *wanted {
            let detail = format!(
                "Invalid account type used: {member} of an Inventory item must be {wanted}, not {found}"
            );
            return Err(Fault::new(Code::ACCOUNT_TYPE, detail).element(*member));
        }
    }
    Ok(())
}

fn check_account_type(work: &Work<'_>, body: &Object, member: &str, types: &[&str]) -> Result<(), Fault> {
    let Some(account) = body.target(member).and_then(|id| work.company.look_up("Account", id)) else {
        return Ok(());
    };
    let kind = account.body.text("AccountType").unwrap_or_default();
    if types.contains(&kind) {
        return Ok(());
    }
    let detail =
        format!("Invalid account type used: {member} must be one of {}, not {kind}", types.join(", "));
    Err(Fault::new(Code::ACCOUNT_TYPE, detail).element(member))
}
