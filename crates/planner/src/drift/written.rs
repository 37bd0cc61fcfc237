//! Whether an entity holds what was to be written.

use super::held::SUBTOTAL;
use rust_decimal::Decimal;
use serde_json::Value;

/// Members of a write that are no values, or to which the service adds by itself: what is tied to a bill.
const NOT_VALUES: [&str; 4] = ["Id", "SyncToken", "sparse", "LinkedTxn"];

/// Whether `theirs` has every value that was `sent`, whatever else it has. The service drops blanks, writes numbers its own way, and
/// adds a line for the total of the items.
pub fn holds(theirs: &Value, sent: &Value) -> bool {
    let Value::Object(members) = sent else { return false };
    let mut told = members.iter().filter(|(name, _)| !NOT_VALUES.contains(&name.as_str()));
    told.all(|(name, sent)| has(&theirs[name.as_str()], sent))
}

fn has(theirs: &Value, sent: &Value) -> bool {
    match (theirs, sent) {
        (Value::Object(theirs), Value::Object(sent)) => {
            sent.iter().all(|(name, sent)| has(theirs.get(name).unwrap_or(&Value::Null), sent))
        }
        (Value::Array(theirs), Value::Array(sent)) => {
            let theirs: Vec<_> = theirs.iter().filter(|line| line["DetailType"] != SUBTOTAL).collect();
            theirs.len() == sent.len() && theirs.iter().zip(sent).all(|(theirs, sent)| has(theirs, sent))
        }
        (Value::Number(_), Value::Number(_)) => decimal(theirs).is_some() && decimal(theirs) == decimal(sent),
        (Value::Null, Value::String(text)) => text.is_empty(),
        (Value::Null, Value::Object(sent)) => sent.values().all(|sent| has(&Value::Null, sent)),
        _ => theirs == sent,
    }
}

fn decimal(number: &Value) -> Option<Decimal> {
    number.to_string().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_was_written_is_there_however_the_service_writes_it() {
        let sent = json!({"Id": "7", "SyncToken": "0", "sparse": true, "Fax": {}, "Memo": "",
            "Line": [{"Amount": 130, "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": {"Qty": 1}}]});
        let line = |amount: f64| {
            json!({"Id": "1", "Amount": amount, "DetailType": "SalesItemLineDetail",
            "SalesItemLineDetail": {"Qty": 1.0, "ItemRef": {"value": "3"}}})
        };
        let theirs =
            |lines: Vec<Value>| json!({"Id": "7", "SyncToken": "1", "Line": lines, "TotalAmt": 130.0});
        let subtotal = json!({"Amount": 130.0, "DetailType": "SubTotalLineDetail"});
        assert!(holds(&theirs(vec![line(130.0), subtotal.clone()]), &sent));
        assert!(!holds(&theirs(vec![line(100.0), subtotal]), &sent), "another amount");
        assert!(!holds(&theirs(vec![line(130.0), line(130.0)]), &sent), "a line more");
        let mut faxed = theirs(vec![line(130.0)]);
        faxed["Fax"] = json!({"FreeFormNumber": "1"});
        assert!(
            holds(&faxed, &json!({"Id": "7", "Line": [line(130.0)]})),
            "what was not sent does not count"
        );
        assert!(
            !holds(&json!({"POStatus": "Open"}), &json!({"POStatus": "Closed"})),
            "an order that is still open"
        );
        assert!(!holds(&json!({"Memo": "theirs"}), &json!({"Memo": ""})), "a blank was to be written");
    }
}
