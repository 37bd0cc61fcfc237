//! The entities: one file each, with its field table and its behaviour. To add one, write its file, name it in
//! [`ALL`], and the generic operations serve it.

mod account;
mod address;
mod attachable;
mod behaviour;
mod bill;
mod bill_payment;
mod budget;
mod class;
mod company_currency;
mod company_info;
mod credit_card_payment;
mod credit_memo;
mod currency;
mod custom_field;
mod customer;
mod customer_type;
mod definition;
mod department;
mod deposit;
#[cfg(test)]
mod dropped;
mod employee;
mod entry;
mod estimate;
mod exchange_rate;
mod expense;
mod goods;
mod invoice;
mod item;
mod journal_code;
mod journal_entry;
mod line;
mod number;
mod opening;
mod owing;
mod paying;
mod payment;
mod payment_method;
mod person;
mod preferences;
mod purchase;
mod purchase_order;
mod recurring;
mod refund_receipt;
mod sales;
mod sales_receipt;
mod show;
mod tax;
mod tax_agency;
mod tax_code;
mod tax_rate;
mod tender;
mod term;
mod tie;
mod time_activity;
mod transfer;
mod vendor;
mod vendor_credit;
mod void;

pub(crate) use address::number_addresses;
pub(crate) use attachable::ATTACHABLE;
pub(crate) use behaviour::{Behaviour, Debt, Plain, Ties, VoidForm, Work};
pub(crate) use currency::{
    exchange_account, exchange_differences, exchange_rate, is_currency, rate_on, settled_at_home,
    settling_day,
};
pub(crate) use customer::CUSTOMER;
pub(crate) use definition::{Class, Entity, Naming, Numbering, PURCHASE_ORDERS, SALES_FORMS, TRANSACTIONS};
pub(crate) use entry::entry_of;
pub(crate) use goods::{Goods, Moved, check_goods, goods_of, is_tracked};
pub(crate) use invoice::INVOICE;
pub(crate) use owing::{hand_over, party, payer_of, whose_account};
pub(crate) use paying::PAYERS;
pub(crate) use person::{KINDS as PEOPLE, person};
pub(crate) use sales::suspense;
pub(crate) use show::{NAMES, show};
pub(crate) use tie::carry_ties;

/// Every entity there is.
pub(crate) static ALL: &[&Entity] = &[
    &company_info::COMPANY_INFO,
    &preferences::PREFERENCES,
    &account::ACCOUNT,
    &company_currency::COMPANY_CURRENCY,
    &exchange_rate::EXCHANGE_RATE,
    &class::CLASS,
    &department::DEPARTMENT,
    &customer_type::CUSTOMER_TYPE,
    &journal_code::JOURNAL_CODE,
    &budget::BUDGET,
    &term::TERM,
    &payment_method::PAYMENT_METHOD,
    &tax_agency::TAX_AGENCY,
    &tax_rate::TAX_RATE,
    &tax_code::TAX_CODE,
    &CUSTOMER,
    &vendor::VENDOR,
    &employee::EMPLOYEE,
    &item::ITEM,
    &INVOICE,
    &estimate::ESTIMATE,
    &sales_receipt::SALES_RECEIPT,
    &credit_memo::CREDIT_MEMO,
    &refund_receipt::REFUND_RECEIPT,
    &payment::PAYMENT,
    &deposit::DEPOSIT,
    &purchase_order::PURCHASE_ORDER,
    &bill::BILL,
    &bill_payment::BILL_PAYMENT,
    &vendor_credit::VENDOR_CREDIT,
    &purchase::PURCHASE,
    &journal_entry::JOURNAL_ENTRY,
    &transfer::TRANSFER,
    &credit_card_payment::CREDIT_CARD_PAYMENT,
    &recurring::RECURRING_TRANSACTION,
    &time_activity::TIME_ACTIVITY,
    &ATTACHABLE,
];

/// The entity with this name, in any case: `Invoice`, `invoice`. One whose objects are called otherwise goes by both
/// names.
pub(crate) fn by_name(name: &str) -> Option<&'static Entity> {
    let is_called = |called: &str| called.eq_ignore_ascii_case(name);
    ALL.iter().copied().find(|entity| is_called(entity.name) || is_called(entity.path))
}

/// The entity with this path. Paths are case sensitive (fact sheet 2.1).
pub(crate) fn by_path(path: &str) -> Option<&'static Entity> {
    ALL.iter().copied().find(|entity| entity.path == path)
}
