//! Balance sheet, and profit and loss.

use super::amounts::Amounts;
use super::basis::movements;
use super::chart::{Chart, is_result};
use super::columns::Columns;
use super::request::Request;
use super::sheet::{cells, data, heading, money, money_or_blank, section, text, total};
use crate::books::Company;
use crate::fault::Fault;
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
pub(super) fn balance_sheet(company: &Company, request: &Request) -> Result<Value, Fault> {
    let movements = movements(company, request);
    let columns = Columns::of(company, request, &movements, false)?;
    let width = columns.width();
    let mut chart =
        Chart::of(company, width, &movements, |place, movement| columns.tells_until(place, movement));
    let of_year = columns.tells_of_year(request.first_month);
    let income = Chart::of(company, width, &movements, of_year).result();
    let earlier = chart.result().minus(&income);
    retain(company, &mut chart, &earlier);
    let rows = BALANCE_SHEET.iter().filter_map(|part| render(&chart, part, &income)).map(|(row, _)| row);
    Ok(finished(request, &columns, rows.collect(), movements.is_empty()))
}

/// Results of former years are retained earnings; the account says so even where nothing else moved on it.
pub(super) fn retain(company: &Company, chart: &mut Chart<'_>, earlier: &Amounts) {
    if let Some(account) = company.accounts_of("RetainedEarnings").next().filter(|_| !earlier.is_nothing()) {
        chart.add(account, &earlier.times(Decimal::NEGATIVE_ONE));
    }
}

/// A part with its sum; `None` where it is empty.
fn render(chart: &Chart<'_>, part: &Part, income: &Amounts) -> Option<(Value, Amounts)> {
    let (group, title, sum_title, mut rows, mut sum) = match part {
        Accounts { group, title, kind } => {
            let (rows, sum) = chart.rows(kind);
            (*group, *title, format!("Total {title}"), rows, sum)
        }
        Group { group, title, sum, parts } => {
            let parts: Vec<(Value, Amounts)> =
                parts.iter().filter_map(|part| render(chart, part, income)).collect();
            let whole = parts.iter().fold(Amounts::nothing(chart.width()), |sum, (_, own)| sum.plus(own));
            (*group, *title, (*sum).to_owned(), parts.into_iter().map(|(row, _)| row).collect(), whole)
        }
    };
    if group == "Equity" && !(rows.is_empty() && income.is_nothing()) {
        let mut row = data(cells(text("Net Income"), income, money_or_blank));
        row["group"] = "NetIncome".into();
        rows.push(row);
        sum.add(income);
    }
    if rows.is_empty() {
        return None;
    }
    let summary = cells(text(&sum_title), &sum, money);
    Some((section(Some(group), Some(heading(title, chart.width())), rows, summary), sum))
}

/// What the company earned and spent from the first day to the last.
pub(super) fn profit_and_loss(company: &Company, request: &Request) -> Result<Value, Fault> {
    let within = |date| (request.start..=request.end).contains(&date);
    let mut movements = movements(company, request);
    movements.retain(|movement| within(movement.date) && is_result(company, movement.account));
    let columns = Columns::of(company, request, &movements, true)?;
    let width = columns.width();
    let chart = Chart::of(company, width, &movements, |place, movement| columns.tells(place, movement));
    let mut rows = Vec::new();
    let mut part = |group: &str, title: &str, kind: &str, always: bool| {
        let (accounts, sum) = chart.rows(kind);
        if always || !accounts.is_empty() {
            let title_of_sum = format!("Total {title}");
            let summary = match accounts.is_empty() {
                true => heading(&title_of_sum, width),
                false => cells(text(&title_of_sum), &sum, money),
            };
            rows.push(section(Some(group), Some(heading(title, width)), accounts, summary));
        }
        (sum, rows.len())
    };
    let (income, _) = part("Income", "Income", "Income", true);
    let (goods, gross_at) = part("COGS", "Cost of Goods Sold", "Cost of Goods Sold", false);
    let (expenses, operating_at) = part("Expenses", "Expenses", "Expense", true);
    let (other_income, other_from) = part("OtherIncome", "Other Income", "Other Income", false);
    let (other_expenses, other_at) = part("OtherExpenses", "Other Expenses", "Other Expense", false);
    let gross = income.minus(&goods);
    let operating = gross.clone().minus(&expenses);
    let other = other_income.minus(&other_expenses);
    // From the end, so that the places stay right.
    if other_at > operating_at || other_from > operating_at {
        rows.insert(other_at, total("NetOtherIncome", "Net Other Income", &other));
    }
    rows.insert(operating_at, total("NetOperatingIncome", "Net Operating Income", &operating));
    rows.insert(gross_at, total("GrossProfit", "Gross Profit", &gross));
    rows.push(total("NetIncome", "Net Income", &operating.plus(&other)));
    Ok(finished(request, &columns, rows, movements.is_empty()))
}

/// Statements say how their columns are made, and follow the national standard.
fn finished(request: &Request, columns: &Columns, rows: Vec<Value>, empty: bool) -> Value {
    let mut sheet = request.sheet(columns.shown(), rows, empty);
    let header = &mut sheet["Header"];
    header["SummarizeColumnsBy"] = request.columns_by.0.into();
    if let Some(options) = header["Option"].as_array_mut() {
        options.insert(0, json!({"Name": "AccountingStandard", "Value": "GAAP"}));
    }
    sheet
}
