//! BillPayment (fact sheet 10.4).

use super::currency::complete_currency;
use super::expense::{check_account, complete_payable};
use super::owing::party;
use super::paying::{Paying, check_total, hide_marks};
use super::void::zeroed;
use super::{Behaviour, Class, Debt, Entity, Numbering, TRANSACTIONS, Ties, VoidForm, Work};
use crate::books::{Company, Id, Posting, Record};
use crate::fault::Fault;
use crate::field::{DOC_NUMBER, Field, LINKED, Shape, TRANSACTION, join};
use crate::wire::{Members, Object, day_of};
use serde_json::json;

/// What vendors are paid.
pub(crate) static BILL_PAYMENT: Entity = Entity {
    name: "BillPayment",
    path: "billpayment",
    class: Class::Transaction,
    fields: &join::<{ OWN.len() + TRANSACTION.len() }>(OWN, TRANSACTION),
    sequence: TRANSACTIONS,
    naming: None,
    numbering: Numbering::Given,
    counted: true,
    word: "Transactions",
    behaviour: &BillPayment,
};

const LINES: Shape = Shape::List(&[
    Field::new("Amount", Shape::Money),
    Field::new("LinkedTxn", LINKED),
    Field::ignored("Id"),
    Field::ignored("LineNum"),
    Field::ignored("LineEx"),
    Field::ignored("Description"),
    Field::ignored("DetailType"),
    Field::ignored("PaymentLineDetail"),
    Field::ignored("CustomField"),
]);

const CHECK: Shape = Shape::Object(&[
    Field::to("BankAccountRef", "Account"),
    Field::new("PrintStatus", Shape::Choice(&["NotSet", "NeedToPrint", "PrintComplete"])),
    Field::ignored("CheckDetail"),
    Field::ignored("PayeeAddr"),
]);

const CARD: Shape = Shape::Object(&[Field::to("CCAccountRef", "Account"), Field::ignored("CCDetail")]);

const OWN: &[Field] = &[
    Field::to("VendorRef", "Vendor").required().filter(),
    Field::new("TotalAmt", Shape::Money).sort(),
    Field::new("PayType", Shape::Choice(&["Check", "CreditCard"])).required().filter(),
    Field::new("Line", LINES).required(),
    Field::new("CheckPayment", CHECK),
    Field::new("CreditCardPayment", CARD),
    Field::to("APAccountRef", "Account").filter(),
    DOC_NUMBER,
    Field::ignored("VendorAddr"),
];

/// What a payment to a vendor may be put on.
const PAYING: Paying = Paying {
    payer: BILL_PAYMENT.name,
    charges: &["Bill"],
    credits: &["VendorCredit"],
    owns: |_, payment, target| is_same_vendor(payment, target),
    refusal: "The transaction to be paid belongs to another vendor.",
};

fn is_same_vendor(payment: &Object, target: &Record) -> bool {
    payment.target("VendorRef") == target.body.target("VendorRef").or_else(|| party(&target.body, "Vendor"))
}

struct BillPayment;

impl Behaviour for BillPayment {
    fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        complete_currency(work, body)?;
        complete_payable(work, body)?;
        body.put_default("TxnDate", day_of(work.now).to_string());
        complete_source(work, body)?;
        check_total(body)?;
        PAYING.complete_lines(work, body, |_, _| {})?;
        PAYING.check_unapplied(body)?;
        Ok(())
    }

    fn ties(&self, body: &Object) -> Ties {
        PAYING.ties(body)
    }

    fn lowered(&self, body: &mut Object) {
        PAYING.cut_charges(body);
    }

    fn voided(&self, body: &Object) -> Option<Object> {
        let mut voided = zeroed(body);
        voided.put("Line", json!([]));
        Some(voided)
    }

    fn void_form(&self) -> VoidForm {
        VoidForm::Include
    }

    /// What is paid beyond the bills is credit at the vendor.
    fn owed(&self, body: &Object) -> Vec<Debt> {
        Debt::of("Vendor", body.target("VendorRef"), -PAYING.unapplied(body))
    }

    fn postings(&self, _company: &Company, body: &Object) -> Vec<Posting> {
        let total = body.amount("TotalAmt");
        let sides = [(body.target("APAccountRef"), total), (source(body), -total)];
        sides
            .into_iter()
            .filter_map(|(account, amount)| Some(Posting { account: Id::parse(account?), amount }))
            .collect()
    }

    fn dress(&self, _company: &Company, _record: &Record, shown: &mut Object) {
        hide_marks(shown);
    }
}

/// The account that the money comes from.
fn source(body: &Object) -> Option<&str> {
    match body.text("PayType") {
        Some("CreditCard") => body.object("CreditCardPayment")?.target("CCAccountRef"),
        _ => body.object("CheckPayment")?.target("BankAccountRef"),
    }
}

/// A check needs a bank account, a card payment a card.
fn complete_source(work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
    let (member, account, kind, other) = match body.text("PayType") {
        Some("CreditCard") => ("CreditCardPayment", "CCAccountRef", "Credit Card", "CheckPayment"),
        _ => ("CheckPayment", "BankAccountRef", "Bank", "CreditCardPayment"),
    };
    let Some(source) = source(body) else {
        return Err(Fault::missing(if body.contains_key(member) { account } else { member }));
    };
    check_account(work, Some(source), &[kind], account)?;
    body.remove(other);
    Ok(())
}
