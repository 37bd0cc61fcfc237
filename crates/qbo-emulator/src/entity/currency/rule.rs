//! Which currency an object may have.

use super::account::is_unheard;
use super::{RATE_MAX, currency_name, rate_on};
use crate::books::Company;
use crate::entity::{Work, whose_account};
use crate::fault::{Code, Fault};
use crate::wire::{Members, Object, date_of, day_of, plain, reference};
use rust_decimal::Decimal;
use serde_json::Value;

/// Those whose currency a transaction has to be in: member, entity, and the word in the fault.
static PARTNERS: [(&str, &str, &str); 2] =
    [("CustomerRef", "Customer", "customer"), ("VendorRef", "Vendor", "vendor")];

/// Accounts that have to be in the currency of the transaction, or in home currency: those of the transaction itself,
/// those of an object within it, and those of its lines.
static ACCOUNTS: [&str; 6] = [
    "DepositToAccountRef",
    "AccountRef",
    "FromAccountRef",
    "ToAccountRef",
    "BankAccountRef",
    "CreditCardAccountRef",
];
static WITHIN: [(&str, &str); 3] =
    [("CheckPayment", "BankAccountRef"), ("CreditCardPayment", "CCAccountRef"), ("CashBack", "AccountRef")];
static DETAILS: [&str; 3] = ["AccountBasedExpenseLineDetail", "DepositLineDetail", "JournalEntryLineDetail"];

/// Accounts of what is owed, which have to be in the currency of the transaction (fact sheet 6.4).
static OWED: [&str; 2] = ["ARAccountRef", "APAccountRef"];

/// Account types that may be kept in a foreign currency.
static FOREIGN_TYPES: [&str; 4] = ["Bank", "Credit Card", "Accounts Receivable", "Accounts Payable"];

/// Settles `CurrencyRef` and `ExchangeRate`. Without multi-currency all is in home currency.
///
/// # Errors
/// 2220 for what is no currency of the company, 6000 for a currency that does not fit.
pub(crate) fn complete_currency(work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
    let company = work.company;
    let home = company.home_currency();
    let currency = body.target("CurrencyRef").unwrap_or(home).to_owned();
    if !company.settings.multi_currency {
        if currency != home {
            let text = format!("Multi-currency is off: {currency} is not the home currency {home}.");
            return Err(Fault::business(&text).element("CurrencyRef"));
        }
        body.remove("ExchangeRate");
        put_currency(body, home);
        return Ok(());
    }
    let is_list = body.contains_key("DisplayName") || body.contains_key("AccountType");
    let is_begun = is_list && work.before.is_none() && is_unheard(company, &currency);
    if currency != home && !is_begun && !is_listed(company, &currency) {
        let detail = format!("Invalid Currency Type : {currency} is not among the company's currencies");
        return Err(Fault::new(Code::CURRENCY, detail).element("CurrencyRef"));
    }
    let kind = body.text("AccountType");
    if currency != home && kind.is_some_and(|kind| !FOREIGN_TYPES.contains(&kind)) {
        return Err(misfit("account"));
    }
    check_partners(company, body, &currency)?;
    check_owed(company, &work.given.set, &currency)?;
    put_currency(body, &currency);
    if !is_list {
        complete_rate(work, body, &currency)?;
    }
    Ok(())
}

fn put_currency(body: &mut Object, code: &str) {
    let mut currency = reference(code);
    if let Some(name) = currency_name(code) {
        currency["name"] = name.into();
    }
    body.put("CurrencyRef", currency);
}

/// Whether the company deals in a currency.
fn is_listed(company: &Company, code: &str) -> bool {
    let mut listed = company.table("CompanyCurrency").into_iter().flat_map(|table| table.iter());
    listed.any(|currency| currency.body.text("Code") == Some(code) && currency.body.flag("Active"))
}

