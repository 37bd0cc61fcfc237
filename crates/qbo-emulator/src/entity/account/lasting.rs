//! Accounts that stay what they are (assumed: the service refuses it, its words are not known).

use crate::books::{Company, Record};
use crate::entity::sales::account_by_subtype;
use crate::fault::Fault;
use crate::wire::{Members, Object};

/// Subtypes whose accounts all belong to the service.
const ALL_OF: [&str; 4] = ["AccountsReceivable", "AccountsPayable", "GlobalTaxPayable", "SalesTaxPayable"];

/// Subtypes of which one account does: the one that the service books on, with its name.
const ONE_OF: [(&str, &str); 4] = [
    ("UndepositedFunds", "Undeposited Funds"),
    ("RetainedEarnings", "Retained Earnings"),
    ("OpeningBalanceEquity", "Opening Balance Equity"),
    ("Inventory", "Inventory Asset"),
];

/// Refuses to make another account of one that the service books on, or of one with entries.
///
/// # Errors
/// 6000 naming the member.
pub(super) fn keep(company: &Company, before: &Record, body: &Object) -> Result<(), Fault> {
    let changes = |member: &str| before.body.text(member) != body.text(member);
    let is_retyped = changes("AccountType");
    if is_system(company, before) {
        if is_retyped || changes("AccountSubType") {
            return Err(Fault::business("The type of this account can't be changed: QuickBooks uses it.")
                .element("AccountType"));
        }
        if before.body.flag("Active") && !body.flag("Active") {
            return Err(
                Fault::business("This account can't be made inactive: QuickBooks uses it.").element("Active")
            );
        }
    }
    if is_retyped && has_entries(company, before) {
        return Err(Fault::business("The type of an account with transactions can't be changed.")
            .element("AccountType"));
    }
    Ok(())
}

fn is_system(company: &Company, account: &Record) -> bool {
    let Some(subtype) = account.body.text("AccountSubType") else { return false };
    let one = ONE_OF.iter().find(|(own, _)| *own == subtype);
    ALL_OF.contains(&subtype)
        || one
            .is_some_and(|(_, name)| account_by_subtype(company, subtype, name).as_ref() == Some(&account.id))
}

fn has_entries(company: &Company, account: &Record) -> bool {
    let mut postings = company.ledger.entries().flat_map(|(_, entry)| &entry.postings);
    postings.any(|posting| posting.account == account.id)
}
