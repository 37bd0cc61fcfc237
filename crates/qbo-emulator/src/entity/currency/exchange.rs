//! From foreign amounts to home currency.

use super::exchange_rate;
use crate::books::{Company, Id, Posting, Record};
use crate::entity::entry::date_of_entry;
use crate::entity::owing::{amounts_owing, is_credit, whose_account};
use crate::entity::sales::{account_by_subtype, undeposited};
use crate::entity::{Entity, Ties, by_name};
use crate::wire::{Members, Object, cents, plain};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Turns the postings of a transaction into home currency, to the cent. What a payment settles leaves the books
/// with the rate that it came in with, line by line; the difference is won or lost by exchange, as is what rounding
/// leaves (assumed).
pub(crate) fn in_home_currency(
    company: &Company,
    entity: &Entity,
    record: &Record,
    postings: &mut Vec<Posting>,
) {
    if !company.settings.multi_currency {
        return;
    }
    let rate = exchange_rate(&record.body);
    let difference: Decimal = exchange_differences(company, entity, record).into_values().sum();
    let is_deposit = entity.name == "Deposit";
    if rate == Decimal::ONE && difference.is_zero() && !is_deposit {
        return;
    }
    // What has no account is put on one by the caller.
    let missing = cents(sum(postings) * rate);
    for posting in postings.iter_mut() {
        posting.amount = cents(posting.amount * rate);
    }
    round_by_party(company, entity, record, postings);
    if is_deposit {
        empty_funds(company, &entity.behaviour.ties(&record.body), rate, postings);
    }
    let is_owed = |posting: &&mut Posting| is_control(company, posting);
    let account = exchange_account(company);
    if let (Some(owed), Some(_)) = (postings.iter_mut().find(is_owed), account) {
        owed.amount += difference;
    }
    let rest = missing - sum(postings);
    if rest.is_zero() {
        return;
    }
    if let Some(account) = account {
        postings.push(Posting { account: account.clone(), amount: rest });
    } else if let Some(last) = postings.iter_mut().rfind(|posting| !is_owed(posting)) {
        // What is owed stays as it is on the documents.
        last.amount += rest;
    }
}

fn sum(postings: &[Posting]) -> Decimal {
    postings.iter().map(|posting| posting.amount).sum()
}

/// The account for what is won or lost by exchange.
pub(crate) fn exchange_account(company: &Company) -> Option<&Id> {
    let account = account_by_subtype(company, "ExchangeGainOrLoss", "Exchange Gain or Loss")?;
    company.find("Account", &account).map(|account| &account.id)
}

/// What a deposit brings to the bank leaves Undeposited Funds with what it came in with (assumed).
fn empty_funds(company: &Company, brought: &Ties, rate: Decimal, postings: &mut [Posting]) {
    let Some(funds) = undeposited(company) else { return };
    let waiting = postings.iter_mut().find(|posting| posting.account == funds);
    let Some(waiting) = waiting.filter(|_| !brought.is_empty()) else { return };
    for ((name, id), amount) in brought {
        let Some(entry) = company.ledger.entry(name, id) else { continue };
        let came_in = entry.postings.iter().filter(|posting| posting.account == funds);
        let home: Decimal = came_in.map(|posting| posting.amount).sum();
        waiting.amount += cents(*amount * rate) - home;
    }
}

/// Transactions that book to receivables and payables by their lines alone.
const BY_LINES: [&str; 3] = ["JournalEntry", "Deposit", "Purchase"];

/// Several lines of one customer or vendor are settled and reported as one amount, so that is what they are booked
/// with together. What they were booked with one by one may differ by a cent a line.
fn round_by_party(company: &Company, entity: &Entity, record: &Record, postings: &mut [Posting]) {
    if !BY_LINES.contains(&entity.name) {
        return;
    }
    let rate = exchange_rate(&record.body);
    for (whose, side) in [("Customer", Decimal::ONE), ("Vendor", Decimal::NEGATIVE_ONE)] {
        let worth: Decimal =
            amounts_owing(&record.body, whose).map(|amount| side * cents(amount * rate)).sum();
        let is_own = |posting: &Posting| whose_posting(company, posting) == Some(whose);
        let own = || postings.iter().filter(|posting| is_own(posting));
        let (booked, most) =
            (own().map(|posting| posting.amount).sum::<Decimal>(), Decimal::from(own().count()));
        // More than that comes from elsewhere: an account has changed its type since.
        let difference = worth - booked;
        if difference.abs() * Decimal::ONE_HUNDRED <= most
            && let Some(last) = postings.iter_mut().rfind(|posting| is_own(posting))
        {
            last.amount += difference;
        }
    }
}

