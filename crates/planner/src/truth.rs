//! Whether QuickBooks holds the money that was sent: total and tax of a reply against what was sent, and where they part.

use crate::{Code, Problem};
use domain::Currency;
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// What each line may be off by when only rounding differs.
const CENT: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// Why both sides differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// A line is not the one that was sent: somebody has changed it there.
    TheirEdit,
    /// QuickBooks keeps it in another currency.
    Currency,
    /// The discount is taken otherwise there, or in another order with tax.
    DiscountOrder,
    /// Only cents: both sides round otherwise.
    Rounding,
    /// QuickBooks has taken no tax at all.
    Untaxed,
    /// QuickBooks works the tax out by itself.
    AutomatedTax,
    /// None of these is seen in the reply.
    Unknown,
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TheirEdit => "Its lines there are not those that were sent, so somebody has changed it there meanwhile. Save it here to overwrite that, or enter the change here too",
            Self::Currency => "QuickBooks keeps one currency for each customer and supplier. Use one of the same currency on both sides",
            Self::DiscountOrder => "The discount is taken otherwise there than here, before or after tax. Choose the same order on both sides",
            Self::Rounding => "Both sides round differently. Change a price or the tax by that cent",
            Self::Untaxed => "QuickBooks took no tax, as it does where sales tax is switched off. Set up sales tax there (Taxes, Sales tax)",
            Self::AutomatedTax => "QuickBooks works out the tax by itself there. Use its rate here, or set the tax in QuickBooks by hand",
            Self::Unknown => "Compare the lines and the tax",
        })
    }
}

/// How the reply `held` differs from what was `sent`, where the total should be `total` in `currency`. Completed means
/// proven: a reply without a total proves nothing.
pub fn difference(
    title: &str,
    (total, currency): (Decimal, Currency),
    sent: &Value,
    held: &Value,
) -> Option<Problem> {
    let (our_tax, their_tax) = (tax(sent), tax(held).or_else(|| tax(sent).map(|_| Decimal::ZERO)));
    let Some(their_total) = number(&held["TotalAmt"]) else {
        let text = format!(
            "QuickBooks has no total for {title}, and here it is {total:.2}. It was sent, and nothing proves that both sides \
             are equal. Retry it"
        );
        return Some(Problem::new(Code::TotalDiffers, text));
    };
    let their_currency = held["CurrencyRef"]["value"].as_str().filter(|theirs| *theirs != currency.code());
    if let Some(theirs) = their_currency {
        let text = format!(
            "QuickBooks has {title} in {theirs}, and here it is in {currency}. It was sent, and both sides differ. {}, then \
             retry",
            Cause::Currency
        );
        return Some(Problem::new(Code::TotalDiffers, text));
    }
    let mut parts = Vec::new();
    for (what, ours, theirs) in [("total", Some(total), Some(their_total)), ("tax", our_tax, their_tax)] {
        if let (Some(ours), Some(theirs)) = (ours, theirs)
            && ours != theirs
        {
            let (more, by) = if theirs > ours { ("more", theirs - ours) } else { ("less", ours - theirs) };
            parts.push(format!("a {what} of {theirs:.2}, and here it is {ours:.2} ({by:.2} {more} there)"));
        }
    }
    if parts.is_empty() {
        return None;
    }
    let cause = cause(total - their_total, our_tax != their_tax, sent, held);
    let text = format!(
        "QuickBooks has {} for {title}. It was sent, and both sides differ. {cause}, then retry",
        parts.join("; ")
    );
    Some(Problem::new(Code::TotalDiffers, text))
}

