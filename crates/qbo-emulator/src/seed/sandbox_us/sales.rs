//! The sample transactions whose figures are known (fact sheet 14.5).
//!
//! Of the sandbox's other transactions only the sums are known; they are opening balances here, those of customers
//! and vendors in [`super::open`], those of accounts in [`super::accounts`].

use crate::entity::{INVOICE, SALES_FORMS};
use crate::fault::Fault;
use crate::seed::planter::Planter;
use crate::wire::reference;
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// The highest transaction id that the sandbox is delivered with.
const LAST_TRANSACTION: u64 = 145;

pub(super) fn plant(planter: &mut Planter<'_>) -> Result<(), Fault> {
    planter.desk.company.numbers.advance(SALES_FORMS, "1020");
    let lines =
        [line("15", "2 cubic ft. bag", 15_000, 15, 1_000), line("5", "Rock Fountain", 27_500, 1, 27_500)];
    invoice(planter, 67, "1", 40, &lines)?;
    let payment = json!({
        "CustomerRef": reference("1"),
        "TotalAmt": number(22_000),
        "TxnDate": planter.days_ago(20),
        "PaymentMethodRef": reference("2"),
        "Line": [{"Amount": number(22_000), "LinkedTxn": [{"TxnId": "67", "TxnType": "Invoice"}]}],
    });
    planter.put("Payment", 101, payment)?;
    planter.desk.company.numbers.advance(SALES_FORMS, "1036");
    let lines = [
        line("5", "Rock Fountain", 27_500, 1, 27_500),
        line("11", "Fountain Pump", 1_275, 1, 1_275),
        line("3", "Concrete for fountain installation", 4_750, 5, 950),
    ];
    invoice(planter, 130, "24", 3, &lines)?;
    planter.desk.company.reserve(INVOICE.sequence, LAST_TRANSACTION);
    Ok(())
}

fn invoice(
    planter: &mut Planter<'_>,
    id: u64,
    customer: &str,
    days_ago: i64,
    lines: &[Value],
) -> Result<(), Fault> {
    let body = json!({
        "CustomerRef": reference(customer),
        "TxnDate": planter.days_ago(days_ago),
        "CustomerMemo": {"value": "Thank you for your business and have a great day!"},
        "Line": lines,
    });
    planter.put("Invoice", id, body)
}

/// Amount and price are in cents.
fn line(item: &str, description: &str, amount: i64, quantity: i64, price: i64) -> Value {
    json!({
        "DetailType": "SalesItemLineDetail",
        "Amount": number(amount),
        "Description": description,
        "SalesItemLineDetail": {"ItemRef": reference(item), "Qty": quantity, "UnitPrice": number(price)},
    })
}

fn number(cents: i64) -> Value {
    crate::wire::plain(Decimal::new(cents, 2))
}
