//! Comparing a member with a value of a statement.

use super::select::Operator;
use crate::books::{Id, Record};
use crate::entity::Entity;
use crate::fault::{Code, Fault};
use crate::field::{Field, Shape};
use crate::wire::{Members, Object, date_of, day_of, decimal_of};
use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde_json::Value;
use std::cmp::Ordering;

/// A property that can be compared, found once per statement.
#[derive(Debug, Clone)]
pub(super) enum Property {
    Id,
    Created,
    Updated,
    Member {
        name: &'static str,
        shape: Shape,
    },
    /// `part` of the reference `member` in each row of a list.
    Row {
        list: &'static str,
        member: &'static str,
        part: &'static str,
    },
}

/// A comparable value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Nothing,
    Flag(bool),
    Number(Decimal),
    Day(Date),
    Moment(Timestamp),
    Text(String),
    Id(Id),
}

impl Property {
    /// The property of `entity` with this name, if statements may use it to filter (or, with `sort`, to sort).
    ///
    /// # Errors
    /// 4001 when there is none, or it is not queryable.
    pub(super) fn find(entity: &Entity, name: &str, sort: bool) -> Result<Self, Fault> {
        match name.to_ascii_lowercase().as_str() {
            "id" => return Ok(Self::Id),
            "metadata.createtime" => return Ok(Self::Created),
            "metadata.lastupdatedtime" => return Ok(Self::Updated),
            _ => {}
        }
        let (head, inner) = name.split_once('.').map_or((name, None), |(head, inner)| (head, Some(inner)));
        let Some(field) = entity.field(head) else {
            return Err(invalid(format!("Property {name} not found for Entity {}", entity.name)));
        };
        let refused = || invalid(format!("property '{name}' is not queryable"));
        if if sort { !field.sort } else { !field.filter } {
            return Err(refused());
        }
        if let Shape::List(fields) = field.shape {
            return inner.and_then(|inner| in_row(field.name, fields, inner)).ok_or_else(refused);
        }
        Ok(Self::Member { name: field.name, shape: field.shape })
    }

    /// The list whose rows have the property, if it is none of the record itself.
    pub(super) fn list(&self) -> Option<&'static str> {
        match self {
            Self::Row { list, .. } => Some(list),
            _ => None,
        }
    }

    /// The property's value in a row of its list.
    pub(super) fn of_row(&self, row: &Object) -> Key {
        let Self::Row { member, part, .. } = self else { return Key::Nothing };
        let text = row.object(member).and_then(|inner| inner.text(part));
        text.map_or(Key::Nothing, |text| Key::Text(text.to_lowercase()))
    }

    /// The property's value in a record.
    pub(super) fn of(&self, record: &Record) -> Key {
        match self {
            Self::Id => Key::Id(record.id.clone()),
            Self::Created => Key::Moment(to_second(record.created)),
            Self::Updated => Key::Moment(to_second(record.updated)),
            Self::Member { name, shape } => {
                record.body.member(name).and_then(|value| key(*shape, &value)).unwrap_or(Key::Nothing)
            }
            Self::Row { .. } => Key::Nothing,
        }
    }

    /// A value of a statement, read as this property's kind. Blank stands for no value.
    ///
    /// # Errors
    /// 4001 when it can't be read so.
    pub(super) fn read(&self, text: &str, now: Timestamp) -> Result<Key, Fault> {
        if text.trim().is_empty() {
            return Ok(Key::Nothing);
        }
        let unread = || invalid(format!("value {text} is not valid for this property"));
        match self {
            Self::Id => Ok(Key::Id(Id::parse(text))),
            Self::Created | Self::Updated => moment(text, now).map(Key::Moment).ok_or_else(unread),
            Self::Row { .. } => Ok(text_key(text)),
            Self::Member { shape, .. } => match shape {
                Shape::Flag => match text.to_ascii_lowercase().as_str() {
                    "true" => Ok(Key::Flag(true)),
                    "false" => Ok(Key::Flag(false)),
                    _ => Err(unread()),
                },
                Shape::Money | Shape::Plain | Shape::Percent | Shape::Whole(..) => {
                    text.trim().parse().map(Key::Number).map_err(|_| unread())
                }
                Shape::Date if text.eq_ignore_ascii_case("current_date") => Ok(Key::Day(day_of(now))),
                Shape::Date => date_of(text).map(Key::Day).ok_or_else(unread),
                _ => Ok(text_key(text)),
            },
        }
    }
}

