//! What QuickBooks holds of what was sent.

use crate::payload::without_blanks;
use jiff::civil::Date;
use quickbooks::Entity;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Number, Value};

/// Members of a write that are not watched: they are no values, or follow by themselves from what is entered there (a payment is
/// tied to its bill).
const NOT_WATCHED: [&str; 4] = ["Id", "SyncToken", "sparse", "LinkedTxn"];
/// Whether an order is open. A bill on it closes it by itself, so it counts only without one, and is null else.
pub(super) const STATUS: &str = "POStatus";
/// Members that tell about the whole and are never sent.
const WHOLE: [&str; 2] = ["TotalAmt", "Active"];
/// The currency of a contact or a transaction.
const CURRENCY: &str = "CurrencyRef";
/// The total of the item lines, which the service adds as a line of its own.
pub(super) const SUBTOTAL: &str = "SubTotalLineDetail";
/// Members within members that are ours. The service adds others, and numbers lines and addresses as it likes.
const OURS: [&str; 34] = [
    // References, and ways to reach somebody.
    "value",
    "name",
    "type",
    "FreeFormNumber",
    "Address",
    "URI",
    // Addresses.
    "Line1",
    "Line2",
    "Line3",
    "Line4",
    "Line5",
    "City",
    "CountrySubDivisionCode",
    "PostalCode",
    "Country",
    // Tax.
    "TotalTax",
    // Lines.
    "Description",
    "Amount",
    "DetailType",
    "SalesItemLineDetail",
    "DiscountLineDetail",
    "AccountBasedExpenseLineDetail",
    "ItemBasedExpenseLineDetail",
    "ItemRef",
    "Qty",
    "UnitPrice",
    "TaxCodeRef",
    "AccountRef",
    "CustomerRef",
    "PercentBased",
    "DiscountPercent",
    "LinkedTxn",
    "TxnId",
    "TxnType",
];

/// Members that are ours also where a creation leaves them out, because they are blank.
pub(super) const fn left_out(entity: Entity) -> &'static [&'static str] {
    match entity {
        Entity::Customer => &["PrimaryPhone", "Fax", "PrimaryEmailAddr", "WebAddr", "BillAddr", "ShipAddr"],
        Entity::Vendor => &["PrimaryPhone", "Fax", "PrimaryEmailAddr", "WebAddr", "BillAddr"],
        Entity::Invoice => &["BillAddr", "ShipAddr"],
        Entity::Payment => &["PaymentRefNum", "PrivateNote"],
        Entity::PurchaseOrder => &["Memo"],
        _ => &[],
    }
}

/// Members that are kept of every reply, though they are not sent: a contact's currency, which never changes.
const fn kept(entity: Entity) -> &'static [&'static str] {
    match entity {
        Entity::Customer | Entity::Vendor => &[CURRENCY],
        _ => &[],
    }
}

/// What QuickBooks holds of an entity, as far as the members go that were sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Held(Value);

impl Held {
    /// What `reply` shows of what was `sent` now and of what was held `before`.
    pub fn of(entity: Entity, before: Option<&Self>, sent: &Value, reply: &Value) -> Self {
        let sent = sent.as_object().into_iter().flat_map(Map::keys).map(String::as_str);
        let names = before.into_iter().flat_map(Self::names).chain(sent).chain(WHOLE);
        let names = names.chain(left_out(entity).iter().chain(kept(entity)).copied());
        let mut held = Self::named(names.filter(is_watched), reply);
        for name in kept(entity) {
            if let (true, Some(before)) = (held.get(name).is_null(), before) {
                held.0[*name] = before.get(name).clone();
            }
        }
        held
    }

    /// As it is stored.
    pub fn stored(&self) -> Value {
        self.0.clone()
    }

    /// The same members as `theirs` shows them.
    pub fn now(&self, theirs: &Value) -> Self {
        Self::named(self.names().chain(WHOLE), theirs)
    }

    /// What `theirs` shows of what was `left`; of the whole where that isn't known.
    pub fn found(left: Option<&Self>, theirs: &Value) -> Self {
        left.map_or_else(|| Self::named(WHOLE.into_iter(), theirs), |left| left.now(theirs))
    }

