//! Members that are looked at in a request although the service works them out itself or does not keep them.

use crate::books::Company;
use crate::entity::by_name;
use crate::fault::{Code, Fault};
use crate::wire::{Members, Object};
use serde_json::Value;

/// What links may name beside entities: words of the schema, and those that the service shows (fact sheet 9.7, 12.1).
const LINK_WORDS: [&str; 31] = [
    "APCreditCard",
    "ARRefundCreditCard",
    "BillPaymentCheck",
    "BillPaymentCreditCard",
    "BuildAssembly",
    "CarryOver",
    "CashPurchase",
    "Charge",
    "Check",
    "CreditCardCredit",
    "CreditCardExpense",
    "CreditCardPayment",
    "EFPLiabilityCheck",
    "EFTBillPayment",
    "EFTRefund",
    "Expense",
    "InventoryAdjustment",
    "InventoryTransfer",
    "ItemReceipt",
    "LiabilityAdjustment",
    "Paycheck",
    "PayrollLiabilityCheck",
    "PriorPayment",
    "ReceivePayment",
    "RefundCheck",
    "ReimburseCharge",
    "SalesOrder",
    "SalesTaxPaymentCheck",
    "StatementCharge",
    "VendorPrepayment",
    "YTDAdjustment",
];

/// Digits that a shown card number has at most; more are a whole one.
const CARD_DIGITS_SHOWN: usize = 6;

/// Looks at links, tax lines and card numbers.
///
/// # Errors
/// 2270 and 2280 for a tax code that does not say what it is for and how much, 2120 for a link to a type that there is none of, 6470 for tax of a rate that is not there, 6530 for a card's whole
/// number (the occasions are assumed, fact sheet 6.3).
pub(super) fn look_at(company: &Company, body: &Object) -> Result<(), Fault> {
    let lines = body.list("Line").iter().filter_map(Value::as_object);
    std::iter::once(body).chain(lines).try_for_each(check_links)?;
    check_tax_lines(company, body)?;
    check_tax_told(company, body)?;
    check_card(body)
}

fn check_links(members: &Object) -> Result<(), Fault> {
    let links = members.list("LinkedTxn").iter().filter_map(Value::as_object);
    let mut words = links.filter_map(|link| link.text("TxnType"));
    match words.find(|word| by_name(word).is_none() && !LINK_WORDS.contains(word)) {
        Some(word) => Err(Fault::new(Code::TYPE, format!("Invalid Type : {word}")).element("TxnType")),
        None => Ok(()),
    }
}

fn check_tax_lines(company: &Company, body: &Object) -> Result<(), Fault> {
    let Some(tax) = body.object("TxnTaxDetail") else { return Ok(()) };
    let lines = tax.list("TaxLine").iter().filter_map(Value::as_object);
    let mut rates = lines.filter_map(|line| line.object("TaxLineDetail")?.target("TaxRateRef"));
    match rates.find(|rate| company.look_up("TaxRate", rate).is_none()) {
        Some(rate) => {
            let detail = format!("Tax account or rate error : there is no tax rate {rate}");
            Err(Fault::new(Code::TAX_RATE, detail).element("TaxRateRef"))
        }
        None => Ok(()),
    }
}

/// Lines whose tax is not worked out say what it is on, and those of journal entries how much it is, outside the US.
static TOLD: [(&str, &[(&str, Code)]); 2] = [
    ("DepositLineDetail", &[("TaxApplicableOn", Code::TAX_APPLICABLE_ON)]),
    (
        "JournalEntryLineDetail",
        &[("TaxApplicableOn", Code::TAX_APPLICABLE_ON), ("TaxAmount", Code::TAX_AMOUNT)],
    ),
];

fn check_tax_told(company: &Company, body: &Object) -> Result<(), Fault> {
    if company.is_in_us() {
        return Ok(());
    }
    for line in body.list("Line").iter().filter_map(Value::as_object) {
        for (detail, members) in TOLD {
            let taxed = line.object(detail).filter(|detail| detail.target("TaxCodeRef").is_some());
            let mut members = members.iter();
            let missing = taxed.and_then(|detail| {
                members.find(|(member, _)| detail.get(*member).is_none_or(Value::is_null))
            });
            if let Some((member, code)) = missing {
                let detail = format!("{} : a line with TaxCodeRef needs {member}", code.message);
                return Err(Fault::new(*code, detail).element(*member));
            }
        }
    }
    Ok(())
}

fn check_card(body: &Object) -> Result<(), Fault> {
    let charge = body.object("CreditCardPayment").and_then(|card| card.object("CreditChargeInfo"));
    let number = charge.and_then(|charge| charge.text("Number")).unwrap_or_default();
    if number.chars().filter(char::is_ascii_digit).count() <= CARD_DIGITS_SHOWN {
        return Ok(());
    }
    let detail = "Raw card number : send the last digits of a card alone";
    Err(Fault::new(Code::CARD_NUMBER, detail).element("Number"))
}
