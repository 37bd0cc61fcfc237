//! The settings with a single value: what each is called, what it means, and what it may be.

use super::clash::{MAX_NAME_SUFFIX, MAX_NUMBER_SUFFIX};
use crate::preflight::FORBIDDEN_IN_NAMES;

/// A setting with a single value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name in the API.
    pub name: &'static str,
    /// Its name for a person.
    pub label: &'static str,
    /// What it does, in a sentence.
    pub help: &'static str,
    /// What it may be.
    pub kind: Kind,
    /// What no choice means; `None` when something has to be chosen.
    pub otherwise: Option<&'static str>,
}

/// What a setting may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The id of an account of one of these kinds (fact sheet 11.1).
    Account(&'static [&'static str]),
    /// The id of an item that is sold and bought.
    Item,
    /// One of these words; each with what it means.
    OneOf(&'static [(&'static str, &'static str)]),
    /// A text of at most so many characters that can stand in a name.
    Text(usize),
}

/// Kinds of accounts that payments may go to (fact sheet 9.7).
pub(super) const DEPOSIT_KINDS: &[&str] = &["Bank", "Other Current Asset"];

/// Every setting with a single value, in the order of the page.
pub const FIELDS: &[Field] = &[
    Field {
        name: "income_account",
        label: "Income account",
        help: "What you sell is booked here, by the item that the lines are booked on.",
        kind: Kind::Account(&["Income", "Other Income"]),
        otherwise: None,
    },
    Field {
        name: "expense_account",
        label: "Expense account",
        help: "What you buy is booked here, by the same item.",
        kind: Kind::Account(&["Cost of Goods Sold", "Expense", "Other Expense"]),
        otherwise: None,
    },
    Field {
        name: "deposit_account",
        label: "Payments go to",
        help: "Unless the reference of a payment says otherwise, below.",
        kind: Kind::Account(DEPOSIT_KINDS),
        otherwise: Some("Undeposited Funds"),
    },
    Field {
        name: "bank_account",
        label: "Refunds are paid from",
        help: "The bank account that money leaves when you give some back.",
        kind: Kind::Account(&["Bank"]),
        otherwise: None,
    },
    Field {
        name: "receivable_account",
        label: "Accounts receivable",
        help: "What customers owe. A refund makes an invoice open again here.",
        kind: Kind::Account(&["Accounts Receivable"]),
        otherwise: None,
    },
    Field {
        name: "item",
        label: "Lines are booked on",
        help: "One item stands on every line. What was sold stands in the line's description.",
        kind: Kind::Item,
        otherwise: Some("Inventory Item, which is made for it"),
    },
    Field {
        name: "discount_form",
        label: "A percentage off a line",
        help: "How it stands on an invoice in QuickBooks. A purchase order always has it in the price.",
        kind: Kind::OneOf(&[
            ("unit_price", "in the unit price of the line"),
            ("line", "in one discount line with the sum of all discounts"),
        ]),
        otherwise: None,
    },
    Field {
        name: "refund_form",
        label: "Money given back",
        help: "With a receipt, the invoice stays paid in QuickBooks; what was given back is due here alone until the invoice is lowered or paid here.",
        kind: Kind::OneOf(&[
            ("paid_out", "an expense that opens the invoice again"),
            ("receipt", "a refund receipt"),
        ]),
        otherwise: None,
    },
    Field {
        name: "blanks_on_adoption",
        label: "Blank fields of a contact that is taken over",
        help: "The first time, a customer or supplier of the same name in QuickBooks is taken over.",
        kind: Kind::OneOf(&[
            ("keep", "leave what QuickBooks has"),
            ("overwrite", "become blank in QuickBooks too"),
        ]),
        otherwise: None,
    },
    Field {
        name: "bill_on_receipt",
        label: "A purchase order that is received in full",
        help: "A bill that is made goes again when the order is opened again.",
        kind: Kind::OneOf(&[
            ("no", "is closed in QuickBooks"),
            ("yes", "is closed in QuickBooks, and a bill is made from it"),
        ]),
        otherwise: None,
    },
    Field {
        name: "memo_marker",
        label: "A mark in the note of money",
        help: "By it a payment or refund is found again when QuickBooks never answered whether it was entered.",
        kind: Kind::OneOf(&[
            ("on", "add [Counterfoil …] to the private note"),
            ("off", "leave the note alone; customer, date and total have to tell"),
        ]),
        otherwise: None,
    },
    Field {
        name: "name_clash",
        label: "A name that someone else has",
        help: "QuickBooks keeps each name once over customers, suppliers and employees.",
        kind: Kind::OneOf(&[
            ("suffix", "add something to it"),
            ("fail", "don't send the contact, and say why"),
        ]),
        otherwise: None,
    },
    Field {
        name: "customer_suffix",
        label: "Added to the name of a customer",
        help: "Where someone else has it.",
        kind: Kind::Text(MAX_NAME_SUFFIX),
        otherwise: Some("(Customer)"),
    },
    Field {
        name: "supplier_suffix",
        label: "Added to the name of a supplier",
        help: "Where someone else has it.",
        kind: Kind::Text(MAX_NAME_SUFFIX),
        otherwise: Some("(Supplier)"),
    },
    Field {
        name: "number_clash",
        label: "A number that another document has",
        help: "One of the same customer or supplier and the same total is taken to be the same, and linked.",
        kind: Kind::OneOf(&[
            ("suffix", "add something to it"),
            ("fail", "don't send the document, and say why"),
        ]),
        otherwise: None,
    },
    Field {
        name: "number_suffix",
        label: "Added to the number",
        help: "Where another document has it.",
        kind: Kind::Text(MAX_NUMBER_SUFFIX),
        otherwise: Some("-2"),
    },
];

impl Field {
    /// The setting of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| field.name == name)
    }

    /// Why `value` can't be one of this setting, as far as QuickBooks needn't be asked; `None` when it can.
    pub fn refuses(&self, value: &str) -> Option<String> {
        match self.kind {
            Kind::OneOf(values) => {
                let known: Vec<&str> = values.iter().map(|(code, _)| *code).collect();
                (!known.contains(&value))
                    .then(|| format!("“{value}” is not possible; write one of {}", known.join(", ")))
            }
            Kind::Text(most) if value.chars().count() > most => {
                Some(format!("“{value}” is too long; write at most {most} characters"))
            }
            Kind::Text(_) => {
                let found = FORBIDDEN_IN_NAMES.iter().find(|(letter, _)| value.contains(*letter));
                found.map(|(_, called)| {
                    format!("“{value}” has {called}, which QuickBooks does not take in names")
                })
            }
            Kind::Account(_) | Kind::Item => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_the_setting_is_taken_and_another_is_refused() {
        let field = Field::named("name_clash").unwrap();
        assert_eq!(field.refuses("fail"), None);
        assert_eq!(field.refuses("link").unwrap(), "“link” is not possible; write one of suffix, fail");
    }

    #[test]
    fn a_suffix_is_taken_up_to_its_length_and_without_what_names_must_not_have() {
        let field = Field::named("number_suffix").unwrap();
        assert_eq!(field.refuses("-B/2 é"), None);
        assert!(field.refuses("-B/2 éx").unwrap().contains("at most 6"));
        assert!(field.refuses("a:b").unwrap().contains("a colon (:)"));
    }
}
