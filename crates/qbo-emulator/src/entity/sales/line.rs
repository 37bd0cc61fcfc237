//! Lines of sales forms (fact sheet 9.1).

use super::discount::{DISCOUNT_DETAIL, complete_discount};
use crate::books::Switch;
use crate::entity::Work;
use crate::entity::line::{LineIds, check_amount, refuse_category};
use crate::entity::tax::{Coded, Regime, Side, code_line};
use crate::fault::{Code, Fault};
use crate::field::{FREE_REF, Field, LINKED, MARKUP, Shape, Target};
use crate::wire::{Members, Object, reference};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// Item ids that stand for no item (fact sheet 9.4).
const SHIPPING: &str = "SHIPPING_ITEM_ID";
const GRATUITY: &str = "GRATUITY_ITEM_ID";

/// Lines of a transaction of which any is taxed (fact sheet 2.4).
const TAXABLE_LINES_MAX: usize = 750;

/// The member `Line`.
pub(crate) const LINES: Shape = Shape::List(&[
    Field::text("Id", 20),
    Field::new("LineNum", Shape::Whole(0, 1_000_000)),
    Field::text("Description", 4000),
    Field::new("Amount", Shape::Money),
    Field::new("DetailType", Shape::Choice(DETAIL_TYPES)),
    Field::new("SalesItemLineDetail", ITEM_DETAIL),
    Field::new("DiscountLineDetail", DISCOUNT_DETAIL),
    Field::new(
        "DescriptionLineDetail",
        Shape::Object(&[Field::new("ServiceDate", Shape::Date), Field::new("TaxCodeRef", FREE_REF)]),
    ),
    Field::new(
        "SubTotalLineDetail",
        Shape::Object(&[Field::ignored("ItemRef"), Field::ignored("ServiceDate")]),
    ),
    Field::new(
        "GroupLineDetail",
        Shape::Object(&[
            Field::to("GroupItemRef", "Item"),
            Field::new("Quantity", Shape::Plain),
            Field::ignored("Line"),
        ]),
    ),
    Field::new("LinkedTxn", LINKED),
    Field::ignored("CustomField"),
    Field::ignored("Received"),
    Field::new("ProjectRef", FREE_REF),
    Field::ignored("CostAmount"),
    Field::ignored("HomeCostAmount"),
    Field::ignored("CustomExtensions"),
]);

const DETAIL_TYPES: &[&str] = &[
    "SalesItemLineDetail",
    "DescriptionOnly",
    "DiscountLineDetail",
    "SubTotalLineDetail",
    "GroupLineDetail",
];

const ITEM_DETAIL: Shape = Shape::Object(&[
    Field::to("ItemRef", "Item"),
    Field::new("Qty", Shape::Plain),
    Field::new("UnitPrice", Shape::Plain),
    Field::new("TaxCodeRef", FREE_REF),
    Field::to("ClassRef", "Class"),
    Field::new("ServiceDate", Shape::Date),
    Field::shown("ItemAccountRef", Shape::Ref(Target::Entity("Account"))),
    Field::new("TaxInclusiveAmt", Shape::Money),
    Field::new("TaxClassificationRef", FREE_REF),
    Field::new("MarkupInfo", MARKUP),
    Field::new("DiscountRate", Shape::Plain),
    Field::new("DiscountAmt", Shape::Money),
    Field::ignored("UnitCostPrice"),
    Field::ignored("RatePercent"),
    Field::ignored("PriceLevelRef"),
    Field::ignored("UOMRef"),
    Field::ignored("InventorySiteRef"),
    Field::ignored("DeferredRevenue"),
    Field::ignored("RetainageAmount"),
]);

/// What the lines come to.
#[derive(Debug, Default)]
pub(crate) struct Sums {
    /// Item lines without shipping and gratuity.
    pub(crate) items: Decimal,
    /// Those of them that are taxed, one by one.
    pub(crate) taxed_items: Vec<Decimal>,
    /// Shipping and gratuity that is taxed. The discount doesn't take from it.
    pub(crate) taxed_extra: Vec<Decimal>,
    /// Shipping and gratuity.
    pub(crate) extra: Decimal,
    pub(crate) discount: Decimal,
    /// Lines with tax codes of their own, outside the US.
    pub(crate) coded: Vec<Coded>,
}

