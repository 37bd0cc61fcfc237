//! Canada, with GST, HST and PST. Names and ids of codes are assumed.

use super::{Country, TaxCode};

pub(in crate::seed) static CANADA: Country = Country {
    code: "CA",
    company: "Empty Company_CA",
    language: "en",
    currency: ("CAD", "Canadian Dollar"),
    time_zone: "America/Toronto",
    dates: ("Date Month Year separated by a slash", "DDMMYYYY_SEP_SLASH"),
    numbers: ("Canadian Number Format", "CA_EN_NB"),
    receivable: "Accounts Receivable (A/R)",
    payable: "Accounts Payable (A/P)",
    check: "Cheque",
    accounts: &[
        (15, "GST/HST Payable", "Other Current Liability", "GlobalTaxPayable"),
        (16, "GST/HST Suspense", "Other Current Liability", "GlobalTaxSuspense"),
        (17, "Ministry of Finance (BC) Payable", "Other Current Liability", "GlobalTaxPayable"),
    ],
    agencies: &["Canada Revenue Agency", "Ministry of Finance (BC)"],
    rates: &[
        ("GST", "5", 1),
        ("GST (ITC)", "5", 1),
        ("HST (ON) 13", "13", 1),
        ("HST (ON) 13 (ITC)", "13", 1),
        ("HST (NS) 14", "14", 1),
        ("HST (NS) 14 (ITC)", "14", 1),
        ("PST (BC)", "7", 2),
        ("Zero-rated", "0", 1),
        ("Zero-rated (ITC)", "0", 1),
    ],
    codes: &[
        TaxCode { name: "GST", description: "GST 5%", taxable: true, sales: &[1], purchases: &[2] },
        TaxCode {
            name: "HST ON",
            description: "HST Ontario 13%",
            taxable: true,
            sales: &[3],
            purchases: &[4],
        },
        TaxCode {
            name: "HST NS 14",
            description: "HST Nova Scotia 14%",
            taxable: true,
            sales: &[5],
            purchases: &[6],
        },
        TaxCode {
            name: "GST/PST BC",
            description: "GST 5% and PST 7%",
            taxable: true,
            sales: &[1, 7],
            purchases: &[2],
        },
        TaxCode {
            name: "PST BC",
            description: "PST British Columbia 7%",
            taxable: true,
            sales: &[7],
            purchases: &[],
        },
        TaxCode {
            name: "Zero-rated",
            description: "Zero-rated",
            taxable: true,
            sales: &[8],
            purchases: &[9],
        },
        TaxCode { name: "Exempt", description: "Exempt", taxable: false, sales: &[], purchases: &[] },
        TaxCode {
            name: "Out of Scope",
            description: "Out of scope",
            taxable: false,
            sales: &[],
            purchases: &[],
        },
    ],
};
