//! Which parameters each report goes by. What the service has and a report here has not is refused, so that nobody
//! takes figures for what they are not; names that nobody knows are passed over, as the service does.

use crate::fault::{Code, Fault};

pub(super) const TRIAL_BALANCE: &[&str] = &["start_date", "end_date", "date_macro", "accounting_method"];

pub(super) const STATEMENT: &[&str] = &[
    "start_date",
    "end_date",
    "date_macro",
    "accounting_method",
    "summarize_column_by",
    "customer",
    "vendor",
    "employee",
    "item",
    "class",
    "department",
];

pub(super) const LEDGER: &[&str] = &[
    "start_date",
    "end_date",
    "date_macro",
    "accounting_method",
    "account",
    "columns",
    "customer",
    "vendor",
    "employee",
    "item",
    "class",
    "department",
];

pub(super) const CUSTOMERS: &[&str] =
    &["report_date", "date_macro", "accounting_method", "customer", "department"];

pub(super) const VENDORS: &[&str] =
    &["report_date", "date_macro", "accounting_method", "vendor", "department"];

pub(super) const AGED_CUSTOMERS: &[&str] = &[
    "report_date",
    "date_macro",
    "accounting_method",
    "aging_period",
    "num_periods",
    "customer",
    "department",
];

pub(super) const AGED_VENDORS: &[&str] = &[
    "report_date",
    "date_macro",
    "accounting_method",
    "aging_period",
    "num_periods",
    "vendor",
    "department",
];

/// Parameters of the service's reports that a report may lack here, with the value that asks for nothing special.
static KNOWN: [(&str, &str); 30] = [
    ("account", ""),
    ("account_type", ""),
    ("adjusted_gain_loss", "false"),
    ("aging_method", "Report_Date"),
    ("aging_period", ""),
    ("appaid", "All"),
    ("arpaid", "All"),
    ("class", ""),
    ("columns", ""),
    ("createdate_macro", ""),
    ("customer", ""),
    ("department", ""),
    ("duedate_macro", ""),
    ("employee", ""),
    ("end_date", ""),
    ("end_duedate", ""),
    ("item", ""),
    ("moddate_macro", ""),
    ("name", ""),
    ("num_periods", ""),
    ("report_date", ""),
    ("sort_by", ""),
    ("sort_order", "ascend"),
    ("source_account", ""),
    ("source_account_type", ""),
    ("start_date", ""),
    ("start_duedate", ""),
    ("summarize_column_by", "Total"),
    ("term", ""),
    ("vendor", ""),
];

/// Looks at the parameters that a report was asked for with.
///
/// # Errors
/// 5030 for one of the service that the report does not go by (ours).
pub(super) fn check(report: &str, own: &[&str], given: &[(String, String)]) -> Result<(), Fault> {
    for (name, value) in given.iter().filter(|(name, _)| !own.contains(&name.as_str())) {
        let known = KNOWN.iter().find(|(known, _)| known == name);
        if known.is_some_and(|(_, nothing)| !value.is_empty() && !value.eq_ignore_ascii_case(nothing)) {
            let detail = format!("Feature Not Supported : {report} does not go by {name}={value} here");
            return Err(Fault::new(Code::FEATURE, detail).element(name.clone()));
        }
    }
    Ok(())
}
