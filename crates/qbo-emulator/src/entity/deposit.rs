//! Deposit: money brought to the bank (fact sheet 12.1, 12.2).

use super::currency::complete_currency;
use super::expense::check_account;
use super::owing::{keep_owing, named, owing};
use super::sales::{DEPOSITABLE, undeposited};
use super::tax::{GLOBAL, TAX_APPLICABLE_ON, drop_calculation};
use super::tie::{astray, check_single, line_ties, link_of};
use super::{Behaviour, Class, Entity, Numbering, TRANSACTIONS, Ties, Work};
use crate::books::{Company, Id, Posting};
use crate::fault::{Code, Fault};
use crate::field::{FREE_REF, Field, LINKED, PERSON, Shape, TRANSACTION, join};
use crate::wire::{Members, Object, day_of};
use rust_decimal::Decimal;
use serde_json::Value;

/// What is brought to the bank, from Undeposited Funds or from elsewhere.
pub(crate) static DEPOSIT: Entity = Entity {
    name: "Deposit",
    path: "deposit",
    class: Class::Transaction,
    fields: &join::<{ OWN.len() + TRANSACTION.len() }>(OWN, TRANSACTION),
    sequence: TRANSACTIONS,
    naming: None,
    numbering: Numbering::None,
    counted: true,
    word: "Transactions",
    behaviour: &Deposit,
};

const OWN: &[Field] = &[
    Field::to("DepositToAccountRef", "Account").required().filter(),
    Field::new("Line", LINES).required(),
    Field::shown("TotalAmt", Shape::Money).sort(),
    Field::new("CashBack", CASH_BACK),
    GLOBAL,
];

const CASH_BACK: Shape = Shape::Object(&[
    Field::to("AccountRef", "Account"),
    Field::new("Amount", Shape::Money),
    Field::text("Memo", 4000),
]);

const LINES: Shape = Shape::List(&[
    Field::text("Id", 20),
    Field::new("LineNum", Shape::Whole(0, 1_000_000)),
    Field::text("Description", 4000),
    Field::new("Amount", Shape::Money),
    Field::new("DetailType", Shape::Choice(&["DepositLineDetail"])),
    Field::new("DepositLineDetail", DETAIL),
    Field::new("LinkedTxn", LINKED),
    Field::ignored("CustomField"),
    Field::new("ProjectRef", FREE_REF),
]);

const DETAIL: Shape = Shape::Object(&[
    Field::to("AccountRef", "Account"),
    Field::new("Entity", PERSON),
    Field::to("PaymentMethodRef", "PaymentMethod"),
    Field::text("CheckNum", 21),
    Field::to("ClassRef", "Class"),
    Field::text("TxnType", 30),
    Field::to("TaxCodeRef", "TaxCode"),
    TAX_APPLICABLE_ON,
]);

/// What can be deposited here.
const DEPOSITED: [&str; 6] =
    ["Payment", "SalesReceipt", "RefundReceipt", "JournalEntry", "Transfer", "BillPayment"];

struct Deposit;

impl Behaviour for Deposit {
    fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        complete_currency(work, body)?;
        drop_calculation(work, body);
        body.put_default("TxnDate", day_of(work.now).to_string());
        check_account(work, body.target("DepositToAccountRef"), &DEPOSITABLE, "DepositToAccountRef")?;
        let (mut lines, mut rows) = (Vec::new(), Vec::new());
        let mut total = Decimal::ZERO;
        for mut line in body.list("Line").iter().filter_map(Value::as_object).cloned() {
            rows.extend(check_line(work, body, &line)?);
            total += line.amount("Amount");
            line.put("Id", (lines.len() + 1).to_string());
            line.put("LineNum", lines.len() + 1);
            lines.push(Value::Object(line));
        }
        let linked = body.list("Line").iter().filter_map(|line| link_of(line.as_object()?)).count();
        if line_ties(body).len() != linked {
            return Err(cannot_deposit("A transaction can stand on one line only."));
        }
        total -= check_cash_back(work, body)?;
        if total < Decimal::ZERO {
            return Err(Fault::business("You must specify a transaction amount that is 0 or greater."));
        }
        keep_owing(body, &rows, work.company, None);
        body.put("Line", lines);
        body.put_money("TotalAmt", total);
        Ok(())
    }

    fn ties(&self, body: &Object) -> Ties {
        line_ties(body)
    }

    fn postings(&self, company: &Company, body: &Object) -> Vec<Posting> {
        let funds = undeposited(company);
        let into = body.target("DepositToAccountRef").map(Id::parse);
        let mut sides = vec![(into, body.amount("TotalAmt"))];
        if let Some(back) = body.object("CashBack") {
            sides.push((back.target("AccountRef").map(Id::parse), back.amount("Amount")));
        }
        for line in body.list("Line").iter().filter_map(Value::as_object) {
            let own = line.object("DepositLineDetail").and_then(|detail| detail.target("AccountRef"));
            let from = if link_of(line).is_some() { funds.clone() } else { own.map(Id::parse) };
            sides.push((from, -line.amount("Amount")));
        }
        sides
            .into_iter()
            .filter_map(|(account, amount)| Some(Posting { account: account?, amount }))
            .collect()
    }
}

