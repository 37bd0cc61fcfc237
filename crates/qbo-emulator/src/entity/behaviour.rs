//! What an entity does beyond its field table.

use crate::books::{Company, Id, Posting, Record};
use crate::emulator::Settings;
use crate::fault::Fault;
use crate::field::Draft;
use crate::wire::Object;
use jiff::Timestamp;
use rust_decimal::Decimal;

/// The circumstances of a create or update.
pub(crate) struct Work<'a> {
    pub(crate) company: &'a Company,
    pub(crate) settings: &'a Settings,
    pub(crate) now: Timestamp,
    /// The object as it is; `None` on create.
    pub(crate) before: Option<&'a Record>,
    /// What the request sets.
    pub(crate) given: &'a Draft,
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
    /// Fills defaults and computed members of `body` and refuses what the rules forbid. Changes nothing else.
    ///
    /// # Errors
    /// The fault that the service answers with.
    fn complete(&self, _work: &Work<'_>, _body: &mut Object) -> Result<(), Fault> {
        Ok(())
    }

    /// Carries a stored change over to other records. `before` is the version before it; the present one, if
    /// any is left, is in the books.
    fn settle(&self, _company: &mut Company, _id: &Id, _before: Option<&Object>, _now: Timestamp) {}

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

    /// What the object adds to a customer's balance.
    fn owed(&self, _body: &Object) -> Option<(Id, Decimal)> {
        None
    }

    /// What the object does to the accounts. Must not depend on records that can change.
    fn postings(&self, _company: &Company, _body: &Object) -> Vec<Posting> {
        Vec::new()
    }

    /// Adds members that are computed when an object is shown.
    fn dress(&self, _company: &Company, _record: &Record, _shown: &mut Object) {}
}

/// How a void is asked for (fact sheet 2.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum VoidForm {
    /// `?operation=void`
    Operation,
    /// `?operation=update&include=void`
    Include,
}

/// An entity without rules of its own.
pub(crate) struct Plain;

impl Behaviour for Plain {}
