//! The columns of a statement: one sum, or one for each period, customer, class and so on.

use super::basis::Movement;
use super::dimension::Dimension;
use super::period::{Period, fiscal_year, pieces, title};
use super::request::Request;
use super::sheet::column;
use crate::books::{Company, Id, Record};
use crate::entity::NAMES;
use crate::fault::{Code, Fault};
use crate::wire::Members;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Columns that a report has at most, so that a day each over a thousand years is no report (assumed).
const COLUMNS_MAX: usize = 400;

/// What stands in a column of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Total,
    /// A span of days, called by its word.
    Period,
    Dimension(Dimension),
}

/// The words of `summarize_column_by` (schema `Report.xsd`).
static WORDS: [(&str, By); 14] = [
    ("Total", By::Total),
    ("Year", By::Period),
    ("Quarter", By::Period),
    ("FiscalYear", By::Period),
    ("FiscalQuarter", By::Period),
    ("Month", By::Period),
    ("Week", By::Period),
    ("Days", By::Period),
    ("Customers", By::Dimension(Dimension::Customer)),
    ("Vendors", By::Dimension(Dimension::Vendor)),
    ("Employees", By::Dimension(Dimension::Employee)),
    ("Departments", By::Dimension(Dimension::Department)),
    ("Classes", By::Dimension(Dimension::Class)),
    ("ProductsAndServices", By::Dimension(Dimension::Item)),
];

/// How the columns are asked for: the service's word, and what it means.
pub(super) type Word = &'static (&'static str, By);

/// What a word means, in any case.
///
/// # Errors
/// 2170 for another word (code assumed).
pub(super) fn by_word(word: &str) -> Result<Word, Fault> {
    WORDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).ok_or_else(|| {
        Fault::new(Code::ENUMERATION, format!("Invalid Enumeration : {word}")).element("summarize_column_by")
    })
}

/// Which movements a column tells.
#[derive(Debug)]
enum Part {
    All,
    /// Those of a customer, a class and so on, or of none.
    Of(Option<Id>),
}

#[derive(Debug)]
struct Column {
    title: String,
    key: String,
    /// Whether it is one of several periods, and says so.
    is_period: bool,
    period: Period,
    part: Part,
}

/// The columns of a statement, from the left.
#[derive(Debug)]
pub(super) struct Columns(Vec<Column>);

impl Columns {
    /// The columns that a request asks for. Periods add up to a total where the statement `has_total`.
    ///
    /// # Errors
    /// 10100 for too many (occasion assumed).
    pub(super) fn of(
        company: &Company,
        request: &Request,
        movements: &[Movement<'_>],
        has_total: bool,
    ) -> Result<Self, Fault> {
        let whole = (request.start, request.end);
        let total = Column {
            title: "Total".to_owned(),
            key: "total".to_owned(),
            is_period: false,
            period: whole,
            part: Part::All,
        };
        let (word, by) = request.columns_by;
        let mut columns: Vec<Column> = match by {
            By::Total => Vec::new(),
            By::Period => pieces(word, whole, request.first_month)
                .take(COLUMNS_MAX + 1)
                .map(|period| Column {
                    title: title(period),
                    key: title(period),
                    is_period: true,
                    period,
                    part: Part::All,
                })
                .collect(),
            By::Dimension(dimension) => parts(company, *dimension, movements, whole),
        };
        if columns.len() > COLUMNS_MAX {
            let detail = format!("Result set too big : a report has {COLUMNS_MAX} columns at most");
            return Err(Fault::new(Code::RESULT_TOO_BIG, detail).element("summarize_column_by"));
        }
        if has_total || *by != By::Period {
            columns.push(total);
        }
        Ok(Self(columns))
    }

    /// How many amounts a row has.
    pub(super) fn width(&self) -> usize {
        self.0.len()
    }

    /// The columns as the reply lists them, that of the accounts first.
    pub(super) fn shown(&self) -> Vec<Value> {
        let shown = self.0.iter().map(|own| {
            let mut shown = column(&own.title, "Money", &own.key);
            if let Some(meta) = shown["MetaData"].as_array_mut().filter(|_| own.is_period) {
                let (start, end) = own.period;
                meta.insert(0, json!({"Name": "StartDate", "Value": start.to_string()}));
                meta.insert(1, json!({"Name": "EndDate", "Value": end.to_string()}));
            }
            shown
        });
        std::iter::once(column("", "Account", "account")).chain(shown).collect()
    }

    /// Whether a column tells a movement of its days.
    pub(super) fn tells(&self, place: usize, movement: &Movement<'_>) -> bool {
        let (start, end) = self.0[place].period;
        (start..=end).contains(&movement.date) && self.is_part(place, movement)
    }

    /// Whether a column tells a movement of its last day or any day before.
    pub(super) fn tells_until(&self, place: usize, movement: &Movement<'_>) -> bool {
        movement.date <= self.0[place].period.1 && self.is_part(place, movement)
    }

    /// Tells whether a column tells a movement of the fiscal year that its last day lies in.
    pub(super) fn tells_of_year(&self, first_month: i8) -> impl Fn(usize, &Movement<'_>) -> bool {
        // Found once for each column: there may be very many movements.
        let first = |column: &Column| fiscal_year(column.period.1, first_month);
        let firsts: Vec<Date> = self.0.iter().map(first).collect();
        move |place, movement| movement.date >= firsts[place] && self.tells_until(place, movement)
    }

    fn is_part(&self, place: usize, movement: &Movement<'_>) -> bool {
        match &self.0[place].part {
            Part::All => true,
            Part::Of(id) => movement.part == *id,
        }
    }
}

/// A column for each customer, class and so on that something belongs to, by name, and one for what belongs to none.
fn parts(company: &Company, dimension: Dimension, movements: &[Movement<'_>], whole: Period) -> Vec<Column> {
    let within = movements.iter().filter(|movement| movement.date <= whole.1);
    let found: BTreeSet<&Option<Id>> = within.map(|movement| &movement.part).collect();
    let name = |record: &Record| NAMES.iter().find_map(|name| record.body.text(name)).map(str::to_owned);
    let column = |id: &Option<Id>| {
        let record = id.as_ref().and_then(|id| company.find(dimension.entity(), id));
        Column {
            title: record.and_then(name).unwrap_or_else(|| "Not Specified".to_owned()),
            key: id.as_ref().map(Id::to_string).unwrap_or_else(|| "not_specified".to_owned()),
            is_period: false,
            period: whole,
            part: Part::Of(id.clone()),
        }
    };
    let mut columns: Vec<Column> = found.into_iter().map(column).collect();
    columns.sort_by_key(|column| (matches!(column.part, Part::Of(None)), column.title.to_lowercase()));
    columns
}