/// What is kept as cash of what is brought to the bank, for which an account must be named (the vendor's schema).
fn check_cash_back(work: &Work<'_>, body: &Object) -> Result<Decimal, Fault> {
    let Some(back) = body.object("CashBack") else { return Ok(Decimal::ZERO) };
    let account = back.target("AccountRef").ok_or_else(|| Fault::missing("AccountRef"))?;
    check_account(work, Some(account), &DEPOSITABLE, "CashBack")?;
    if back.amount("Amount") < Decimal::ZERO {
        let detail = "NegativeAmount : cash back is given as a positive amount";
        return Err(Fault::new(Code::NEGATIVE_AMOUNT, detail).element("CashBack"));
    }
    Ok(back.amount("Amount"))
}

/// A transaction that has been deposited stays as it is (fact sheet 6.3, 12.2).
///
/// # Errors
/// 6540 for one that stands on a deposit.
pub(super) fn refuse_deposited(company: &Company, id: &Id) -> Result<(), Fault> {
    if company.applied.on(id).all(|(_, applied)| applied.by != DEPOSIT.name) {
        return Ok(());
    }
    let detail = "This transaction has been deposited. If you want to change or delete it, you must edit the \
                  deposit it appears on and remove it first.";
    Err(Fault::new(Code::DEPOSITED, detail).element(""))
}

/// A line either brings in a transaction that waits in Undeposited Funds, whole, or money from an account; what that
/// does to the balance of a customer or vendor is given back.
fn check_line(work: &Work<'_>, body: &Object, line: &Object) -> Result<Option<Value>, Fault> {
    if !line.contains_key("Amount") {
        return Err(Fault::missing("Amount"));
    }
    check_single(line)?;
    if line.list("LinkedTxn").is_empty() {
        let detail = line.object("DepositLineDetail");
        let Some(account) = detail.and_then(|detail| detail.target("AccountRef")) else {
            return Err(Fault::missing("AccountRef"));
        };
        let who = detail.and_then(|detail| detail.object("Entity"));
        let booked = (Some(account), -line.amount("Amount"));
        return owing(work, body, booked, |whose| named(who, whose), "Entity");
    }
    let link = line.list("LinkedTxn").first().and_then(Value::as_object);
    let id = Id::parse(link.and_then(|link| link.text("TxnId")).unwrap_or_default());
    let entity = link_of(line).map(|(entity, _)| entity).filter(|entity| DEPOSITED.contains(&entity.name));
    let found = entity.and_then(|entity| Some((entity, work.company.find(entity.name, &id)?)));
    let (entity, record) = found.ok_or_else(|| astray(work.company, &id))?;
    if record.body.target("CurrencyRef") != body.target("CurrencyRef") {
        return Err(cannot_deposit("The transaction is in another currency than the deposit."));
    }
    let own = work.before.map(|before| &before.id);
    if work.company.applied.on(&record.id).any(|(by, tie)| tie.by == DEPOSIT.name && Some(by) != own) {
        return Err(cannot_deposit("The transaction has been deposited already."));
    }
    let funds = undeposited(work.company);
    let postings = entity.behaviour.postings(work.company, &record.body).into_iter();
    let waiting: Decimal = postings
        .filter(|posting| Some(&posting.account) == funds.as_ref())
        .map(|posting| posting.amount)
        .sum();
    if waiting.is_zero() {
        return Err(cannot_deposit("The transaction is not in Undeposited Funds."));
    }
    if waiting != line.amount("Amount") {
        return Err(cannot_deposit("A transaction is deposited with its whole amount."));
    }
    Ok(None)
}

fn cannot_deposit(text: &str) -> Fault {
    Fault::business(text).element("LinkedTxn")
}