/// A transaction is in the currency of its customer or vendor, and goes by accounts in that or in home currency.
fn check_partners(company: &Company, body: &Object, currency: &str) -> Result<(), Fault> {
    let of = |entity: &str, id: &str| {
        let record = company.look_up(entity, id);
        record.and_then(|record| record.body.target("CurrencyRef").map(str::to_owned))
    };
    for (member, entity, word) in PARTNERS {
        let theirs = body.target(member).and_then(|id| of(entity, id));
        if theirs.is_some_and(|theirs| theirs != currency) {
            return Err(misfit(word));
        }
    }
    if let Some(payee) = body.object("EntityRef") {
        let theirs = payee.text("value").and_then(|id| of(payee.text("type").unwrap_or("Vendor"), id));
        if theirs.is_some_and(|theirs| theirs != currency) {
            return Err(misfit(if payee.text("type") == Some("Customer") { "customer" } else { "vendor" }));
        }
    }
    let records = accounts(body).filter_map(|id| company.look_up("Account", id));
    // Accounts of what is owed have a rule of their own.
    let mut own = records.filter(|account| whose_account(&account.body).is_none());
    let fits = |own: &str| own == currency || own == company.home_currency();
    match own.any(|account| account.body.target("CurrencyRef").is_some_and(|own| !fits(own))) {
        true => Err(misfit("account")),
        false => Ok(()),
    }
}

/// The accounts that a transaction names.
fn accounts(body: &Object) -> impl Iterator<Item = &str> {
    let own = ACCOUNTS.iter().filter_map(|member| body.target(member));
    let within = WITHIN.iter().filter_map(|(object, member)| body.object(object)?.target(member));
    let lines = body.list("Line").iter().filter_map(Value::as_object);
    let details = lines.flat_map(|line| DETAILS.iter().filter_map(|detail| line.object(detail)));
    own.chain(within).chain(details.filter_map(|detail| detail.target("AccountRef")))
}

/// Looks only at what the request names: what the service has chosen may be the best that there is.
fn check_owed(company: &Company, given: &Object, currency: &str) -> Result<(), Fault> {
    for member in OWED {
        let account = given.target(member).and_then(|id| company.look_up("Account", id));
        if account.and_then(|account| account.body.target("CurrencyRef")).is_some_and(|own| own != currency) {
            return Err(misfit_of_owed(member));
        }
    }
    Ok(())
}

/// What is booked to an account of what is owed is in the currency of the account and of who is named with it: `named`,
/// with the kind (texts observed, fact sheet 6.4).
///
/// # Errors
/// 6000 for another currency.
pub(crate) fn check_owing(
    company: &Company,
    body: &Object,
    account: &Object,
    (whose, named): (&str, &Object),
) -> Result<(), Fault> {
    if !company.settings.multi_currency {
        return Ok(());
    }
    let of = |object: &Object| object.target("CurrencyRef").unwrap_or(company.home_currency()).to_owned();
    let currency = of(body);
    if of(account) != currency {
        return Err(misfit_of_owed("CurrencyRef"));
    }
    if of(named) != currency {
        return Err(misfit(if whose == "Vendor" { "vendor" } else { "customer" }));
    }
    Ok(())
}

fn misfit_of_owed(element: &'static str) -> Fault {
    let text = "The transaction needs to be in the same currency as the A/R and A/P accounts you use.";
    Fault::business(text).element(element)
}

fn misfit(word: &str) -> Fault {
    Fault::business(&format!("The currency of the transaction is invalid for {word}.")).element("CurrencyRef")
}

/// The rate sent, else the one it had in the same currency, else that of the day.
fn complete_rate(work: &Work<'_>, body: &mut Object, currency: &str) -> Result<(), Fault> {
    let day = body.text("TxnDate").and_then(date_of).unwrap_or_else(|| day_of(work.now));
    let same = |body: &&Object| body.target("CurrencyRef") == Some(currency);
    let former =
        || work.before.map(|before| &*before.body).filter(same).and_then(|body| body.decimal("ExchangeRate"));
    // Client libraries send 0 where nobody has set a rate.
    let own = work.given.set.decimal("ExchangeRate").filter(|rate| !rate.is_zero());
    if own.is_some_and(|rate| rate < Decimal::ZERO) {
        return Err(rate_too_high());
    }
    let rate = match currency == work.company.home_currency() {
        true => Decimal::ONE,
        false => own.or_else(former).unwrap_or_else(|| rate_on(work.company, currency, day)),
    };
    if rate > Decimal::from(RATE_MAX) {
        return Err(rate_too_high());
    }
    body.put("ExchangeRate", plain(rate));
    Ok(())
}

/// 2240 for a rate that can't be (code assumed).
pub(crate) fn rate_too_high() -> Fault {
    let detail = format!("Invalid Number Range : a rate is greater than 0 and at most {RATE_MAX}");
    Fault::new(Code::NUMBER_RANGE, detail).element("Rate")
}
