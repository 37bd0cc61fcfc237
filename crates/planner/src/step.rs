//! The answer of [`crate::decide`]: what to do next about one record.

use crate::{Fingerprint, Problem};
use domain::Money;
use domain::change::Record;
use quickbooks::{Entity, Write};

/// What to do about a record.
#[derive(Debug, Clone, PartialEq)]
pub enum Decision {
    /// Do these, in this order. After each, ask again: what it shows may change the rest.
    Steps(Vec<Step>),
    /// QuickBooks holds what the books want.
    UpToDate,
    /// Something else has to happen first. Costs no attempt.
    Wait(Waiting),
    /// Nothing is to be sent, and that is right.
    Skip(String),
    /// It can't be sent as it is. No call was made.
    Fail(Problem),
}

/// What a record waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The record that has to be done first.
    pub record: Record,
    /// How a person calls it.
    pub title: String,
    /// What it has to be.
    pub until: Until,
}

/// What another record has to be before one can go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// In QuickBooks, with no entry of its own open.
    There,
    /// Gone from QuickBooks.
    Gone,
    /// In QuickBooks as the books want it.
    Equal,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Look for an entity with this name.
    FindByName {
        /// Kind of entity.
        entity: Entity,
        /// Its name in full.
        name: String,
    },
    /// Read an entity for its present version.
    Read {
        /// Kind of entity.
        entity: Entity,
        /// Its id.
        id: String,
    },
    /// Change something in QuickBooks.
    Write(Box<WriteStep>),
    /// Take an entity that is there as the record's, as it is.
    Link {
        /// Its id.
        id: String,
    },
    /// Forget the link; QuickBooks keeps what it has.
    Forget,
}

/// A change in QuickBooks.
#[derive(Debug, Clone, PartialEq)]
pub struct WriteStep {
    /// What it means for the record.
    pub verb: Verb,
    /// What is sent.
    pub write: Write,
    /// Of what is sent, for the link.
    pub fingerprint: Fingerprint,
    /// The total that the reply has to show, for a document or payment.
    pub expected_total: Option<Money>,
}

/// What a write means for the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    /// A new entity.
    Create,
    /// An entity that was there before us becomes the record's.
    Adopt,
    /// New values for the record's entity.
    Update,
    /// The entity stays with amounts of nothing.
    Void,
    /// The entity goes.
    Delete,
}

impl Verb {
    /// Every one.
    pub const ALL: [Self; 5] = [Self::Create, Self::Adopt, Self::Update, Self::Void, Self::Delete];

    /// The stable name, in the database and in request ids.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Adopt => "adopt",
            Self::Update => "update",
            Self::Void => "void",
            Self::Delete => "delete",
        }
    }

    /// The one with this [`Self::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verb| verb.code() == code)
    }
}