impl Sums {
    /// All lines, before tax.
    pub(crate) fn net(&self) -> Decimal {
        self.items + self.extra - self.discount
    }
}

/// Checks and completes the lines in `body` and puts them in the service's order: items and texts, subtotal,
/// discount, shipping.
///
/// # Errors
/// 2020, 2500, 6000, 6070, 6090 or 6100, as the line deserves.
pub(crate) fn complete_lines(work: &Work<'_>, body: &mut Object) -> Result<Sums, Fault> {
    let sent: Vec<Object> = body.list("Line").iter().filter_map(|line| line.as_object().cloned()).collect();
    let mut ids = LineIds::of(work);
    let (mut upper, mut discounts, mut lower) = (Vec::new(), Vec::new(), Vec::new());
    let mut sums = Sums::default();
    let (mut number, mut section) = (0, Decimal::ZERO);
    for mut line in sent {
        match line.text("DetailType") {
            None => return Err(Fault::missing("DetailType")),
            // Sent subtotals are discarded and made anew (observed 2025).
            Some("SubTotalLineDetail") => continue,
            Some("DiscountLineDetail") => {
                discounts.push(line);
                continue;
            }
            Some("DescriptionOnly") if is_inline_subtotal(&line) => {
                complete_text(&mut line);
                put_subtotal(&mut line, section);
                section = Decimal::ZERO;
            }
            Some("DescriptionOnly") => complete_text(&mut line),
            Some("GroupLineDetail") => return Err(no_bundles()),
            _ => {
                let (extra, coded) = complete_item(work, body, &mut line)?;
                sums.add(&line, extra);
                sums.coded.extend(coded.map(|coded| coded.discounted(!extra)));
                if extra {
                    lower.push(line);
                    continue;
                }
                section += line.amount("Amount");
            }
        }
        number += 1;
        line.put("LineNum", number);
        ids.give(&mut line);
        upper.push(line);
    }
    if upper.iter().chain(&lower).all(is_mere_text) {
        return Err(Fault::business("Please enter at least one line item.").element("Line"));
    }
    if upper.len() + lower.len() > TAXABLE_LINES_MAX && sums.is_taxed() {
        let text = format!("A taxable transaction has at most {TAXABLE_LINES_MAX} lines.");
        return Err(Fault::business(&text).element("Line"));
    }
    let discount = complete_discount(work, discounts, sums.items)?;
    sums.discount = discount.as_ref().map(|line| line.amount("Amount")).unwrap_or_default();
    upper.push(subtotal(sums.items));
    upper.extend(discount);
    for mut line in lower {
        ids.give(&mut line);
        upper.push(line);
    }
    body.put("Line", upper.into_iter().map(Value::Object).collect::<Vec<_>>());
    Ok(sums)
}

/// A text with which the service sums up the item lines since the last such text (fact sheet 9.1).
const INLINE_SUBTOTAL: &str = "Subtotal: $";

