//! Statements and their escaping.

use proptest::prelude::*;
use quickbooks::{Direction, Entity, QUERY_RESULTS_MAX, Query};

#[test]
fn a_statement_has_its_parts_in_order() {
    let query = Query::from(Entity::Invoice)
        .eq("CustomerRef", "5")
        .at_least("TxnDate", "2026-01-01")
        .at_most("TxnDate", "2026-12-31")
        .order_by("Id", Direction::Ascending)
        .start(101)
        .max(100);
    assert_eq!(
        query.text(),
        "SELECT * FROM Invoice \
         WHERE CustomerRef = '5' AND TxnDate >= '2026-01-01' AND TxnDate <= '2026-12-31' \
         ORDERBY Id ASC STARTPOSITION 101 MAXRESULTS 100"
    );
}

#[test]
fn each_condition_has_its_form() {
    let text = |query: Query| query.text().replace("SELECT * FROM Customer", "");
    let query = || Query::from(Entity::Customer);
    assert_eq!(text(query()), "");
    assert_eq!(text(query().active_any()), " WHERE Active IN (true, false)");
    assert_eq!(text(query().inactive()), " WHERE Active = false");
    assert_eq!(text(query().starts_with("DisplayName", "A'")), r" WHERE DisplayName LIKE 'A\'%'");
    assert_eq!(text(query().any_of("Id", ["1", "2"])), " WHERE Id IN ('1', '2')");
    assert_eq!(text(query().order_by("Id", Direction::Descending)), " ORDERBY Id DESC");
    assert_eq!(query().count().text(), "SELECT COUNT(*) FROM Customer");
}

#[test]
fn positions_and_sizes_are_brought_into_their_bounds() {
    let text = |start, max| Query::from(Entity::Item).start(start).max(max).text();
    assert_eq!(text(0, 0), "SELECT * FROM Item STARTPOSITION 1 MAXRESULTS 1");
    let most = format!("SELECT * FROM Item STARTPOSITION 5 MAXRESULTS {QUERY_RESULTS_MAX}");
    assert_eq!(text(5, 1001), most);
}

#[test]
fn apostrophes_and_backslashes_get_a_backslash() {
    let text = Query::from(Entity::Customer).eq("DisplayName", r"Adam's \ Shop").text();
    assert_eq!(text, r"SELECT * FROM Customer WHERE DisplayName = 'Adam\'s \\ Shop'");
}

/// Reads one literal as the service does: the value, and what stands behind it.
fn read_literal(text: &str) -> Option<(String, &str)> {
    let inside = text.strip_prefix('\'')?;
    let mut value = String::new();
    let mut chars = inside.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => value.push(chars.next()?.1),
            '\'' => return Some((value, &inside[at + 1..])),
            c => value.push(c),
        }
    }
    None
}

proptest! {
    #[test]
    fn any_value_comes_out_of_its_literal_as_it_went_in(value in r"[\PC'\\]{0,40}") {
        let text = Query::from(Entity::Customer).eq("DisplayName", &value).text();
        let literal = text.strip_prefix("SELECT * FROM Customer WHERE DisplayName = ").unwrap();
        prop_assert_eq!(read_literal(literal), Some((value, "")));
    }

    #[test]
    fn no_value_can_end_its_literal_early(value in r"(['\\%]|[a-z ]){0,30}") {
        let text = Query::from(Entity::Customer).eq("CompanyName", &value).eq("Id", "1").text();
        let literal = text.strip_prefix("SELECT * FROM Customer WHERE CompanyName = ").unwrap();
        prop_assert_eq!(read_literal(literal), Some((value, " AND Id = '1'")));
    }
}
