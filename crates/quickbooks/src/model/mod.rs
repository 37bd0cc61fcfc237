//! The objects of the service as they travel: one file per object.
//!
//! * Every member is optional, since a sparse update carries few of them and an answer leaves out
//!   what has no value (fact sheet 2.4). A member that is `None` is not sent.
//! * Members that we neither send nor read are not listed; on reading they are ignored.
//! * Money is a [`rust_decimal::Decimal`] and travels as a JSON number with the digits it has.
//! * A sparse update keeps what is left out. To clear a value it must be sent empty (fact sheet
//!   2.5): `Some(String::new())` for a text, `Some(Address::default())`, which travels as `{}`, for
//!   an address, a phone, an e-mail or a web address, and [`Reference::none`] for a reference.

mod account;
mod address;
mod bill;
mod company_currency;
mod company_info;
mod contact_point;
mod customer;
mod invoice;
mod item;
mod line;
mod linked_txn;
mod metadata;
mod payment;
mod payment_method;
mod preferences;
mod purchase;
mod purchase_order;
mod reference;
mod refund_receipt;
mod tax;
mod tax_code;
mod vendor;

pub use account::Account;
pub use address::Address;
pub use bill::Bill;
pub use company_currency::CompanyCurrency;
pub use company_info::{CompanyInfo, NameValue};
pub use contact_point::{Email, Phone, WebAddr};
pub use customer::Customer;
pub use invoice::Invoice;
pub use item::{Item, ItemType};
pub use line::{
    AccountBasedExpenseLineDetail, DetailType, DiscountLineDetail, ItemBasedExpenseLineDetail, Line,
    SalesItemLineDetail,
};
pub use linked_txn::LinkedTxn;
pub use metadata::Metadata;
pub use payment::Payment;
pub use payment_method::PaymentMethod;
pub use preferences::{
    AccountingInfoPrefs, CurrencyPrefs, OtherPrefs, Preferences, SalesFormsPrefs, TaxPrefs,
};
pub use purchase::Purchase;
pub use purchase_order::{PurchaseOrder, PurchaseOrderStatus};
pub use reference::{Memo, PartyReference, Reference};
pub use refund_receipt::RefundReceipt;
pub use tax::{GlobalTaxCalculation, TaxLine, TaxLineDetail, TxnTaxDetail};
pub use tax_code::{TaxCode, TaxRate, TaxRateDetail, TaxRateList};
pub use vendor::Vendor;
