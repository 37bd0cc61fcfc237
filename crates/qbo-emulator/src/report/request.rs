//! The parameters of a report.

use super::basis::Movement;
use super::columns::{By, Word, by_word};
use super::dimension::Dimension;
use super::period::{self, Period};
use crate::books::{Company, Id};
use crate::fault::{Code, Fault};
use crate::wire::{MONTHS, Members, date_of, day_of, stamp};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};

/// What is reported when nothing else is asked for (assumed).
const DEFAULT_MACRO: &str = "this fiscal year-to-date";

/// When income and expenses count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Basis {
    /// With the invoice or bill.
    Accrual,
    /// With the payment.
    Cash,
}

/// A report as it was asked for.
#[derive(Debug)]
pub(super) struct Request {
    name: &'static str,
    now: Timestamp,
    date_macro: Option<String>,
    currency: String,
    pub(super) start: Date,
    pub(super) end: Date,
    /// The day of an ageing or balance report.
    pub(super) report_date: Date,
    /// The month that the fiscal year begins with.
    pub(super) first_month: i8,
    pub(super) basis: Basis,
    /// What the columns of a statement tell apart.
    pub(super) columns_by: Word,
    /// Only these customers, classes and so on.
    only: Vec<(Dimension, Vec<Id>)>,
    /// Only these accounts; all when empty.
    pub(super) accounts: Vec<Id>,
    /// The columns wanted, by key; all when empty.
    pub(super) columns: Vec<String>,
    /// Columns of an ageing report between "Current" and the oldest.
    pub(super) periods: u32,
    /// Days in one of them.
    pub(super) period_days: u32,
}

impl Request {
    /// Reads the parameters.
    ///
    /// # Errors
    /// 2060 or 2070 for a date, 2170 for a word, 2190 for an end before the start, 2240 for a number (codes
    /// assumed).
    pub(super) fn read(
        company: &Company,
        name: &'static str,
        parameters: &[(String, String)],
        now: Timestamp,
    ) -> Result<Self, Fault> {
        let get = |wanted: &str| {
            let found = parameters.iter().find(|(key, _)| key == wanted);
            found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
        };
        let ids =
            |wanted| get(wanted).into_iter().flat_map(|list| list.split(',')).map(|id| Id::parse(id.trim()));
        let first_month = first_month(company);
        let today = day_of(now);
        let (date_macro, (start, end)) = dates(&get, today, first_month)?;
        Ok(Self {
            name,
            now,
            date_macro,
            currency: company.home_currency().to_owned(),
            start,
            end,
            report_date: day(&get, "report_date")?.unwrap_or(if get("date_macro").is_some() {
                end
            } else {
                today
            }),
            first_month,
            basis: basis(company, get("accounting_method"))?,
            columns_by: by_word(get("summarize_column_by").unwrap_or("Total"))?,
            only: Dimension::ALL
                .into_iter()
                .filter(|dimension| get(dimension.parameter()).is_some())
                .map(|dimension| (dimension, ids(dimension.parameter()).collect()))
                .collect(),
            accounts: ids("account").collect(),
            columns: get("columns").into_iter().flat_map(|list| list.split(',')).map(str::to_owned).collect(),
            periods: number(&get, "num_periods", 4, 24)?,
            period_days: number(&get, "aging_period", 30, 366)?,
        })
    }

    /// What the columns tell apart, where that is no span of days.
    pub(super) fn dimension(&self) -> Option<Dimension> {
        match self.columns_by.1 {
            By::Dimension(dimension) => Some(dimension),
            By::Total | By::Period => None,
        }
    }

    /// Whether the lines of a transaction may count differently.
    pub(super) fn tells_lines(&self) -> bool {
        !self.only.is_empty() || self.dimension().is_some()
    }

    /// Whether a movement is of those customers, classes and so on that the report is about.
    pub(super) fn is_about(&self, company: &Company, movement: &Movement<'_>) -> bool {
        self.takes(|dimension| dimension.of(company, movement))
    }

    /// Whether what belongs to such customers, classes and so on is told.
    pub(super) fn takes(&self, of: impl Fn(Dimension) -> Option<Id>) -> bool {
        self.only.iter().all(|(dimension, wanted)| of(*dimension).is_some_and(|own| wanted.contains(&own)))
    }