/// What a reference in the rows of a list is asked for by: `EntityRef.Type`, or its id by `EntityRef` alone.
fn in_row(list: &'static str, fields: &'static [Field], name: &str) -> Option<Property> {
    let (member, part) = name.split_once('.').unwrap_or((name, "value"));
    let member = fields.iter().find(|field| field.filter && field.name.eq_ignore_ascii_case(member))?.name;
    let part = ["value", "type"].into_iter().find(|known| known.eq_ignore_ascii_case(part))?;
    Some(Property::Row { list, member, part })
}

/// A text of a statement: case and blanks at the end don't count.
fn text_key(text: &str) -> Key {
    Key::Text(text.trim_end().to_lowercase())
}

/// A member as a comparable value; `None` where it has none.
fn key(shape: Shape, value: &Value) -> Option<Key> {
    let text = |text: &str| Key::Text(text.to_lowercase());
    match shape {
        Shape::Flag => value.as_bool().map(Key::Flag),
        Shape::Money | Shape::Plain | Shape::Percent | Shape::Whole(..) => decimal_of(value).map(Key::Number),
        Shape::Date => value.as_str().and_then(date_of).map(Key::Day),
        Shape::Ref(_) => value.as_object()?.text("value").map(text),
        Shape::Object(_) => {
            let inner = value.as_object()?;
            inner.text("Address").or(inner.text("value")).map(text)
        }
        _ => value.as_str().map(text),
    }
}

/// Whether `found` stands to `wanted` as the operator says. Nothing equals nothing and is not less or greater.
pub(super) fn holds(operator: Operator, found: &Key, wanted: &[Key]) -> bool {
    let Some(first) = wanted.first() else { return false };
    let order = || (*found != Key::Nothing && *first != Key::Nothing).then(|| found.cmp(first));
    match operator {
        Operator::Equal => found == first,
        Operator::NotEqual => found != first,
        Operator::In => wanted.contains(found),
        Operator::Less => order() == Some(Ordering::Less),
        Operator::Greater => order() == Some(Ordering::Greater),
        Operator::LessOrEqual => order().is_some_and(Ordering::is_le),
        Operator::GreaterOrEqual => order().is_some_and(Ordering::is_ge),
        Operator::Like => match (found, first) {
            (Key::Text(found), Key::Text(pattern)) => like(found, pattern),
            _ => false,
        },
    }
}

/// `%` stands for any text.
fn like(text: &str, pattern: &str) -> bool {
    let mut parts = pattern.split('%');
    let head = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(head) else { return false };
    let Some(tail) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(tail)
}

/// A date-time with an offset, or a date: its first moment in the service's own time.
fn moment(text: &str, now: Timestamp) -> Option<Timestamp> {
    if text.eq_ignore_ascii_case("current_date") {
        return crate::wire::start_of_day(day_of(now));
    }
    text.parse().ok().or_else(|| crate::wire::local_moment(text))
}

/// Replies show whole seconds, so comparisons are made in them.
fn to_second(moment: Timestamp) -> Timestamp {
    Timestamp::from_second(moment.as_second()).unwrap_or(moment)
}

/// 4001 with the service's prefix.
pub(super) fn invalid(text: String) -> Fault {
    Fault::new(Code::QUERY_INVALID, format!("QueryValidationError: {text}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_stands_for_any_text() {
        for (text, pattern, fits) in [
            ("amy's bird", "amy%", true),
            ("amy's bird", "%bird", true),
            ("amy's bird", "%y's%", true),
            ("amy's bird", "amy's bird", true),
            ("amy's bird", "amy", false),
            ("aba", "ab%ba", false),
            ("", "%", true),
        ] {
            assert_eq!(like(text, pattern), fits, "{text} like {pattern}");
        }
    }
}
