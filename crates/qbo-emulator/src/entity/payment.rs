//! Payment (fact sheet 9.7, 12.2).

use super::person::complete_currency;
use super::sales::{account_by_subtype, receivable};
use super::settlement::{apply_payment, charges};
use super::void::zeroed;
use super::{Behaviour, Class, Entity, VoidForm, Work};
use crate::books::{Company, Id, Posting};
use crate::fault::Fault;
use crate::field::{FREE_REF, Field, LINKED, Shape};
use crate::wire::{Members, Object, day_of, reference};
use jiff::Timestamp;
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// What customers pay.
pub(crate) static PAYMENT: Entity = Entity {
    name: "Payment",
    path: "payment",
    class: Class::Transaction,
    fields: FIELDS,
    sequence: "transaction",
    naming: None,
    numbered: false,
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
    Field::ignored("CustomField"),
    Field::ignored("AttachableRef"),
    Field::ignored("DocNumber"),
    Field::ignored("TxnSubType"),
    Field::ignored("DepartmentRef"),
    Field::ignored("TxnStatus"),
    Field::ignored("TxnTaxDetail"),
    Field::ignored("TxnSource"),
    Field::ignored("TaxFormType"),
    Field::ignored("TaxFormNum"),
    Field::ignored("TransactionLocationType"),
    Field::ignored("Tag"),
    Field::ignored("TxnApprovalInfo"),
    Field::ignored("RecurDataRef"),
    Field::ignored("RecurringInfo"),
    Field::ignored("ProjectRef"),
    Field::ignored("TotalCostAmount"),
    Field::ignored("HomeTotalCostAmount"),
    Field::ignored("RemitToRef"),
    Field::ignored("PaymentType"),
    Field::ignored("CheckPayment"),
    Field::ignored("CreditCardPayment"),
    Field::ignored("PaymentExtendedType"),
];

/// Account types that money can be put into.
const DEPOSITABLE: [&str; 2] = ["Bank", "Other Current Asset"];

struct Payment;

impl Behaviour for Payment {
    fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        complete_currency(work, body)?;
        body.put_default("TxnDate", day_of(work.now).to_string());
        body.put_default("ProcessPayment", false);
        body.put_default("LinkedTxn", json!([]));
        complete_account(work, body)?;
        let Some(total) = body.decimal("TotalAmt") else {
            return Err(Fault::business("You must set a transaction amount.").element("TotalAmt"));
        };
        if total < Decimal::ZERO {
            let text = "You must specify a transaction amount that is 0 or greater.";
            return Err(Fault::business(text).element("TotalAmt"));
        }
        complete_lines(work, body)?;
        let applied: Decimal = charges(body).values().sum();
        if applied > total {
            return Err(Fault::business("Amount applied is greater than payment or refund amount."));
        }
        body.put_money("UnappliedAmt", total - applied);
        Ok(())
    }

    fn settle(&self, company: &mut Company, id: &Id, before: Option<&Object>, now: Timestamp) {
        apply_payment(company, id, before, now);
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

    fn owed(&self, body: &Object) -> Option<(Id, Decimal)> {
        Some((Id::parse(body.target("CustomerRef")?), -body.amount("UnappliedAmt")))
    }

    fn postings(&self, company: &Company, body: &Object) -> Vec<Posting> {
        let total = body.amount("TotalAmt");
        let into = body.target("DepositToAccountRef").map(Id::parse);
        let sides = [(into, total), (receivable(company), -total)];
        sides
            .into_iter()
            .filter_map(|(account, amount)| Some(Posting { account: account?, amount }))
            .collect()
    }
}

/// Money goes to Undeposited Funds unless another account is named.
fn complete_account(work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
    let Some(account) = body.target("DepositToAccountRef") else {
        if let Some(account) = account_by_subtype(work.company, "UndepositedFunds", "Undeposited Funds") {
            body.put("DepositToAccountRef", reference(&account.to_string()));
        }
        return Ok(());
    };
    let kind = work.company.look_up("Account", account).and_then(|account| account.body.text("AccountType"));
    if kind.is_some_and(|kind| DEPOSITABLE.contains(&kind)) {
        return Ok(());
    }
    let text = "You need to select a different type of account for this transaction.";
    Err(Fault::business(text).element("DepositToAccountRef"))
}

/// Checks every line against its invoice and notes what was open on it.
fn complete_lines(work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
    let mut lines = Vec::new();
    let mut left = std::collections::BTreeMap::new();
    for mut line in body.list("Line").iter().filter_map(Value::as_object).cloned() {
        if !line.contains_key("Amount") {
            return Err(Fault::missing("Amount"));
        }
        let Some(link) = line.list("LinkedTxn").first().and_then(Value::as_object) else {
            return Err(Fault::missing("LinkedTxn"));
        };
        let (Some(id), Some(kind)) = (link.text("TxnId"), link.text("TxnType")) else {
            return Err(Fault::missing(if link.contains_key("TxnId") { "TxnType" } else { "TxnId" }));
        };
        let open = open_balance(work, body, &Id::parse(id), kind)?;
        let left = left.entry(id.to_owned()).or_insert(open);
        *left -= line.amount("Amount");
        if *left < Decimal::ZERO || line.amount("Amount") < Decimal::ZERO {
            return Err(Fault::business("You can't apply more than the open balance of the transaction.")
                .element("Line"));
        }
        let number = work.company.find(kind, &Id::parse(id)).and_then(|record| record.body.text("DocNumber"));
        let extra = extra(id, open, number.unwrap_or_default());
        line.put("LineEx", extra);
        lines.push(Value::Object(line));
    }
    body.put("Line", lines);
    Ok(())
}

/// What this payment may put on a charge: its balance and what this payment already pays of it.
fn open_balance(work: &Work<'_>, body: &Object, id: &Id, kind: &str) -> Result<Decimal, Fault> {
    let Some(invoice) = (kind == "Invoice").then(|| work.company.find(kind, id)).flatten() else {
        return Err(Fault::not_found());
    };
    let payer = body.target("CustomerRef").unwrap_or_default();
    if !is_family(work.company, payer, invoice.body.target("CustomerRef").unwrap_or_default()) {
        return Err(
            Fault::business("The transaction to be paid belongs to another customer.").element("Line")
        );
    }
    let own = work.before.map(|before| work.company.applied.of(id, &before.id)).unwrap_or_default();
    Ok(invoice.body.amount("Balance") + own)
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