    /// The whole report around its columns and rows. `empty` says that there was nothing to report.
    pub(super) fn sheet(&self, columns: Vec<Value>, rows: Vec<Value>, empty: bool) -> Value {
        let mut header = self.header(empty);
        header["StartPeriod"] = self.start.to_string().into();
        header["EndPeriod"] = self.end.to_string().into();
        header["ReportBasis"] = if self.basis == Basis::Cash { "Cash" } else { "Accrual" }.into();
        if let Some(name) = &self.date_macro {
            header["DateMacro"] = name.as_str().into();
        }
        json!({"Header": header, "Columns": {"Column": columns}, "Rows": {"Row": rows}})
    }

    /// The same for a report of one day.
    pub(super) fn day_sheet(&self, columns: Vec<Value>, rows: Vec<Value>, empty: bool) -> Value {
        let mut header = self.header(empty);
        let day = self.report_date.to_string();
        if let Some(options) = header["Option"].as_array_mut() {
            options.insert(0, json!({"Name": "report_date", "Value": day}));
        }
        header["StartPeriod"] = day.as_str().into();
        header["EndPeriod"] = day.as_str().into();
        if self.report_date == day_of(self.now) {
            header["DateMacro"] = "today".into();
        }
        json!({"Header": header, "Columns": {"Column": columns}, "Rows": {"Row": rows}})
    }

    fn header(&self, empty: bool) -> Value {
        let mut header = json!({
            "Time": stamp(self.now),
            "ReportName": self.name,
            "Currency": self.currency,
            "Option": [{"Name": "NoReportData", "Value": empty.to_string()}],
        });
        for (dimension, ids) in &self.only {
            let ids: Vec<String> = ids.iter().map(Id::to_string).collect();
            header[dimension.entity()] = ids.join(",").into();
        }
        header
    }
}

/// The period that was asked for: by its days, else by its name.
fn dates<'a>(
    get: &impl Fn(&str) -> Option<&'a str>,
    today: Date,
    first_month: i8,
) -> Result<(Option<String>, Period), Fault> {
    let (start, end) = (day(get, "start_date")?, day(get, "end_date")?);
    if start.is_none() && end.is_none() {
        let name = get("date_macro").unwrap_or(DEFAULT_MACRO);
        let period = period::named(name, today, first_month).ok_or_else(|| {
            Fault::new(Code::ENUMERATION, format!("Invalid Enumeration : {name}")).element("date_macro")
        })?;
        return Ok((Some(name.to_ascii_lowercase()), period));
    }
    let end = end.unwrap_or_else(|| today.max(start.unwrap_or(today)));
    let start = start.unwrap_or_else(|| period::fiscal_year(end, first_month));
    if start > end {
        let detail = format!("Invalid Date Range : {start} is after {end}");
        return Err(Fault::new(Code::DATE_RANGE, detail).element("start_date"));
    }
    Ok((None, (start, end)))
}

fn day<'a>(get: &impl Fn(&str) -> Option<&'a str>, name: &str) -> Result<Option<Date>, Fault> {
    let Some(text) = get(name) else { return Ok(None) };
    match date_of(text) {
        Some(day) => Ok(Some(day)),
        None => {
            let detail = format!("{}. Supplied value:{text}", Code::DATE_FORMAT.message);
            Err(Fault::new(Code::DATE_FORMAT, detail).element(name))
        }
    }
}

fn number<'a>(
    get: &impl Fn(&str) -> Option<&'a str>,
    name: &str,
    usual: u32,
    most: u32,
) -> Result<u32, Fault> {
    let Some(text) = get(name) else { return Ok(usual) };
    text.parse().ok().filter(|number| (1..=most).contains(number)).ok_or_else(|| {
        let detail = format!("Invalid Number Range. Min:1 Max:{most} supported. Supplied value:{text}");
        Fault::new(Code::NUMBER_RANGE, detail).element(name)
    })
}

/// The basis asked for, else the company's (fact sheet 11.6).
fn basis(company: &Company, asked: Option<&str>) -> Result<Basis, Fault> {
    let preferred = || company.preferences()?.object("ReportPrefs")?.text("ReportBasis");
    match asked.or_else(preferred) {
        Some("Cash") => Ok(Basis::Cash),
        Some("Accrual") | None => Ok(Basis::Accrual),
        Some(other) if asked.is_some() => {
            Err(Fault::new(Code::ENUMERATION, format!("Invalid Enumeration : {other}"))
                .element("accounting_method"))
        }
        Some(_) => Ok(Basis::Accrual),
    }
}

fn first_month(company: &Company) -> i8 {
    let index = MONTHS.iter().position(|month| *month == company.fiscal_month()).unwrap_or(0);
    i8::try_from(index + 1).unwrap_or(1)
}
