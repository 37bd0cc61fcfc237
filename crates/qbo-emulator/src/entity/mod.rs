//! The entities: one file each, with its field table and its behaviour. To add one, write its file, name it in
//! [`ALL`], and the generic operations serve it.

mod account;
mod address;
mod behaviour;
mod company_info;
mod customer;
mod definition;
mod employee;
mod invoice;
mod item;
mod payment;
mod payment_method;
mod person;
mod preferences;
mod sales;
mod settlement;
mod show;
mod tax_agency;
mod tax_code;
mod tax_rate;
mod term;
mod vendor;
mod void;

pub(crate) use account::ACCOUNT;
pub(crate) use address::number_addresses;
pub(crate) use behaviour::{Behaviour, Plain, VoidForm, Work};
pub(crate) use customer::CUSTOMER;
pub(crate) use definition::{Class, Entity, Naming};
pub(crate) use invoice::INVOICE;
pub(crate) use payment::PAYMENT;
pub(crate) use show::show;

/// Every entity there is.
pub(crate) static ALL: &[&Entity] = &[
    &company_info::COMPANY_INFO,
    &preferences::PREFERENCES,
    &ACCOUNT,
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
    &PAYMENT,
];

/// The entity with this name, in any case: `Invoice`, `invoice`.
pub(crate) fn by_name(name: &str) -> Option<&'static Entity> {
    ALL.iter().copied().find(|entity| entity.name.eq_ignore_ascii_case(name))
}

/// The entity with this path. Paths are case sensitive (fact sheet 2.1).
pub(crate) fn by_path(path: &str) -> Option<&'static Entity> {
    ALL.iter().copied().find(|entity| entity.path == path)
}
