//! The accounts that a purchase moves.

use crate::books::{Company, Id, Posting};
use crate::entity::Work;
use crate::entity::currency::control_account;
use crate::entity::owing::{keep_owing, owing};
use crate::entity::sales::taxes;
use crate::fault::Fault;
use crate::wire::{Members, Object, reference};
use rust_decimal::Decimal;
use serde_json::Value;

/// The account of what the company owes, in the currency of a transaction.
fn payable(company: &Company, body: &Object) -> Option<Id> {
    control_account(company, body, "AccountsPayable", PAYABLE)
}

/// The name of that account for the home currency.
pub(crate) const PAYABLE: &str = "Accounts Payable (A/P)";

/// Settles `APAccountRef`: the only account of its kind when none is named (fact sheet 10.2).
///
/// # Errors
/// 6000 for an account of another type.
pub(crate) fn complete_payable(work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
    if body.target("APAccountRef").is_none()
        && let Some(account) = payable(work.company, body)
    {
        body.put("APAccountRef", reference(&account.to_string()));
    }
    check_account(work, body.target("APAccountRef"), &["Accounts Payable"], "APAccountRef")
}

/// Checks the type of an account, if one is named.
///
/// # Errors
/// 6000 for another type than these.
pub(crate) fn check_account(
    work: &Work<'_>,
    account: Option<&str>,
    types: &[&str],
    member: &'static str,
) -> Result<(), Fault> {
    let Some(account) = account.and_then(|id| work.company.look_up("Account", id)) else { return Ok(()) };
    if account.body.text("AccountType").is_some_and(|kind| types.contains(&kind)) {
        return Ok(());
    }
    let text = "You need to select a different type of account for this transaction.";
    Err(Fault::business(text).element(member))
}

/// The rows of what the lines book to receivables and payables, debits times `sign`. `name` gives who is named with a
/// line's detail.
///
/// # Errors
/// As [`owing`].
pub(crate) fn expense_owing(
    work: &Work<'_>,
    body: &Object,
    sign: Decimal,
    name: impl Fn(&Object, &'static str) -> Option<String>,
    element: &'static str,
) -> Result<Vec<Value>, Fault> {
    let mut rows = Vec::new();
    for line in body.list("Line").iter().filter_map(Value::as_object) {
        let Some(detail) = line.object("AccountBasedExpenseLineDetail") else { continue };
        let booked = (detail.target("AccountRef"), line.amount("Amount") * sign);
        rows.extend(owing(work, body, booked, |whose| name(detail, whose), element)?);
    }
    Ok(rows)
}

/// Lines on receivables of a bill or its like need a customer of their own; those on payables are its vendor's.
///
/// # Errors
/// As [`expense_owing`].
pub(crate) fn complete_owing(work: &Work<'_>, body: &mut Object, sign: Decimal) -> Result<(), Fault> {
    let name = |detail: &Object, whose: &'static str| {
        let named = if whose == "Vendor" { body.target("VendorRef") } else { detail.target("CustomerRef") };
        named.map(str::to_owned)
    };
    let rows = expense_owing(work, body, sign, name, "CustomerRef")?;
    keep_owing(body, &rows, work.company, None);
    Ok(())
}

/// What the lines buy, against `money`: the account that pays or owes.
pub(crate) fn expense_postings(company: &Company, body: &Object, money: Option<&str>) -> Vec<Posting> {
    let mut postings = Vec::new();
    let mut post = |account: Option<&str>, amount| {
        postings.extend(account.map(|account| Posting { account: Id::parse(account), amount }));
    };
    post(money, -body.amount("TotalAmt"));
    for line in body.list("Line").iter().filter_map(Value::as_object) {
        let account = |detail: &str, member: &str| line.object(detail)?.target(member);
        let account = account("ItemBasedExpenseLineDetail", "ItemAccountRef")
            .or_else(|| account("AccountBasedExpenseLineDetail", "AccountRef"));
        post(account, line.amount("Amount"));
    }
    let taxes = taxes(company, body).into_iter();
    postings.extend(taxes.filter_map(|(account, amount)| Some(Posting { account: account?, amount })));
    postings
}
