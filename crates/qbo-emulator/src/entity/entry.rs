//! The ledger entry of a transaction.

use super::Entity;
use super::currency::in_home_currency;
use super::sales::suspense;
use crate::books::{Company, Entry, Posting, Record};
use crate::wire::{Members, date_of, day_of};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// What a record does to the accounts; `None` where it moves none. Debits and credits are equal: whatever an
/// entity could find no account for is on the account that the service keeps for such things, Opening Balance
/// Equity (assumed).
pub(crate) fn entry_of(company: &Company, entity: &'static Entity, record: &Record) -> Option<Entry> {
    let mut postings = entity.behaviour.postings(company, &record.body);
    if postings.is_empty() {
        return None;
    }
    in_home_currency(company, entity, record, &mut postings);
    let rest: Decimal = postings.iter().map(|posting| posting.amount).sum();
    if !rest.is_zero()
        && let Some(account) = suspense(company)
    {
        postings.push(Posting { account, amount: -rest });
    }
    Some(Entry { entity: entity.name, date: date_of_entry(record), postings })
}

/// The day on which a record is booked.
pub(super) fn date_of_entry(record: &Record) -> Date {
    record.body.text("TxnDate").and_then(date_of).unwrap_or_else(|| day_of(record.created))
}
