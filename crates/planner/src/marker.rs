//! The mark by which a new entity is found again when QuickBooks never told its id and no longer knows the request.
//!
//! | what is created | its mark | how it is searched |
//! |---|---|---|
//! | customer, vendor, item | its name, which is unique there | by name; what has it is adopted |
//! | a document with our number | number and customer (vendor); of several, those of that date and total | `DocNumber` |
//! | money, and a document that QuickBooks numbers | a text of ours at the end of its private note | when it was made |
//! | the same without that text, which can be switched off | customer (vendor), date and total | when it was made |
//!
//! A private note can't be searched (fact sheet 3), so those made since are read and compared. A customer never sees
//! the note of money; that of an invoice shows on statements (9.2), so a number goes before.

use crate::identity::{name, number, party};
use domain::change::Record;
use jiff::{SignedDuration, Timestamp};
use quickbooks::{Operation, QUERY_RESULTS_MAX, Query, Write};
use rust_decimal::Decimal;
use serde_json::Value;

/// How far QuickBooks' clock may be behind ours.
const CLOCKS_DIFFER_BY: SignedDuration = SignedDuration::from_mins(15);
/// Hexadecimal digits of a record's id in a note: the last ones, which are random.
const DIGITS: usize = 12;
/// Characters of a private note (fact sheet 7).
const MAX_NOTE: usize = 4_000;
const NOTE: &str = "PrivateNote";

/// What a search for a creation of unknown outcome has shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// It was not entered.
    Missing,
    /// It was entered: this is it.
    Found(Value),
    /// Several may be it, or there are more than can be looked at.
    Unclear(Vec<Value>),
}

/// A creation of unknown outcome, as it was sent.
#[derive(Debug, Clone, Copy)]
pub struct Lost<'a> {
    /// Of which record.
    pub record: Record,
    /// What was sent.
    pub write: &'a Write,
    /// The total that was expected.
    pub total: Option<Decimal>,
    /// When it was sent first.
    pub since: Timestamp,
}

/// `write` with the mark of `record` on it, where it needs one that it does not have: a creation without name and number.
pub fn marked(mut write: Write, record: Record) -> Write {
    if write.operation == Operation::Create
        && needs_note(&write)
        && let Value::Object(members) = &mut write.body
    {
        let mark = mark(record);
        let room = MAX_NOTE - mark.len() - 1;
        let own = members.get(NOTE).and_then(Value::as_str).unwrap_or_default();
        let own: String = own.chars().take(room).collect();
        let note = if own.is_empty() { mark } else { format!("{own} {mark}") };
        members.insert(NOTE.to_owned(), note.into());
    }
    write
}

impl Lost<'_> {
    /// The search that tells.
    pub fn search(&self) -> Query {
        let query = Query::from(self.write.entity).max(QUERY_RESULTS_MAX);
        if let Some((member, name)) = name(self.write) {
            return query.eq(member, name);
        }
        match number(self.write) {
            Some(number) => query.eq("DocNumber", number),
            None => {
                let since = self.since.saturating_sub(CLOCKS_DIFFER_BY).unwrap_or(Timestamp::MIN);
                query.at_least("MetaData.CreateTime", &since.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
            }
        }
    }

    /// What `rows` tell, which the search has found and which stand for no other record of ours. `is_all` tells whether
    /// there were no more. Of a name it is always nothing: what has the name is found and adopted by the next look, since
    /// nobody knows what it holds by now.
    pub fn judge(&self, rows: Vec<Value>, is_all: bool) -> Verdict {
        if name(self.write).is_some() {
            return Verdict::Missing;
        }
        let mut fits: Vec<Value> = rows.into_iter().filter(|row| self.is_made_since(row)).collect();
        fits.retain(|row| {
            if number(self.write).is_some() {
                self.has_number(row)
            } else if has_mark(&self.write.body, self.record) {
                has_mark(row, self.record)
            } else {
                party(row) == party(&self.write.body) && self.is_equal(row)
            }
        });
        if fits.len() > 1 && fits.iter().any(|row| self.is_equal(row)) {
            fits.retain(|row| self.is_equal(row));
        }
        match fits.len() {
            0 if is_all => Verdict::Missing,
            1 => Verdict::Found(fits.remove(0)),
            _ => Verdict::Unclear(fits),
        }
    }

    fn is_made_since(&self, row: &Value) -> bool {
        let made = row["MetaData"]["CreateTime"].as_str().and_then(|text| text.parse::<Timestamp>().ok());
        made.is_none_or(|made| self.since.duration_since(made) <= CLOCKS_DIFFER_BY)
    }

    fn has_number(&self, row: &Value) -> bool {
        row["DocNumber"].as_str() == number(self.write) && party(row) == party(&self.write.body)
    }

    fn is_equal(&self, row: &Value) -> bool {
        let total = row.get("TotalAmt").and_then(|total| total.to_string().parse::<Decimal>().ok());
        row["TxnDate"] == self.write.body["TxnDate"] && (self.total.is_none() || total == self.total)
    }
}

/// The text of ours that names `record`.
fn mark(record: Record) -> String {
    let id = record.id.simple().to_string();
    format!("[Counterfoil {}]", &id[id.len() - DIGITS..])
}

fn has_mark(body: &Value, record: Record) -> bool {
    body[NOTE].as_str().is_some_and(|note| note.contains(&mark(record)))
}

fn needs_note(write: &Write) -> bool {
    name(write).is_none() && number(write).is_none()
}

#[cfg(test)]
#[path = "marker/tests.rs"]
mod tests;
