//! Cells, rows and columns as the service writes them.

use super::amounts::Amounts;
use crate::books::Id;
use crate::wire::cents;
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// A cell with text.
pub(super) fn text(value: &str) -> Value {
    json!({ "value": value })
}

/// A cell with the name of something that has an id.
pub(super) fn named(name: &str, id: &Id) -> Value {
    json!({ "value": name, "id": id.to_string() })
}

/// An amount, zero too: `0.00`.
pub(super) fn money(amount: Decimal) -> Value {
    json!({ "value": format!("{:.2}", cents(amount)) })
}

/// An amount, blank when it is zero.
pub(super) fn money_or_blank(amount: Decimal) -> Value {
    if cents(amount).is_zero() { text("") } else { money(amount) }
}

/// A title and an amount in each column.
pub(super) fn cells(title: Value, amounts: &Amounts, cell: fn(Decimal) -> Value) -> Vec<Value> {
    std::iter::once(title).chain(amounts.iter().map(cell)).collect()
}

/// A title above amounts.
pub(super) fn heading(title: &str, width: usize) -> Vec<Value> {
    std::iter::once(title).chain(std::iter::repeat_n("", width)).map(text).collect()
}

/// A row of cells below a section.
pub(super) fn data(cells: Vec<Value>) -> Value {
    json!({"ColData": cells, "type": "Data"})
}

/// A row of cells that stands alone: without a type, as observed.
pub(super) fn bare(cells: Vec<Value>) -> Value {
    json!({ "ColData": cells })
}

/// A section: its heading, its rows, its sum.
pub(super) fn section(
    group: Option<&str>,
    header: Option<Vec<Value>>,
    rows: Vec<Value>,
    summary: Vec<Value>,
) -> Value {
    let mut section = json!({"type": "Section", "Summary": {"ColData": summary}});
    if let Some(header) = header {
        section["Header"] = json!({ "ColData": header });
    }
    if !rows.is_empty() {
        section["Rows"] = json!({ "Row": rows });
    }
    if let Some(group) = group {
        section["group"] = group.into();
    }
    section
}

/// A sum that stands alone, such as `Net Income`.
pub(super) fn total(group: &str, title: &str, amounts: &Amounts) -> Value {
    section(Some(group), None, Vec::new(), cells(text(title), amounts, money))
}

/// A column: its title, what it holds, its key.
pub(super) fn column(title: &str, kind: &str, key: &str) -> Value {
    json!({"ColTitle": title, "ColType": kind, "MetaData": [{"Name": "ColKey", "Value": key}]})
}
