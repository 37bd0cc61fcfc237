//! What an account may stand below (fact sheet 11.1).

use crate::books::{Company, Record};
use crate::entity::Work;
use crate::fault::Fault;
use crate::wire::{Members, Object};

/// Subtypes with one account, which stands alone; the second with the service's word for it.
const ALONE: [(&str, &str); 2] =
    [("OpeningBalanceEquity", "Opening Balance Equity"), ("RetainedEarnings", "Retained Earnings")];

/// An account has the type of its parent, above it and below it, and its currency, which is fixed.
///
/// # Errors
/// 6000 naming the member; the texts about a detail type are observed, the others assumed.
pub(super) fn check_parent(work: &Work<'_>, body: &Object) -> Result<(), Fault> {
    check_single(work, body)?;
    let kind = body.text("AccountType");
    if let Some(parent) = body.target("ParentRef").and_then(|id| work.company.look_up("Account", id)) {
        refuse_below(&parent.body)?;
        if parent.body.text("AccountType") != kind {
            let text = "A sub-account must have the same account type as its parent account.";
            return Err(Fault::business(text).element("ParentRef"));
        }
        let currency = |account: &Object| {
            account.target("CurrencyRef").unwrap_or(work.company.home_currency()).to_owned()
        };
        if currency(&parent.body) != currency(body) {
            let text = "A sub-account must have the same currency as its parent account.";
            return Err(Fault::business(text).element("CurrencyRef"));
        }
    }
    let Some(before) = work.before else { return Ok(()) };
    let mut below = below(work.company, before).peekable();
    if below.peek().is_some() {
        refuse_below(body)?;
    }
    if below.any(|child| child.body.text("AccountType") != kind) {
        let text = "The type of an account with sub-accounts can't be changed.";
        return Err(Fault::business(text).element("AccountType"));
    }
    Ok(())
}

fn below<'a>(company: &'a Company, account: &Record) -> impl Iterator<Item = &'a Record> {
    company.children("Account", &account.id).filter_map(|id| company.find("Account", id))
}

fn alone(account: &Object) -> Option<&'static str> {
    let subtype = account.text("AccountSubType")?;
    ALONE.iter().find(|(own, _)| *own == subtype).map(|(_, word)| *word)
}

fn refuse_below(parent: &Object) -> Result<(), Fault> {
    let Some(word) = alone(parent) else { return Ok(()) };
    let text = format!("Accounts with detail type {word} cannot have sub-accounts.");
    Err(Fault::business(&text).element("ParentRef"))
}

fn check_single(work: &Work<'_>, body: &Object) -> Result<(), Fault> {
    let (Some(word), Some(subtype)) = (alone(body), body.text("AccountSubType")) else { return Ok(()) };
    let own = work.before.map(|before| &before.id);
    if work.company.accounts_of(subtype).all(|id| Some(id) == own) {
        return Ok(());
    }
    let text = format!("There can be only one account of detail type {word}.");
    Err(Fault::business(&text).element("AccountSubType"))
}
