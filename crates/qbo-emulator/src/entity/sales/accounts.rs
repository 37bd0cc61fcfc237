//! The accounts that a sale moves.

use crate::books::{Company, Id, Posting};
use crate::entity::Work;
use crate::entity::currency::control_account;
use crate::entity::expense::check_account;
use crate::entity::tax::tax_account;
use crate::fault::Fault;
use crate::wire::{Members, Object, reference};
use rust_decimal::Decimal;

/// The space in which the names of top accounts are unique.
const TOP_ACCOUNTS: &str = "Account/";

/// The oldest account of a subtype, the one with `name` before any other.
pub(crate) fn account_by_subtype(company: &Company, subtype: &str, name: &str) -> Option<Id> {
    let named = company.names.owner(TOP_ACCOUNTS, name).map(|owner| &owner.id);
    let named = named.filter(|id| company.accounts_of(subtype).any(|other| other == *id));
    named.or_else(|| company.accounts_of(subtype).next()).cloned()
}

/// The account for what belongs to no other.
pub(crate) fn suspense(company: &Company) -> Option<Id> {
    account_by_subtype(company, "OpeningBalanceEquity", "Opening Balance Equity")
}

/// What comes from lines that have no account of their own, such as shipping (assumed).
fn other_income(company: &Company) -> Option<Id> {
    account_by_subtype(company, "ServiceFeeIncome", "Uncategorized Income").or_else(|| suspense(company))
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
            Some("SalesItemLineDetail") => {
                let own = account("SalesItemLineDetail", "ItemAccountRef");
                post(own.or_else(|| other_income(company)), -amount);
            }
            Some("DiscountLineDetail") => post(account("DiscountLineDetail", "DiscountAccountRef"), amount),
            _ => {}
        }
    }
    for (account, tax) in taxes(company, body) {
        post(account, -tax);
    }
    postings
}

/// The tax by the account that it is owed on: each rate's agency has its own.
pub(crate) fn taxes(company: &Company, body: &Object) -> Vec<(Option<Id>, Decimal)> {
    let Some(detail) = body.object("TxnTaxDetail") else { return Vec::new() };
    let mut left = detail.amount("TotalTax");
    let mut taxes = Vec::new();
    for line in detail.list("TaxLine").iter().filter_map(|line| line.as_object()) {
        let amount = line.amount("Amount");
        if !amount.is_zero() {
            let rate = line.object("TaxLineDetail").and_then(|detail| detail.target("TaxRateRef"));
            left -= amount;
            taxes.push((tax_account(company, rate), amount));
        }
    }
    if !left.is_zero() {
        taxes.push((tax_account(company, None), left));
    }
    taxes
}

/// The account of what customers owe, in the currency of a transaction.
pub(crate) fn receivable(company: &Company, body: &Object) -> Option<Id> {
    control_account(company, body, "AccountsReceivable", RECEIVABLE)
}

/// The name of that account for the home currency.
pub(crate) const RECEIVABLE: &str = "Accounts Receivable (A/R)";

/// The same amounts on the other side, as for what is given back.
pub(crate) fn reversed(mut postings: Vec<Posting>) -> Vec<Posting> {
    for posting in &mut postings {
        posting.amount = -posting.amount;
    }
    postings
}

/// Account types that money can be put into.
pub(crate) const DEPOSITABLE: [&str; 2] = ["Bank", "Other Current Asset"];

/// The account where money waits that has not been brought to a bank.
pub(crate) fn undeposited(company: &Company) -> Option<Id> {
    account_by_subtype(company, "UndepositedFunds", "Undeposited Funds")
}

/// Money goes to Undeposited Funds unless another account is named.
///
/// # Errors
/// 6000 for an account that no money can be put into.
pub(crate) fn complete_deposit_account(work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
    if body.target("DepositToAccountRef").is_none()
        && let Some(account) = undeposited(work.company)
    {
        body.put("DepositToAccountRef", reference(&account.to_string()));
    }
    check_account(work, body.target("DepositToAccountRef"), &DEPOSITABLE, "DepositToAccountRef")
}
