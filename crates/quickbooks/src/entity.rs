//! The kinds of object that this client reads and writes.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Error;

/// A kind of object of the service. Serialised by its [`name`](Self::name).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Entity {
    /// The company itself.
    CompanyInfo,
    /// What the company has switched on.
    Preferences,
    /// An account of the chart.
    Account,
    /// Somebody who buys.
    Customer,
    /// Somebody who sells to the company.
    Vendor,
    /// A product or service.
    Item,
    /// A sale on account.
    Invoice,
    /// Money from a customer.
    Payment,
    /// Money paid out at once.
    Purchase,
    /// Goods taken back and paid for at once.
    RefundReceipt,
    /// What is ordered from a vendor.
    PurchaseOrder,
    /// What is owed to a vendor.
    Bill,
    /// How money is paid.
    PaymentMethod,
    /// What a line is taxed as.
    TaxCode,
    /// One percentage of a tax code.
    TaxRate,
    /// A foreign currency that the company deals in.
    CompanyCurrency,
}

impl Entity {
    /// All kinds.
    pub const ALL: [Self; 16] = [
        Self::CompanyInfo,
        Self::Preferences,
        Self::Account,
        Self::Customer,
        Self::Vendor,
        Self::Item,
        Self::Invoice,
        Self::Payment,
        Self::Purchase,
        Self::RefundReceipt,
        Self::PurchaseOrder,
        Self::Bill,
        Self::PaymentMethod,
        Self::TaxCode,
        Self::TaxRate,
        Self::CompanyCurrency,
    ];

    /// The name in JSON and in queries, e.g. `Customer`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CompanyInfo => "CompanyInfo",
            Self::Preferences => "Preferences",
            Self::Account => "Account",
            Self::Customer => "Customer",
            Self::Vendor => "Vendor",
            Self::Item => "Item",
            Self::Invoice => "Invoice",
            Self::Payment => "Payment",
            Self::Purchase => "Purchase",
            Self::RefundReceipt => "RefundReceipt",
            Self::PurchaseOrder => "PurchaseOrder",
            Self::Bill => "Bill",
            Self::PaymentMethod => "PaymentMethod",
            Self::TaxCode => "TaxCode",
            Self::TaxRate => "TaxRate",
            Self::CompanyCurrency => "CompanyCurrency",
        }
    }

    /// The name in addresses, e.g. `customer` (fact sheet 2.1).
    pub const fn path(self) -> &'static str {
        match self {
            Self::CompanyInfo => "companyinfo",
            Self::Preferences => "preferences",
            Self::Account => "account",
            Self::Customer => "customer",
            Self::Vendor => "vendor",
            Self::Item => "item",
            Self::Invoice => "invoice",
            Self::Payment => "payment",
            Self::Purchase => "purchase",
            Self::RefundReceipt => "refundreceipt",
            Self::PurchaseOrder => "purchaseorder",
            Self::Bill => "bill",
            Self::PaymentMethod => "paymentmethod",
            Self::TaxCode => "taxcode",
            Self::TaxRate => "taxrate",
            Self::CompanyCurrency => "companycurrency",
        }
    }

    /// The kind of this [`name`](Self::name).
    ///
    /// # Errors
    /// [`Error::UnknownEntity`] for any other text; upper and lower case count.
    pub fn from_name(name: &str) -> Result<Self, Error> {
        Self::ALL
            .into_iter()
            .find(|entity| entity.name() == name)
            .ok_or_else(|| Error::UnknownEntity { name: name.to_owned() })
    }

    /// Whether it is a transaction, which can be deleted. Lists and settings can't (fact sheet 2.6).
    pub const fn is_transaction(self) -> bool {
        matches!(
            self,
            Self::Invoice
                | Self::Payment
                | Self::Purchase
                | Self::PurchaseOrder
                | Self::Bill
                | Self::RefundReceipt
        )
    }
}

impl fmt::Display for Entity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_back_to_its_entity() {
        for entity in Entity::ALL {
            assert_eq!(Entity::from_name(entity.name()).unwrap(), entity);
            assert_eq!(entity.path(), entity.name().to_lowercase());
            assert_eq!(serde_json::to_value(entity).unwrap(), entity.name());
        }
    }

    #[test]
    fn an_unknown_name_is_refused() {
        let error = Entity::from_name("customer").unwrap_err();
        assert!(error.to_string().contains("\"customer\""), "{error}");
    }
}
