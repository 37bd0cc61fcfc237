//! The company's switches that rules ask for.

use super::Company;
use crate::wire::{MONTHS, Members};

/// A preference that is on or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Switch {
    CustomTxnNumbers,
    AllowDiscount,
    AllowShipping,
    AllowDeposit,
    UsingSalesTax,
    AutoApplyCredit,
    AllowEstimates,
    TrackDepartments,
    ClassTrackingPerTxn,
    ClassTrackingPerTxnLine,
    QuantityOnHand,
}

impl Switch {
    fn place(self) -> (&'static str, &'static str) {
        match self {
            Self::CustomTxnNumbers => ("SalesFormsPrefs", "CustomTxnNumbers"),
            Self::AllowDiscount => ("SalesFormsPrefs", "AllowDiscount"),
            Self::AllowShipping => ("SalesFormsPrefs", "AllowShipping"),
            Self::AllowDeposit => ("SalesFormsPrefs", "AllowDeposit"),
            Self::UsingSalesTax => ("TaxPrefs", "UsingSalesTax"),
            Self::AutoApplyCredit => ("SalesFormsPrefs", "AutoApplyCredit"),
            Self::AllowEstimates => ("SalesFormsPrefs", "AllowEstimates"),
            Self::TrackDepartments => ("AccountingInfoPrefs", "TrackDepartments"),
            Self::ClassTrackingPerTxn => ("AccountingInfoPrefs", "ClassTrackingPerTxn"),
            Self::ClassTrackingPerTxnLine => ("AccountingInfoPrefs", "ClassTrackingPerTxnLine"),
            Self::QuantityOnHand => ("ProductAndServicesPrefs", "QuantityOnHand"),
        }
    }
}

impl Company {
    /// Whether a preference is on.
    pub(crate) fn is_on(&self, switch: Switch) -> bool {
        let (group, member) = switch.place();
        self.preferences().and_then(|prefs| prefs.object(group)).is_some_and(|group| group.flag(member))
    }

    /// The id in a preference that is a reference, such as the default terms.
    pub(crate) fn preferred(&self, group: &str, member: &str) -> Option<&str> {
        self.preferences()?.object(group)?.target(member)
    }

    /// The value of a pair in `OtherPrefs`.
    pub(crate) fn other_preference(&self, name: &str) -> Option<&str> {
        let pairs = self.preferences()?.object("OtherPrefs")?.list("NameValue");
        pairs
            .iter()
            .filter_map(|pair| pair.as_object())
            .find(|pair| pair.text("Name") == Some(name))?
            .text("Value")
    }

    /// The month in which the fiscal year begins.
    pub(crate) fn fiscal_month(&self) -> &str {
        let accounting = self.preferences().and_then(|prefs| prefs.object("AccountingInfoPrefs"));
        accounting.and_then(|group| group.text("FirstMonthOfFiscalYear")).unwrap_or(MONTHS[0])
    }

    /// Whether the company is in the US, where sales are taxed in another way than elsewhere.
    pub(crate) fn is_in_us(&self) -> bool {
        let info = self.table("CompanyInfo").and_then(|table| table.first());
        info.and_then(|info| info.body.text("Country")).is_none_or(|country| country == "US")
    }

    /// The home currency, such as `USD`.
    pub(crate) fn home_currency(&self) -> &str {
        self.preferred("CurrencyPrefs", "HomeCurrency").unwrap_or("USD")
    }
}
