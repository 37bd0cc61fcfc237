//! What an entity does beyond its field table.

use super::Goods;
use super::owing::debts;
use super::tie::show_ties;
use crate::books::{Company, Id, Posting, Record};
use crate::emulator::Settings;
use crate::fault::Fault;
use crate::field::Draft;
use crate::wire::Object;
use jiff::Timestamp;
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::BTreeMap;

/// The circumstances of a create or update.
pub(crate) struct Work<'a> {
    pub(crate) company: &'a Company,
    pub(crate) settings: &'a Settings,
    pub(crate) now: Timestamp,
    /// The object as it is; `None` on create.
    pub(crate) before: Option<&'a Record>,
    /// What the request sets.
    pub(crate) given: &'a Draft,
    /// Whether the request changes only what it names.
    pub(crate) sparse: bool,
    /// The values of `include` and `optionsData`.
    pub(crate) options: &'a [String],
}

impl Work<'_> {
    /// Whether the request spoke of a member, or there is no earlier value to keep.
    pub(crate) fn touches(&self, name: &str) -> bool {
        self.before.is_none() || self.given.mentions(name)
    }
}

/// The rules of an entity. Every part has an answer that means "nothing special".
pub(crate) trait Behaviour: Sync {
    /// The request as all objects are kept, of an entity whose objects are wrapped.
    fn opened(&self, _sent: &Object) -> Option<Object> {
        None
    }

    /// The object as replies have it; `body` is what is kept of it, or was.
    fn wrapped(&self, _body: &Object, shown: Object) -> Object {
        shown
    }

    /// Fills defaults and computed members of `body` and refuses what the rules forbid. Changes nothing else.
    ///
    /// # Errors
    /// The fault that the service answers with.
    fn complete(&self, _work: &Work<'_>, _body: &mut Object) -> Result<(), Fault> {
        Ok(())
    }

    /// What the object puts on other transactions: the charges it pays, the credits it uses up, what it deposits
    /// or bills.
    fn ties(&self, _body: &Object) -> Ties {
        Ties::new()
    }

    /// How much of the object transactions of the kind `payer` can settle; `None` where that has no bound.
    fn stake(&self, _body: &Object, _payer: &str) -> Option<Decimal> {
        None
    }

    /// Writes into `body` what others have put on the object: its links and its balance.
    fn tied(&self, company: &Company, id: &Id, body: &mut Object) {
        show_ties(company, id, body);
    }

    /// Follows up after the service has lowered the object's own lines.
    fn lowered(&self, _body: &mut Object) {}

    /// Refuses a delete or void that the rules forbid.
    ///
    /// # Errors
    /// The fault that the service answers with.
    fn may_undo(&self, _company: &Company, _settings: &Settings, _record: &Record) -> Result<(), Fault> {
        Ok(())
    }

    /// The voided form of an object; `None` where the entity can't be voided.
    fn voided(&self, _body: &Object) -> Option<Object> {
        None
    }

    /// The query parameters with which it is voided.
    fn void_form(&self) -> VoidForm {
        VoidForm::Operation
    }

    /// What the object adds to the balances of customers and vendors.
    fn owed(&self, body: &Object) -> Vec<Debt> {
        debts(body)
    }

    /// What the object does to the accounts, in the currency of the object.
    fn postings(&self, _company: &Company, _body: &Object) -> Vec<Posting> {
        Vec::new()
    }

    /// What the object does with the goods on its lines; `None` where it moves none.
    fn goods(&self, _body: &Object) -> Option<Goods> {
        None
    }

    /// Records that the service makes along with a new object: entity and body.
    fn founds(&self, _company: &Company, _body: &Object) -> Vec<(&'static str, Value)> {
        Vec::new()
    }

    /// The transaction with which the service enters what a new object begins with: entity and body.
    fn opening(&self, _company: &Company, _id: &Id, _given: &Object) -> Option<(&'static str, Value)> {
        None
    }

    /// The record that an object takes the place of, for what is found by what it says.
    fn twin(&self, _company: &Company, _body: &Object) -> Option<Id> {
        None
    }

    /// Adds members that are computed when an object is shown.
    fn dress(&self, _company: &Company, _record: &Record, _shown: &mut Object) {}
}

/// Amounts by the entity and id of the transaction that they are put on.
pub(crate) type Ties = BTreeMap<(&'static str, Id), Decimal>;

/// What a customer owes, or what is owed to a vendor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Debt {
    /// `Customer` or `Vendor`.
    pub(crate) whose: &'static str,
    pub(crate) id: Id,
    pub(crate) amount: Decimal,
}

impl Debt {
    /// What the customer or vendor in `who` owes or is owed; nothing when there is none.
    pub(crate) fn of(whose: &'static str, who: Option<&str>, amount: Decimal) -> Vec<Self> {
        who.map(|id| Self { whose, id: Id::parse(id), amount }).into_iter().collect()
    }
}

/// How a void is asked for (fact sheet 2.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum VoidForm {
    /// `?operation=void`
    Operation,
    /// `?operation=update&include=void`
    Include,
    /// `?operation=void` answers 200 with a SystemFault.
    Crash,
    /// `?operation=void` answers 200 and does nothing.
    Silence,
}

/// An entity without rules of its own.
pub(crate) struct Plain;

impl Behaviour for Plain {}
