//! Products and services (fact sheet 8.4).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{Metadata, Reference};

/// Something that can stand on a line.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct Item {
    /// The service's id; absent on create.
    pub id: Option<String>,
    /// The version that an update or delete must name (fact sheet 2.5).
    pub sync_token: Option<String>,
    /// `true`: members left out keep their value (fact sheet 2.5).
    #[serde(rename = "sparse")]
    pub sparse: Option<bool>,
    /// Name, at most 100 characters, without `:`, tab or newline; unique among siblings.
    pub name: Option<String>,
    /// What kind of item it is.
    pub r#type: Option<ItemType>,
    /// Text for sales forms, at most 4,000 characters.
    pub description: Option<String>,
    /// `false` takes it out of the lists.
    pub active: Option<bool>,
    /// Whether sales tax applies (United States).
    pub taxable: Option<bool>,
    /// Account that sales go to; needed to sell it.
    pub income_account_ref: Option<Reference>,
    /// Account that purchases go to; needed to buy it.
    pub expense_account_ref: Option<Reference>,
    /// `Parent:Child` for a sub-item; read-only.
    pub fully_qualified_name: Option<String>,
    /// When it was made and last changed; read-only.
    pub meta_data: Option<Metadata>,
}

/// The kind of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ItemType {
    /// A service.
    Service,
    /// A product whose quantity is not counted.
    NonInventory,
    /// A product whose quantity is counted by QuickBooks.
    Inventory,
    /// A bundle of items.
    Group,
    /// A heading in the list; cannot stand on a line (2500).
    Category,
    /// A value that this client has no use for, kept as it came.
    #[serde(untagged)]
    Other(String),
}