fn is_inline_subtotal(line: &Object) -> bool {
    let amount = line.text("Description").and_then(|text| text.strip_prefix(INLINE_SUBTOTAL));
    amount.is_some_and(|amount| amount.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-')))
}

fn put_subtotal(line: &mut Object, sum: Decimal) {
    line.put("Description", format!("{INLINE_SUBTOTAL}{sum:.2}"));
}

/// Voids a text that sums up lines.
pub(crate) fn zero_subtotal(line: &mut Object) {
    if line.text("DetailType") == Some("DescriptionOnly") && is_inline_subtotal(line) {
        put_subtotal(line, Decimal::ZERO);
    }
}

/// Text alone is no line of a form (fact sheet 9.2).
fn is_mere_text(line: &Object) -> bool {
    line.text("DetailType") == Some("DescriptionOnly") && !is_inline_subtotal(line)
}

/// The seeds have no bundles and none can be made, so no such line could be expanded.
fn no_bundles() -> Fault {
    Fault::new(Code::FEATURE, "Bundles are not supported by this emulator").element("GroupLineDetail")
}

impl Sums {
    /// Whether any line is taxed.
    fn is_taxed(&self) -> bool {
        !self.taxed_items.is_empty() || !self.taxed_extra.is_empty() || !self.coded.is_empty()
    }

    fn add(&mut self, line: &Object, extra: bool) {
        let amount = line.amount("Amount");
        let (sum, taxed) = match extra {
            true => (&mut self.extra, &mut self.taxed_extra),
            false => (&mut self.items, &mut self.taxed_items),
        };
        *sum += amount;
        if line.object("SalesItemLineDetail").and_then(|detail| detail.target("TaxCodeRef")) == Some("TAX") {
            taxed.push(amount);
        }
    }
}

/// Completes an item line; true when it is shipping or gratuity. Outside the US its tax code comes along.
fn complete_item(work: &Work<'_>, body: &Object, line: &mut Object) -> Result<(bool, Option<Coded>), Fault> {
    line.put("DetailType", "SalesItemLineDetail");
    if !line.contains_key("Amount") {
        return Err(Fault::missing("Amount"));
    }
    let mut detail = line.object("SalesItemLineDetail").cloned().unwrap_or_default();
    check_amount(line.amount("Amount"), &mut detail)?;
    // A line of the service's own, such as an opening balance, has an account and no item.
    let own = detail.target("ItemRef").is_none() && detail.target("ItemAccountRef").is_some();
    let (extra, item_taxed) = if own { (false, false) } else { complete_sold(work, &mut detail)? };
    let coded = if Regime::of(work.company) == Regime::Abroad {
        code_line(work, body, line, &mut detail, Side::Sale)?
    } else {
        let code = tax_code(work, body, detail.target("TaxCodeRef"), item_taxed)?;
        detail.put("TaxCodeRef", reference(code));
        detail.remove("TaxInclusiveAmt");
        None
    };
    line.put("SalesItemLineDetail", detail);
    Ok((extra, coded))
}

/// Completes what is sold: an item, by default the company's. Says whether it is shipping or gratuity, and whether
/// it is taxed.
fn complete_sold(work: &Work<'_>, detail: &mut Object) -> Result<(bool, bool), Fault> {
    let item = match detail.target("ItemRef") {
        Some(item) => item.to_owned(),
        None => work.company.other_preference("SalesFormsPrefs.DefaultItem").unwrap_or("1").to_owned(),
    };
    detail.put("ItemRef", reference(&item));
    if matches!(item.as_str(), SHIPPING | GRATUITY) {
        if !work.company.is_on(Switch::AllowShipping) {
            return Err(Fault::business("Shipping is switched off for this company.").element("Line"));
        }
        return Ok((true, false));
    }
    let item = work.company.look_up("Item", &item).ok_or_else(|| Fault::no_reference("Items", &item))?;
    refuse_category(item)?;
    if let Some(account) = item.body.target("IncomeAccountRef") {
        detail.put("ItemAccountRef", reference(account));
    }
    Ok((false, item.body.flag("Taxable")))
}

/// US companies know `TAX` and `NON` on lines. Absent, item and customer decide.
fn tax_code(
    work: &Work<'_>,
    body: &Object,
    sent: Option<&str>,
    item_taxed: bool,
) -> Result<&'static str, Fault> {
    let customer_taxed = || {
        let customer = body.target("CustomerRef").and_then(|id| work.company.look_up("Customer", id));
        customer.is_some_and(|customer| customer.body.flag("Taxable"))
    };
    match sent {
        Some("TAX") => Ok("TAX"),
        Some("NON") => Ok("NON"),
        Some(other) => {
            let detail = format!(
                "Invalid Line TaxCode in the request : {other}. Only TAX and NON are supported on lines"
            );
            Err(Fault::new(Code::LINE_TAX_CODE, detail).element("TaxCodeRef"))
        }
        None if item_taxed && Regime::of(work.company) != Regime::None && customer_taxed() => Ok("TAX"),
        None => Ok("NON"),
    }
}

/// A text line has no amount, and `NON` on it is dropped (observed 2025).
fn complete_text(line: &mut Object) {
    line.remove("Amount");
    if let Some(Value::Object(detail)) = line.get_mut("DescriptionLineDetail")
        && detail.target("TaxCodeRef") == Some("NON")
    {
        detail.remove("TaxCodeRef");
    }
    line.put_default("DescriptionLineDetail", json!({}));
}

fn subtotal(sum: Decimal) -> Object {
    let mut line = Object::new();
    line.put_money("Amount", sum);
    line.put("DetailType", "SubTotalLineDetail");
    line.put("SubTotalLineDetail", json!({}));
    line
}
