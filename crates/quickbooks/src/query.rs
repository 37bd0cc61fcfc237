//! Statements of the query language (fact sheet 3).

use crate::Entity;

/// Most rows that one statement may ask for (fact sheet 3).
pub const QUERY_RESULTS_MAX: u32 = 1000;

/// The direction of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Smallest first.
    Ascending,
    /// Greatest first.
    Descending,
}

/// A statement: all rows of an entity, or their number, that meet every condition.
///
/// Without [`active_any`](Self::active_any) the entities of lists return active rows only. The order
/// is not defined unless it is asked for (fact sheet 3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    entity: Entity,
    counting: bool,
    conditions: Vec<String>,
    order: Option<(&'static str, Direction)>,
    start: Option<u32>,
    max: Option<u32>,
}

impl From<Entity> for Query {
    fn from(entity: Entity) -> Self {
        Self { entity, counting: false, conditions: Vec::new(), order: None, start: None, max: None }
    }
}

impl Query {
    /// The kind of row.
    pub fn entity(&self) -> Entity {
        self.entity
    }

    /// Asks for the number of rows in place of the rows.
    #[must_use]
    pub fn count(mut self) -> Self {
        self.counting = true;
        self
    }

    /// The property equals the value. Upper and lower case do not count.
    #[must_use]
    pub fn eq(self, property: &'static str, value: &str) -> Self {
        self.condition(property, "=", value)
    }

    /// The property is the value or above. Dates and numbers are given as text.
    #[must_use]
    pub fn at_least(self, property: &'static str, value: &str) -> Self {
        self.condition(property, ">=", value)
    }

    /// The property is the value or below. Dates and numbers are given as text.
    #[must_use]
    pub fn at_most(self, property: &'static str, value: &str) -> Self {
        self.condition(property, "<=", value)
    }

    /// The property begins with the value. A `%` inside it still matches anything: the language has
    /// no escape for it.
    #[must_use]
    pub fn starts_with(self, property: &'static str, value: &str) -> Self {
        self.condition(property, "LIKE", &format!("{value}%"))
    }

    /// The property is one of the values.
    #[must_use]
    pub fn any_of<V: AsRef<str>>(
        mut self,
        property: &'static str,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        let list: Vec<_> = values.into_iter().map(|value| literal(value.as_ref())).collect();
        self.conditions.push(format!("{property} IN ({})", list.join(", ")));
        self
    }

    /// Active and inactive rows.
    #[must_use]
    pub fn active_any(mut self) -> Self {
        self.conditions.push("Active IN (true, false)".to_owned());
        self
    }

    /// Inactive rows only.
    #[must_use]
    pub fn inactive(mut self) -> Self {
        self.conditions.push("Active = false".to_owned());
        self
    }

    /// The order of the rows.
    #[must_use]
    pub fn order_by(mut self, property: &'static str, direction: Direction) -> Self {
        self.order = Some((property, direction));
        self
    }

    /// The first row wanted, counted from 1. A 0 becomes 1.
    #[must_use]
    pub fn start(mut self, position: u32) -> Self {
        self.start = Some(position.max(1));
        self
    }

    /// The most rows wanted; brought into 1 to [`QUERY_RESULTS_MAX`]. The service's default is 100.
    #[must_use]
    pub fn max(mut self, rows: u32) -> Self {
        self.max = Some(rows.clamp(1, QUERY_RESULTS_MAX));
        self
    }

    /// The statement.
    pub fn text(&self) -> String {
        let what = if self.counting { "COUNT(*)" } else { "*" };
        let mut text = format!("SELECT {what} FROM {}", self.entity.name());
        if !self.conditions.is_empty() {
            text += " WHERE ";
            text += &self.conditions.join(" AND ");
        }
        if let Some((property, direction)) = self.order {
            let direction = if direction == Direction::Ascending { "ASC" } else { "DESC" };
            text += &format!(" ORDERBY {property} {direction}");
        }
        if let Some(start) = self.start {
            text += &format!(" STARTPOSITION {start}");
        }
        if let Some(max) = self.max {
            text += &format!(" MAXRESULTS {max}");
        }
        text
    }

    fn condition(mut self, property: &'static str, operator: &str, value: &str) -> Self {
        self.conditions.push(format!("{property} {operator} {}", literal(value)));
        self
    }
}

/// A value in single quotes. An apostrophe and a backslash get a backslash before them; a doubled
/// apostrophe would be a parse error (fact sheet 3).
fn literal(value: &str) -> String {
    let escaped = value.replace('\\', r"\\").replace('\'', r"\'");
    format!("'{escaped}'")
}
