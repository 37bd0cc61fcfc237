//! What moved on the accounts, as the basis of a report counts it.

use super::cash::on_cash_basis;
use super::dimension::line_of_item;
use super::request::{Basis, Request};
use crate::books::{Company, Entry, Id, Posting};
use crate::entity::{PAYERS, by_name, exchange_account, exchange_differences, exchange_rate, whose_account};
use crate::wire::{Members, cents};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// An amount on an account on a day; debits positive.
#[derive(Debug, Clone)]
pub(super) struct Movement<'a> {
    /// The transaction that moved it.
    pub(super) id: &'a Id,
    pub(super) entity: &'static str,
    pub(super) date: Date,
    pub(super) account: &'a Id,
    pub(super) amount: Decimal,
    /// The place of the line that it comes from, where reports tell lines apart; none for what the whole transaction
    /// moves.
    pub(super) line: Option<usize>,
    /// The customer, class and so on that it belongs to, where columns tell them apart.
    pub(super) part: Option<Id>,
}

/// What the postings of a single line are made from: the transaction without what is told of it as a whole.
const OF_THE_WHOLE: [&str; 4] = ["TotalAmt", "TxnTaxDetail", "Deposit", "CashBack"];

/// Everything that moved, of the customers, classes and so on that the report is about, in the order of the
/// transactions' ids.
pub(super) fn movements<'a>(company: &'a Company, request: &Request) -> Vec<Movement<'a>> {
    let mut movements = Vec::new();
    for (id, entry) in company.ledger.entries() {
        let moved =
            if request.tells_lines() { by_line(company, id, entry) } else { whole(company, id, entry) };
        let mut counted = match request.basis {
            Basis::Cash => on_cash_basis(company, (id, entry), moved),
            Basis::Accrual => moved,
        };
        exchange_later(company, (id, entry), &mut counted);
        movements.extend(counted);
    }
    movements.retain(|movement| request.is_about(company, movement));
    if let Some(dimension) = request.dimension() {
        for movement in &mut movements {
            movement.part = dimension.of(company, movement);
        }
    }
    movements
}

fn whole<'a>(company: &'a Company, id: &'a Id, entry: &'a Entry) -> Vec<Movement<'a>> {
    let postings = entry.postings.iter().chain(company.ledger.costs(id));
    postings.map(|posting| movement(id, entry, posting, None)).collect()
}

fn movement<'a>(id: &'a Id, entry: &Entry, posting: &'a Posting, line: Option<usize>) -> Movement<'a> {
    Movement {
        id,
        entity: entry.entity,
        date: entry.date,
        account: &posting.account,
        amount: posting.amount,
        line,
        part: None,
    }
}

/// What each line moves, and what is left of the transaction: what is owed, its tax and what rounding leaves. Goods
/// cost their transaction something on the line that they stand on.
fn by_line<'a>(company: &'a Company, id: &'a Id, entry: &'a Entry) -> Vec<Movement<'a>> {
    let found = by_name(entry.entity).zip(company.find(entry.entity, id));
    let Some((entity, record)) = found else { return whole(company, id, entry) };
    let rate = exchange_rate(&record.body);
    let mut bare = record.body.to_object();
    OF_THE_WHOLE.iter().for_each(|member| drop(bare.remove(*member)));
    let mut left: Vec<Movement<'a>> =
        entry.postings.iter().map(|posting| movement(id, entry, posting, None)).collect();
    let mut moved = Vec::new();
    for (place, line) in record.body.list("Line").iter().enumerate() {
        bare.put("Line", vec![line.clone()]);
        for posting in entity.behaviour.postings(company, &bare) {
            let amount = cents(posting.amount * rate);
            // The amounts of an account may stand on several postings; the last one keeps what is left.
            let whole = left.iter_mut().rfind(|whole| *whole.account == posting.account);
            if let Some(whole) = whole.filter(|_| !amount.is_zero()) {
                whole.amount -= amount;
                moved.push(Movement { amount, line: Some(place), ..whole.clone() });
            }
        }
    }
    moved.extend(together(company, left));
    for (item, postings) in company.ledger.costs_by_item(id) {
        let line = line_of_item(&record.body, item);
        moved.extend(postings.iter().map(|posting| movement(id, entry, posting, line)));
    }
    moved
}

/// One movement for each account.
fn together<'a>(company: &Company, movements: Vec<Movement<'a>>) -> Vec<Movement<'a>> {
    let mut sums: Vec<Movement<'a>> = Vec::new();
    for movement in movements {
        match sums.iter_mut().find(|sum| sum.account == movement.account) {
            Some(sum) => sum.amount += movement.amount,
            None => sums.push(movement),
        }
    }
    sums.retain(|sum| !sum.amount.is_zero() || is_control(company, sum.account));
    sums
}

/// Whether what customers owe, or what is owed to vendors, stands on an account.
pub(super) fn is_control(company: &Company, account: &Id) -> bool {
    company.find("Account", account).is_some_and(|account| whose_account(&account.body).is_some())
}

/// What a payment wins or loses by exchange on something of a later day is won or lost on that day (assumed).
fn exchange_later<'a>(company: &'a Company, (id, entry): (&'a Id, &'a Entry), moved: &mut Vec<Movement<'a>>) {
    if !company.settings.multi_currency || !PAYERS.contains(&entry.entity) {
        return;
    }
    let found = by_name(entry.entity).zip(company.find(entry.entity, id)).zip(exchange_account(company));
    let owed = moved.iter().find(|movement| is_control(company, movement.account)).cloned();
    let (Some(((entity, record), won)), Some(owed)) = (found, owed) else { return };
    for (date, difference) in exchange_differences(company, entity, record) {
        if date <= entry.date || difference.is_zero() {
            continue;
        }
        for (account, amount) in [(owed.account, difference), (won, -difference)] {
            let movement = Movement { account, ..owed.clone() };
            match moved.iter_mut().find(|first| first.account == account && first.date == entry.date) {
                Some(first) => first.amount -= amount,
                None => moved.push(Movement { amount: -amount, ..movement.clone() }),
            }
            moved.push(Movement { date, amount, ..movement });
        }
    }
    moved.retain(|movement| movement.account != won || !movement.amount.is_zero());
}
