//! Invoice (fact sheet 9.2).

use super::currency::complete_currency;
use super::custom_field::ON_SALES;
use super::expense::check_account;
use super::number::complete_number;
use super::paying::keep_owner;
use super::sales::{
    DEPOSITABLE, LINES, complete_dates, complete_email, complete_from_customer, complete_lines, receivable,
    sale_postings, undeposited,
};
use super::tax::{GLOBAL, TAX_DETAIL, complete_tax};
use super::tie::{cannot_link, header_links, links, show_ties};
use super::void::zeroed;
use super::{
    Behaviour, Class, Debt, Entity, Goods, Numbering, SALES_FORMS, TRANSACTIONS, Ties, Work, by_name,
};
use crate::books::{Company, Id, Posting, Record, Switch};
use crate::emulator::Settings;
use crate::fault::Fault;
use crate::field::{
    ADDRESS, CUSTOM_FIELDS, DELIVERY, DOC_NUMBER, EMAIL, EMAIL_COPY, FREE_REF, Field, LINKED, MEMO, Shape,
};
use crate::wire::{Members, Object};
use rust_decimal::Decimal;
use serde_json::json;

/// What customers owe.
pub(crate) static INVOICE: Entity = Entity {
    name: "Invoice",
    path: "invoice",
    class: Class::Transaction,
    fields: FIELDS,
    sequence: TRANSACTIONS,
    naming: None,
    numbering: Numbering::Series(SALES_FORMS),
    counted: true,
    word: "Transactions",
    behaviour: &Invoice,
};

static FIELDS: &[Field] = &[
    Field::to("CustomerRef", "Customer").required().filter(),
    Field::new("Line", LINES).required(),
    Field::new("CurrencyRef", FREE_REF),
    Field::new("ExchangeRate", Shape::Plain),
    DOC_NUMBER,
    Field::new("AutoDocNumber", Shape::Flag),
    Field::new("TxnDate", Shape::Date).sort(),
    Field::new("DueDate", Shape::Date).sort(),
    Field::to("SalesTermRef", "Term").filter(),
    Field::new("BillAddr", ADDRESS),
    Field::new("ShipAddr", ADDRESS),
    Field::new("ShipFromAddr", ADDRESS),
    Field::new("BillEmail", EMAIL),
    Field::new("BillEmailCc", EMAIL_COPY),
    Field::new("BillEmailBcc", EMAIL_COPY),
    Field::new("ShipMethodRef", FREE_REF),
    Field::new("ShipDate", Shape::Date),
    Field::text("TrackingNum", 30),
    Field::new("CustomerMemo", MEMO),
    Field::text("PrivateNote", 4000),
    Field::new("PrintStatus", Shape::Choice(&["NotSet", "NeedToPrint", "PrintComplete"])),
    Field::new("EmailStatus", Shape::Choice(&["NotSet", "NeedToSend", "EmailSent"])),
    GLOBAL,
    Field::new("ApplyTaxAfterDiscount", Shape::Flag),
    Field::new("Deposit", Shape::Money),
    Field::to("DepositToAccountRef", "Account"),
    Field::to("ClassRef", "Class"),
    Field::to("DepartmentRef", "Department"),
    Field::new("CustomField", CUSTOM_FIELDS),
    Field::new("TxnTaxDetail", TAX_DETAIL),
    Field::new("AllowOnlineCreditCardPayment", Shape::Flag),
    Field::new("AllowOnlineACHPayment", Shape::Flag),
    Field::new("AllowOnlinePayment", Shape::Flag),
    Field::new("AllowIPNPayment", Shape::Flag),
    Field::new("LinkedTxn", LINKED),
    Field::shown("TotalAmt", Shape::Money).sort(),
    Field::shown("Balance", Shape::Money).sort(),
    Field::shown("FreeFormAddress", Shape::Flag),
    Field::ignored("HomeTotalAmt"),
    Field::ignored("HomeBalance"),
    Field::ignored("InvoiceLink"),
    Field::shown("DeliveryInfo", DELIVERY),
    Field::ignored("RecurDataRef"),
    Field::ignored("TaxExemptionRef"),
    Field::ignored("AttachableRef"),
    Field::ignored("TxnSubType"),
    Field::ignored("TxnStatus"),
    Field::ignored("TxnSource"),
    Field::ignored("TaxFormType"),
    Field::ignored("TaxFormNum"),
    Field::text("TransactionLocationType", 100),
    Field::ignored("Tag"),
    Field::ignored("TxnApprovalInfo"),
    Field::ignored("RecurringInfo"),
    Field::new("ProjectRef", FREE_REF),
    Field::ignored("TotalCostAmount"),
    Field::ignored("HomeTotalCostAmount"),
    Field::ignored("RemitToRef"),
    Field::ignored("SalesRepRef"),
    Field::ignored("PONumber"),
    Field::ignored("FOB"),
    Field::ignored("ShippingTaxIncludedInTotalTax"),
    Field::ignored("TemplateRef"),
    Field::ignored("ARAccountRef"),
    Field::ignored("FinanceCharge"),
    Field::ignored("PaymentMethodRef"),
    Field::ignored("PaymentRefNum"),
    Field::ignored("PaymentType"),
    Field::ignored("CheckPayment"),
    Field::ignored("CreditCardPayment"),
    Field::ignored("DiscountRate"),
    Field::ignored("DiscountAmt"),
    Field::ignored("GovtTxnRefIdentifier"),
    Field::ignored("AllowOnlinePayPalPayment"),
    Field::ignored("AllowOnlineAffirmPayment"),
    Field::ignored("EInvoiceStatus"),
    Field::ignored("ECloudStatusTimeStamp"),
    Field::ignored("CfdiUse"),
    Field::ignored("Exportation"),
    Field::ignored("GlobalInfo"),
    Field::ignored("invoiceStatus"),
    Field::ignored("callToAction"),
    Field::ignored("invoiceStatusLog"),
    Field::ignored("LessCIS"),
    Field::ignored("PaymentDetailsMessage"),
    Field::ignored("ConvenienceFeeDetail"),
    Field::ignored("EnabledSurchargeInfo"),
    Field::ignored("InvoiceLinkSecurityCode"),
    Field::ignored("InvoiceLinkExpiryDate"),
    Field::ignored("AutoPayEligible"),
    Field::ignored("SchedulePayEligible"),
    Field::ignored("ScheduledPaymentId"),
    Field::ignored("GratuityEnabled"),
    Field::ignored("FinancingProductType"),
    Field::ignored("SubscriptionPaymentsSetting"),
    Field::ignored("TxnRetainageDetail"),
];

