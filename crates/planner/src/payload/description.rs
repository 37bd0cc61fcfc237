//! What stands on a line: everything that the generic item can't say.

use crate::LineFacts;
use domain::document::{Line, LineKind};

/// Characters of a line's description in QuickBooks (fact sheet 7).
pub const MAX_DESCRIPTION: usize = 4_000;
/// What shows that a description was cut.
const CUT_MARK: &str = " […]";

/// Item, SKU, serial number, variation, published custom fields, discount and the line's own text; one a line.
pub fn describe(line: &Line, facts: &LineFacts) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut part = |text: String| {
        if !text.is_empty() {
            parts.push(text);
        }
    };
    part(title(line, facts));
    part(labelled("SKU", &facts.sku));
    part(labelled("Serial number", &facts.serial_number));
    part(facts.variation.clone());
    for (label, value) in &facts.custom_fields {
        part(labelled(label, value));
    }
    if !line.discount.is_zero() {
        part(format!("−{} % on {}", line.discount, line.price));
    }
    part(line.description.clone());
    cut(parts.join("\n"))
}

fn title(line: &Line, facts: &LineFacts) -> String {
    match line.kind {
        LineKind::Item { .. } if line.name.is_empty() => facts.item_name.clone(),
        _ => line.name.clone(),
    }
}

fn labelled(label: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!("{label}: {value}") }
}

fn cut(text: String) -> String {
    if text.chars().count() <= MAX_DESCRIPTION {
        return text;
    }
    let kept = MAX_DESCRIPTION - CUT_MARK.chars().count();
    text.chars().take(kept).chain(CUT_MARK.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Percent, Price, Quantity};
    use uuid::Uuid;

    fn line(description: &str) -> Line {
        Line {
            id: Uuid::nil(),
            kind: LineKind::Item { item_id: Uuid::nil(), stock_id: None },
            name: String::new(),
            description: description.to_owned(),
            quantity: Quantity::new(1.into()).unwrap(),
            price: Price::new(20.into()).unwrap(),
            cost: Price::ZERO,
            discount: Percent::new(10.into()).unwrap(),
            tax1: Percent::ZERO,
            tax2: Percent::ZERO,
            weight: 0,
            received: Quantity::ZERO,
        }
    }

    #[test]
    fn everything_the_generic_item_cannot_say_is_told() {
        let facts = LineFacts {
            item_name: "Pant".to_owned(),
            sku: "83775".to_owned(),
            serial_number: String::new(),
            variation: "Red / L".to_owned(),
            custom_fields: vec![("Material".to_owned(), "Cotton".to_owned())],
        };
        let told = describe(&line("With belt"), &facts);
        assert_eq!(told, "Pant\nSKU: 83775\nRed / L\nMaterial: Cotton\n−10 % on 20\nWith belt");
    }

    #[test]
    fn a_long_text_is_cut_with_a_mark_and_a_fitting_one_is_not() {
        let plain = Line { discount: Percent::ZERO, ..line(&"x".repeat(MAX_DESCRIPTION)) };
        assert_eq!(describe(&plain, &LineFacts::default()).chars().count(), MAX_DESCRIPTION);
        assert!(!describe(&plain, &LineFacts::default()).ends_with(CUT_MARK));
        let long = Line { description: "é".repeat(MAX_DESCRIPTION + 1), ..plain };
        let told = describe(&long, &LineFacts::default());
        assert_eq!(told.chars().count(), MAX_DESCRIPTION);
        assert!(told.ends_with(CUT_MARK));
    }
}
