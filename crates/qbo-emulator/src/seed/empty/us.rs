//! The United States: no sales tax until it is set up (fact sheet 14.4).

use super::Country;

pub(in crate::seed) static UNITED_STATES: Country = Country {
    code: "US",
    company: "Empty Company_US",
    language: "en",
    currency: ("USD", "United States Dollar"),
    time_zone: "America/Los_Angeles",
    dates: ("Month Date Year separated by a slash", "MMDDYYYY_SEP_SLASH"),
    numbers: ("US Number Format", "US_NB"),
    receivable: "Accounts Receivable (A/R)",
    payable: "Accounts Payable (A/P)",
    check: "Check",
    accounts: &[],
    agencies: &[],
    rates: &[],
    codes: &[],
};
