//! The one item that every line of a document is booked on (fact sheet 8.4, minimal item).

use super::json;
use crate::Settings;
use quickbooks::model::{Item, ItemType, Reference};
use serde_json::Value;

/// Its name in QuickBooks, the product's own.
pub const GENERIC_ITEM_NAME: &str = "Inventory Item";

/// The item: kept without stock, usable on sales and on purchases.
pub fn generic_item(settings: &Settings) -> Value {
    json(&Item {
        name: Some(GENERIC_ITEM_NAME.to_owned()),
        r#type: Some(ItemType::NonInventory),
        income_account_ref: settings.income_account.as_ref().map(Reference::to),
        expense_account_ref: settings.expense_account.as_ref().map(Reference::to),
        ..Item::default()
    })
}
