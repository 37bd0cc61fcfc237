//! Reading members leniently, and noting what can't be read.

use super::scalar::{self, Misread};
use domain::{ExchangeRate, Percent, Price, Quantity, Refusals};
use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde_json::{Map, Value};
use std::fmt::Display;
use uuid::Uuid;

/// The members of an object, and what was wrong with those read so far.
///
/// A reader such as [`Fields::integer`] gives `None` for a member that is missing, null or blank, and also
/// for one that can't be read, which it notes. A setter such as [`Fields::set_text`] leaves its target as it
/// is then. [`Fields::finish`] ends the reading and gives the refusals.
pub(crate) struct Fields<'a> {
    members: &'a Map<String, Value>,
    prefix: String,
    refusals: Refusals,
}

impl<'a> Fields<'a> {
    pub(super) fn of(members: &'a Map<String, Value>) -> Self {
        Self { members, prefix: String::new(), refusals: Refusals::default() }
    }

    /// Whether there is such a member, null or not.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.members.contains_key(name)
    }

    /// A text, blank or not; null counts as blank.
    pub(crate) fn text(&mut self, name: &str) -> Option<String> {
        let read = scalar::text(self.members.get(name)?);
        self.noted(name, read)
    }

    /// A text that is not blank.
    pub(crate) fn filled(&mut self, name: &str) -> Option<String> {
        self.text(name).filter(|text| !text.is_empty())
    }

    /// A whole number.
    pub(crate) fn integer(&mut self, name: &str) -> Option<i64> {
        self.read(name, scalar::integer)
    }

    /// A number, exact.
    pub(crate) fn decimal(&mut self, name: &str) -> Option<Decimal> {
        self.read(name, scalar::decimal)
    }

    /// A flag: true or false, 1 or 0.
    pub(crate) fn flag(&mut self, name: &str) -> Option<bool> {
        self.read(name, scalar::flag)
    }

    /// An id.
    pub(crate) fn uuid(&mut self, name: &str) -> Option<Uuid> {
        self.read(name, scalar::uuid)
    }

    /// A day.
    pub(crate) fn date(&mut self, name: &str) -> Option<Date> {
        self.read(name, scalar::date)
    }

    /// A moment in Unix seconds.
    pub(crate) fn moment(&mut self, name: &str) -> Option<Timestamp> {
        self.read(name, scalar::moment)
    }

    /// A quantity.
    pub(crate) fn quantity(&mut self, name: &str) -> Option<Quantity> {
        self.measure(name, Quantity::new)
    }

    /// A price per unit.
    pub(crate) fn price(&mut self, name: &str) -> Option<Price> {
        self.measure(name, Price::new)
    }

    /// A percentage.
    pub(crate) fn percent(&mut self, name: &str) -> Option<Percent> {
        self.measure(name, Percent::new)
    }

    /// What one unit of a foreign currency is worth.
    pub(crate) fn exchange_rate(&mut self, name: &str) -> Option<ExchangeRate> {
        self.measure(name, ExchangeRate::new)
    }

    /// Sets a text when the member is there; null empties it.
    pub(crate) fn set_text(&mut self, name: &str, target: &mut String) {
        if let Some(text) = self.text(name) {
            *target = text;
        }
    }

    /// Sets an optional percentage when the member is there; null or blank takes it away.
    pub(crate) fn set_percent(&mut self, name: &str, target: &mut Option<Percent>) {
        let percent = self.percent(name);
        if percent.is_some() || self.is_blank(name) {
            *target = percent;
        }
    }

    /// Sets an optional id when the member is there; null or blank takes it away.
    pub(crate) fn set_uuid(&mut self, name: &str, target: &mut Option<Uuid>) {
        let id = self.uuid(name);
        if id.is_some() || self.is_blank(name) {
            *target = id;
        }
    }

    /// What `read` makes of each object in a list; nothing when the member is missing or null.
    pub(crate) fn each<T>(
        &mut self,
        name: &str,
        mut read: impl FnMut(&mut Fields<'a>) -> T,
    ) -> Option<Vec<T>> {
        let rows = match self.members.get(name)? {
            Value::Null => return None,
            Value::Array(rows) => rows,
            _ => {
                self.refuse(name, "array", "Write a list of objects");
                return None;
            }
        };
        let mut all = Vec::with_capacity(rows.len());
        for (place, row) in rows.iter().enumerate() {
            let prefix = format!("{}{name}.{place}.", self.prefix);
            let Value::Object(members) = row else {
                self.refuse(&format!("{name}.{place}"), "object", "Write an object");
                continue;
            };
            let refusals = std::mem::take(&mut self.refusals);
            let mut fields = Fields { members, prefix, refusals };
            all.push(read(&mut fields));
            self.refusals = fields.refusals;
        }
        Some(all)
    }

    /// Notes that a member breaks a rule.
    pub(crate) fn refuse(&mut self, name: &str, rule: &'static str, reason: impl Into<String>) {
        self.refusals.add(format!("{}{name}", self.prefix), rule, reason);
    }

    /// Notes that a required member is missing, unless it is there.
    pub(crate) fn require<T>(&mut self, name: &str, value: Option<T>) -> Option<T> {
        // A member that is there but could not be read has its own refusal.
        if value.is_none() && (!self.has(name) || self.is_blank(name)) {
            self.refusals.add_required(format!("{}{name}", self.prefix));
        }
        value
    }

    /// `value`, when everything could be read.
    ///
    /// # Errors
    /// What was wrong.
    pub(crate) fn finish<T>(self, value: T) -> Result<T, Refusals> {
        self.refusals.unless_any(value)
    }

    /// Whether the member is there and says nothing.
    fn is_blank(&self, name: &str) -> bool {
        match self.members.get(name) {
            Some(Value::Null) => true,
            Some(Value::String(text)) => text.trim().is_empty(),
            _ => false,
        }
    }

    fn read<T>(&mut self, name: &str, parse: impl FnOnce(&str) -> Result<T, Misread>) -> Option<T> {
        let text = self.filled(name)?;
        self.noted(name, parse(&text))
    }

    fn measure<T, E: Display>(
        &mut self,
        name: &str,
        make: impl FnOnce(Decimal) -> Result<T, E>,
    ) -> Option<T> {
        let made = make(self.decimal(name)?);
        let field = format!("{}{name}", self.prefix);
        self.refusals.keep(&field, made)
    }

    fn noted<T>(&mut self, name: &str, read: Result<T, Misread>) -> Option<T> {
        read.map_err(|(rule, reason)| self.refuse(name, rule, reason)).ok()
    }
}

#[cfg(test)]
mod tests;
