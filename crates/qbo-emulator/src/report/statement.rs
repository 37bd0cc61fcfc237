//! Balance sheet, and profit and loss.

use super::basis::movements;
use super::chart::{Chart, is_result};
use super::period::fiscal_year;
use super::request::Request;
use super::sheet::{column, data, money, money_or_blank, section, text, total};
use crate::books::Company;
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// A part of the balance sheet.
enum Part {
    /// The accounts of a type.
    Accounts { group: &'static str, title: &'static str, kind: &'static str },
    /// Parts under a heading.
    Group { group: &'static str, title: &'static str, sum: &'static str, parts: &'static [Part] },
}

use Part::{Accounts, Group};

static BALANCE_SHEET: &[Part] = &[
    Group {
        group: "TotalAssets",
        title: "ASSETS",
        sum: "TOTAL ASSETS",
        parts: &[
            Group {
                group: "CurrentAssets",
                title: "Current Assets",
                sum: "Total Current Assets",
                parts: &[
                    Accounts { group: "BankAccounts", title: "Bank Accounts", kind: "Bank" },
                    Accounts { group: "AR", title: "Accounts Receivable", kind: "Accounts Receivable" },
                    Accounts {
                        group: "OtherCurrentAssets",
                        title: "Other Current Assets",
                        kind: "Other Current Asset",
                    },
                ],
            },
            Accounts { group: "FixedAssets", title: "Fixed Assets", kind: "Fixed Asset" },
            Accounts { group: "OtherAssets", title: "Other Assets", kind: "Other Asset" },
        ],
    },
    Group {
        group: "TotalLiabilitiesAndEquity",
        title: "LIABILITIES AND EQUITY",
        sum: "TOTAL LIABILITIES AND EQUITY",
        parts: &[
            Group {
                group: "Liabilities",
                title: "Liabilities",
                sum: "Total Liabilities",
                parts: &[
                    Group {
                        group: "CurrentLiabilities",
                        title: "Current Liabilities",
                        sum: "Total Current Liabilities",
                        parts: &[
                            Accounts { group: "AP", title: "Accounts Payable", kind: "Accounts Payable" },
                            Accounts { group: "CreditCards", title: "Credit Cards", kind: "Credit Card" },
                            Accounts {
                                group: "OtherCurrentLiabilities",
                                title: "Other Current Liabilities",
                                kind: "Other Current Liability",
                            },
                        ],
                    },
                    Accounts {
                        group: "LongTermLiabilities",
                        title: "Long-Term Liabilities",
                        kind: "Long Term Liability",
                    },
                ],
            },
            Accounts { group: "Equity", title: "Equity", kind: "Equity" },
        ],
    },
];

/// What the company has and owes on the last day.
pub(super) fn balance_sheet(company: &Company, request: &Request) -> Value {
    let movements = movements(company, request);
    let year = fiscal_year(request.end, request.first_month);
    let mut chart = Chart::of(company, movements.iter().filter(|movement| movement.date <= request.end));
    let income = result(company, &movements, |date| (year..=request.end).contains(&date));
    let earlier = chart.result() - income;
    retain(company, &mut chart, earlier);
    let mut rows = Vec::new();
    for part in BALANCE_SHEET {
        rows.extend(render(&chart, part, income).map(|(row, _)| row));
    }
    let empty = movements.is_empty();
    let mut sheet = request.sheet(columns(), rows, empty);
    say_total(&mut sheet);
    sheet
}

/// Results of former years are retained earnings; the account says so even where nothing else moved on it.
pub(super) fn retain(company: &Company, chart: &mut Chart<'_>, earlier: Decimal) {
    if let Some(account) = company.accounts_of("RetainedEarnings").next().filter(|_| !earlier.is_zero()) {
        chart.add(account, -earlier);
    }
}

/// The profit of the days that `counts`.
pub(super) fn result(
    company: &Company,
    movements: &[super::basis::Movement<'_>],
    counts: impl Fn(jiff::civil::Date) -> bool,
) -> Decimal {
    Chart::of(company, movements.iter().filter(|movement| counts(movement.date))).result()
}

/// A part with its sum; `None` where it is empty.
fn render(chart: &Chart<'_>, part: &Part, income: Decimal) -> Option<(Value, Decimal)> {
    let (group, title, sum_title, mut rows, mut sum) = match part {
        Accounts { group, title, kind } => {
            let (rows, sum) = chart.rows(kind);
            (*group, *title, format!("Total {title}"), rows, sum)
        }
        Group { group, title, sum, parts } => {
            let parts: Vec<(Value, Decimal)> =
                parts.iter().filter_map(|part| render(chart, part, income)).collect();
            let whole = parts.iter().map(|(_, amount)| *amount).sum();
            (*group, *title, (*sum).to_owned(), parts.into_iter().map(|(row, _)| row).collect(), whole)
        }
    };
    if group == "Equity" && !(rows.is_empty() && income.is_zero()) {
        let mut row = data(vec![text("Net Income"), money_or_blank(income)]);
        row["group"] = "NetIncome".into();
        rows.push(row);
        sum += income;
    }
    if rows.is_empty() {
        return None;
    }
    let header = vec![text(title), text("")];
    Some((section(Some(group), Some(header), rows, vec![text(&sum_title), money(sum)]), sum))
}

/// What the company earned and spent from the first day to the last.
pub(super) fn profit_and_loss(company: &Company, request: &Request) -> Value {
    let movements = movements(company, request);
    let within = |date| (request.start..=request.end).contains(&date);
    let counted: Vec<_> = movements
        .into_iter()
        .filter(|movement| within(movement.date) && is_result(company, movement.account))
        .collect();
    let chart = Chart::of(company, counted.iter());
    let mut rows = Vec::new();
    let mut part = |group: &str, title: &str, kind: &str, always: bool| {
        let (accounts, sum) = chart.rows(kind);
        if always || !accounts.is_empty() {
            let shown = if accounts.is_empty() { text("") } else { money(sum) };
            let summary = vec![text(&format!("Total {title}")), shown];
            rows.push(section(Some(group), Some(vec![text(title), text("")]), accounts, summary));
        }
        (sum, rows.len())
    };
    let (income, _) = part("Income", "Income", "Income", true);
    let (goods, gross_at) = part("COGS", "Cost of Goods Sold", "Cost of Goods Sold", false);
    let (expenses, operating_at) = part("Expenses", "Expenses", "Expense", true);
    let (other_income, other_from) = part("OtherIncome", "Other Income", "Other Income", false);
    let (other_expenses, other_at) = part("OtherExpenses", "Other Expenses", "Other Expense", false);
    let gross = income - goods;
    let other = other_income - other_expenses;
    // From the end, so that the places stay right.
    if other_at > operating_at || other_from > operating_at {
        rows.insert(other_at, total("NetOtherIncome", "Net Other Income", [other]));
    }
    rows.insert(operating_at, total("NetOperatingIncome", "Net Operating Income", [gross - expenses]));
    rows.insert(gross_at, total("GrossProfit", "Gross Profit", [gross]));
    rows.push(total("NetIncome", "Net Income", [gross - expenses + other]));
    let mut sheet = request.sheet(columns(), rows, counted.is_empty());
    say_total(&mut sheet);
    sheet
}

/// Statements have one column of amounts, and follow the national standard.
fn say_total(sheet: &mut Value) {
    let header = &mut sheet["Header"];
    header["SummarizeColumnsBy"] = "Total".into();
    if let Some(options) = header["Option"].as_array_mut() {
        options.insert(0, json!({"Name": "AccountingStandard", "Value": "GAAP"}));
    }
}

fn columns() -> Vec<Value> {
    vec![column("", "Account", "account"), column("Total", "Money", "total")]
}
