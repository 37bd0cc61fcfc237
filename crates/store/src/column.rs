//! Columns whose text or number stands for a value of `domain`.

use db::{Error, Row};
use domain::{Currency, Percent, Price, Quantity};

/// The value that `read` makes of the column's content; refused when it stands for nothing, which only a
/// newer program or a hand in the database can have caused.
pub(crate) fn coded<C: db::Value, T>(
    row: &Row,
    column: &str,
    read: impl FnOnce(&C) -> Option<T>,
) -> Result<T, Error> {
    let content = row.get::<C>(column)?;
    read(&content).ok_or_else(|| Error::Decode {
        column: column.to_owned(),
        problem: "its content has no meaning to this program".to_owned(),
    })
}

/// A currency's code.
pub(crate) fn currency(row: &Row, column: &str) -> Result<Currency, Error> {
    coded(row, column, |code: &String| Currency::from_code(code))
}

/// A percentage in millionths, or none.
pub(crate) fn percent(row: &Row, column: &str) -> Result<Option<Percent>, Error> {
    Ok(row.get::<Option<i64>>(column)?.map(Percent::from_millionths))
}

/// A price in millionths.
pub(crate) fn price(row: &Row, column: &str) -> Result<Price, Error> {
    row.get(column).map(Price::from_millionths)
}

/// A quantity in millionths.
pub(crate) fn quantity(row: &Row, column: &str) -> Result<Quantity, Error> {
    row.get(column).map(Quantity::from_millionths)
}
