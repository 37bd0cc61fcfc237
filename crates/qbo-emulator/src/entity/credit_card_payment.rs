//! CreditCardPayment (the vendor's schema, `CreditCardPaymentTxn`).

use super::currency::complete_currency;
use super::expense::check_account;
use super::{Behaviour, Class, Entity, Numbering, TRANSACTIONS, Work};
use crate::books::{Company, Id, Posting};
use crate::fault::Fault;
use crate::field::{Field, Shape, TRANSACTION, join};
use crate::wire::{Members, Object, day_of};
use rust_decimal::Decimal;

/// Money from a bank account that lowers what is owed on a credit card. Its path and queries say `CreditCardPayment`,
/// its objects `CreditCardPaymentTxn`.
pub(crate) static CREDIT_CARD_PAYMENT: Entity = Entity {
    name: "CreditCardPaymentTxn",
    path: "creditcardpayment",
    class: Class::Transaction,
    fields: &join::<{ OWN.len() + TRANSACTION.len() }>(OWN, TRANSACTION),
    sequence: TRANSACTIONS,
    naming: None,
    numbering: Numbering::None,
    counted: true,
    word: "Transactions",
    behaviour: &CreditCardPayment,
};

const OWN: &[Field] = &[
    Field::to("CreditCardAccountRef", "Account").required().filter(),
    Field::to("BankAccountRef", "Account").required().filter(),
    Field::new("Amount", Shape::Money).required().sort(),
    Field::to("VendorRef", "Vendor"),
    Field::text("CheckNum", 21),
    Field::new("PrintStatus", Shape::Choice(&["NotSet", "NeedToPrint", "PrintComplete"])),
    Field::text("Memo", 4000),
    Field::ignored("CreditCardPaymentEx"),
];

struct CreditCardPayment;

impl Behaviour for CreditCardPayment {
    fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        complete_currency(work, body)?;
        body.put_default("TxnDate", day_of(work.now).to_string());
        for (member, kind) in [("BankAccountRef", "Bank"), ("CreditCardAccountRef", "Credit Card")] {
            check_account(work, body.target(member), &[kind], member)?;
        }
        if body.amount("Amount") <= Decimal::ZERO {
            let text = "You must specify a transaction amount that is greater than 0.";
            return Err(Fault::business(text).element("Amount"));
        }
        Ok(())
    }

    fn postings(&self, _company: &Company, body: &Object) -> Vec<Posting> {
        let amount = body.amount("Amount");
        [(body.target("BankAccountRef"), -amount), (body.target("CreditCardAccountRef"), amount)]
            .into_iter()
            .filter_map(|(account, amount)| Some(Posting { account: Id::parse(account?), amount }))
            .collect()
    }
}