/// What has to be added to the account of what is owed, so that what a payment settles leaves it whole: by the day, the
/// later one of payment and what it settles (assumed). Until then it stands there with the payment's own rate.
pub(crate) fn exchange_differences(
    company: &Company,
    entity: &Entity,
    record: &Record,
) -> BTreeMap<Date, Decimal> {
    let side = match entity.name {
        "Payment" => Decimal::NEGATIVE_ONE,
        "BillPayment" => Decimal::ONE,
        _ => return BTreeMap::new(),
    };
    let (rate, paid) = (exchange_rate(&record.body), date_of_entry(record));
    // What is settled each day, in home currency and in its own.
    let mut days: BTreeMap<Date, (Decimal, Decimal)> = BTreeMap::new();
    for ((name, id), amount) in entity.behaviour.ties(&record.body) {
        let settled = by_name(name).and_then(|kind| Some((kind, company.find(kind.name, &id)?)));
        let Some((kind, settled)) = settled else { continue };
        let is_credit = match name {
            "CreditMemo" | "VendorCredit" => true,
            "JournalEntry" => is_credit(&settled.body, entity.name),
            _ => false,
        };
        let sign = if is_credit { Decimal::NEGATIVE_ONE } else { Decimal::ONE };
        let day = settling_day(company, (kind.name, &id), paid);
        let (home, own) = days.entry(day).or_default();
        *home += sign * settled_at_home(company, (kind, settled), (entity.name, &record.id, day), amount);
        *own += sign * amount;
    }
    let mut open = record.body.amount("TotalAmt");
    let mut difference = |(home, own): (Decimal, Decimal)| {
        let before = cents(open * rate);
        open -= own;
        side * (home + cents(open * rate) - before)
    };
    days.into_iter().map(|(day, settled)| (day, difference(settled))).collect()
}

/// The day from which a payment of a day settles a transaction: the later one of both (assumed).
pub(crate) fn settling_day(company: &Company, (name, id): (&'static str, &Id), paid: Date) -> Date {
    company.ledger.entry(name, id).map_or(paid, |settled| settled.date.max(paid))
}

/// What a payer takes off a transaction in home currency, on the day from which it settles it. Day by day each takes
/// what the open amount is worth before it, less what it is worth after it, so that all of them together take to the
/// cent what was booked, and what is left in between is worth what is open.
pub(crate) fn settled_at_home(
    company: &Company,
    (entity, settled): (&Entity, &Record),
    (payer, id, day): (&'static str, &Id, Date),
    amount: Decimal,
) -> Decimal {
    let rate = exchange_rate(&settled.body);
    if rate == Decimal::ONE {
        return amount;
    }
    let is_earlier = |by: &Id| {
        let paid = company.ledger.entry(payer, by).map_or(day, |other| other.date);
        (settling_day(company, (entity.name, &settled.id), paid), by) < (day, id)
    };
    let earlier = company.applied.on(&settled.id).filter(|(by, tie)| tie.by == payer && is_earlier(by));
    let stake = entity.behaviour.stake(&settled.body, payer).unwrap_or_default();
    let open = stake - earlier.map(|(_, tie)| tie.amount).sum::<Decimal>();
    cents(open * rate) - cents((open - amount) * rate)
}

fn is_control(company: &Company, posting: &Posting) -> bool {
    whose_posting(company, posting).is_some()
}

fn whose_posting(company: &Company, posting: &Posting) -> Option<&'static str> {
    whose_account(&company.find("Account", &posting.account)?.body)
}

/// Members in home currency, what they tell, and who has them by the schema.
static HOME: [(&str, &str, &[&str]); 2] = [
    (
        "HomeTotalAmt",
        "TotalAmt",
        &["Invoice", "Estimate", "SalesReceipt", "CreditMemo", "RefundReceipt", "Deposit", "JournalEntry"],
    ),
    (
        "HomeBalance",
        "Balance",
        &["Invoice", "Estimate", "SalesReceipt", "CreditMemo", "RefundReceipt", "Bill"],
    ),
];

/// Shows what a transaction comes to in home currency, where a company has several.
pub(crate) fn show_home(company: &Company, entity: &Entity, shown: &mut Object) {
    if !company.settings.multi_currency || !shown.contains_key("ExchangeRate") {
        return;
    }
    let rate = exchange_rate(shown);
    for (home, member, whose) in HOME {
        if let Some(amount) = shown.decimal(member).filter(|_| whose.contains(&entity.name)) {
            shown.put_money(home, amount * rate);
        }
    }
    shown.put("ExchangeRate", plain(rate));
}
