//! What stands on a printed form.

use super::pdf;
use crate::entity::Entity;
use crate::wire::{Members, Object, cents};
use rust_decimal::Decimal;
use serde_json::Value;

/// Members that hold whom a form goes to, and those that hold where.
const ADDRESSEES: [&str; 2] = ["CustomerRef", "VendorRef"];
const ADDRESSES: [&str; 2] = ["BillAddr", "VendorAddr"];

/// An object as a PDF: letterhead, addressee, lines and sums. `company` is its `CompanyInfo`.
pub(crate) fn form(company: Option<&Object>, entity: &Entity, shown: &Object) -> Vec<u8> {
    let name = company.and_then(|info| info.text("CompanyName")).unwrap_or_default();
    let number = shown.text("DocNumber").or_else(|| shown.text("Id")).unwrap_or_default();
    let title = format!("{} {number}", title(entity.name));
    let mut text: Vec<String> = vec![name.to_owned()];
    text.extend(address(company.and_then(|info| info.object("CompanyAddr"))));
    text.push(String::new());
    let addressee = ADDRESSEES.iter().find_map(|member| shown.object(member)?.text("name"));
    text.extend(addressee.map(str::to_owned));
    text.extend(address(ADDRESSES.iter().find_map(|member| shown.object(member))));
    text.push(String::new());
    for (label, member) in [("Date", "TxnDate"), ("Due", "DueDate")] {
        text.extend(shown.text(member).map(|day| format!("{label:<12}{day}")));
    }
    text.push(String::new());
    text.push(row("", "Quantity", "Price", "Amount"));
    text.extend(shown.list("Line").iter().filter_map(|line| line_of(line.as_object()?)));
    text.push(String::new());
    let tax = shown.object("TxnTaxDetail").map(|detail| detail.amount("TotalTax")).unwrap_or_default();
    if !tax.is_zero() {
        text.push(row("", "", "Tax", &sum(tax)));
    }
    for (label, member) in [("Total", "TotalAmt"), ("Balance", "Balance"), ("Unapplied", "UnappliedAmt")] {
        text.extend(shown.decimal(member).map(|amount| row("", "", label, &sum(amount))));
    }
    text.extend(shown.object("CustomerMemo").and_then(|memo| memo.text("value")).map(str::to_owned));
    pdf::pages(&title, &text)
}

/// `PurchaseOrder` is printed as `Purchase Order`.
fn title(name: &str) -> String {
    let mut title = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !title.is_empty() {
            title.push(' ');
        }
        title.push(letter);
    }
    title
}

fn address(address: Option<&Object>) -> Vec<String> {
    let Some(address) = address else { return Vec::new() };
    let own = ["Line1", "Line2", "Line3", "Line4", "Line5"].iter().filter_map(|line| address.text(line));
    let town = ["City", "CountrySubDivisionCode", "PostalCode"].iter().filter_map(|part| address.text(part));
    let town = town.collect::<Vec<_>>().join(" ");
    own.map(str::to_owned).chain((!town.is_empty()).then_some(town)).collect()
}

fn line_of(line: &Object) -> Option<String> {
    let kind = line.text("DetailType").unwrap_or_default();
    let detail = line.object(kind);
    let item = detail.and_then(|detail| detail.object("ItemRef").or_else(|| detail.object("AccountRef")));
    let linked = line.list("LinkedTxn").first().and_then(Value::as_object);
    let what = match kind {
        "SubTotalLineDetail" => "Subtotal".to_owned(),
        "DiscountLineDetail" => "Discount".to_owned(),
        _ => {
            let named = line.text("Description").or_else(|| item.and_then(|item| item.text("name")));
            let link =
                linked.and_then(|link| Some(format!("{} {}", link.text("TxnType")?, link.text("TxnId")?)));
            named.map(str::to_owned).or(link).unwrap_or_default()
        }
    };
    let number = |name: &str| {
        detail
            .and_then(|detail| detail.decimal(name))
            .map(|value| value.normalize().to_string())
            .unwrap_or_default()
    };
    let amount = line.decimal("Amount").map(sum).unwrap_or_default();
    (!what.is_empty() || !amount.is_empty())
        .then(|| row(&what, &number("Qty"), &number("UnitPrice"), &amount))
}

/// One line of the table, in columns of a typewriter's width.
fn row(what: &str, quantity: &str, price: &str, amount: &str) -> String {
    format!("{what:<46.46} {quantity:>9} {price:>11} {amount:>13}")
}

fn sum(amount: Decimal) -> String {
    format!("{:.2}", cents(amount))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_name_are_parted() {
        assert_eq!(title("PurchaseOrder"), "Purchase Order");
        assert_eq!(title("Invoice"), "Invoice");
    }
}
