//! The settings with a single value: what each is called, what it means, and what it may be.

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
        help: "With a receipt, the invoice stays paid in QuickBooks.",
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
];

impl Field {
    /// The setting of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| field.name == name)
    }

    /// Why `value` is none of the words that the setting may be; `None` when it is, or when the setting is no word.
    pub fn refuses(&self, value: &str) -> Option<String> {
        let Kind::OneOf(values) = self.kind else { return None };
        let known: Vec<&str> = values.iter().map(|(code, _)| *code).collect();
        (!known.contains(&value))
            .then(|| format!("“{value}” is not possible; write one of {}", known.join(", ")))
    }
}
