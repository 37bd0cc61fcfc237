//! What a customer pays with: the check or the card behind a payment (fact sheet 9.5, 9.7). Nothing is charged here.

use super::Work;
use crate::fault::{Code, Fault};
use crate::field::{Field, Shape};
use crate::wire::{Members, Object};

/// The ways to pay.
pub(super) const PAYMENT_TYPE: Field =
    Field::new("PaymentType", Shape::Choice(&["Cash", "Check", "CreditCard", "Other"]));

/// Paid by check. The lengths are assumed.
pub(super) const CHECK: Field = Field::new(
    "CheckPayment",
    Shape::Object(&[
        Field::text("CheckNum", 21),
        Field::text("Status", 100),
        Field::text("NameOnAcct", 100),
        Field::text("AcctNum", 100),
        Field::text("BankName", 100),
        Field::ignored("CheckPaymentEx"),
    ]),
);

/// Paid by card. The lengths are assumed.
pub(super) const CARD: Field = Field::new(
    "CreditCardPayment",
    Shape::Object(&[Field::new("CreditChargeInfo", CHARGE), Field::new("CreditChargeResponse", ANSWER)]),
);

/// Members of which a transaction has one (the vendor's schema has a choice of them).
const TENDERS: [&str; 2] = ["CheckPayment", "CreditCardPayment"];

/// A transaction is paid by check or by card: one that is named takes the place of the other, and the `PaymentType`
/// that was told follows unless the request speaks of it (assumed).
///
/// # Errors
/// 2600 where a request names both (code assumed).
pub(super) fn settle_tender(work: &Work<'_>, body: &mut Object) -> Result<(), Fault> {
    let (other, word) = match TENDERS.map(|member| work.given.set.contains_key(member)) {
        [true, true] => {
            let detail = format!("{} : {} or {}", Code::CONFLICTING.message, TENDERS[0], TENDERS[1]);
            return Err(Fault::new(Code::CONFLICTING, detail).element(TENDERS[1]));
        }
        [true, false] => (TENDERS[1], "Check"),
        [false, true] => (TENDERS[0], "CreditCard"),
        [false, false] => return Ok(()),
    };
    let is_replaced = body.remove(other).is_some();
    if is_replaced && body.contains_key(PAYMENT_TYPE.name) && !work.given.mentions(PAYMENT_TYPE.name) {
        body.put(PAYMENT_TYPE.name, word);
    }
    Ok(())
}

const CHARGE: Shape = Shape::Object(&[
    Field::text("Number", 30),
    Field::text("Type", 31),
    Field::text("NameOnAcct", 100),
    Field::new("CcExpiryMonth", Shape::Whole(1, 12)),
    Field::new("CcExpiryYear", Shape::Whole(0, 9999)),
    Field::text("BillAddrStreet", 500),
    Field::text("PostalCode", 30),
    Field::text("CommercialCardCode", 100),
    Field::new("CCTxnMode", Shape::Choice(&["CardNotPresent", "CardPresent"])),
    Field::new(
        "CCTxnType",
        Shape::Choice(&["Authorization", "Capture", "Charge", "Refund", "VoiceAuthorization"]),
    ),
    Field::text("PrevCCTransId", 100),
    Field::new("Amount", Shape::Money),
    Field::new("ProcessPayment", Shape::Flag),
    Field::ignored("CreditCardChargeInfoEx"),
]);

const ANSWER: Shape = Shape::Object(&[
    Field::text("CCProcessor", 100),
    Field::text("CCTransId", 100),
    Field::new("Status", Shape::Choice(&["Completed", "Voided", "Unknown"])),
    Field::new("ResultCode", WHOLE),
    Field::text("ResultMsg", 1000),
    Field::text("MerchantAcctNum", 100),
    Field::new("CardSecurityCodeMatch", MATCH),
    Field::text("AuthCode", 100),
    Field::new("AvsStreet", MATCH),
    Field::new("AvsZip", MATCH),
    Field::text("SecurityCode", 100),
    Field::text("ReconBatchId", 100),
    Field::new("PaymentGroupingCode", WHOLE),
    Field::new("TxnAuthorizationTime", Shape::Moment),
    Field::new("TxnAuthorizationStamp", WHOLE),
    Field::text("ClientTransID", 100),
    Field::ignored("CreditChargeResponseEx"),
]);

const MATCH: Shape = Shape::Choice(&["Fail", "NotAvailable", "Pass"]);

/// A whole number of the schema (`xs:int`).
const WHOLE: Shape = Shape::Whole(-2_147_483_648, 2_147_483_647);
