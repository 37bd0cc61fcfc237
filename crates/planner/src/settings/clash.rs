//! What a record is called in QuickBooks where someone else there has its name or number.

use domain::change::RecordKind;
use serde::{Deserialize, Serialize};

use super::Settings;

/// Characters of a name (fact sheet 8.2) and of a number (9.6) in QuickBooks.
const MAX_NAME: usize = 500;
const MAX_NUMBER: usize = 21;
/// Characters of what is added to a name, and to a number. Both leave room for what they are added to.
pub(super) const MAX_NAME_SUFFIX: usize = 30;
pub(super) const MAX_NUMBER_SUFFIX: usize = 6;

/// What becomes of a record whose name or number someone else has in QuickBooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clash {
    /// Something is added to it, and the entry says so.
    #[default]
    Suffix,
    /// It is not sent; the entry says why.
    Fail,
}

impl Settings {
    /// The name or number `ours` of a record of this kind with what is added to it; `None` where nothing can be: the kind
    /// has neither, or no room is left.
    pub fn suffixed(&self, kind: RecordKind, ours: &str) -> Option<String> {
        let (between, suffix, usual, most) = match kind {
            RecordKind::Customer => (" ", &self.customer_suffix, "(Customer)", MAX_NAME),
            RecordKind::Supplier => (" ", &self.supplier_suffix, "(Supplier)", MAX_NAME),
            RecordKind::Invoice | RecordKind::PurchaseOrder => ("", &self.number_suffix, "-2", MAX_NUMBER),
            _ => return None,
        };
        let whole = format!("{ours}{between}{}", suffix.as_deref().unwrap_or(usual));
        (whole.chars().count() <= most).then_some(whole)
    }

    /// What a record goes as once `ours` has turned out to be taken; `None` when it stays unsent.
    pub fn evasion(&self, kind: RecordKind, ours: &str) -> Option<String> {
        let policy = match kind {
            RecordKind::Customer | RecordKind::Supplier => self.name_clash,
            _ => self.number_clash,
        };
        self.suffixed(kind, ours).filter(|_| policy == Clash::Suffix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_a_suffix_of_its_own_and_another_may_be_chosen() {
        let told = |settings: &Settings, kind| settings.evasion(kind, "12");
        let usual = Settings::default();
        assert_eq!(told(&usual, RecordKind::Customer).as_deref(), Some("12 (Customer)"));
        assert_eq!(told(&usual, RecordKind::Supplier).as_deref(), Some("12 (Supplier)"));
        assert_eq!(told(&usual, RecordKind::Invoice).as_deref(), Some("12-2"));
        assert_eq!(told(&usual, RecordKind::Payment), None);
        let chosen = Settings { number_suffix: Some("/CF".to_owned()), ..Settings::default() };
        assert_eq!(told(&chosen, RecordKind::PurchaseOrder).as_deref(), Some("12/CF"));
    }

    #[test]
    fn names_and_numbers_are_kept_each_where_that_is_chosen() {
        let settings = Settings { name_clash: Clash::Fail, ..Settings::default() };
        assert_eq!(settings.evasion(RecordKind::Supplier, "Acme"), None);
        assert!(settings.evasion(RecordKind::Invoice, "12").is_some());
        assert!(settings.suffixed(RecordKind::Supplier, "Acme").is_some(), "what was sent so stays so");
        let settings = Settings { number_clash: Clash::Fail, ..Settings::default() };
        assert_eq!(settings.evasion(RecordKind::Invoice, "12"), None);
    }

    #[test]
    fn nothing_is_added_where_no_room_is_left() {
        let settings = Settings::default();
        let name = |length: usize| settings.suffixed(RecordKind::Customer, &"n".repeat(length));
        assert!(name(MAX_NAME - " (Customer)".len()).is_some());
        assert_eq!(name(MAX_NAME - " (Customer)".len() + 1), None);
        assert!(settings.suffixed(RecordKind::Invoice, &"1".repeat(19)).is_some());
        assert_eq!(settings.suffixed(RecordKind::Invoice, &"1".repeat(20)), None);
    }
}
