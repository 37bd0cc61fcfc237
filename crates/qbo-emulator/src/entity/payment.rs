//! Payment (fact sheet 9.7, 12.2).

use super::currency::complete_currency;
use super::deposit::refuse_deposited;
use super::expense::check_account;
use super::owing::party;
use super::paying::{Paying, Settled, check_total, hide_marks};
use super::sales::{complete_deposit_account, receivable};
use super::tender::CARD;
use super::void::zeroed;
use super::{Behaviour, Class, Debt, Entity, Numbering, TRANSACTIONS, Ties, VoidForm, Work};
use crate::books::{Company, Id, Posting, Record};
use crate::emulator::Settings;
use crate::fault::Fault;
use crate::field::{CUSTOM_FIELDS, FREE_REF, Field, LINKED, Shape};
use crate::wire::{Members, Object, day_of};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// What customers pay.
pub(crate) static PAYMENT: Entity = Entity {
    name: "Payment",
    path: "payment",
    class: Class::Transaction,
    fields: FIELDS,
    sequence: TRANSACTIONS,
    naming: None,
    numbering: Numbering::None,
    counted: true,
    word: "Transactions",
    behaviour: &Payment,
};

const LINES: Shape = Shape::List(&[
    Field::new("Amount", Shape::Money),
    Field::new("LinkedTxn", LINKED),
    Field::shown("LineEx", Shape::Ignored),
    Field::ignored("Id"),
    Field::ignored("LineNum"),
    Field::ignored("Description"),
    Field::ignored("DetailType"),
    Field::ignored("PaymentLineDetail"),
    Field::ignored("CustomField"),
]);

static FIELDS: &[Field] = &[
    Field::to("CustomerRef", "Customer").required().filter(),
    Field::new("TotalAmt", Shape::Money).sort(),
    Field::new("Line", LINES),
    Field::new("TxnDate", Shape::Date).sort(),
    Field::to("PaymentMethodRef", "PaymentMethod").filter(),
    Field::text("PaymentRefNum", 21).sort(),
    Field::to("DepositToAccountRef", "Account").filter(),
    Field::to("ARAccountRef", "Account"),
    Field::text("PrivateNote", 4000),
    Field::new("CurrencyRef", FREE_REF),
    Field::new("ExchangeRate", Shape::Plain),
    Field::new("ProcessPayment", Shape::Flag),
    Field::shown("UnappliedAmt", Shape::Money),
    Field::shown("LinkedTxn", LINKED),
    Field::new("CustomField", CUSTOM_FIELDS),
    Field::ignored("AttachableRef"),
    Field::ignored("DocNumber"),
    Field::ignored("TxnSubType"),
    Field::ignored("DepartmentRef"),
    Field::ignored("TxnStatus"),
    Field::ignored("TxnTaxDetail"),
    Field::ignored("TxnSource"),
    Field::ignored("TaxFormType"),
    Field::ignored("TaxFormNum"),
    Field::text("TransactionLocationType", 100),
    Field::ignored("Tag"),
    Field::ignored("TxnApprovalInfo"),
    Field::ignored("RecurDataRef"),
    Field::ignored("RecurringInfo"),
    Field::new("ProjectRef", FREE_REF),
    Field::ignored("TotalCostAmount"),
    Field::ignored("HomeTotalCostAmount"),
    Field::ignored("RemitToRef"),
    Field::ignored("PaymentType"),
    Field::ignored("CheckPayment"),
    CARD,
    Field::ignored("PaymentExtendedType"),
];

/// What a payment may be put on.
const PAYING: Paying = Paying {
    payer: PAYMENT.name,
    charges: &["Invoice", "Purchase"],
    credits: &["CreditMemo"],
    owns,
    refusal: "The transaction to be paid belongs to another customer.",
};

struct Payment;

