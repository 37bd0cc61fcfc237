//! A CSV file, row by row.
//!
//! Some rows have a comma within an address or a name, and no quotes around it. It is always followed by a space,
//! which a comma between two columns never is, so the piece behind it belongs to the column before.

use anyhow::{Context, Result, anyhow, ensure};
use jiff::civil::Date;
use std::fmt::Display;
use std::path::Path;
use std::rc::Rc;
use std::str::FromStr;

/// How the files write that there is nothing.
const NOTHING: &str = "NULL";

/// One row of a file.
#[derive(Debug)]
pub(super) struct Row {
    header: Rc<Vec<String>>,
    fields: Vec<String>,
    place: String,
}

/// The rows of `name` in `folder`.
pub(super) fn rows(folder: &Path, name: &str) -> Result<Vec<Row>> {
    let path = folder.join(name);
    let text = std::fs::read_to_string(&path).with_context(|| format!("{} can't be read", path.display()))?;
    parse(name, &text)
}

fn parse(name: &str, text: &str) -> Result<Vec<Row>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header: Rc<Vec<String>> = Rc::new(reader.headers()?.iter().map(str::to_owned).collect());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        let line = record.position().map_or(0, csv::Position::line);
        let (fields, place) = (mended(&record), format!("{name}, line {line}"));
        let (found, expected) = (fields.len(), header.len());
        ensure!(found == expected, "{place}: {found} columns where the header has {expected}");
        rows.push(Row { header: Rc::clone(&header), fields, place });
    }
    Ok(rows)
}

/// The columns, those that a comma has torn apart put together.
fn mended(record: &csv::StringRecord) -> Vec<String> {
    let mut fields: Vec<String> = Vec::with_capacity(record.len());
    for piece in record {
        match fields.last_mut() {
            Some(last) if piece.starts_with(' ') => {
                last.push(',');
                last.push_str(piece);
            }
            _ => fields.push(piece.to_owned()),
        }
    }
    fields
}

impl Row {
    /// The text of a column; empty when the file says that there is nothing.
    pub(super) fn text(&self, column: &str) -> Result<String> {
        let place = self.header.iter().position(|name| name == column);
        let field = place.and_then(|place| self.fields.get(place));
        let field = field.ok_or_else(|| anyhow!("{}: there is no column {column}", self.place))?;
        Ok(if field == NOTHING { String::new() } else { field.trim().to_owned() })
    }

    /// The value of a column.
    pub(super) fn value<T: FromStr<Err: Display>>(&self, column: &str) -> Result<T> {
        let text = self.text(column)?;
        text.parse().map_err(|error| anyhow!("{}: {column} is “{text}”: {error}", self.place))
    }

    /// The day of a column such as `1996-07-04 00:00:00.000`, when it has one.
    pub(super) fn day(&self, column: &str) -> Result<Option<Date>> {
        let text = self.text(column)?;
        let Some(day) = text.split(' ').next().filter(|day| !day.is_empty()) else { return Ok(None) };
        let day = day.parse().with_context(|| format!("{}: {column} is “{text}”", self.place))?;
        Ok(Some(day))
    }

    /// Where the row is, for messages.
    pub(super) fn place(&self) -> &str {
        &self.place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Result<Row> {
        parse("test.csv", text).map(|mut rows| rows.remove(0))
    }

    #[test]
    fn a_comma_before_a_space_belongs_to_the_text_wherever_it_is() {
        let row = one("id,name,street,city\n7,Pavlova, Ltd.,471 Loop, Suite #402, rear,Singapore\n").unwrap();
        assert_eq!(row.text("name").unwrap(), "Pavlova, Ltd.");
        assert_eq!(row.text("street").unwrap(), "471 Loop, Suite #402, rear");
        assert_eq!(row.text("city").unwrap(), "Singapore");
    }

    #[test]
    fn quotes_keep_their_commas_and_null_is_nothing() {
        let row = one("id,description,fax\n1,\"Soft drinks, coffees\",NULL\n").unwrap();
        assert_eq!(row.text("description").unwrap(), "Soft drinks, coffees");
        assert_eq!(row.text("fax").unwrap(), "");
    }

    #[test]
    fn a_row_of_another_length_is_refused_with_its_line() {
        let error = parse("test.csv", "a,b\n1,2\n1,2,3\n").unwrap_err();
        assert_eq!(error.to_string(), "test.csv, line 3: 3 columns where the header has 2");
    }

    #[test]
    fn a_day_has_no_time_and_may_be_missing() {
        let row = one("shipped,ordered,odd\nNULL,1996-07-04 00:00:00.000,soon\n").unwrap();
        assert_eq!(row.day("ordered").unwrap(), Some(jiff::civil::date(1996, 7, 4)));
        assert_eq!(row.day("shipped").unwrap(), None);
        assert!(row.day("odd").is_err());
        assert!(row.day("nowhere").is_err());
    }
}
