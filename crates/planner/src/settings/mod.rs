//! What is known of the QuickBooks company, what it offers, and what was chosen of that.
//!
//! [`Settings`] are kept by connection, so that a reconnect to the same QuickBooks company finds them again. Those with
//! a single value stand in one table ([`FIELDS`]); API and page are made from it.

mod check;
mod choices;
mod clash;
mod field;
mod gone;
mod known;
mod missing;
mod payment_rule;
mod suggest;
mod tax;

pub use check::check;
pub use choices::{AccountChoice, Choices, ItemChoice, Named, TaxCodeChoice};
pub use clash::Clash;
pub use field::{FIELDS, Field, Kind};
pub use gone::{Chosen, GoneName, gone, gone_names};
pub use known::{AccountAbroad, Known};
pub use missing::{Missing, missing};
pub use payment_rule::{MAX_RULES, PaymentRule};
pub use suggest::suggest;
pub(crate) use tax::words;
pub use tax::{MAX_TAX_CODES, Side, TaxMapping};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Choices of one connection.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Id of the account that sales are booked on.
    pub income_account: Option<String>,
    /// Id of the account that purchases are booked on.
    pub expense_account: Option<String>,
    /// Id of the account that payments go to; `None` for Undeposited Funds.
    pub deposit_account: Option<String>,
    /// Id of the bank account that money is given back from.
    pub bank_account: Option<String>,
    /// Id of the account that customers' debts are kept on.
    pub receivable_account: Option<String>,
    /// Id of the item that lines are booked on; `None` for the one that is made for it.
    pub item: Option<String>,
    /// How a percentage off a line of an invoice is told.
    pub discount_form: DiscountForm,
    /// How money that is given back is told.
    pub refund_form: RefundForm,
    /// What happens to values in QuickBooks that are blank here, when a contact is taken over.
    pub blanks_on_adoption: Blanks,
    /// What becomes of a contact whose name another kind of contact has in QuickBooks.
    pub name_clash: Clash,
    /// What is added to the name of such a customer; `None` for the usual.
    pub customer_suffix: Option<String>,
    /// What is added to the name of such a supplier; `None` for the usual.
    pub supplier_suffix: Option<String>,
    /// What becomes of a document whose number another one has in QuickBooks.
    pub number_clash: Clash,
    /// What is added to such a number; `None` for the usual.
    pub number_suffix: Option<String>,
    /// Whether a purchase order that is received in full makes a bill.
    pub bill_on_receipt: BillOnReceipt,
    /// From when on: what was received before stays without.
    pub bills_since: Option<Timestamp>,
    /// Whether the private note of what has no number of ours gets our mark.
    pub memo_marker: MemoMarker,
    /// What the reference of a payment says about method and account.
    pub payment_methods: Vec<PaymentRule>,
    /// The tax codes that pairs of rates go as, outside the United States.
    pub tax_codes: Vec<TaxMapping>,
}

/// How money that is given back is told (fact sheet 12.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundForm {
    /// Way D: paid out against what was paid, so that the invoice is open again on both sides.
    #[default]
    PaidOut,
    /// Way F: a refund receipt, for companies that book returned goods so. The invoice stays paid in QuickBooks.
    Receipt,
}

/// How a percentage off a line of an invoice is told (fact sheet 9.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DiscountForm {
    /// In the line's unit price.
    #[default]
    UnitPrice,
    /// In one discount line with the sum of all discounts.
    Line,
}

/// What happens to values in QuickBooks that are blank here, when a contact is taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Blanks {
    /// They stay.
    #[default]
    Keep,
    /// They become blank too.
    Overwrite,
}

/// Whether a purchase order that is received in full makes a bill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BillOnReceipt {
    /// Somebody enters the bill once the supplier has sent it.
    #[default]
    No,
    /// It does.
    Yes,
}

/// Whether the private note of what has no number of ours gets our mark, by which a creation of unknown outcome is found
/// again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MemoMarker {
    /// It does.
    #[default]
    On,
    /// It stays as it is; customer, date and total have to tell.
    Off,
}

impl Settings {
    /// The value of the setting that [`FIELDS`] calls `name`; `None` when nothing is chosen.
    pub fn value(&self, name: &str) -> Option<String> {
        let told = serde_json::to_value(self).ok()?;
        told.get(name)?.as_str().map(str::to_owned)
    }

    /// The same settings with another value of the setting that [`FIELDS`] calls `name`; unchanged when there is no such
    /// setting or value.
    #[must_use]
    pub fn with(self, name: &str, value: Option<String>) -> Self {
        let Ok(serde_json::Value::Object(mut members)) = serde_json::to_value(&self) else { return self };
        if !members.contains_key(name) {
            return self;
        }
        members.insert(name.to_owned(), value.into());
        serde_json::from_value(members.into()).unwrap_or(self)
    }

    /// The same settings, chosen at `now` in place of `before`.
    #[must_use]
    pub fn chosen(self, before: &Self, now: Timestamp) -> Self {
        let since = (self.bill_on_receipt == BillOnReceipt::Yes).then(|| before.bills_since.unwrap_or(now));
        Self { bills_since: since, ..self }
    }

    /// Whether a bill is made from an order that was received at that moment.
    pub fn makes_bill(&self, received_at: Option<Timestamp>) -> bool {
        matches!((received_at, self.bills_since), (Some(received), Some(since)) if received >= since)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_a_setting_that_can_be_read_and_written() {
        for field in FIELDS {
            let value = match field.kind {
                Kind::OneOf(values) => values[values.len() - 1].0,
                _ => "7",
            };
            let changed = Settings::default().with(field.name, Some(value.to_owned()));
            assert_eq!(changed.value(field.name).as_deref(), Some(value), "{}", field.name);
        }
    }

    #[test]
    fn an_unknown_setting_or_value_changes_nothing() {
        let plain = Settings::default();
        assert_eq!(plain.clone().with("refund_form", Some("cash".to_owned())), plain);
        assert_eq!(plain.clone().with("nothing", Some("1".to_owned())), plain);
    }
}
