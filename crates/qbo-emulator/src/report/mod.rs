//! Reports under `/reports/`, in the service's row shape: header, columns, rows.
//!
//! All figures come from the ledger's entries ([`crate::books::Ledger`]) or, for what single customers and vendors
//! owe, from the transactions that are open. A report never changes anything.

mod aging;
mod amounts;
mod basis;
mod cash;
mod chart;
mod columns;
mod dimension;
mod general_ledger;
mod open;
mod parameter;
mod period;
mod request;
mod sheet;
mod split;
mod statement;
mod trial_balance;

use crate::books::Company;
use crate::fault::{Code, Fault};
use jiff::Timestamp;
use request::Request;
use serde_json::Value;

/// A report: its name in the path, the parameters that it goes by, and what makes it.
struct Report {
    name: &'static str,
    parameters: &'static [&'static str],
    make: fn(&Company, &Request) -> Result<Value, Fault>,
}

/// Every report there is. To add one, write its function and name it here.
static REPORTS: &[Report] = &[
    Report { name: "TrialBalance", parameters: parameter::TRIAL_BALANCE, make: trial_balance::trial_balance },
    Report { name: "BalanceSheet", parameters: parameter::STATEMENT, make: statement::balance_sheet },
    Report { name: "ProfitAndLoss", parameters: parameter::STATEMENT, make: statement::profit_and_loss },
    Report { name: "GeneralLedger", parameters: parameter::LEDGER, make: general_ledger::general_ledger },
    Report { name: "CustomerBalance", parameters: parameter::CUSTOMERS, make: aging::customer_balance },
    Report { name: "VendorBalance", parameters: parameter::VENDORS, make: aging::vendor_balance },
    Report { name: "AgedReceivables", parameters: parameter::AGED_CUSTOMERS, make: aging::aged_receivables },
    Report { name: "AgedPayables", parameters: parameter::AGED_VENDORS, make: aging::aged_payables },
];

/// The report with this name, as the parameters want it.
///
/// # Errors
/// 2000 for a report that is not here (code assumed), 5030 for a parameter of the service that the report does not go
/// by here, else the fault of a parameter.
pub(crate) fn report(
    company: &Company,
    name: &str,
    parameters: &[(String, String)],
    now: Timestamp,
) -> Result<Value, Fault> {
    let Some(report) = REPORTS.iter().find(|report| report.name == name) else {
        let detail = format!("Invalid or unsupported object name : there is no report {name} here");
        return Err(Fault::new(Code::OBJECT_NAME, detail));
    };
    parameter::check(report.name, report.parameters, parameters)?;
    let request = Request::read(company, report.name, parameters, now)?;
    (report.make)(company, &request)
}