impl Behaviour for Payment {
    fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        if let Some(before) = work.before {
            refuse_deposited(work.company, &before.id)?;
        }
        complete_currency(work, body)?;
        body.put_default("TxnDate", day_of(work.now).to_string());
        body.put_default("ProcessPayment", false);
        body.put_default("LinkedTxn", json!([]));
        complete_deposit_account(work, body)?;
        check_account(work, body.target("ARAccountRef"), &["Accounts Receivable"], "ARAccountRef")?;
        check_total(body)?;
        PAYING.complete_lines(work, body, note_open)?;
        let unapplied = PAYING.check_unapplied(body)?;
        body.put_money("UnappliedAmt", unapplied);
        Ok(())
    }

    fn ties(&self, body: &Object) -> Ties {
        PAYING.ties(body)
    }

    fn lowered(&self, body: &mut Object) {
        PAYING.cut_charges(body);
        let unapplied = PAYING.unapplied(body);
        body.put_money("UnappliedAmt", unapplied);
    }

    fn may_undo(&self, company: &Company, _settings: &Settings, record: &Record) -> Result<(), Fault> {
        refuse_deposited(company, &record.id)
    }

    fn voided(&self, body: &Object) -> Option<Object> {
        let mut voided = zeroed(body);
        voided.put("Line", json!([]));
        voided.put_money("UnappliedAmt", Decimal::ZERO);
        Some(voided)
    }

    fn void_form(&self) -> VoidForm {
        VoidForm::Include
    }

    fn owed(&self, body: &Object) -> Vec<Debt> {
        Debt::of("Customer", body.target("CustomerRef"), -body.amount("UnappliedAmt"))
    }

    fn postings(&self, company: &Company, body: &Object) -> Vec<Posting> {
        let total = body.amount("TotalAmt");
        let into = body.target("DepositToAccountRef").map(Id::parse);
        let owed = body.target("ARAccountRef").map(Id::parse).or_else(|| receivable(company, body));
        let sides = [(into, total), (owed, -total)];
        sides
            .into_iter()
            .filter_map(|(account, amount)| Some(Posting { account: account?, amount }))
            .collect()
    }

    fn dress(&self, _company: &Company, _record: &Record, shown: &mut Object) {
        hide_marks(shown);
    }
}

/// A payment may settle what belongs to its customer or to one below it.
fn owns(company: &Company, payment: &Object, target: &Record) -> bool {
    let payer = payment.target("CustomerRef").unwrap_or_default();
    let own = target.body.target("CustomerRef");
    let debtor = own.or_else(|| party(&target.body, "Customer"));
    is_family(company, payer, debtor.unwrap_or_default())
}

/// Notes what was open on the transaction that a line settles.
fn note_open(line: &mut Object, settled: &Settled<'_>) {
    let number = settled.record.body.text("DocNumber").unwrap_or_default();
    line.put("LineEx", extra(&settled.record.id.to_string(), settled.open, number));
}

/// The customer itself or one below it (fact sheet 9.7, assumed).
fn is_family(company: &Company, payer: &str, debtor: &str) -> bool {
    /// Levels of customers (fact sheet 8.1).
    const LEVELS_MAX: usize = 5;
    let parent = |id: &String| company.look_up("Customer", id)?.body.target("ParentRef").map(str::to_owned);
    std::iter::successors(Some(debtor.to_owned()), parent).take(LEVELS_MAX).any(|id| id == payer)
}

/// The read-only member that the service puts on payment lines (fact sheet 9.7).
fn extra(id: &str, open: Decimal, number: &str) -> Value {
    let pair = |name: &str, value: &str| {
        json!({
            "name": "{http://schema.intuit.com/finance/v3}NameValue",
            "nil": false,
            "value": {"Name": name, "Value": value},
            "declaredType": "com.intuit.schema.finance.v3.NameValue",
            "scope": "javax.xml.bind.JAXBElement$GlobalScope",
            "globalScope": true,
            "typeSubstituted": false,
        })
    };
    let pairs = [
        pair("txnId", id),
        pair("txnOpenBalance", &format!("{open:.2}")),
        pair("txnReferenceNumber", number),
    ];
    json!({ "any": pairs })
}