struct Invoice;

impl Behaviour for Invoice {
    fn complete(&self, work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
        keep_owner(work, body, "CustomerRef")?;
        complete_currency(work, body)?;
        ON_SALES.complete(work, body)?;
        complete_dates(work, body);
        complete_from_customer(work, body);
        complete_email(body)?;
        let sums = complete_lines(work, body)?;
        let tax = complete_tax(work, body, &sums)?;
        let total = sums.net() + tax;
        if total < Decimal::ZERO {
            return Err(Fault::business("You must specify a transaction amount that is 0 or greater."));
        }
        complete_number(work, &INVOICE, body)?;
        check_deposit(work, body, total)?;
        body.put_money("TotalAmt", total);
        let paid = work.before.map(|record| work.company.applied.sum(&record.id)).unwrap_or_default();
        body.put_money("Balance", (total - body.amount("Deposit") - paid).max(Decimal::ZERO));
        complete_rest(body);
        check_sources(work, body)?;
        show_links(body, work.before.map(|before| (work.company, &before.id)));
        Ok(())
    }

    /// The estimates that it bills.
    fn ties(&self, body: &Object) -> Ties {
        let estimates = header_links(body, ESTIMATE).into_iter();
        estimates.map(|id| ((ESTIMATE, id), body.amount("TotalAmt"))).collect()
    }

    fn stake(&self, body: &Object, _payer: &str) -> Option<Decimal> {
        Some(body.amount("TotalAmt") - body.amount("Deposit"))
    }

    fn tied(&self, company: &Company, id: &Id, body: &mut Object) {
        show_links(body, Some((company, id)));
        let stake = body.amount("TotalAmt") - body.amount("Deposit");
        body.put_money("Balance", stake - company.applied.sum(id));
    }

