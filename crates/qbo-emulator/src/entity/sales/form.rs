//! The common part of credit memos, refund receipts, sales receipts and estimates (fact sheet 9.2, 9.5).

use super::{LINES, complete_email, complete_from_customer, complete_lines};
use crate::entity::currency::complete_currency;
use crate::entity::custom_field::ON_SALES;
use crate::entity::number::complete_number;
use crate::entity::tax::{GLOBAL, TAX_DETAIL, complete_tax};
use crate::entity::{Entity, Work};
use crate::fault::Fault;
use crate::field::{
    ADDRESS, CUSTOM_FIELDS, DELIVERY, DOC_NUMBER, EMAIL, EMAIL_COPY, FREE_REF, Field, MEMO, Shape,
    TRANSACTION, join,
};
use crate::wire::{Members, Object, day_of};
use rust_decimal::Decimal;
use serde_json::json;

/// Members that these forms share.
pub(crate) const FORM: &[Field] = &join::<{ OWN.len() + TRANSACTION.len() }>(OWN, TRANSACTION);

const OWN: &[Field] = &[
    Field::to("CustomerRef", "Customer").filter(),
    Field::new("Line", LINES).required(),
    DOC_NUMBER,
    Field::new("AutoDocNumber", Shape::Flag),
    Field::new("BillAddr", ADDRESS),
    Field::new("ShipAddr", ADDRESS),
    Field::new("ShipFromAddr", ADDRESS),
    Field::new("BillEmail", EMAIL),
    Field::new("BillEmailCc", EMAIL_COPY),
    Field::new("BillEmailBcc", EMAIL_COPY),
    Field::to("SalesTermRef", "Term"),
    Field::new("ShipMethodRef", FREE_REF),
    Field::new("ShipDate", Shape::Date),
    Field::text("TrackingNum", 30),
    Field::new("CustomerMemo", MEMO),
    Field::new("PrintStatus", Shape::Choice(&["NotSet", "NeedToPrint", "PrintComplete"])),
    Field::new("EmailStatus", Shape::Choice(&["NotSet", "NeedToSend", "EmailSent"])),
    Field::new("ApplyTaxAfterDiscount", Shape::Flag),
    Field::to("ClassRef", "Class"),
    Field::new("CustomField", CUSTOM_FIELDS),
    Field::new("TxnTaxDetail", TAX_DETAIL),
    GLOBAL,
    Field::to("PaymentMethodRef", "PaymentMethod"),
    Field::text("PaymentRefNum", 100),
    Field::shown("TotalAmt", Shape::Money).sort(),
    Field::shown("Balance", Shape::Money).sort(),
    Field::shown("FreeFormAddress", Shape::Flag),
    Field::ignored("ARAccountRef"),
    Field::ignored("CheckPayment"),
    Field::ignored("CreditCardPayment"),
    Field::shown("DeliveryInfo", DELIVERY),
    Field::ignored("DepositToAccountRef"),
    Field::ignored("DiscountAmt"),
    Field::ignored("DiscountRate"),
    Field::ignored("DueDate"),
    Field::ignored("FOB"),
    Field::ignored("FinanceCharge"),
    Field::ignored("GovtTxnRefIdentifier"),
    Field::ignored("InvoiceRef"),
    Field::ignored("PONumber"),
    Field::ignored("PaymentType"),
    Field::ignored("RemainingCredit"),
    Field::ignored("RemitToRef"),
    Field::ignored("SalesRepRef"),
    Field::ignored("ShippingTaxIncludedInTotalTax"),
    Field::ignored("TaxExemptionRef"),
    Field::ignored("TemplateRef"),
];

/// Checks and completes the common part and returns the total.
///
/// # Errors
/// The faults of lines, tax, number and address; 6000 for a total below zero.
pub(crate) fn complete_form(work: &Work<'_>, entity: &Entity, body: &mut Object) -> Result<Decimal, Fault> {
    complete_currency(work, body)?;
    ON_SALES.complete(work, body)?;
    body.put_default("TxnDate", day_of(work.now).to_string());
    complete_from_customer(work, body);
    complete_email(body)?;
    let sums = complete_lines(work, body)?;
    let total = sums.net() + complete_tax(work, body, &sums)?;
    if total < Decimal::ZERO {
        return Err(Fault::business("You must specify a transaction amount that is 0 or greater."));
    }
    complete_number(work, entity, body)?;
    body.put_money("TotalAmt", total);
    body.put_default("ApplyTaxAfterDiscount", false);
    body.put_default("PrintStatus", "NeedToPrint");
    body.put_default("FreeFormAddress", true);
    body.put_default("LinkedTxn", json!([]));
    body.remove("AutoDocNumber");
    Ok(total)
}
