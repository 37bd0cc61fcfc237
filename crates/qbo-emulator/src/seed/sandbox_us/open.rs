//! What is open in the sandbox at customers and vendors, from transactions that are not known further (fact sheet
//! 14.4 has the sums).

use crate::seed::planter::Planter;
use crate::wire::plain;
use rust_decimal::Decimal;
use serde_json::Value;

/// What is known to be open, in cents, by the id of the customer or vendor. Customers 1 and 24 owe the rest of the
/// sample invoices.
static OPEN: &[(u64, i64)] = &[
    (2, 8_500),
    (8, 47_750),
    (9, 8_500),
    (10, 62_910),
    (12, 8_100),
    (13, 45_000),
    (16, 7_500),
    (17, 31_428),
    (18, 95_475),
    (20, 22_600),
    (21, 7_860),
    (23, 27_450),
    (25, 16_000),
    (26, 41_472),
    (29, 37_500),
    (31, 24_123),
    (36, 75_500),
    (46, 20_500),
    (48, 8_644),
    (49, 31_500),
];

/// The day since which it is open (assumed).
const OPEN_SINCE_DAYS: i64 = 45;

/// Gives a customer or vendor what is open as its opening balance.
pub(super) fn add_open(planter: &Planter<'_>, body: &mut Value, id: u64) {
    if let Some((_, cents)) = OPEN.iter().find(|(whose, _)| *whose == id) {
        body["Balance"] = plain(Decimal::new(*cents, 2));
        body["OpenBalanceDate"] = planter.days_ago(OPEN_SINCE_DAYS).into();
    }
}