    fn may_undo(&self, company: &Company, settings: &Settings, record: &Record) -> Result<(), Fault> {
        if settings.strict_links && !company.applied.sum(&record.id).is_zero() {
            return Err(Fault::business(
                "This transaction is linked to other transactions. Unlink them first.",
            ));
        }
        Ok(())
    }

    fn voided(&self, body: &Object) -> Option<Object> {
        let mut voided = zeroed(body);
        voided.put("TxnTaxDetail", json!({"TotalTax": 0}));
        voided.put_money("Deposit", Decimal::ZERO);
        Some(voided)
    }

    fn owed(&self, body: &Object) -> Vec<Debt> {
        Debt::of("Customer", body.target("CustomerRef"), body.amount("Balance"))
    }

    fn goods(&self, _body: &Object) -> Option<Goods> {
        Some(Goods::Sold)
    }

    fn postings(&self, company: &Company, body: &Object) -> Vec<Posting> {
        let mut postings = sale_postings(company, body, receivable(company, body));
        // What was paid with the order is not owed.
        let deposit = body.amount("Deposit");
        if let Some(owed) = postings.first_mut().filter(|_| !deposit.is_zero()) {
            owed.amount -= deposit;
            let into = body.target("DepositToAccountRef").map(Id::parse).or_else(|| undeposited(company));
            postings.extend(into.map(|account| Posting { account, amount: deposit }));
        }
        postings
    }

    fn dress(&self, company: &Company, _record: &Record, shown: &mut Object) {
        ON_SALES.hide_unused(company, shown);
    }
}

/// What is paid with the order: no more than all of it (assumed).
fn check_deposit(work: &Work<'_>, body: &Object, total: Decimal) -> Result<(), Fault> {
    if work.touches("Deposit") && !(Decimal::ZERO..=total).contains(&body.amount("Deposit")) {
        let text = "The deposit must be between 0 and the total of the invoice.";
        return Err(Fault::business(text).element("Deposit"));
    }
    if !body.amount("Deposit").is_zero() && !work.company.is_on(Switch::AllowDeposit) {
        return Err(Fault::business("Deposits are switched off for this company.").element("Deposit"));
    }
    check_account(work, body.target("DepositToAccountRef"), &DEPOSITABLE, "DepositToAccountRef")
}

/// What the client links in the header (fact sheet 12.1); all other links are the service's.
const ESTIMATE: &str = "Estimate";
const TIME: &str = "TimeActivity";

/// Estimates and times must be there, of the same customer, and an estimate is billed once.
fn check_sources(work: &Work<'_>, body: &Object) -> Result<(), Fault> {
    let own = work.before.map(|before| &before.id);
    for kind in [ESTIMATE, TIME] {
        for id in header_links(body, kind) {
            let found = by_name(kind).and_then(|entity| work.company.find(entity.name, &id));
            let source = found.ok_or_else(Fault::not_found)?;
            if source.body.target("CustomerRef") != body.target("CustomerRef") {
                return Err(cannot_link("it belongs to another customer"));
            }
            let is_billed = kind == ESTIMATE && work.company.applied.on(&id).any(|(by, _)| Some(by) != own);
            if is_billed {
                return Err(cannot_link("it is linked to another invoice"));
            }
        }
    }
    Ok(())
}

/// The client's links, then those that payments make.
fn show_links(body: &mut Object, stored: Option<(&Company, &Id)>) {
    let mut shown = links(ESTIMATE, &header_links(body, ESTIMATE));
    shown.extend(links(TIME, &header_links(body, TIME)));
    if let Some((company, id)) = stored {
        show_ties(company, id, body);
        shown.extend(body.list("LinkedTxn").iter().cloned());
    }
    body.put("LinkedTxn", shown);
}

fn complete_rest(body: &mut Object) {
    for payment in
        ["AllowIPNPayment", "AllowOnlinePayment", "AllowOnlineCreditCardPayment", "AllowOnlineACHPayment"]
    {
        body.put_default(payment, false);
    }
    body.put_default("ApplyTaxAfterDiscount", false);
    body.put_default("PrintStatus", "NeedToPrint");
    body.put_default("FreeFormAddress", true);
    body.put_default("Deposit", 0);
    body.remove("AutoDocNumber");
}
