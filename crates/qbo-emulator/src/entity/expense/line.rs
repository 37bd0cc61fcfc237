//! Lines of purchase forms (fact sheet 10.1).

use crate::entity::Work;
use crate::entity::line::{LineIds, check_amount, refuse_category};
use crate::entity::tax::{Coded, Regime, Side, code_line, complete_purchase_tax};
use crate::fault::{Code, Fault};
use crate::field::{FREE_REF, Field, LINKED, MARKUP, Shape, Target};
use crate::wire::{Members, Object, reference};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// The member `Line`.
pub(crate) const LINES: Shape = Shape::List(&[
    Field::text("Id", 20),
    Field::new("LineNum", Shape::Whole(0, 1_000_000)),
    Field::text("Description", 4000),
    Field::new("Amount", Shape::Money),
    Field::new("DetailType", Shape::Choice(&[ITEM, ACCOUNT, TEXT])),
    Field::new(ITEM, ITEM_DETAIL),
    Field::new(ACCOUNT, ACCOUNT_DETAIL),
    Field::ignored("DescriptionLineDetail"),
    Field::new("LinkedTxn", LINKED),
    Field::shown("Received", Shape::Plain),
    Field::ignored("CustomField"),
    Field::new("ProjectRef", FREE_REF),
    Field::ignored("CostAmount"),
    Field::ignored("HomeCostAmount"),
    Field::ignored("CustomExtensions"),
]);

const ITEM: &str = "ItemBasedExpenseLineDetail";
const ACCOUNT: &str = "AccountBasedExpenseLineDetail";
const TEXT: &str = "DescriptionOnly";

const BILLABLE: Shape = Shape::Choice(&["Billable", "NotBillable", "HasBeenBilled"]);

const ITEM_DETAIL: Shape = Shape::Object(&[
    Field::to("ItemRef", "Item"),
    Field::new("Qty", Shape::Plain),
    Field::new("UnitPrice", Shape::Plain),
    Field::new("TaxCodeRef", FREE_REF),
    Field::to("CustomerRef", "Customer"),
    Field::to("ClassRef", "Class"),
    Field::new("BillableStatus", BILLABLE),
    Field::shown("ItemAccountRef", Shape::Ref(Target::Entity("Account"))),
    Field::new("TaxInclusiveAmt", Shape::Money),
    Field::new("MarkupInfo", MARKUP),
    Field::new("TaxClassificationRef", FREE_REF),
    Field::ignored("UnitCostPrice"),
    Field::ignored("RatePercent"),
    Field::ignored("PriceLevelRef"),
    Field::ignored("UOMRef"),
    Field::ignored("InventorySiteRef"),
]);

const ACCOUNT_DETAIL: Shape = Shape::Object(&[
    Field::to("AccountRef", "Account"),
    Field::new("TaxCodeRef", FREE_REF),
    Field::to("CustomerRef", "Customer"),
    Field::to("ClassRef", "Class"),
    Field::new("BillableStatus", BILLABLE),
    Field::new("TaxAmount", Shape::Money),
    Field::new("TaxInclusiveAmt", Shape::Money),
    Field::new("MarkupInfo", MARKUP),
]);

/// Checks and completes the lines in `body`, and the tax on them, and returns the total.
///
/// # Errors
/// 2020, 2500, 6000, 6070, 6100, 6170 or 6310, as the line deserves.
pub(crate) fn complete_lines(work: &Work<'_>, body: &mut Object) -> Result<Decimal, Fault> {
    let mut ids = LineIds::of(work);
    let mut total = Decimal::ZERO;
    let (mut lines, mut coded) = (Vec::new(), Vec::new());
    for mut line in body.list("Line").iter().filter_map(Value::as_object).cloned() {
        match line.text("DetailType") {
            Some(TEXT) => drop(line.remove("Amount")),
            Some(kind) => {
                let kind = if kind == ITEM { ITEM } else { ACCOUNT };
                coded.extend(complete_line(work, body, kind, &mut line)?);
            }
            None => return Err(Fault::missing("DetailType")),
        }
        total += line.amount("Amount");
        line.put("LineNum", lines.len() + 1);
        line.put_default("LinkedTxn", json!([]));
        ids.give(&mut line);
        lines.push(line);
    }
    if lines.iter().all(|line| line.text("DetailType") == Some(TEXT)) {
        return Err(Fault::business("Please enter at least one line item.").element("Line"));
    }
    if total < Decimal::ZERO {
        return Err(Fault::business("You must specify a transaction amount that is 0 or greater."));
    }
    body.put("Line", lines.into_iter().map(Value::Object).collect::<Vec<_>>());
    if Regime::of(work.company) == Regime::Abroad {
        total += complete_purchase_tax(work, body, &coded)?;
    } else {
        for member in ["GlobalTaxCalculation", "TxnTaxDetail"] {
            body.remove(member);
        }
    }
    body.put_money("TotalAmt", total);
    Ok(total)
}