/// How a payment that QuickBooks `held` is not put on its invoice, and on refunds, as it was `sent`: the rest is left over there
/// as credit of the customer, without any fault (fact sheet 12.2).
pub fn misapplied(title: &str, sent: &Value, held: &Value) -> Option<Problem> {
    let (ours, theirs) = (applied(sent), applied(held));
    let total = number(&sent["TotalAmt"]).unwrap_or_default();
    let left_over = number(&held["UnappliedAmt"]).unwrap_or_else(|| total - theirs.values().sum::<Decimal>());
    if ours == theirs && left_over == total - ours.values().sum::<Decimal>() {
        return None;
    }
    let on_invoices = |applied: &BTreeMap<(String, String), Decimal>| -> Decimal {
        applied.iter().filter(|((kind, _), _)| kind == "Invoice").map(|(_, amount)| amount).sum()
    };
    let text = format!(
        "QuickBooks puts {:.2} of {title} on its invoice, and here it is {:.2}; {left_over:.2} is left over there as credit of the \
         customer. It was sent, and both sides differ. Somebody may have lowered the invoice there, or entered other money on it. \
         Compare the invoice on both sides, then retry: the payment is put on it again",
        on_invoices(&theirs),
        on_invoices(&ours),
    );
    Some(Problem::new(Code::NotApplied, text))
}

/// What a payment puts on what, by kind and id.
fn applied(payment: &Value) -> BTreeMap<(String, String), Decimal> {
    let mut applied = BTreeMap::new();
    for line in payment["Line"].as_array().into_iter().flatten() {
        let tie = &line["LinkedTxn"][0];
        let text = |name: &str| tie[name].as_str().unwrap_or_default().to_owned();
        *applied.entry((text("TxnType"), text("TxnId"))).or_default() +=
            number(&line["Amount"]).unwrap_or_default();
    }
    applied.retain(|_, amount: &mut Decimal| !amount.is_zero());
    applied
}

fn cause(off: Decimal, tax_differs: bool, sent: &Value, held: &Value) -> Cause {
    let lines = amounts(sent, false);
    let has_order = sent.get("ApplyTaxAfterDiscount").is_some();
    if !lines.is_empty() && amounts(held, false) != lines {
        Cause::TheirEdit
    } else if amounts(sent, true) != amounts(held, true)
        || (has_order && sent["ApplyTaxAfterDiscount"] != held["ApplyTaxAfterDiscount"])
    {
        Cause::DiscountOrder
    } else if off.abs() <= CENT * Decimal::from(lines.len().max(1)) {
        Cause::Rounding
    } else if tax_differs && tax(held).is_none_or(|tax| tax.is_zero()) {
        Cause::Untaxed
    } else if tax_differs {
        Cause::AutomatedTax
    } else {
        Cause::Unknown
    }
}

/// The amounts of the lines that are discounts of the whole, or of those that are not.
fn amounts(body: &Value, of_discounts: bool) -> Vec<Decimal> {
    let lines = body["Line"].as_array().into_iter().flatten();
    let kind = |line: &&Value| line["DetailType"].as_str().unwrap_or_default().to_owned();
    let lines = lines.filter(|line| kind(line) != "SubTotalLineDetail");
    let wanted = lines.filter(|line| (kind(line) == "DiscountLineDetail") == of_discounts);
    wanted.map(|line| number(&line["Amount"]).unwrap_or_default()).collect()
}

fn tax(body: &Value) -> Option<Decimal> {
    number(&body["TxnTaxDetail"]["TotalTax"])
}

