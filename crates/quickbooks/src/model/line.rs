//! The lines of transactions (fact sheet 9.1, 9.3, 9.7, 10.1).

use rust_decimal::{Decimal, serde::arbitrary_precision_option as decimal};
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{LinkedTxn, Reference};

/// One line.
///
/// On a payment a line has only [`amount`](Self::amount) and [`linked_txn`](Self::linked_txn).
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct Line {
    /// Numbered per transaction from `1`; a line sent without it is a new one (fact sheet 2.5).
    pub id: Option<String>,
    /// Position from 1; absent on lines that the service adds.
    pub line_num: Option<u32>,
    /// Text, at most 4,000 characters.
    pub description: Option<String>,
    /// The line's sum; with quantity and price given it must be their product (6070).
    #[serde(with = "decimal")]
    pub amount: Option<Decimal>,
    /// Which detail the line has.
    pub detail_type: Option<DetailType>,
    /// For [`DetailType::SalesItemLineDetail`].
    pub sales_item_line_detail: Option<SalesItemLineDetail>,
    /// For [`DetailType::DiscountLineDetail`].
    pub discount_line_detail: Option<DiscountLineDetail>,
    /// For [`DetailType::AccountBasedExpenseLineDetail`].
    pub account_based_expense_line_detail: Option<AccountBasedExpenseLineDetail>,
    /// For [`DetailType::ItemBasedExpenseLineDetail`].
    pub item_based_expense_line_detail: Option<ItemBasedExpenseLineDetail>,
    /// What a payment line pays, or which line of a purchase order a bill's line takes.
    pub linked_txn: Option<Vec<LinkedTxn>>,
}

impl Line {
    /// A line that sells an item; the description may be set afterwards.
    pub fn sales_item(amount: Decimal, detail: SalesItemLineDetail) -> Self {
        Self {
            amount: Some(amount),
            detail_type: Some(DetailType::SalesItemLineDetail),
            sales_item_line_detail: Some(detail),
            ..Self::default()
        }
    }

    /// A line that buys an item; the description may be set afterwards.
    pub fn bought_item(amount: Decimal, detail: ItemBasedExpenseLineDetail) -> Self {
        Self {
            amount: Some(amount),
            detail_type: Some(DetailType::ItemBasedExpenseLineDetail),
            item_based_expense_line_detail: Some(detail),
            ..Self::default()
        }
    }

    /// A discount of a fixed, positive amount on the whole invoice.
    pub fn discount_amount(amount: Decimal) -> Self {
        Self {
            amount: Some(amount),
            detail_type: Some(DetailType::DiscountLineDetail),
            discount_line_detail: Some(DiscountLineDetail {
                percent_based: Some(false),
                ..DiscountLineDetail::default()
            }),
            ..Self::default()
        }
    }

    /// A discount on the whole invoice: `percent` is 0 to 100, `amount` what it comes to. The
    /// service computes the amount again from its own subtotal.
    pub fn discount_percent(percent: Decimal, amount: Decimal) -> Self {
        Self {
            amount: Some(amount),
            detail_type: Some(DetailType::DiscountLineDetail),
            discount_line_detail: Some(DiscountLineDetail {
                percent_based: Some(true),
                discount_percent: Some(percent),
                ..DiscountLineDetail::default()
            }),
            ..Self::default()
        }
    }

    /// A line that spends `amount` on an account.
    pub fn on_account(amount: Decimal, detail: AccountBasedExpenseLineDetail) -> Self {
        Self {
            amount: Some(amount),
            detail_type: Some(DetailType::AccountBasedExpenseLineDetail),
            account_based_expense_line_detail: Some(detail),
            ..Self::default()
        }
    }

    /// The line of a payment that applies `amount` to money paid back, which is a purchase.
    pub fn pays_expense(purchase_id: impl Into<String>, amount: Decimal) -> Self {
        Self {
            amount: Some(amount),
            linked_txn: Some(vec![LinkedTxn::expense(purchase_id)]),
            ..Self::default()
        }
    }

    /// The line of a payment that applies `amount` to an invoice.
    pub fn pays_invoice(invoice_id: impl Into<String>, amount: Decimal) -> Self {
        Self {
            amount: Some(amount),
            linked_txn: Some(vec![LinkedTxn::invoice(invoice_id)]),
            ..Self::default()
        }
    }
}

/// The kind of a line. Some answers to a void spell it in another way (fact sheet 12.4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DetailType {
    /// Sells an item.
    SalesItemLineDetail,
    /// Discounts the whole transaction.
    DiscountLineDetail,
    /// The sum of the item lines, added by the service.
    SubTotalLineDetail,
    /// Text without an amount.
    DescriptionOnly,
    /// A bundle of items.
    GroupLineDetail,
    /// Spends on an account.
    AccountBasedExpenseLineDetail,
    /// Buys an item.
    ItemBasedExpenseLineDetail,
    /// A value that this client has no use for, kept as it came.
    #[serde(untagged)]
    Other(String),
}

/// What a line sells.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct SalesItemLineDetail {
    /// The item; a default item is put in when it is left out.
    pub item_ref: Option<Reference>,
    /// Quantity.
    #[serde(with = "decimal")]
    pub qty: Option<Decimal>,
    /// Price of one.
    #[serde(with = "decimal")]
    pub unit_price: Option<Decimal>,
    /// `TAX` or `NON` in the United States, the id of a tax code elsewhere.
    pub tax_code_ref: Option<Reference>,
}

/// What a line spends on (fact sheet 10.1).
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct AccountBasedExpenseLineDetail {
    /// The account that is charged.
    pub account_ref: Option<Reference>,
    /// The customer that it is for; needed where the account is Accounts Receivable.
    pub customer_ref: Option<Reference>,
}

/// What a line of a purchase form buys (fact sheet 10.1).
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ItemBasedExpenseLineDetail {
    /// The item; it needs an expense account.
    pub item_ref: Option<Reference>,
    /// Quantity.
    #[serde(with = "decimal")]
    pub qty: Option<Decimal>,
    /// Price of one.
    #[serde(with = "decimal")]
    pub unit_price: Option<Decimal>,
    /// `NON` in the United States, where purchases are not taxed; the id of a tax code elsewhere.
    pub tax_code_ref: Option<Reference>,
}

/// How a discount line is meant.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct DiscountLineDetail {
    /// `true`: the percentage counts; `false`: the amount counts.
    pub percent_based: Option<bool>,
    /// 0 to 100.
    #[serde(with = "decimal")]
    pub discount_percent: Option<Decimal>,
    /// Account of the discount; the company's own when left out.
    pub discount_account_ref: Option<Reference>,
}
