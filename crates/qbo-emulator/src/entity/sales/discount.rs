//! The discount on the whole (fact sheet 9.3).

use super::account_by_subtype;
use crate::books::Switch;
use crate::entity::Work;
use crate::entity::expense::check_account;
use crate::fault::{Code, Fault};
use crate::field::{FREE_REF, Field, Shape};
use crate::wire::{Members, Object, reference};
use rust_decimal::Decimal;

/// The member `DiscountLineDetail`.
pub(super) const DISCOUNT_DETAIL: Shape = Shape::Object(&[
    Field::new("PercentBased", Shape::Flag),
    Field::new("DiscountPercent", Shape::Percent),
    Field::to("DiscountAccountRef", "Account"),
    Field::to("ClassRef", "Class"),
    Field::new("TaxCodeRef", FREE_REF),
    Field::ignored("DiscountRef"),
    Field::ignored("ServiceDate"),
]);

/// Account types that a discount may be booked to (assumed: those of profit and loss).
const EARNING: [&str; 5] = ["Income", "Other Income", "Expense", "Other Expense", "Cost of Goods Sold"];

/// The completed discount line, if one was sent. A percentage is taken of `items`.
///
/// # Errors
/// 6000 when discounts are off, there are two or the account has another type, 6090 when neither percentage nor amount is given, 2290
/// for an amount below zero.
pub(super) fn complete_discount(
    work: &Work<'_>,
    sent: Vec<Object>,
    items: Decimal,
) -> Result<Option<Object>, Fault> {
    let mut sent = sent.into_iter();
    let Some(mut line) = sent.next() else { return Ok(None) };
    if sent.next().is_some() {
        return Err(Fault::business("A transaction can have only one discount line.").element("Line"));
    }
    if !work.company.is_on(Switch::AllowDiscount) {
        return Err(
            Fault::business("Discounts are switched off for this company.").element("DiscountLineDetail")
        );
    }
    let mut detail = line.object("DiscountLineDetail").cloned().unwrap_or_default();
    if detail.flag("PercentBased") {
        let Some(percent) = detail.decimal("DiscountPercent") else { return Err(info_missing()) };
        line.put_money("Amount", items * percent / Decimal::ONE_HUNDRED);
    } else if !line.contains_key("Amount") {
        return Err(info_missing());
    } else if line.amount("Amount") < Decimal::ZERO {
        let detail = "NegativeAmount : a discount is given as a positive amount";
        return Err(Fault::new(Code::NEGATIVE_AMOUNT, detail).element("Amount"));
    }
    detail.put_default("PercentBased", false);
    if detail.target("DiscountAccountRef").is_none()
        && let Some(account) = account_by_subtype(work.company, "DiscountsRefundsGiven", "Discounts given")
    {
        detail.put("DiscountAccountRef", reference(&account.to_string()));
    }
    check_account(work, detail.target("DiscountAccountRef"), &EARNING, "DiscountAccountRef")?;
    line.put("DiscountLineDetail", detail);
    for member in ["Id", "LineNum"] {
        line.remove(member);
    }
    Ok(Some(line))
}

fn info_missing() -> Fault {
    Fault::new(Code::DISCOUNT_INFO, "Discount line needs a percentage or an amount")
        .element("DiscountLineDetail")
}