    /// The same, once everything of the party `from` was handed over to `heir`, which is called `name`.
    #[must_use]
    pub fn handed_over(&self, from: &str, heir: &str, name: &str) -> Self {
        let mut after = self.0.clone();
        hand_over(&mut after, from, heir, name);
        Self(after)
    }

    /// The same without the lines that are linked to one of `gone`.
    #[must_use]
    pub fn without_lines_on(&self, gone: &[String]) -> Self {
        let mut after = self.0.clone();
        if let Some(lines) = after.get_mut("Line").and_then(Value::as_array_mut) {
            lines.retain(|line| gone.iter().all(|gone| line["LinkedTxn"][0]["TxnId"] != gone.as_str()));
        }
        Self(after)
    }

    /// Id of the entity that the member refers to.
    pub fn reference(&self, member: &str) -> Option<&str> {
        self.0[member]["value"].as_str()
    }

    /// The date that it had, of a transaction.
    pub fn dated(&self) -> Option<Date> {
        self.0["TxnDate"].as_str()?.parse().ok()
    }

    /// The number that it had, of a document.
    pub fn number(&self) -> Option<&str> {
        self.0["DocNumber"].as_str()
    }

    /// The total that it had.
    pub fn total(&self) -> Option<Decimal> {
        self.0["TotalAmt"].to_string().parse().ok()
    }

    pub(super) fn was_active(&self) -> bool {
        self.0["Active"] != false
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.as_object().into_iter().flat_map(Map::keys).map(String::as_str).filter(is_watched)
    }

    pub(super) fn get(&self, name: &str) -> &Value {
        &self.0[name]
    }

    /// Members are kept by name also where the entity has no value, so that one which comes later is seen.
    fn named<'a>(names: impl Iterator<Item = &'a str>, entity: &Value) -> Self {
        let is_inactive = entity["Active"] == false;
        let is_billed = is_tied(entity) || entity["Line"].as_array().into_iter().flatten().any(is_tied);
        let member = |name: &str| match (&entity[name], name) {
            (_, STATUS) if is_billed => Value::Null,
            (Value::String(text), "DisplayName" | "Name") if is_inactive => active_name(text).into(),
            (value, _) => without_blanks(ours(value)),
        };
        Self(Value::Object(names.map(|name| (name.to_owned(), member(name))).collect()))
    }
}

fn is_tied(value: &Value) -> bool {
    value["LinkedTxn"].as_array().is_some_and(|tied| !tied.is_empty())
}

fn is_watched(name: &&str) -> bool {
    !NOT_WATCHED.contains(name)
}

/// The name before ` (deleted)` was put behind it (fact sheet 2.6).
fn active_name(name: &str) -> &str {
    name.rsplit_once(" (deleted").map_or(name, |(plain, _)| plain)
}

/// Members that say whose something is.
const PARTIES: [&str; 3] = ["CustomerRef", "VendorRef", "EntityRef"];

fn hand_over(value: &mut Value, from: &str, heir: &str, name: &str) {
    match value {
        Value::Object(members) => {
            for (member, value) in members {
                if !PARTIES.contains(&member.as_str()) || value["value"] != from {
                    hand_over(value, from, heir, name);
                    continue;
                }
                value["value"] = heir.into();
                if let Some(called) = value.get_mut("name") {
                    *called = name.into();
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| hand_over(value, from, heir, name)),
        _ => {}
    }
}

/// The same number, however many zeros it was written with.
fn normal(number: &Number) -> Option<Number> {
    let decimal: Decimal = number.to_string().parse().ok()?;
    decimal.normalize().to_string().parse().ok()
}

fn ours(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let is_line = members.contains_key("DetailType");
            let kept = members.iter().filter(|(name, _)| OURS.contains(&name.as_str()));
            // What else is tied to a line of a document is no part of it: a bill that came of an order, for instance.
            let kept = kept.filter(|(name, _)| !(is_line && *name == "LinkedTxn"));
            Value::Object(kept.map(|(name, value)| (name.clone(), ours(value))).collect())
        }
        Value::Array(values) => {
            Value::Array(values.iter().filter(|value| value["DetailType"] != SUBTOTAL).map(ours).collect())
        }
        Value::Number(number) => normal(number).map_or_else(|| value.clone(), Value::Number),
        // Neither database takes a NUL.
        Value::String(text) => text.replace('\0', "\u{fffd}").into(),
        _ => value.clone(),
    }
}