/// Completes a line. Outside the US its tax code comes along.
fn complete_line(
    work: &Work<'_>,
    body: &Object,
    kind: &'static str,
    line: &mut Object,
) -> Result<Option<Coded>, Fault> {
    if !line.contains_key("Amount") {
        return Err(Fault::missing("Amount"));
    }
    let mut detail = line.object(kind).cloned().unwrap_or_default();
    if kind == ITEM {
        check_amount(line.amount("Amount"), &mut detail)?;
        let account = item_account(work, &detail)?;
        detail.put("ItemAccountRef", reference(&account));
    } else if detail.target("AccountRef").is_none() {
        return Err(Fault::missing("AccountRef"));
    }
    let coded = if Regime::of(work.company) != Regime::Abroad {
        check_us_code(&detail)?;
        // Purchases of a US company are not taxed (fact sheet 10.1, 11.3).
        detail.put("TaxCodeRef", reference("NON"));
        None
    } else if is_untaxed(work, &detail) {
        None
    } else {
        code_line(work, body, line, &mut detail, Side::Purchase)?
    };
    detail.put_default("BillableStatus", "NotBillable");
    if detail.text("BillableStatus") == Some("HasBeenBilled") {
        let text = "A line has been billed once an invoice has it; a client can't say so";
        return Err(Fault::new(Code::BILLABLE_STATUS, text).element("BillableStatus"));
    }
    if detail.text("BillableStatus") == Some("Billable") && detail.target("CustomerRef").is_none() {
        let text = "A billable line needs the customer whom it is billed to";
        return Err(Fault::new(Code::BILLABLE_CUSTOMER, text).element("CustomerRef"));
    }
    line.put(kind, detail);
    Ok(coded)
}

fn check_us_code(detail: &Object) -> Result<(), Fault> {
    let Some(code) = detail.target("TaxCodeRef").filter(|code| !matches!(*code, "TAX" | "NON")) else {
        return Ok(());
    };
    let text =
        format!("Invalid Line TaxCode in the request : {code}. Only TAX and NON are supported on lines");
    Err(Fault::new(Code::LINE_TAX_CODE, text).element("TaxCodeRef"))
}

/// What is booked to receivables or payables is no purchase, so it needs no tax code (assumed).
fn is_untaxed(work: &Work<'_>, detail: &Object) -> bool {
    let account = detail.target("AccountRef").and_then(|id| work.company.look_up("Account", id));
    let kind = account.and_then(|account| account.body.text("AccountType"));
    detail.target("TaxCodeRef").is_none() && matches!(kind, Some("Accounts Receivable" | "Accounts Payable"))
}

/// The account that buying an item is booked to: its stock, else its expense account.
fn item_account(work: &Work<'_>, detail: &Object) -> Result<String, Fault> {
    let id = detail.target("ItemRef").ok_or_else(|| Fault::missing("ItemRef"))?;
    let item = work.company.look_up("Item", id).ok_or_else(|| Fault::no_reference("Items", id))?;
    refuse_category(item)?;
    let account = item.body.target("AssetAccountRef").or_else(|| item.body.target("ExpenseAccountRef"));
    account.map(str::to_owned).ok_or_else(|| {
        let name = item.body.text("Name").unwrap_or(id);
        Fault::business(&format!("The item {name} has no expense account.")).element("ItemRef")
    })
}
