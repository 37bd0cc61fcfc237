//! Bills.

use crate::sample::{bill, known, settings};
use insta::assert_snapshot;
use planner::payload::{self, BillIds, OrderIds};
use serde_json::Value;

fn sent(lines: &[String]) -> Value {
    let facts = bill();
    let of = OrderIds { vendor: "59", generic_item: "7" };
    payload::bill(&facts.order, &known(), &settings(), BillIds { of, order: "131", lines }).unwrap()
}

#[test]
fn each_line_takes_its_line_of_the_order() {
    assert_snapshot!(serde_json::to_string_pretty(&sent(&bill().remote_lines)).unwrap());
}

#[test]
fn where_the_lines_there_are_others_the_bill_is_tied_as_a_whole() {
    let payload = sent(&["1".to_owned(), "2".to_owned()]);
    assert!(payload["Line"][0].get("LinkedTxn").is_none(), "{payload}");
    assert_eq!(payload["LinkedTxn"][0]["TxnId"], "131");
}
