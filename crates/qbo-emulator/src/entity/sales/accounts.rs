//! The accounts that a sale moves.

use crate::books::{Company, Id, Posting};
use crate::entity::Work;
use crate::entity::expense::check_account;
use crate::fault::Fault;
use crate::wire::{Members, Object, reference};
use rust_decimal::Decimal;

/// The oldest account of a subtype, the one with `name` before any other.
pub(crate) fn account_by_subtype(company: &Company, subtype: &str, name: &str) -> Option<Id> {
    let is_named = |id: &&Id| {
        let account = company.find("Account", id);
        account.is_some_and(|account| account.body.text("Name") == Some(name))
    };
    company.accounts_of(subtype).find(is_named).or_else(|| company.accounts_of(subtype).next()).cloned()
}

/// The account of the money, or of what is owed, against income, discount and tax.
pub(crate) fn sale_postings(company: &Company, body: &Object, money: Option<Id>) -> Vec<Posting> {
    let mut postings = Vec::new();
    let mut post = |account: Option<Id>, amount: Decimal| {
        if let Some(account) = account.filter(|_| !amount.is_zero()) {
            postings.push(Posting { account, amount });
        }
    };
    post(money, body.amount("TotalAmt"));
    for line in body.list("Line").iter().filter_map(|line| line.as_object()) {
        let amount = line.amount("Amount");
        let account = |detail: &str, member: &str| line.object(detail)?.target(member).map(Id::parse);
        match line.text("DetailType") {
            Some("SalesItemLineDetail") => post(account("SalesItemLineDetail", "ItemAccountRef"), -amount),
            Some("DiscountLineDetail") => post(account("DiscountLineDetail", "DiscountAccountRef"), amount),
            _ => {}
        }
    }
    let tax = body.object("TxnTaxDetail").map(|detail| detail.amount("TotalTax")).unwrap_or_default();
    if !tax.is_zero() {
        post(account_by_subtype(company, "GlobalTaxPayable", "Board of Equalization Payable"), -tax);
    }
    postings
}

/// The account of what customers owe.
pub(crate) fn receivable(company: &Company) -> Option<Id> {
    account_by_subtype(company, "AccountsReceivable", "Accounts Receivable (A/R)")
}

/// The same amounts on the other side, as for what is given back.
pub(crate) fn reversed(mut postings: Vec<Posting>) -> Vec<Posting> {
    for posting in &mut postings {
        posting.amount = -posting.amount;
    }
    postings
}

/// Account types that money can be put into.
pub(crate) const DEPOSITABLE: [&str; 2] = ["Bank", "Other Current Asset"];

/// Money goes to Undeposited Funds unless another account is named.
///
/// # Errors
/// 6000 for an account that no money can be put into.
pub(crate) fn complete_deposit_account(work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
    if body.target("DepositToAccountRef").is_none()
        && let Some(account) = account_by_subtype(work.company, "UndepositedFunds", "Undeposited Funds")
    {
        body.put("DepositToAccountRef", reference(&account.to_string()));
    }
    check_account(work, body.target("DepositToAccountRef"), &DEPOSITABLE, "DepositToAccountRef")
}
