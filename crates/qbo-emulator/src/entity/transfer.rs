//! Transfer (fact sheet 2.6).

use super::currency::complete_currency;
use super::deposit::refuse_deposited;
use super::expense::check_account;
use super::{Behaviour, Class, Entity, Numbering, TRANSACTIONS, Work};
use crate::books::{Company, Id, Posting, Record};
use crate::emulator::Settings;
use crate::fault::Fault;
use crate::field::{Field, Shape, TRANSACTION, join};
use crate::wire::{Members, Object, day_of};
use rust_decimal::Decimal;

/// Money moved from one of the company's accounts to another.
pub(crate) static TRANSFER: Entity = Entity {
    name: "Transfer",
    path: "transfer",
    class: Class::Transaction,
    fields: &join::<{ OWN.len() + TRANSACTION.len() }>(OWN, TRANSACTION),
    sequence: TRANSACTIONS,
    naming: None,
    numbering: Numbering::None,
    counted: true,
    word: "Transactions",
    behaviour: &Transfer,
};

const OWN: &[Field] = &[
    Field::to("FromAccountRef", "Account").required().filter(),
    Field::to("ToAccountRef", "Account").required().filter(),
    Field::new("Amount", Shape::Money).required().sort(),
    Field::to("ClassRef", "Class"),
    Field::ignored("TransferEx"),
];

/// Account types that money is moved between (assumed: those of a balance sheet but for receivables and
/// payables).
const MOVABLE: [&str; 8] = [
    "Bank",
    "Other Current Asset",
    "Fixed Asset",
    "Other Asset",
    "Credit Card",
    "Other Current Liability",
    "Long Term Liability",
    "Equity",
];

struct Transfer;

impl Behaviour for Transfer {
    fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        if let Some(before) = work.before {
            refuse_deposited(work.company, &before.id)?;
        }
        complete_currency(work, body)?;
        body.put_default("TxnDate", day_of(work.now).to_string());
        for member in ["FromAccountRef", "ToAccountRef"] {
            check_account(work, body.target(member), &MOVABLE, member)?;
        }
        if body.target("FromAccountRef") == body.target("ToAccountRef") {
            return Err(Fault::business("Choose two different accounts.").element("ToAccountRef"));
        }
        if body.amount("Amount") < Decimal::ZERO {
            let text = "You must specify a transaction amount that is 0 or greater.";
            return Err(Fault::business(text).element("Amount"));
        }
        Ok(())
    }

    fn may_undo(&self, company: &Company, _settings: &Settings, record: &Record) -> Result<(), Fault> {
        refuse_deposited(company, &record.id)
    }

    fn postings(&self, _company: &Company, body: &Object) -> Vec<Posting> {
        let amount = body.amount("Amount");
        [(body.target("FromAccountRef"), -amount), (body.target("ToAccountRef"), amount)]
            .into_iter()
            .filter_map(|(account, amount)| Some(Posting { account: Id::parse(account?), amount }))
            .collect()
    }
}
