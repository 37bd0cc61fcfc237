//! Great Britain, with VAT. Names and ids of codes are assumed.

use super::{Country, TaxCode};

pub(in crate::seed) static GREAT_BRITAIN: Country = Country {
    code: "GB",
    company: "Empty Company_GB",
    language: "en",
    currency: ("GBP", "British Pound Sterling"),
    time_zone: "Europe/London",
    dates: ("Date Month Year separated by a slash", "DDMMYYYY_SEP_SLASH"),
    numbers: ("UK Number Format", "UK_NB"),
    receivable: "Debtors",
    payable: "Creditors",
    check: "Cheque",
    accounts: &[
        (15, "VAT Control", "Other Current Liability", "GlobalTaxPayable"),
        (16, "VAT Suspense", "Other Current Liability", "GlobalTaxSuspense"),
    ],
    agencies: &["HM Revenue & Customs (VAT)"],
    rates: &[
        ("20.0% S (Sales)", "20", 1),
        ("20.0% S (Purchases)", "20", 1),
        ("5.0% R (Sales)", "5", 1),
        ("5.0% R (Purchases)", "5", 1),
        ("0.0% Z (Sales)", "0", 1),
        ("0.0% Z (Purchases)", "0", 1),
        ("Exempt (Sales)", "0", 1),
        ("Exempt (Purchases)", "0", 1),
        ("20.0% RC", "20", 1),
        ("20.0% RC (Reverse)", "-20", 1),
    ],
    codes: &[
        TaxCode {
            name: "20.0% S",
            description: "Standard rate 20%",
            taxable: true,
            sales: &[1],
            purchases: &[2],
        },
        TaxCode {
            name: "5.0% R",
            description: "Reduced rate 5%",
            taxable: true,
            sales: &[3],
            purchases: &[4],
        },
        TaxCode { name: "0.0% Z", description: "Zero rate", taxable: true, sales: &[5], purchases: &[6] },
        TaxCode {
            name: "Exempt",
            description: "Exempt from VAT",
            taxable: true,
            sales: &[7],
            purchases: &[8],
        },
        TaxCode { name: "No VAT", description: "Outside of VAT", taxable: false, sales: &[], purchases: &[] },
        TaxCode {
            name: "20.0% RC",
            description: "Reverse charge 20%",
            taxable: true,
            sales: &[5],
            purchases: &[9, 10],
        },
    ],
};
