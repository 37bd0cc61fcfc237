//! What a user says about a document, and the checks that make a document of it.

use super::{Discount, DocumentKind, Line, LineKind, totals};
use crate::company::DiscountOrder;
use crate::{Currency, ExchangeRate, Quantity, Refusals, text};
use jiff::civil::Date;
use uuid::Uuid;

/// Lines of one document. QuickBooks takes 750 on a taxable invoice (fact sheet 2.4).
pub const MAX_LINES: usize = 750;

/// What a user says about a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentDraft {
    /// What it is.
    pub kind: DocumentKind,
    /// Who it is written to.
    pub contact_id: Uuid,
    /// A short summary.
    pub name: String,
    /// The day on the document.
    pub issue_date: Date,
    /// Where the goods go, free text.
    pub shipping_address: String,
    /// The customer's own order number.
    pub external_po_number: String,
    /// The currency of every amount.
    pub currency: Currency,
    /// What one unit of the currency is worth in the company's.
    pub exchange_rate: Option<ExchangeRate>,
    /// The lines, in any order.
    pub lines: Vec<Line>,
}

impl DocumentDraft {
    /// The draft trimmed and checked, its lines in order of weight.
    ///
    /// # Errors
    /// No line, too many lines, a line without a title, an amount out of range, or a total below zero.
    pub fn checked(self, order: DiscountOrder) -> Result<Self, Refusals> {
        let mut refusals = Refusals::default();
        let mut draft = Self {
            name: text::checked("name", &self.name, text::MAX_LINE, &mut refusals),
            shipping_address: text::checked(
                "shipping_address",
                &self.shipping_address,
                text::MAX_PARAGRAPHS,
                &mut refusals,
            ),
            external_po_number: text::checked(
                "external_po_number",
                &self.external_po_number,
                text::MAX_LINE,
                &mut refusals,
            ),
            ..self
        };
        // Before they are put in order: a refusal names the place that the line has in the input.
        check_lines(&draft.lines, &mut refusals);
        if draft.kind == DocumentKind::PurchaseOrder {
            check_ordered(&draft.lines, &mut refusals);
        }
        draft.lines.sort_by_key(|line| line.weight);
        check_sums(&draft, order, &mut refusals);
        refusals.unless_any(draft)
    }
}

fn check_lines(lines: &[Line], refusals: &mut Refusals) {
    if !lines.iter().any(|line| !matches!(line.kind, LineKind::Discount(_))) {
        refusals.add_required("document_items");
    }
    if lines.len() > MAX_LINES {
        let reason = format!("At most {MAX_LINES} lines fit on a document; this has {}", lines.len());
        refusals.add("document_items", "maxLines", reason);
    }
    for (place, line) in lines.iter().enumerate() {
        let field = |name: &str| format!("document_items.{place}.{name}");
        text::checked(&field("name"), &line.name, text::MAX_LINE, refusals);
        text::checked(&field("description"), &line.description, text::MAX_PARAGRAPHS, refusals);
        match line.kind {
            LineKind::Service if line.name.is_empty() && line.description.is_empty() => {
                refusals.add_required(field("name"));
            }
            LineKind::Discount(Discount::Amount(amount)) if amount.is_negative() => {
                refusals.add(field("price"), "range", "A discount must not raise the total");
            }
            _ => {}
        }
    }
}

/// What is ordered is expected to come: something of it.
fn check_ordered(lines: &[Line], refusals: &mut Refusals) {
    for (place, line) in lines.iter().enumerate() {
        if line.quantity <= Quantity::ZERO {
            let reason = format!("More than nothing has to be ordered; {} was given", line.quantity);
            refusals.add(format!("document_items.{place}.quantity"), "range", reason);
        }
    }
}

fn check_sums(draft: &DocumentDraft, order: DiscountOrder, refusals: &mut Refusals) {
    match totals(&draft.lines, draft.currency, order) {
        Err(error) => refusals.add("document_items", "range", error.to_string()),
        Ok(sums) if sums.total().is_negative() => {
            refusals.add("document_items", "total", "The lines add up to less than nothing");
        }
        Ok(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Money, Percent, Price};

    fn service(name: &str, price: i64) -> Line {
        Line {
            id: Uuid::nil(),
            kind: LineKind::Service,
            name: name.to_owned(),
            description: String::new(),
            quantity: Quantity::new(1.into()).unwrap(),
            price: Price::new(price.into()).unwrap(),
            cost: Price::ZERO,
            discount: Percent::ZERO,
            tax1: Percent::ZERO,
            tax2: Percent::ZERO,
            weight: 0,
            received: Quantity::ZERO,
        }
    }

    fn draft(lines: Vec<Line>) -> Result<DocumentDraft, Refusals> {
        draft_of(DocumentKind::Invoice, lines)
    }

    fn draft_of(kind: DocumentKind, lines: Vec<Line>) -> Result<DocumentDraft, Refusals> {
        DocumentDraft {
            kind,
            contact_id: Uuid::nil(),
            name: String::new(),
            issue_date: jiff::civil::date(2026, 1, 2),
            shipping_address: String::new(),
            external_po_number: String::new(),
            currency: Currency::USD,
            exchange_rate: None,
            lines,
        }
        .checked(DiscountOrder::BeforeTax)
    }

    fn fields(refusals: &Refusals) -> Vec<&str> {
        refusals.iter().map(|refusal| refusal.field.as_str()).collect()
    }

    #[test]
    fn a_document_needs_a_line_that_is_not_a_discount() {
        assert_eq!(fields(&draft(vec![]).unwrap_err()), ["document_items"]);
        let discount = Line { kind: LineKind::Discount(Discount::Amount(Money::ZERO)), ..service("", 0) };
        assert!(draft(vec![discount]).is_err());
        assert!(draft(vec![service("Freight", 5)]).is_ok());
    }

    #[test]
    fn a_service_line_needs_a_name_or_a_text() {
        assert_eq!(fields(&draft(vec![service("", 5)]).unwrap_err()), ["document_items.0.name"]);
    }

    #[test]
    fn a_total_below_zero_is_refused_and_zero_is_taken() {
        assert!(draft(vec![service("Return", -5)]).is_err());
        assert!(draft(vec![service("Return", -5), service("Work", 5)]).is_ok());
    }

    #[test]
    fn a_line_more_than_the_limit_is_refused() {
        assert!(draft(vec![service("Work", 1); MAX_LINES]).is_ok());
        assert!(draft(vec![service("Work", 1); MAX_LINES + 1]).is_err());
    }

    #[test]
    fn a_refused_line_is_named_by_its_place_in_the_input() {
        let lines = vec![Line { weight: 2, ..service("Work", 1) }, Line { weight: 1, ..service("", 1) }];
        assert_eq!(fields(&draft(lines).unwrap_err()), ["document_items.1.name"]);
    }

    #[test]
    fn units_come_back_on_an_invoice_and_are_never_ordered_back() {
        for units in [-1, 0] {
            let returned = Line { quantity: Quantity::new(units.into()).unwrap(), ..service("Return", 5) };
            let lines = vec![service("Work", 9), returned];
            assert!(draft(lines.clone()).is_ok());
            let refused = draft_of(DocumentKind::PurchaseOrder, lines).unwrap_err();
            assert_eq!(fields(&refused), ["document_items.1.quantity"]);
        }
        assert!(draft_of(DocumentKind::PurchaseOrder, vec![service("Freight", 9)]).is_ok());
    }
}
