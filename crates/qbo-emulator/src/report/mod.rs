//! Reports under `/reports/`, in the service's row shape: header, columns, rows.
//!
//! All figures come from the ledger's entries ([`crate::books::Ledger`]) or, for what single customers and vendors
//! owe, from the transactions that are open. A report never changes anything.

mod aging;
mod basis;
mod chart;
mod general_ledger;
mod open;
mod period;
mod request;
mod sheet;
mod statement;
mod trial_balance;

use crate::books::Company;
use crate::fault::{Code, Fault};
use jiff::Timestamp;
use request::Request;
use serde_json::Value;

/// A report's name in the path, and what makes it.
type Row = (&'static str, fn(&Company, &Request) -> Value);

/// Every report there is. To add one, write its function and name it here.
static REPORTS: &[Row] = &[
    ("TrialBalance", trial_balance::trial_balance),
    ("BalanceSheet", statement::balance_sheet),
    ("ProfitAndLoss", statement::profit_and_loss),
    ("GeneralLedger", general_ledger::general_ledger),
    ("CustomerBalance", aging::customer_balance),
    ("VendorBalance", aging::vendor_balance),
    ("AgedReceivables", aging::aged_receivables),
    ("AgedPayables", aging::aged_payables),
];

/// The report with this name, as the parameters want it.
///
/// # Errors
/// 2000 for a report that is not here (code assumed), else the fault of a parameter.
pub(crate) fn report(
    company: &Company,
    name: &str,
    parameters: &[(String, String)],
    now: Timestamp,
) -> Result<Value, Fault> {
    let Some((name, make)) = REPORTS.iter().find(|(known, _)| *known == name) else {
        let detail = format!("Invalid or unsupported object name : there is no report {name} here");
        return Err(Fault::new(Code::OBJECT_NAME, detail));
    };
    let request = Request::read(company, name, parameters, now)?;
    Ok(make(company, &request))
}