fn number(value: &Value) -> Option<Decimal> {
    value.to_string().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn invoice(line: f64, discount: f64, tax: f64, total: f64, after: bool) -> Value {
        json!({"Line": [{"DetailType": "SalesItemLineDetail", "Amount": line},
                {"DetailType": "SubTotalLineDetail", "Amount": line},
                {"DetailType": "DiscountLineDetail", "Amount": discount}],
            "ApplyTaxAfterDiscount": after, "TxnTaxDetail": {"TotalTax": tax}, "TotalAmt": total})
    }

    fn told(held: Value) -> Option<String> {
        let sent = invoice(100.0, 10.0, 8.0, 98.0, true);
        difference("Invoice 7", (98.into(), Currency::USD), &sent, &held).map(|problem| problem.text)
    }

    #[track_caller]
    fn is(cause: Cause, held: Value) {
        let text = told(held).unwrap();
        assert!(text.contains(&cause.to_string()), "{text}");
    }

    #[test]
    fn equal_money_is_no_difference_however_it_is_written() {
        assert_eq!(told(invoice(100.00, 10.0, 8.0, 98.00, true)), None);
    }

    #[test]
    fn both_figures_and_what_lies_between_them_are_told() {
        let text = told(invoice(100.0, 10.0, 9.5, 99.5, true)).unwrap();
        assert!(text.contains("a total of 99.50, and here it is 98.00 (1.50 more there)"), "{text}");
        assert!(text.contains("a tax of 9.50, and here it is 8.00 (1.50 more there)"), "{text}");
        let less = told(invoice(100.0, 10.0, 7.0, 97.0, true)).unwrap();
        assert!(less.contains("(1.00 less there)"), "{less}");
    }

    #[test]
    fn each_cause_is_known_by_what_the_reply_holds() {
        is(Cause::TheirEdit, invoice(120.0, 10.0, 8.0, 118.0, true));
        is(Cause::DiscountOrder, invoice(100.0, 10.0, 8.8, 98.8, false));
        is(Cause::DiscountOrder, invoice(100.0, 9.0, 8.0, 99.0, true));
        is(Cause::Rounding, invoice(100.0, 10.0, 8.01, 98.01, true));
        is(Cause::Untaxed, invoice(100.0, 10.0, 0.0, 90.0, true));
        is(Cause::AutomatedTax, invoice(100.0, 10.0, 9.5, 99.5, true));
        is(Cause::Unknown, invoice(100.0, 10.0, 8.0, 99.5, true));
    }

    #[test]
    fn another_tax_under_the_same_total_is_a_difference() {
        assert!(
            told(invoice(100.0, 10.0, 9.0, 98.0, true)).is_some_and(|text| text.contains("a tax of 9.00"))
        );
        let mut untaxed = invoice(100.0, 10.0, 8.0, 98.0, true);
        untaxed["TxnTaxDetail"] = Value::Null;
        assert!(told(untaxed).is_some_and(|text| text.contains("a tax of 0.00")));
    }

    #[test]
    fn the_same_figures_in_another_currency_are_a_difference() {
        let mut held = invoice(100.0, 10.0, 8.0, 98.0, true);
        held["CurrencyRef"] = json!({"value": "USD", "name": "United States Dollar"});
        assert_eq!(told(held.clone()), None);
        held["CurrencyRef"]["value"] = "EUR".into();
        let text = told(held.clone()).unwrap();
        assert!(text.contains("has Invoice 7 in EUR, and here it is in USD"), "{text}");
        is(Cause::Currency, held);
    }

    #[test]
    fn a_payment_counts_only_when_all_of_it_is_where_it_was_sent() {
        let line = |kind: &str, id: &str, amount: f64| json!({"Amount": amount, "LinkedTxn": [{"TxnId": id, "TxnType": kind}]});
        let sent = json!({"TotalAmt": 100, "Line": [line("Invoice", "7", 60.0), line("Expense", "9", 40.0)]});
        let held =
            |lines: Vec<Value>, over: f64| json!({"TotalAmt": 100.0, "UnappliedAmt": over, "Line": lines});
        let told = |held: Value| misapplied("Payment 1", &sent, &held).map(|problem| problem.text);
        assert_eq!(told(held(vec![line("Expense", "9", 40.0), line("Invoice", "7", 60.00)], 0.0)), None);
        let less = told(held(vec![line("Expense", "9", 40.0), line("Invoice", "7", 25.0)], 35.0)).unwrap();
        assert!(
            less.contains("puts 25.00 of Payment 1") && less.contains("here it is 60.00; 35.00 is left over"),
            "{less}"
        );
        assert!(told(held(vec![line("Invoice", "7", 60.0)], 40.0)).is_some(), "the refund's part is missing");
        assert!(
            told(held(vec![line("Expense", "9", 40.0), line("Invoice", "8", 60.0)], 0.0)).is_some(),
            "another invoice"
        );
        assert!(told(json!({"TotalAmt": 100})).is_some_and(|text| text.contains("100.00 is left over")));
    }

    #[test]
    fn a_reply_without_a_total_proves_nothing() {
        assert!(told(json!({})).is_some_and(|text| text.contains("no total")));
    }
}
