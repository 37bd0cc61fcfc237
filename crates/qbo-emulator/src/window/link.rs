//! Where things are shown.

use crate::entity::{Entity, by_name};
use crate::field::{Field, Shape, Target};
use crate::wire::{Members, Object};

/// What links call transactions whose entity has another name (fact sheet 12.1).
const OTHER_WORDS: [(&str, &str); 5] = [
    ("Expense", "Purchase"),
    ("Check", "Purchase"),
    ("CreditCardCredit", "Purchase"),
    ("BillPaymentCheck", "BillPayment"),
    ("BillPaymentCreditCard", "BillPayment"),
];

/// Text, and the page that it leads to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) text: String,
    pub(super) href: Option<String>,
}

impl Link {
    /// Text that leads nowhere.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), href: None }
    }

    /// An object of a company.
    pub(super) fn to(realm: &str, entity: &Entity, id: &str, text: impl Into<String>) -> Self {
        Self { text: text.into(), href: Some(format!("{}/{id}", of_entity(realm, entity.name))) }
    }

    /// A reference member: what it points at, by name.
    pub(super) fn of_reference(realm: &str, field: Option<&Field>, reference: &Object) -> Self {
        let id = reference.text("value").unwrap_or_default();
        let text = reference.text("name").unwrap_or(id);
        let by_field = match field.map(|field| field.shape) {
            Some(Shape::Ref(Target::Entity(name))) => by_name(name),
            _ => reference.text("type").and_then(by_name),
        };
        match by_field {
            Some(entity) => Self::to(realm, entity, id, text),
            None => Self::plain(text),
        }
    }

    /// The transactions that a document or a line is linked to.
    pub(super) fn of_links(realm: &str, members: &Object) -> Vec<Self> {
        let links = members.list("LinkedTxn").iter().filter_map(|link| link.as_object());
        links
            .map(|link| {
                let (word, id) =
                    (link.text("TxnType").unwrap_or_default(), link.text("TxnId").unwrap_or_default());
                let other = OTHER_WORDS.iter().find(|(other, _)| *other == word);
                let text = format!("{} {id}", spaced(word));
                match by_name(other.map_or(word, |(_, name)| name)) {
                    Some(entity) => Self::to(realm, entity, id, text),
                    None => Self::plain(text),
                }
            })
            .collect()
    }
}

/// The page of a company.
pub(super) fn of_company(realm: &str) -> String {
    format!("/_emulator/companies/{realm}")
}

/// The list of an entity.
pub(super) fn of_entity(realm: &str, entity: &str) -> String {
    format!("{}/{entity}", of_company(realm))
}

/// `PurchaseOrder` as two words.
pub(super) fn spaced(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut words = String::new();
    for (index, letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| letters.get(index));
        let after = letters.get(index + 1);
        let begins = letter.is_uppercase() && after.is_some_and(|after| after.is_lowercase());
        if before.is_some_and(|before| before.is_lowercase() && letter.is_uppercase() || begins) {
            words.push(' ');
        }
        words.push(*letter);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_name_are_parted() {
        for (name, words) in [
            ("PurchaseOrder", "Purchase Order"),
            ("TotalAmt", "Total Amt"),
            ("Id", "Id"),
            ("AllowOnlineACHPayment", "Allow Online ACH Payment"),
            ("POStatus", "PO Status"),
        ] {
            assert_eq!(spaced(name), words);
        }
    }
}
